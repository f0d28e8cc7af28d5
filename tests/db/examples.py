"""Records that tests start from: one operation with two needs, two agents, and what they refer to."""

from dataclasses import dataclass
from datetime import date, datetime

from otp_desktop.db import Database
from otp_desktop.domain.convoys import Convoy
from otp_desktop.domain.force import Agent, HeldQualification, Qualification, Unit
from otp_desktop.domain.operations import Need, Operation, RoleLine
from otp_desktop.domain.plans import Assignment, Plan
from otp_desktop.domain.sites import Site

LEADER = "leader"


@dataclass(frozen=True)
class Example:
    unit: Unit
    leader: Qualification
    martin: Agent
    durand: Agent
    site: Site
    operation: Operation
    morning: Need
    evening: Need

    @property
    def operation_id(self) -> int:
        return id_of(self.operation)


def store_example(database: Database) -> Example:
    with database.unit_of_work() as work:
        unit = work.units.add(Unit(code="DT13", name="Division territoriale 13e"))
        leader = work.qualifications.add(Qualification(code=LEADER, label="Chef d’équipe"))
        held = (HeldQualification(code=LEADER),)
        martin = work.agents.add(
            Agent(staff_number="0001", last_name="Martin", corps="PM", unit="DT13", qualifications=held)
        )
        durand = work.agents.add(Agent(staff_number="0002", last_name="Durand", corps="ASP"))
        site = work.sites.add(Site(code="E13-07", name="École Wurtz"))
        operation = work.operations.add(
            Operation(code="rentree", name="Rentrée", first_day=date(2024, 9, 2), last_day=date(2024, 9, 8))
        )
        morning, evening = work.needs.add_all(
            _need(operation, name, hour) for name, hour in (("matin", 8), ("soir", 16))
        )
        work.commit()
    return Example(unit, leader, martin, durand, site, operation, morning, evening)


def store_draft(database: Database, example: Example, *assignments: Assignment) -> Plan:
    with database.unit_of_work() as work:
        plan = work.plans.save_draft(Plan(operation_id=example.operation_id, assignments=assignments))
        work.commit()
    return plan


def publish(database: Database, example: Example) -> Plan:
    with database.unit_of_work() as work:
        plan = work.plans.publish(example.operation_id)
        work.commit()
    return plan


def assigned(agent: Agent, need: Need, role: str = "guard") -> Assignment:
    return Assignment(agent=agent.staff_number, need=need.code, role=role)


def id_of(record: Agent | Unit | Qualification | Site | Operation | Need | Plan | Convoy) -> int:
    assert record.id is not None
    return record.id


def _need(operation: Operation, code: str, hour: int) -> Need:
    return Need(
        operation_id=operation.id,
        code=code,
        site="E13-07",
        start=datetime(2024, 9, 2, hour, 5),
        end=datetime(2024, 9, 2, hour + 1),
        roles=(
            RoleLine(code="guard", count=2, minimum=1, corps=("PM", "ASP")),
            RoleLine(code="chief", count=1, minimum=1, qualifications=(LEADER,)),
        ),
    )
