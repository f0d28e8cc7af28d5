"""The paper file of a plan: the documents of each unit, of each site and of the whole operation, as PDF."""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from pathlib import Path

from otp_desktop.domain.force import Unit
from otp_desktop.domain.plans import DRAFT
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.services.documents import DOCUMENTS
from otp_desktop.services.errors import NothingOfDocumentError, NothingToPrintError
from otp_desktop.services.file_names import separate_names
from otp_desktop.services.letterhead import read_letterhead
from otp_desktop.services.output import make_output_folder
from otp_desktop.services.print_options import A4, PageFormat
from otp_desktop.services.procedure_cards import cards_of_plan, list_cards
from otp_desktop.services.sheet_extract import EVERYWHERE, Extract, refuse_unknown
from otp_desktop.services.sheet_jobs import documents_in, written_sheets
from otp_desktop.services.sheet_kinds import OF_AGENTS, USUAL, Scope, SheetKind
from otp_desktop.services.sheet_source import SheetJob, Source
from otp_desktop.services.snapshots import load_snapshot, published_beside
from otp_desktop.services.why_me import why_me_lines
from otp_desktop.services.workspace import Workspace

PrintListener = Callable[[int, int], None]  # sheets written, sheets in all
StopRequested = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """Which documents, for those of a unit or of a site of which ones by their codes, and of which part of the plan.

    None means all. ``page_format`` is the paper they are put on; ``one_file`` binds those of all units, or sites.
    """

    kinds: frozenset[SheetKind] = USUAL
    units: frozenset[str] | None = None
    sites: frozenset[str] | None = None
    extract: Extract = EVERYWHERE
    page_format: PageFormat = A4
    one_file: bool = False

    @property
    def makes_something(self) -> bool:
        return any(self._of(DOCUMENTS[kind].scope) != frozenset() for kind in self.kinds)

    def takes(self, job: SheetJob) -> bool:
        codes = self._of(DOCUMENTS[job.kind].scope)
        return job.kind in self.kinds and (codes is None or job.code in codes)

    def _of(self, scope: Scope) -> frozenset[str] | None:
        return {Scope.UNIT: self.units, Scope.SITE: self.sites}.get(scope)


EVERYTHING = SheetChoice()


def units_to_print(snapshot: PlanSnapshot) -> tuple[Unit, ...]:
    """Those with agents on the plan: the others have nothing to be told."""
    return tuple(unit for unit in snapshot.units if _has_work(snapshot, unit.code))


def published_numbers(ws: Workspace, operation_id: int) -> tuple[int, ...]:
    """The published versions that can be printed, the latest first."""
    with ws.unit_of_work() as work:
        return work.plans.published(operation_id)


def print_operation(
    ws: Workspace,
    operation_id: int,
    folder: Path,
    on_progress: PrintListener | None = None,
    stop_requested: StopRequested | None = None,
    number: int = DRAFT,
    choice: SheetChoice = EVERYTHING,
    since: int = DRAFT,
) -> tuple[Path, ...]:
    """Writes the documents: ``units/<unit>.pdf`` and ``agents/<unit>.pdf`` for each unit with agents on the plan,
    ``sites/<site>.pdf`` for each site, and those of the whole operation beside these folders.

    ``since`` is a published version whose paper was handed out: only the assignment sheets that differ are written,
    marked with what they replace, and the list of changes by chief beside them. ``choice`` leaves only some
    documents; the files have the same names as in a whole printing.
    ``on_progress`` gets the sheets written and the sheets in all. A stopped printing returns the sheets written so far.
    Raises NothingToPrintError, NothingOfDocumentError, UnknownSheetsError, and SheetNotWrittenError for a full disk or
    a folder that cannot be written.
    """
    source = read_source(ws, operation_id, number, choice.extract, since, choice.kinds)
    return write_sheets(source, folder, choice, on_progress, stop_requested)


def write_sheets(
    source: Source,
    folder: Path,
    choice: SheetChoice = EVERYTHING,
    on_progress: PrintListener | None = None,
    stop_requested: StopRequested | None = None,
) -> tuple[Path, ...]:
    """The same from a plan that is already read; part and paper are those of ``choice``."""
    asked = replace(source, extract=choice.extract, page_format=choice.page_format)
    jobs = sheets_to_print(asked, folder, choice)
    if not jobs:
        _refuse_what_is_not_there(asked, choice.kinds)
    for place in (folder, *{job.file.parent for job in jobs}):
        make_output_folder(place)
    written: list[Path] = []
    progress = _Progress(sum(documents_in(asked, job) for job in jobs), on_progress, stop_requested)
    progress.tell()
    with closing(written_sheets(asked, jobs, progress.step, progress.go_on)) as files, suppress(_StoppedError):
        for file in files:
            written.append(file)
            if not choice.one_file:
                progress.step()
    return tuple(sorted(written))


def _refuse_what_is_not_there(source: Source, kinds: Collection[SheetKind]) -> None:
    """Where nothing comes out because the operation has not what the documents are made from."""
    lacking = [document.label for kind, document in DOCUMENTS.items() if kind in kinds and not document.is_of(source)]
    if lacking:
        code = source.snapshot.operation.code
        raise NothingOfDocumentError(code=code, documents=", ".join(lacking))


