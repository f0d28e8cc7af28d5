"""Sheets written side by side: drawing a PDF keeps one processor core busy, so a large paper file takes all of them."""

import os
import signal
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

from otp_desktop.services.documents import DOCUMENTS
from otp_desktop.services.sheet_kinds import OF_AGENTS
from otp_desktop.services.sheet_source import SheetJob, Source
from otp_desktop.texts import current_language, use_language

FEWEST_TO_SHARE = 150  # sheets; below, starting processes costs more than it gains
MOST_PROCESSES = 8
WAITING = 2  # sheets in hand for each process: few, so that Stop acts at once


def written_sheets(
    source: Source, jobs: Sequence[SheetJob], step: Callable[[], None] = lambda: None
) -> Generator[Path, None, None]:
    """Writes the sheets and yields each file once it is there; closing the generator ends the work.

    ``step`` is called before each document of a file that binds several; what it raises ends the work.
    Raises the printing layer's known errors, such as a full disk.
    """
    for job in jobs:
        if job.bound:
            yield _write_bound(source, job, step)
    yield from _single_sheets(source, [job for job in jobs if not job.bound])


def documents_in(source: Source, job: SheetJob) -> int:
    """How many times a job takes a step: once for a file, and for each document of one that binds several."""
    return sum(_sheets(source, replace(job, code=code)) for code in job.bound) if job.bound else 1


def _single_sheets(source: Source, jobs: Sequence[SheetJob]) -> Generator[Path, None, None]:
    processes = min(os.cpu_count() or 1, MOST_PROCESSES)
    if processes == 1 or len(jobs) == 1 or sum(_sheets(source, job) for job in jobs) < FEWEST_TO_SHARE:
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


def _sheets(source: Source, job: SheetJob) -> int:
    """How many a job makes: a file of a unit may hold one for each of its agents."""
    if job.kind not in OF_AGENTS:
        return 1
    return sum(agent.staff_number in source.agents for agent in source.snapshot.agents_of_unit.get(job.code, ()))


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
    from otp_desktop.printing.frame import laid_out_on  # the drawing library is for who prints
    from otp_desktop.printing.letterhead import headed

    document = DOCUMENTS[job.kind]
    with laid_out_on(source.page_format), headed(source.letterhead):
        return document.write(source, source.part(document.takes), job)


def _write_bound(source: Source, job: SheetJob, step: Callable[[], None]) -> Path:
    from otp_desktop.printing.binding import kept_together
    from otp_desktop.printing.frame import laid_out_on
    from otp_desktop.printing.letterhead import headed
    from otp_desktop.printing.writing import write_parts

    operation, title = source.snapshot.operation, DOCUMENTS[job.kind].label
    with laid_out_on(source.page_format), headed(source.letterhead):
        with kept_together() as parts:
            for code in job.bound:
                _write(source, SheetJob(job.kind, code, job.file))
        subject = operation.name or operation.code
        return write_parts(f"{title} – {subject}", subject, parts, job.file, source.edited_at, step)


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
