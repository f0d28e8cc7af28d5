"""How long the assignment sheets of a great ceremony take: ``python -m benchmarks.printing [AGENTS]``.

Each agent has a sheet with a small map of his post among as many others, in 25 units, one file each.
"""

import os
import resource
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from otp_desktop.domain.force import Agent, Unit
from otp_desktop.domain.operations import Need, Operation, RoleLine
from otp_desktop.domain.places import Position
from otp_desktop.domain.plans import Assignment, Plan
from otp_desktop.domain.sites import Layer, Site
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.printing.unit_book import write_unit_book
from otp_desktop.services.demonstration import create_demonstration
from otp_desktop.services.sheet_jobs import written_sheets
from otp_desktop.services.sheet_kinds import SheetKind
from otp_desktop.services.sheet_source import SheetJob, Source
from otp_desktop.services.snapshots import load_snapshot
from otp_desktop.services.workspace import open_workspace

AGENTS, UNITS, COLUMNS = 2200, 25, 47
DAY = date(2024, 7, 26)


def main(agents: int) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        snapshot = replace(_plan(agents), layers=_layers(folder))
        jobs = [SheetJob(SheetKind.AGENT_SHEETS, unit.code, folder / f"{unit.code}.pdf") for unit in snapshot.units]
        now = datetime.now()  # noqa: DTZ005 - as the program prints it
        started = perf_counter()
        files = list(written_sheets(Source(snapshot, now), jobs))
        seconds = perf_counter() - started
        one = _timed(lambda: list(written_sheets(Source(snapshot, now), jobs[:1])))
        book = _timed(lambda: write_unit_book(snapshot, snapshot.units[0].code, folder / "book.pdf", now))
        megabytes = sum(file.stat().st_size for file in files) / 1e6
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    processor = sum(each.ru_utime + each.ru_stime for each in used)
    memory = max(each.ru_maxrss for each in used) / 1024
    print(f"{agents} sheets in {len(files)} files: {seconds:.1f} s, {megabytes:.1f} MB")
    print(f"one file alone: {one:.2f} s of one processor, the book of a unit {book:.2f} s")
    print(f"processor {processor:.1f} s with the making of the plan, memory of the largest process {memory:.0f} MiB")
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


def _timed(work: Callable[[], object]) -> float:
    """Seconds of this process."""
    begun = process_time()
    work()
    return process_time() - begun


def _plan(agents: int) -> PlanSnapshot:
    """Every agent holds a post of his own for an evening."""
    start, end = datetime.combine(DAY, time(16)), datetime.combine(DAY, time(23, 30))
    role = RoleLine(code="guard", count=1, minimum=1)
    return PlanSnapshot(
        operation=_operation(),
        plan=Plan(
            number=1,
            assignments=tuple(Assignment(agent=f"{row:06}", need=f"N{row}", role="guard") for row in range(agents)),
        ),
        units=tuple(Unit(id=row + 1, code=f"U{row:02}", name=f"Unité {row}") for row in range(UNITS)),
        agents=tuple(
            Agent(id=row + 1, staff_number=f"{row:06}", last_name=f"Nom {row}", unit=f"U{row % UNITS:02}")
            for row in range(agents)
        ),
        sites=tuple(
            Site(code=f"P{row}", name=f"Poste {row}", address=f"{row} quai Branly", zone="75107", position=_place(row))
            for row in range(agents)
        ),
        needs=tuple(
            Need(code=f"N{row}", site=f"P{row}", start=start, end=end, roles=(role,), call_sign=f"ALPHA {row}")
            for row in range(agents)
        ),
    )


def _operation() -> Operation:
    return Operation(
        id=1,
        code="CEREMONIE",
        name="Cérémonie",
        first_day=DAY,
        last_day=DAY,
        channel="Conférence 12",
        equipment="Gilet haute visibilité, lampe, sifflet",
        meeting_place="Cour de l’hôtel de ville, porte B",
        meeting_minutes=45,
        instructions="Tenue de cérémonie. Compte rendu au poste de commandement à chaque relève.",
    )


def _place(row: int) -> Position:
    """On a grid over the middle of Paris."""
    return Position(48.82 + row % COLUMNS * 0.0016, 2.26 + row // COLUMNS * 0.003)


def _layers(folder: Path) -> tuple[Layer, ...]:
    workspace = open_workspace(str(folder / "layers.sqlite"))
    try:
        operation = create_demonstration(workspace)
        assert operation.id is not None
        return load_snapshot(workspace, operation.id).layers
    finally:
        workspace.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else AGENTS)
