"""The way of every file: read, matched with the database, shown, stored in one gesture that one Undo takes back.

Readers are imported when a file is: openpyxl and shapely take half a second, too long for the start of the window.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from otp_desktop.db.unit_of_work import UnitOfWork
from otp_desktop.exchange.results import FileRead
from otp_desktop.exchange.subject import Subject
from otp_desktop.services.errors import ImportStoppedError
from otp_desktop.services.importing.absences import match_absences
from otp_desktop.services.importing.agents import match_agents
from otp_desktop.services.importing.assignments import match_assignments
from otp_desktop.services.importing.history import match_history
from otp_desktop.services.importing.layers import match_layer
from otp_desktop.services.importing.matching import Matching, RowState
from otp_desktop.services.importing.needs import match_needs
from otp_desktop.services.importing.plan import match_plan
from otp_desktop.services.importing.problem import match_problem
from otp_desktop.services.importing.requests import ImportRequest
from otp_desktop.services.importing.sites import match_sites
from otp_desktop.services.importing.units import match_units
from otp_desktop.services.rejected_rows import store_rejected
from otp_desktop.services.reports import ImportReport
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import N_, sentence

if TYPE_CHECKING:
    from otp_desktop.exchange.look import Look

MATCHERS: dict[Subject, Callable[[UnitOfWork, Any, ImportRequest], Matching]] = {
    Subject.AGENTS: match_agents,
    Subject.ABSENCES: match_absences,
    Subject.SITES: match_sites,
    Subject.UNITS: match_units,
    Subject.LAYER: match_layer,
    Subject.NEEDS: match_needs,
    Subject.ASSIGNMENTS: match_assignments,
    Subject.PLAN: match_plan,
    Subject.PROBLEM: match_problem,
    Subject.HISTORY: match_history,
}


@dataclass(frozen=True)
class Preview:
    """What storing the request would do. The file is not read again: what is stored is what was shown."""

    request: ImportRequest
    read: FileRead = field(repr=False)
    matching: Matching = field(repr=False)

    @cached_property
    def report(self) -> ImportReport:
        return _report(self.matching, dry_run=True)


def look(path: Path) -> "Look":
    """What a file seems to list. Raises an UnreadableFileError where nothing can be read."""
    from otp_desktop.exchange.look import look_at

    return look_at(path)


def preview(ws: Workspace, request: ImportRequest) -> Preview:
    """Reads the file and matches it; stores nothing. Raises a KnownError when the whole file is unreadable."""
    read = read_file(request)
    _obey_stop(request)
    with ws.unit_of_work() as work:
        matching = MATCHERS[request.subject](work, read, request)
    _obey_stop(request)
    return Preview(request, read, matching)


def import_file(
    ws: Workspace, request: ImportRequest, dry_run: bool = False, read: FileRead | None = None
) -> ImportReport:
    """Stores the valid rows of a file, all or none, and the refused ones in a file beside; ``dry_run`` only tells.

    ``read`` is the file as a preview read it. Raises ImportStoppedError, and a KnownError when the whole file is
    unreadable; then nothing is stored.
    """
    read = read or read_file(request)
    _obey_stop(request)
    with ws.unit_of_work(sentence(N_("Import of {file}"), file=request.path.name)) as work:
        matching = MATCHERS[request.subject](work, read, request)
        if dry_run:
            return _report(matching, dry_run=True)
        matching.store(work)
        _obey_stop(request)
        rejected_file = store_rejected(ws, matching.read, request.path, request.rejected)
        changes = work.commit()
    return _report(matching, changes=changes, rejected_file=rejected_file)


def read_file(request: ImportRequest) -> FileRead:
    """The records of the file, all its faults and the rows refused. Raises an UnreadableFileError."""
    path, choices = request.path, request.choices
    match request.subject:
        case Subject.AGENTS:
            from otp_desktop.exchange.agents import read_agents

            return read_agents(path, choices)
        case Subject.ABSENCES:
            from otp_desktop.exchange.absences import read_absences

            return read_absences(path, choices)
        case Subject.SITES:
            from otp_desktop.exchange.sites import read_sites

            return read_sites(path, choices)
        case Subject.UNITS:
            from otp_desktop.exchange.units import read_units

            return read_units(path, choices)
        case Subject.LAYER:
            from otp_desktop.exchange.layers import read_layer

            return read_layer(path)
        case Subject.NEEDS:
            from otp_desktop.exchange.needs import read_needs

            return read_needs(path, choices)
        case Subject.ASSIGNMENTS:
            from otp_desktop.exchange.assignments import read_assignments

            return read_assignments(path, choices)
        case Subject.HISTORY:
            from otp_desktop.exchange.history import read_history

            return read_history(path, choices)
        case Subject.PLAN | Subject.PROBLEM:
            from otp_desktop.exchange.source import read_plan

            return read_plan(path)


def _obey_stop(request: ImportRequest) -> None:
    if request.stop():
        raise ImportStoppedError(file=request.path.name)


def _report(matching: Matching, **done: Any) -> ImportReport:
    read = matching.read
    return ImportReport(
        added=matching.count(RowState.NEW),
        changed=matching.count(RowState.CHANGED),
        unchanged=matching.count(RowState.UNCHANGED),
        refused=len(read.refused),
        faults=read.faults,
        warnings=read.warnings,
        columns=read.columns,
        breaches=matching.breaches,
        **done,
    )
