"""A planning problem, as an ``otp-problem/1`` file, as a new operation, with what it needs of the force and places."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from otp_desktop.db.unit_of_work import UnitOfWork
from otp_desktop.domain.faults import Fault
from otp_desktop.domain.force import Agent, Unit
from otp_desktop.domain.plans import PlanStatus
from otp_desktop.domain.sites import Site
from otp_desktop.exchange.results import PlanRead
from otp_desktop.planning import problem as planning
from otp_desktop.planning.problem_file import read_problem
from otp_desktop.services.importing.matching import Matching, Merge, MergedRow, RowOutcome, RowState
from otp_desktop.services.importing.problem_records import (
    ProblemRecords,
    is_elsewhere,
    known_agent,
    known_site,
    known_unit,
    lawful,
    records_of,
)
from otp_desktop.services.importing.requests import ImportRequest
from otp_desktop.services.qualifications import add_missing_qualifications, add_qualifications
from otp_desktop.services.sites import layers_in_use
from otp_desktop.services.zones import with_zone, zone_finder
from otp_desktop.texts import N_, Sentence, _, plural_sentence, sentence

RecordT = TypeVar("RecordT", Unit, Site, Agent)

NO_LAW = N_("Limits that are missing or wider than the law's become those of the law: a derogation can widen them.")
NO_TRAVEL = N_("The file asks for no time on the way: the operation takes the usual travel times.")


@dataclass(frozen=True)
class _Merges:
    units: Merge[Unit]
    sites: Merge[Site]
    agents: Merge[Agent]

    def outcomes(self) -> tuple[RowOutcome, ...]:
        return (
            *self.units.outcomes(lambda unit: _("Unit {code}").format(code=_titled(unit.code, unit.name))),
            *self.sites.outcomes(lambda site: _("Point {code}").format(code=_titled(site.code, site.name))),
            *self.agents.outcomes(
                lambda agent: _("Agent {code}").format(code=_titled(agent.staff_number, agent.full_name))
            ),
        )


def match_problem(work: UnitOfWork, read: PlanRead, request: ImportRequest) -> Matching:
    """A new operation with the needs of the file and its locked rows in the draft; what is known of units, points and
    agents is brought to what the file says, the rest added.

    Raises ProblemFaultsError, and InvalidRecordError with all that the database cannot keep.
    """
    problem = read_problem(read.content)
    taken = frozenset(operation.code for operation in work.operations.list())
    records = records_of(problem, request.path, taken)
    merges = _merges(work, records)

    def store(work: UnitOfWork) -> None:
        _store(work, records, merges)

    warnings = tuple(Fault(said) for said in _left_out(problem))
    return Matching(replace(read, warnings=warnings), (*_new(records), *merges.outcomes()), store)


def _merges(work: UnitOfWork, records: ProblemRecords) -> _Merges:
    zones = zone_finder(layers_in_use(work.layers.list()))
    sites = [with_zone(site, zones) for site in records.sites]
    return _Merges(
        _merged(records.units, work.units.list(), lambda unit: unit.code, known_unit),
        _merged(sites, work.sites.list(), lambda site: site.code, known_site),
        _merged(records.agents, work.agents.list(), lambda agent: agent.staff_number, known_agent),
    )


def _merged(
    told: Sequence[RecordT],
    stored: Sequence[RecordT],
    key: Callable[[RecordT], str],
    known: Callable[[RecordT, RecordT], RecordT],
) -> Merge[RecordT]:
    by_key = {key(record): record for record in stored}
    rows = []
    for record in told:
        before = by_key.get(key(record))
        rows.append(MergedRow(None, before, record if before is None else known(before, record)))
    return Merge(tuple(rows))


def _titled(code: str, name: str) -> str:
    """Once where the name is the code, as that of a new agent is."""
    return code if name.upper() == code.upper() else f"{code} {name}"


def _new(records: ProblemRecords) -> Iterator[RowOutcome]:
    """The operation and all that is its own."""
    operation = records.operation
    yield RowOutcome(None, _("Operation {code}").format(code=_titled(operation.code, operation.name)), RowState.NEW)
    for need in records.needs:
        yield RowOutcome(None, _("Need {code}").format(code=need.code), RowState.NEW)
    for row in records.locked:
        yield RowOutcome(None, f"{row.agent} → {row.need} ({row.role})", RowState.NEW)


def _store(work: UnitOfWork, records: ProblemRecords, merges: _Merges) -> None:
    work.units.add_all(merges.units.added)
    work.units.update_all(merges.units.changed)
    held = {one.code for agent in records.agents for one in agent.qualifications}
    add_qualifications(work, held)
    add_missing_qualifications(work, records.needs)
    work.agents.add_all(merges.agents.added)
    work.agents.update_all(merges.agents.changed)
    work.sites.add_all(merges.sites.added)
    work.sites.update_all(merges.sites.changed)
    stored = work.operations.add(records.operation)
    assert stored.id is not None, "it was stored"
    work.needs.add_all([replace(need, operation_id=stored.id) for need in records.needs])
    if records.locked:
        draft = work.plans.draft(stored.id)
        work.plans.save_draft(replace(draft, assignments=records.locked, status=PlanStatus.MANUAL))


def _left_out(problem: planning.Problem) -> Iterator[Sentence]:
    """What the database has no place for."""
    elsewhere = sum(is_elsewhere(need.id) for need in problem.needs)
    if elsewhere:
        yield plural_sentence(
            "{count} need of another operation is left out.",
            "{count} needs of other operations are left out.",
            elsewhere,
        )
    if problem.wishes:
        yield plural_sentence("{count} wish is left out.", "{count} wishes are left out.", len(problem.wishes))
    limited = sum(agent.limits != planning.AgentLimits() for agent in problem.agents)
    if limited:
        yield plural_sentence(
            "The own limits of {count} agent are left out.", "The own limits of {count} agents are left out.", limited
        )
    worked = sum(agent.history != planning.History() for agent in problem.agents)
    if worked:
        yield plural_sentence(
            "The earlier work of {count} agent is left out: import it as a table.",
            "The earlier work of {count} agents is left out: import it as a table.",
            worked,
        )
    unexplained = sum(not one.reason for one in problem.derogations)
    if unexplained:
        yield plural_sentence(
            "{count} derogation gives no reason: name the decision in the operation.",
            "{count} derogations give no reason: name the decisions in the operation.",
            unexplained,
        )
    if any(need.burden != round(need.burden) for need in problem.needs):
        yield sentence(N_("Burdens are rounded to whole numbers."))
    if problem.baseline is not None:
        yield sentence(N_("The plan to stay close to is left out."))
    if problem.travel is None:
        yield sentence(NO_TRAVEL)
    if lawful(problem.rules) != problem.rules:
        yield sentence(NO_LAW)
