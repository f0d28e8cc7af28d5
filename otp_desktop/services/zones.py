"""The arrondissement of a site: the polygon of the reference layers it stands in."""

from collections.abc import Collection
from dataclasses import replace

from otp_desktop.domain.sites import Layer, LayerKind, Site
from otp_desktop.exchange.zones import ZoneFinder


def zone_finder(layers: Collection[Layer]) -> ZoneFinder:
    """From the layers in use; those of other kinds are ignored."""
    kind = LayerKind.ARRONDISSEMENTS
    features = tuple(feature for layer in layers if layer.kind is kind for feature in layer.features)
    return ZoneFinder(Layer(kind=kind, name="", features=features))


def with_zone(site: Site, zones: ZoneFinder) -> Site:
    """The site with the zone it stands in, where it has none."""
    return site if site.zone else replace(site, zone=zones.zone_of(site.position))
