"""Files brought into the database: all valid rows of a file in one unit of work, the refused ones in a file beside.

Readers are imported when a file is: openpyxl and shapely take half a second, too long for the start of the window.
"""

from collections.abc import Sequence, Sized
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from otp_desktop.db.unit_of_work import UnitOfWork
from otp_desktop.domain.changes import Changes
from otp_desktop.domain.faults import Fault
from otp_desktop.domain.force import Qualification, Unit
from otp_desktop.domain.sites import Layer, LayerKind, Site
from otp_desktop.exchange.results import FileRead
from otp_desktop.exchange.zones import ZoneFinder
from otp_desktop.services.agent_merge import AgentMerge, UnitFinder, merge_agents, missing_qualifications
from otp_desktop.services.rejected_rows import store_rejected
from otp_desktop.services.reports import NO_CHANGES, ImportReport
from otp_desktop.services.site_merge import SiteMerge, merge_sites
from otp_desktop.services.sites import layers_in_use
from otp_desktop.services.unit_merge import UnitMerge, merge_units
from otp_desktop.services.workspace import Workspace
from otp_desktop.services.zones import zone_finder
from otp_desktop.texts import N_, Sentence, sentence

__all__ = ["ImportReport", "import_agents", "import_layer", "import_sites", "import_units"]


def import_sites(ws: Workspace, path: Path, dry_run: bool = False, rejected: Path | None = None) -> ImportReport:
    """Adds and updates the sites of a file; importing it again changes nothing.

    Zones come from the file, else from the arrondissement in which the position lies. ``rejected`` is where refused
    rows go, by default a new file beside the database. ``dry_run`` only tells. Raises a KnownError when the whole file
    is unreadable.
    """
    from otp_desktop.exchange.sites import read_sites

    read = read_sites(path)
    with ws.unit_of_work(_gesture(path)) as work:
        merge = merge_sites(read.records, work.sites.list(), _zones(work))
        if dry_run:
            return _report(read, merge, dry_run=True)
        _store_sites(work, merge)
        rejected_file = store_rejected(ws, read, path, rejected)
        changes = work.commit()
    return _report(read, merge, changes, rejected_file)


def import_units(ws: Workspace, path: Path, dry_run: bool = False, rejected: Path | None = None) -> ImportReport:
    """Adds and updates units with their bases; importing the file again changes nothing. See ``merge_units``."""
    from otp_desktop.exchange.units import read_units

    read = read_units(path)
    with ws.unit_of_work(_gesture(path)) as work:
        merge = merge_units(read.records, work.units.list())
        if dry_run:
            return _report(read, merge, dry_run=True)
        _store_units(work, merge)
        rejected_file = store_rejected(ws, read, path, rejected)
        changes = work.commit()
    return _report(read, merge, changes, rejected_file)


def import_agents(ws: Workspace, path: Path, dry_run: bool = False, rejected: Path | None = None) -> ImportReport:
    """Adds and updates the agents of a roll, and makes the units and qualifications it names; see ``merge_agents``."""
    from otp_desktop.exchange.agents import read_agents

    read = read_agents(path)
    with ws.unit_of_work(_gesture(path)) as work:
        units = UnitFinder(work.units.list())
        merge = merge_agents(read, work.agents.list(), units)
        new = missing_qualifications(read.qualifications, work.qualifications.list())
        if dry_run:
            return _with_unknown(_report(read, merge, dry_run=True), merge)
        _store_force(work, units.made, new, merge)
        rejected_file = store_rejected(ws, read, path, rejected)
        changes = work.commit()
    return _with_unknown(_report(read, merge, changes, rejected_file), merge)


