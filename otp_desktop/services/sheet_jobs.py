"""Sheets written side by side: drawing a PDF keeps one processor core busy, so a large paper file takes all of them."""

import os
import signal
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from otp_desktop.services.documents import DOCUMENTS
from otp_desktop.services.sheet_kinds import OF_AGENTS
from otp_desktop.services.sheet_source import SheetJob, Source
from otp_desktop.texts import current_language, use_language

if TYPE_CHECKING:
    from multiprocessing.synchronize import Event

FEWEST_TO_SHARE = 150  # sheets; below, starting processes costs more than it gains
MOST_PROCESSES = 8
WAITING = 2  # sheets in hand for each process: few, so that Stop acts at once
ASK_EVERY_SECONDS = 0.2

Call = Callable[[], None]


def _nothing() -> None:
    """Nobody listens, nobody stops."""


def written_sheets(
    source: Source, jobs: Sequence[SheetJob], step: Call = _nothing, go_on: Call = _nothing
) -> Generator[Path, None, None]:
    """Writes the sheets and yields each file once it is there; closing the generator ends the work.

    ``step`` is called before each document of a file that binds several, ``go_on`` several times a second; what they
    raise ends the work, and the file in hand is not written.
    Raises the printing layer's known errors, such as a full disk.
    """
    for job in jobs:
        if job.bound:
            yield _write_bound(source, job, step, go_on)
    yield from _single_sheets(source, [job for job in jobs if not job.bound], go_on)


def documents_in(source: Source, job: SheetJob) -> int:
    """How many times a job takes a step: once for a file, and for each document of one that binds several."""
    return sum(_sheets(source, replace(job, code=code)) for code in job.bound) if job.bound else 1


def _single_sheets(source: Source, jobs: Sequence[SheetJob], go_on: Call) -> Generator[Path, None, None]:
    processes = min(os.cpu_count() or 1, MOST_PROCESSES)
    if processes == 1 or len(jobs) == 1 or sum(_sheets(source, job) for job in jobs) < FEWEST_TO_SHARE:
        for job in jobs:
            yield _write(source, job, go_on)
        return
    context = get_context("spawn")
    given_up = context.Event()
    executor = ProcessPoolExecutor(
        processes,
        mp_context=context,
        initializer=_prepare,
        initargs=(source, current_language(), given_up),
    )
    try:
        yield from _shared(executor, jobs, processes * WAITING, go_on)
    finally:
        given_up.set()
        executor.shutdown(cancel_futures=True)


def _sheets(source: Source, job: SheetJob) -> int:
    """How many a job makes: a file of a unit may hold one for each of its agents."""
    if job.kind not in OF_AGENTS:
        return 1
    return sum(agent.staff_number in source.agents for agent in source.snapshot.agents_of_unit.get(job.code, ()))


def _shared(executor: ProcessPoolExecutor, jobs: Sequence[SheetJob], waiting: int, go_on: Call) -> Iterator[Path]:
    pending: set[Future[Path]] = set()
    left = list(reversed(jobs))
    while left or pending:
        while left and len(pending) < waiting:
            pending.add(executor.submit(_write_prepared, left.pop()))
        go_on()
        done, pending = wait(pending, ASK_EVERY_SECONDS, return_when=FIRST_COMPLETED)
        for future in done:
            yield future.result()


def _write(source: Source, job: SheetJob, go_on: Call = _nothing) -> Path:
    from otp_desktop.printing.frame import laid_out_on  # the drawing library is for who prints
    from otp_desktop.printing.giving_up import may_be_given_up
    from otp_desktop.printing.letterhead import headed

    document = DOCUMENTS[job.kind]
    with laid_out_on(source.page_format), headed(source.letterhead), may_be_given_up(go_on):
        return document.write(source, source.part(document.takes), job)


def _write_bound(source: Source, job: SheetJob, step: Call, go_on: Call) -> Path:
    from otp_desktop.printing.binding import kept_together
    from otp_desktop.printing.frame import laid_out_on
    from otp_desktop.printing.giving_up import may_be_given_up
    from otp_desktop.printing.letterhead import headed
    from otp_desktop.printing.writing import write_parts

    operation, title = source.snapshot.operation, DOCUMENTS[job.kind].label
    with laid_out_on(source.page_format), headed(source.letterhead), may_be_given_up(go_on):
        with kept_together() as parts:
            for code in job.bound:
                _write(source, SheetJob(job.kind, code, job.file))
        subject = operation.name or operation.code
        return write_parts(f"{title} – {subject}", subject, parts, job.file, source.edited_at, step)


_prepared: Source | None = None
_given_up: "Event | None" = None


class _GivenUpError(Exception):
    """Tells nobody anything: who gave up waits for no file."""


def _prepare(source: Source, language: str, given_up: "Event") -> None:
    """In each process, once: what every document is made from, and who says to stop."""
    global _prepared, _given_up
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one
    use_language(language)
    _prepared, _given_up = source, given_up


def _write_prepared(job: SheetJob) -> Path:
    assert _prepared is not None, "the process was prepared"
    return _write(_prepared, job, _refuse_when_given_up)


def _refuse_when_given_up() -> None:
    assert _given_up is not None, "the process was prepared"
    if _given_up.is_set():
        raise _GivenUpError
