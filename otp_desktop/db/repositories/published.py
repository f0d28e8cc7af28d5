"""What published plans speak of, kept as it was at their publication: sheets of a version never change.

Reasons of absences are private and no business of a plan: they are left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from sqlalchemy import delete, insert, select

from otp_desktop.db.journal.encoding import pack, record_of, unpack
from otp_desktop.db.rows import PublishedContentRow
from otp_desktop.db.transaction import Transaction
from otp_desktop.domain.force import Agent, Qualification, Unit
from otp_desktop.domain.operations import Need, Operation
from otp_desktop.domain.plans import Plan
from otp_desktop.domain.sites import Site
from otp_desktop.domain.snapshot import PlanSnapshot


@dataclass(frozen=True)
class PublishedContent:
    """The parts of a snapshot that are a plan's own; layers of the map are not."""

    operation: Operation
    plan: Plan
    units: tuple[Unit, ...]
    qualifications: tuple[Qualification, ...]
    agents: tuple[Agent, ...]
    sites: tuple[Site, ...]
    needs: tuple[Need, ...]

    @classmethod
    def of(cls, snapshot: PlanSnapshot) -> "PublishedContent":
        parts = {field.name: getattr(snapshot, field.name) for field in fields(cls)}
        return cls(**{**parts, "agents": tuple(map(_without_reasons, snapshot.agents))})


class PublishedContents:
    """One a published plan, by its id. It outlives a publication that is taken back, for its being made again."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def keep(self, plan_id: int, content: PublishedContent) -> None:
        row = PublishedContentRow
        with self._transaction.step():
            self._transaction.write(delete(row).where(row.plan_id == plan_id))
            self._transaction.write(insert(row), [{"plan_id": plan_id, "content": pack(_named(content))}])

    def find(self, plan_id: int | None) -> PublishedContent | None:
        """None for a draft, and for a plan published by a program that kept its rows only."""
        row = PublishedContentRow
        found = self._transaction.read(select(row.content).where(row.plan_id == plan_id))
        return record_of(PublishedContent, unpack(found[0][0])) if found else None


def _named(content: PublishedContent) -> Mapping[str, Any]:
    return {field.name: getattr(content, field.name) for field in fields(content)}


def _without_reasons(agent: Agent) -> Agent:
    return replace(agent, absences=tuple(replace(absence, reason="") for absence in agent.absences))