def import_layer(ws: Workspace, path: Path, dry_run: bool = False) -> ImportReport:
    """Stores a reference layer; it replaces the earlier official one of its kind (of its name, for other kinds).

    A layer of arrondissements gives their zone to sites that have none, and corrects the zones that came from the
    layer it replaces; a zone that a file or a planner gave stays. ``changed`` counts these sites.
    """
    from otp_desktop.exchange.layers import read_layer

    read = read_layer(path)
    layer = replace(read.layer, official=True)
    with ws.unit_of_work(_gesture(path)) as work:
        stored = work.layers.list()
        replaced = [other for other in stored if _replaces(layer, other)]
        before = zone_finder(layers_in_use(stored))
        rezoned = _rezoned(work.sites.list(), before, zone_finder([layer])) if _has_zones(layer) else []
        same = any(_same_content(layer, other) for other in replaced)
        changes = Changes()
        if not dry_run and not (same and not rezoned):
            _store_layer(work, layer, replaced, rezoned)
            changes = work.commit()
    return ImportReport(
        added=0 if replaced else 1,
        changed=len(rezoned) + (1 if replaced and not same else 0),
        unchanged=1 if same else 0,
        refused=len(read.refused),
        faults=read.faults,
        warnings=read.warnings,
        changes=changes,
        dry_run=dry_run,
    )


class _Merge(Protocol):
    """What becomes of the records of a file."""

    @property
    def added(self) -> Sized: ...

    @property
    def changed(self) -> Sized: ...

    @property
    def unchanged(self) -> int: ...


def _report(
    read: FileRead,
    merge: _Merge,
    changes: Changes = NO_CHANGES,
    rejected_file: Path | None = None,
    dry_run: bool = False,
) -> ImportReport:
    return ImportReport(
        added=len(merge.added),
        changed=len(merge.changed),
        unchanged=merge.unchanged,
        refused=len(read.refused),
        faults=read.faults,
        warnings=read.warnings,
        columns=read.columns,
        rejected_file=rejected_file,
        changes=changes,
        dry_run=dry_run,
    )


def _zones(work: UnitOfWork) -> ZoneFinder:
    return zone_finder(layers_in_use(work.layers.list()))


def _gesture(path: Path) -> Sentence:
    return sentence(N_("Import of {file}"), file=path.name)


def _store_sites(work: UnitOfWork, merge: SiteMerge) -> None:
    work.sites.add_all(merge.added)
    work.sites.update_all(merge.changed)


def _store_units(work: UnitOfWork, merge: UnitMerge) -> None:
    work.units.update_all(merge.changed)
    work.units.add_all(merge.added)


def _store_force(
    work: UnitOfWork, units: Sequence[Unit], qualifications: Sequence[Qualification], merge: AgentMerge
) -> None:
    work.units.add_all(units)
    work.qualifications.add_all(qualifications)
    work.agents.add_all(merge.added)
    work.agents.update_all(merge.changed)


def _with_unknown(report: ImportReport, merge: AgentMerge) -> ImportReport:
    """Rows about staff numbers that nobody has are refused."""
    text = N_("No agent has the staff number “{number}”: import the roll first.")
    faults = tuple(Fault(sentence(text, number=number), value=number) for number in merge.unknown)
    return replace(report, refused=report.refused + len(faults), faults=report.faults + faults)


def _store_layer(work: UnitOfWork, layer: Layer, replaced: Sequence[Layer], rezoned: Sequence[Site]) -> None:
    work.layers.remove([other.id for other in replaced if other.id is not None])
    work.layers.add(layer)
    work.sites.update_all(rezoned)


def _replaces(layer: Layer, other: Layer) -> bool:
    if not other.official or other.kind is not layer.kind:
        return False
    return layer.kind is not LayerKind.OTHER or other.name == layer.name


def _same_content(layer: Layer, other: Layer) -> bool:
    return (layer.name, layer.attribution, layer.features) == (other.name, other.attribution, other.features)


def _has_zones(layer: Layer) -> bool:
    return layer.kind is LayerKind.ARRONDISSEMENTS


def _rezoned(sites: Sequence[Site], before: ZoneFinder, after: ZoneFinder) -> list[Site]:
    rezoned = []
    for site in sites:
        from_layer = not site.zone or site.zone == before.zone_of(site.position)
        zone = after.zone_of(site.position) if from_layer else ""
        if zone and zone != site.zone:
            rezoned.append(replace(site, zone=zone))
    return rezoned
