"""Sites and reference layers, listed, saved and removed."""

from collections.abc import Collection, Sequence

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.faults import Fault
from otp_desktop.domain.sites import Layer, LayerKind, Site
from otp_desktop.services.errors import InvalidRecordError
from otp_desktop.services.field_faults import between, in_france, named_fault, required, unique
from otp_desktop.services.workspace import Workspace
from otp_desktop.services.zones import with_zone, zone_finder
from otp_desktop.texts import N_, plural_sentence, sentence


def list_sites(ws: Workspace) -> tuple[Site, ...]:
    """All sites, inactive ones too, in the order of codes."""
    with ws.unit_of_work() as work:
        return tuple(sorted(work.sites.list(), key=lambda site: site.code))


def list_layers(ws: Workspace) -> tuple[Layer, ...]:
    """Reference layers: of each kind the official one where there is one, else the schematic one."""
    with ws.unit_of_work() as work:
        return layers_in_use(work.layers.list())


def list_all_layers(ws: Workspace) -> tuple[Layer, ...]:
    """All reference layers, those that another one replaces too; outlines of sectors are none (see ``sectors``)."""
    with ws.unit_of_work() as work:
        return tuple(layer for layer in work.layers.list() if layer.kind is not LayerKind.SECTORS)


def remove_layers(ws: Workspace, ids: Collection[int]) -> Changes:
    """Removes imported layers; the schematic ones of the program, which they replaced, stand again."""
    gesture = plural_sentence("Deletion of {count} layer", "Deletion of {count} layers", len(ids))
    with ws.unit_of_work(gesture) as work:
        official = {layer.id for layer in work.layers.list() if layer.official}
        work.layers.remove(layer_id for layer_id in ids if layer_id in official)
        return work.commit()


def layers_in_use(layers: Collection[Layer]) -> tuple[Layer, ...]:
    """An official layer replaces the schematic ones of its kind."""
    official = {layer.kind for layer in layers if layer.official}
    return tuple(layer for layer in layers if layer.official or layer.kind not in official)


def save_site(ws: Workspace, site: Site) -> Changes:
    """Adds or updates a site; one without a zone gets the arrondissement it stands in. Raises InvalidRecordError."""
    with ws.unit_of_work(sentence(N_("Point {code}"), code=site.code)) as work:
        others = [other.code for other in work.sites.list() if other.id != site.id]
        if faults := [*site_faults(site), *unique("code", site.code, others)]:
            raise InvalidRecordError(faults)
        zoned = with_zone(site, zone_finder(layers_in_use(work.layers.list())))
        work.sites.save(zoned)
        return work.commit()


def save_sites(ws: Workspace, sites: Sequence[Site]) -> Changes:
    """Stores changed sites in one gesture, or none of them.

    Raises InvalidRecordError with the faults of all, each with the site's code; StaleRecordError.
    """
    with ws.unit_of_work(plural_sentence("Change of {count} point", "Change of {count} points", len(sites))) as work:
        if faults := [named_fault(site.code, fault) for site in sites for fault in site_faults(site)]:
            raise InvalidRecordError(faults)
        zones = zone_finder(layers_in_use(work.layers.list()))
        work.sites.update_all(with_zone(site, zones) for site in sites)
        return work.commit()


def remove_sites(ws: Workspace, ids: Collection[int]) -> Changes:
    """Raises RecordInUseError, and removes none, when an operation needs one of them."""
    gesture = plural_sentence("Deletion of {count} point", "Deletion of {count} points", len(ids))
    with ws.unit_of_work(gesture) as work:
        work.sites.remove(ids)
        return work.commit()


def site_faults(site: Site) -> tuple[Fault, ...]:
    """What is wrong in the form itself, one Fault a field."""
    return (
        *required("code", site.code),
        *required("name", site.name),
        *in_france("position", site.position),
        *between("danger_rank", site.danger_rank, 1, 5),
    )