@dataclass(slots=True)
class _Progress:
    """Counts files, and in a file that binds several the documents in it."""

    total: int
    listener: PrintListener | None
    stop_requested: StopRequested | None
    done: int = 0

    def step(self) -> None:
        self.done += 1
        self.tell()
        self.go_on()

    def tell(self) -> None:
        if self.listener is not None:
            self.listener(self.done, self.total)

    def go_on(self) -> None:
        """Raises _StoppedError where Stop was asked for, also in the middle of a document."""
        if self.stop_requested is not None and self.stop_requested():
            raise _StoppedError


class _StoppedError(Exception):
    """Nobody's fault: what is written stays."""


def read_source(
    ws: Workspace,
    operation_id: int,
    number: int = DRAFT,
    extract: Extract = EVERYWHERE,
    since: int = DRAFT,
    kinds: Collection[SheetKind] = USUAL,
) -> Source:
    """What documents of these kinds are made from, read once. Raises NothingToPrintError and UnknownPlanError."""
    snapshot = load_snapshot(ws, operation_id, number)
    if not snapshot.needs:
        raise NothingToPrintError(code=snapshot.operation.code)
    return Source(
        snapshot,
        datetime.now(),  # noqa: DTZ005 - printed as the reader's own clock shows it
        load_snapshot(ws, operation_id, since) if since != DRAFT else None,
        extract,
        letterhead=read_letterhead(ws),
        others=published_beside(ws, snapshot.operation) if SheetKind.SERVICE_BULLETIN in kinds else (),
        why=why_me_lines(ws, snapshot) if OF_AGENTS.intersection(kinds) else {},
        cards=cards_of_plan(list_cards(ws), snapshot),
    )


@dataclass(frozen=True, slots=True)
class PrintSize:
    """How much paper a choice makes: files, the assignment sheets in them, and the documents that stay whole."""

    files: int
    agent_sheets: int
    whole: tuple[SheetKind, ...] = ()


def size_of(source: Source, choice: SheetChoice) -> PrintSize:
    """Counted before anything is drawn. Raises UnknownSheetsError."""
    asked = replace(source, extract=choice.extract, page_format=choice.page_format)
    jobs = sheets_to_print(asked, Path(), choice)
    units = {code for job in jobs if job.kind in OF_AGENTS for code in job.bound or (job.code,)}
    sheets = sum(asked.snapshot.agent[number].unit in units for number in asked.agents) if units else 0
    narrowed = choice.extract.narrowings
    kinds = {job.kind for job in jobs}
    whole = [kind for kind in DOCUMENTS if kind in kinds and narrowed - DOCUMENTS[kind].takes]
    return PrintSize(len(jobs), sheets, tuple(whole))


def sheets_to_print(source: Source, folder: Path, choice: SheetChoice = EVERYTHING) -> tuple[SheetJob, ...]:
    """The files to come, in the order of documents. Raises UnknownSheetsError for codes that the plan does not name."""
    refuse_unknown(source.snapshot, choice.extract, choice.units, choice.sites)
    jobs = tuple(job for job in _jobs(source, folder) if choice.takes(job))
    return tuple(_bound(jobs, folder)) if choice.one_file else jobs


def _bound(jobs: Iterable[SheetJob], folder: Path) -> Iterator[SheetJob]:
    """One file for each document, where it is one that binds."""
    for kind, group in groupby(jobs, key=lambda job: job.kind):
        own, document = tuple(group), DOCUMENTS[kind]
        if len(own) > 1 and document.binds:
            yield SheetJob(kind, "", folder / f"{document.place}.pdf", tuple(job.code for job in own))
        else:
            yield from own


def _jobs(source: Source, folder: Path) -> Iterator[SheetJob]:
    for kind, document in DOCUMENTS.items():
        if not document.is_of(source):
            continue
        if document.scope is Scope.OPERATION:
            yield SheetJob(kind, "", folder / f"{document.place}.pdf")
            continue
        codes = _codes(source.part(document.takes), document.scope)
        for code, name in zip(codes, separate_names(codes), strict=True):
            if kind not in OF_AGENTS or _has_sheets(source, code):
                yield SheetJob(kind, code, folder / document.place / f"{name}.pdf")


def _codes(snapshot: PlanSnapshot, scope: Scope) -> list[str]:
    if scope is Scope.UNIT:
        return [unit.code for unit in units_to_print(snapshot)]
    return [site.code for site in snapshot.sites]


def _has_sheets(source: Source, unit: str) -> bool:
    """Whether somebody of a unit, given by its code, gets a sheet."""
    return any(agent.staff_number in source.agents for agent in source.snapshot.agents_of_unit.get(unit, ()))


def _has_work(snapshot: PlanSnapshot, unit: str) -> bool:
    return any(agent.staff_number in snapshot.assignments_of_agent for agent in snapshot.agents_of_unit.get(unit, ()))
