"""Reference layers of a file: which they replace, and which sites they give their zone."""

from collections.abc import Sequence
from dataclasses import replace

from otp_desktop.db.unit_of_work import UnitOfWork
from otp_desktop.domain.sites import Layer, LayerKind, Site
from otp_desktop.exchange.results import LayerRead
from otp_desktop.exchange.zones import ZoneFinder
from otp_desktop.services.importing.matching import Matching, Merge, MergedRow, RowOutcome, RowState
from otp_desktop.services.importing.requests import ImportRequest
from otp_desktop.services.sites import layers_in_use
from otp_desktop.services.zones import zone_finder
from otp_desktop.texts import plural_sentence


def match_layer(work: UnitOfWork, read: LayerRead, _request: ImportRequest) -> Matching:
    """A layer replaces the earlier official one of its kind (of its name, for other kinds).

    One of arrondissements gives their zone to sites that have none, and corrects the zones that came from the layer it
    replaces; a zone that a file or a planner gave stays.
    """
    layer = replace(read.layer, official=True)
    stored = work.layers.list()
    replaced = [other for other in stored if _replaces(layer, other)]
    before = zone_finder(layers_in_use(stored))
    rezoned = _rezoned(work.sites.list(), before, zone_finder([layer])) if _has_zones(layer) else Merge[Site]()
    same = any(_same_content(layer, other) for other in replaced)

    def store(work: UnitOfWork) -> None:
        if same and not rezoned.rows:
            return
        work.layers.remove([other.id for other in replaced if other.id is not None])
        work.layers.add(layer)
        work.sites.update_all(rezoned.changed)

    state = RowState.UNCHANGED if same else RowState.CHANGED if replaced else RowState.NEW
    shapes = plural_sentence("{count} shape", "{count} shapes", len(layer.features))
    outcome = RowOutcome(None, layer.name, state, reasons=(shapes,))
    return Matching(read, (outcome, *rezoned.outcomes(lambda site: f"{site.code} {site.name}")), store)


def _replaces(layer: Layer, other: Layer) -> bool:
    if not other.official or other.kind is not layer.kind:
        return False
    return layer.kind is not LayerKind.OTHER or other.name == layer.name


def _same_content(layer: Layer, other: Layer) -> bool:
    return (layer.name, layer.attribution, layer.features) == (other.name, other.attribution, other.features)


def _has_zones(layer: Layer) -> bool:
    return layer.kind is LayerKind.ARRONDISSEMENTS


def _rezoned(sites: Sequence[Site], before: ZoneFinder, after: ZoneFinder) -> Merge[Site]:
    rows = []
    for site in sites:
        from_layer = not site.zone or site.zone == before.zone_of(site.position)
        zone = after.zone_of(site.position) if from_layer else ""
        if zone and zone != site.zone:
            rows.append(MergedRow(None, site, replace(site, zone=zone)))
    return Merge(tuple(rows))
