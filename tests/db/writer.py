"""A program that stores without end and tells what it has committed: ``test_kill`` kills it at a random moment.

Each line on standard output is a JSON object, written after the commit that it speaks of.
"""

import json
import sys
from dataclasses import replace
from itertools import count

from otp_desktop.db import Database
from otp_desktop.domain.operations import Operation
from otp_desktop.domain.plans import Assignment
from otp_desktop.domain.sites import Site

BATCH = 300


def main(location: str, run: str) -> None:
    database = Database.open(location)
    with database.unit_of_work() as work:
        operation = work.operations.find("rentree")
    assert operation is not None
    for turn in count():
        _import_sites(database, f"{run}-{turn}")
        _save_draft(database, operation, turn)
        _save_agent(database, f"{run}-{turn}")


def _import_sites(database: Database, batch: str) -> None:
    with database.unit_of_work() as work:
        work.sites.add_all(Site(code=f"{batch}-{number}", name=batch) for number in range(BATCH))
        work.commit()
    _tell(batch=batch)


def _save_draft(database: Database, operation: Operation, turn: int) -> None:
    """Each draft gives all its heads to one agent, so that half a draft would show."""
    assert operation.id is not None
    with database.unit_of_work() as work:
        needs = work.needs.list(operation.id)
        agents = work.agents.list()
        agent = agents[turn % len(agents)].staff_number
        assignments = tuple(Assignment(agent=agent, need=need.code, role="guard") for need in needs)
        draft = work.plans.save_draft(replace(work.plans.draft(operation.id), assignments=assignments))
        work.commit()
    _tell(draft=draft.version)


def _save_agent(database: Database, grade: str) -> None:
    with database.unit_of_work() as work:
        agent = work.agents.update(replace(work.agents.list()[0], grade=grade))
        work.commit()
    _tell(agent=agent.version)


def _tell(**committed: object) -> None:
    print(json.dumps(committed), flush=True)  # noqa: T201 - the test reads it


if __name__ == "__main__":
    main(*sys.argv[1:])
