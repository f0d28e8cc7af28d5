"""A program that stores without end and tells what it has committed: ``test_kill`` kills it at a random moment.

What it tells is sent after the commit that it speaks of.
"""

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from multiprocessing.connection import Connection

from otp_desktop.db import Database
from otp_desktop.domain.operations import Operation
from otp_desktop.domain.plans import Assignment
from otp_desktop.domain.sites import Site

BATCH = 300
Tell = Callable[[dict[str, object]], None]


def write_without_end(location: str, run: str, told: Connection) -> None:
    database = Database.open(location)
    with database.unit_of_work() as work:
        operation = work.operations.find("rentree")
    assert operation is not None
    for turn in count():
        _import_sites(database, f"{run}-{turn}", told.send)
        _save_draft(database, operation, turn, told.send)
        _save_agent(database, f"{run}-{turn}", told.send)


def _import_sites(database: Database, batch: str, tell: Tell) -> None:
    with database.unit_of_work() as work:
        work.sites.add_all(Site(code=f"{batch}-{number}", name=batch) for number in range(BATCH))
        work.commit()
    tell({"batch": batch})


def _save_draft(database: Database, operation: Operation, turn: int, tell: Tell) -> None:
    """Each draft gives all its heads to one agent, so that half a draft would show."""
    assert operation.id is not None
    with database.unit_of_work() as work:
        needs = work.needs.list(operation.id)
        agents = work.agents.list()
        agent = agents[turn % len(agents)].staff_number
        assignments = tuple(Assignment(agent=agent, need=need.code, role="guard") for need in needs)
        draft = work.plans.save_draft(replace(work.plans.draft(operation.id), assignments=assignments))
        work.commit()
    tell({"draft": draft.version})


def _save_agent(database: Database, grade: str, tell: Tell) -> None:
    with database.unit_of_work() as work:
        agent = work.agents.update(replace(work.agents.list()[0], grade=grade))
        work.commit()
    tell({"agent": agent.version})
