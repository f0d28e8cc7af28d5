"""Sheets written side by side: drawing a PDF keeps one processor core busy, so a large paper file takes all of them."""

import os
import signal
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from multiprocessing import get_context
from pathlib import Path

from otp_desktop.domain.agent_posts import changes_between
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.services.legal_control import legal_control
from otp_desktop.services.sheet_kinds import SheetKind
from otp_desktop.texts import current_language, use_language

FEWEST_TO_SHARE = 40  # below, starting processes costs more than it gains
MOST_PROCESSES = 8
WAITING = 2  # sheets in hand for each process: few, so that Stop acts at once


@dataclass(frozen=True, slots=True)
class SheetJob:
    """One document to write: of which unit or site, if of one, and where."""

    kind: SheetKind
    code: str
    file: Path


@dataclass(frozen=True)
class Source:
    """What every document of one printing is made from.

    ``before`` is the published plan whose paper is in people's hands: only the assignment sheets that differ are made.
    """

    snapshot: PlanSnapshot
    edited_at: datetime
    before: PlanSnapshot | None = None

    @cached_property
    def changed(self) -> frozenset[str] | None:
        """Staff numbers of those whose posts differ from ``before``; None where everybody gets a sheet."""
        if self.before is None:
            return None
        return frozenset(change.agent for change in changes_between(self.before, self.snapshot))


def written_sheets(source: Source, jobs: Sequence[SheetJob]) -> Generator[Path, None, None]:
    """Writes the sheets and yields each file once it is there; closing the generator ends the work.

    Raises the printing layer's known errors, such as a full disk.
    """
    processes = min(os.cpu_count() or 1, MOST_PROCESSES)
    if len(jobs) < FEWEST_TO_SHARE or processes == 1:
        for job in jobs:
            yield _write(source, job)
        return
    executor = ProcessPoolExecutor(
        processes,
        mp_context=get_context("spawn"),
        initializer=_prepare,
        initargs=(source, current_language()),
    )
    try:
        yield from _shared(executor, jobs, processes * WAITING)
    finally:
        executor.shutdown(cancel_futures=True)


def _shared(executor: ProcessPoolExecutor, jobs: Sequence[SheetJob], waiting: int) -> Iterator[Path]:
    pending: set[Future[Path]] = set()
    left = list(reversed(jobs))
    while left or pending:
        while left and len(pending) < waiting:
            pending.add(executor.submit(_write_prepared, left.pop()))
        done, pending = wait(pending, return_when=FIRST_COMPLETED)
        for future in done:
            yield future.result()


def _write(source: Source, job: SheetJob) -> Path:
    # The drawing library is for who prints: the window starts without it.
    from otp_desktop.printing.agent_sheet import write_agent_sheets
    from otp_desktop.printing.change_list import write_change_list
    from otp_desktop.printing.chief_list import write_chief_list
    from otp_desktop.printing.legal_control import write_legal_control
    from otp_desktop.printing.not_held import write_not_held
    from otp_desktop.printing.sign_in import write_sign_in
    from otp_desktop.printing.site_sheet import write_site_sheet
    from otp_desktop.printing.unit_book import write_unit_book

    snapshot, edited_at = source.snapshot, source.edited_at
    match job.kind:
        case SheetKind.UNIT_BOOK:
            return write_unit_book(snapshot, job.code, job.file, edited_at)
        case SheetKind.AGENT_SHEETS:
            replaces = source.before.plan.number if source.before else 0
            return write_agent_sheets(snapshot, job.code, job.file, edited_at, replaces, source.changed)
        case SheetKind.SITE_SHEET:
            return write_site_sheet(snapshot, job.code, job.file, edited_at)
        case SheetKind.SIGN_IN:
            return write_sign_in(snapshot, job.code, job.file, edited_at)
        case SheetKind.CHIEF_LIST:
            return write_chief_list(snapshot, job.file, edited_at)
        case SheetKind.NOT_HELD:
            return write_not_held(snapshot, job.file, edited_at)
        case SheetKind.LEGAL_CONTROL:
            return write_legal_control(snapshot, legal_control(snapshot), job.file, edited_at)
        case SheetKind.CHANGE_LIST:
            assert source.before is not None, "there is something to compare with"
            return write_change_list(source.before, snapshot, job.file, edited_at)


_prepared: Source | None = None


def _prepare(source: Source, language: str) -> None:
    """In each process, once: what every document is made from."""
    global _prepared
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one
    use_language(language)
    _prepared = source


def _write_prepared(job: SheetJob) -> Path:
    assert _prepared is not None, "the process was prepared"
    return _write(_prepared, job)
