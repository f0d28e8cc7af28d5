"""The paper file of a plan: one PDF for each unit and one for each site."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.services.errors import NothingToPrintError
from otp_desktop.services.output import make_output_folder
from otp_desktop.services.sheet_jobs import SheetJob, SheetKind, written_sheets
from otp_desktop.services.snapshots import DRAFT, load_snapshot
from otp_desktop.services.workspace import Workspace

PrintListener = Callable[[int, int], None]  # sheets written, sheets in all
StopRequested = Callable[[], bool]

LONGEST_FILE_NAME = 80
RESERVED_ON_WINDOWS = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """Codes of the units and of the sites to print."""

    units: frozenset[str]
    sites: frozenset[str]


def printable(snapshot: PlanSnapshot) -> SheetChoice:
    """Everything of the plan that has a sheet: units with agents on it, and all its sites."""
    units = (unit.code for unit in snapshot.units if _has_work(snapshot, unit.code))
    return SheetChoice(frozenset(units), frozenset(site.code for site in snapshot.sites))


def print_operation(
    ws: Workspace,
    operation_id: int,
    folder: Path,
    on_progress: PrintListener | None = None,
    stop_requested: StopRequested | None = None,
    number: int = DRAFT,
    choice: SheetChoice | None = None,
) -> tuple[Path, ...]:
    """Writes ``units/<unit>.pdf`` for each unit with agents on the plan and ``sites/<site>.pdf`` for each site.

    ``choice`` leaves only some of them; the files have the same names as in a whole printing.
    ``on_progress`` gets the sheets written and the sheets in all. A stopped printing returns the sheets written so far.
    Raises NothingToPrintError, and SheetNotWrittenError for a full disk or a folder that cannot be written.
    """
    snapshot = load_snapshot(ws, operation_id, number)
    if not snapshot.needs:
        raise NothingToPrintError(code=snapshot.operation.code)
    jobs = [job for job in _jobs(snapshot, folder) if choice is None or _chosen(job, choice)]
    for place in (folder, *{job.file.parent for job in jobs}):
        make_output_folder(place)
    written: list[Path] = []
    edited_at = datetime.now()  # noqa: DTZ005 - printed as the reader's own clock shows it
    with closing(written_sheets(snapshot, jobs, edited_at)) as files:
        for file in files:
            written.append(file)
            if on_progress is not None:
                on_progress(len(written), len(jobs))
            if stop_requested is not None and stop_requested():
                break
    return tuple(sorted(written))


def safe_file_name(name: str) -> str:
    """``DT 13/É`` becomes ``DT-13-E``: letters, digits, dots and hyphens, never hidden nor reserved on Windows."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    safe = re.sub(r"[^A-Za-z0-9.]+", "-", plain).strip("-.")[:LONGEST_FILE_NAME].rstrip("-.") or "_"
    return f"_{safe}" if RESERVED_ON_WINDOWS.match(safe) else safe


def _jobs(snapshot: PlanSnapshot, folder: Path) -> Iterator[SheetJob]:
    units = [unit.code for unit in snapshot.units if _has_work(snapshot, unit.code)]
    for code, file in _files(folder / "units", units):
        yield SheetJob(SheetKind.UNIT, code, file)
    for code, file in _files(folder / "sites", [site.code for site in snapshot.sites]):
        yield SheetJob(SheetKind.SITE, code, file)


def _chosen(job: SheetJob, choice: SheetChoice) -> bool:
    return job.code in (choice.units if job.kind is SheetKind.UNIT else choice.sites)


def _has_work(snapshot: PlanSnapshot, unit: str) -> bool:
    return any(agent.staff_number in snapshot.assignments_of_agent for agent in snapshot.agents_of_unit.get(unit, ()))


def _files(folder: Path, codes: list[str]) -> Iterator[tuple[str, Path]]:
    """A file for each code; codes that differ only in characters a file name cannot hold get a number."""
    taken: set[str] = set()
    for code in codes:
        name = base = safe_file_name(code)
        rank = 1
        while name.casefold() in taken:
            rank += 1
            name = f"{base}-{rank}"
        taken.add(name.casefold())
        yield code, folder / f"{name}.pdf"
