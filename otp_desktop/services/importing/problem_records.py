"""The records of the database that a planning problem speaks of: names it does not have are its ids."""

from dataclasses import dataclass, replace
from pathlib import Path

from otp_desktop.domain.faults import Fault
from otp_desktop.domain.force import Absence, Agent, HeldQualification, Unit
from otp_desktop.domain.operations import Need, Operation, RoleLine
from otp_desktop.domain.plans import Assignment, AssignmentOrigin
from otp_desktop.domain.sites import Site
from otp_desktop.domain.working_time import TravelModel, WorkingTimeRules
from otp_desktop.planning import problem as planning
from otp_desktop.services.errors import InvalidRecordError
from otp_desktop.services.needs import need_faults
from otp_desktop.services.operations import operation_faults, suggested_code
from otp_desktop.services.rule_faults import rule_faults
from otp_desktop.texts import N_, _, sentence

OF_ANOTHER_OPERATION = "@"  # what an exported problem calls work of its agents in other operations begins so

NO_NEED = N_("The problem has no need: there is nothing to plan.")
NO_CORPS = N_("The role “{role}” is open to no corps at all: the database cannot keep such a line.")


@dataclass(frozen=True)
class ProblemRecords:
    """All but ids of the database; ``needs`` belong to ``operation``, ``locked`` to its draft."""

    operation: Operation
    units: tuple[Unit, ...]
    sites: tuple[Site, ...]
    agents: tuple[Agent, ...]
    needs: tuple[Need, ...]
    locked: tuple[Assignment, ...]


def records_of(problem: planning.Problem, file: Path, taken_codes: frozenset[str]) -> ProblemRecords:
    """Raises InvalidRecordError with all that the database cannot keep."""
    own = tuple(need for need in problem.needs if not is_elsewhere(need.id))
    if not own:
        raise InvalidRecordError([Fault(sentence(NO_NEED), path="/needs")])
    operation = _operation(problem, own, file, taken_codes)
    needs, places = tuple(map(_need, own)), {need.site for need in own}
    _refuse_faults(problem, operation, needs)
    return ProblemRecords(
        operation=operation,
        units=tuple(Unit(code=unit.id, name=unit.name or unit.id, position=unit.position) for unit in problem.units),
        sites=tuple(
            Site(code=site.id, name=site.name or site.id, position=site.position, zone=site.zone or "")
            for site in problem.sites
            if site.id in places
        ),
        agents=tuple(map(_agent, problem.agents)),
        needs=needs,
        locked=tuple(
            Assignment(agent=row.agent, need=row.need, role=row.role, locked=True, origin=AssignmentOrigin.IMPORT)
            for row in problem.locked
            if not is_elsewhere(row.need)
        ),
    )


def lawful(rules: WorkingTimeRules) -> WorkingTimeRules:
    """With the limits of the law where the file has none, or wider ones."""
    usual = WorkingTimeRules()
    return replace(rules, **{fault.column: getattr(usual, fault.column) for fault in rule_faults(rules)})


def is_elsewhere(need: str) -> bool:
    return need.startswith(OF_ANOTHER_OPERATION)


def _refuse_faults(problem: planning.Problem, operation: Operation, needs: tuple[Need, ...]) -> None:
    faults = list(operation_faults(operation))
    faults += (
        Fault(sentence(NO_CORPS, role=role.id), path=f"/needs/{place}")
        for place, need in enumerate(problem.needs)
        for role in need.roles
        if role.corps == ()
    )
    places = {need.id: place for place, need in enumerate(problem.needs)}
    for made in needs:
        found = need_faults(made, operation.timezone)
        faults += (Fault(fault.message, path=f"/needs/{places[made.code]}", value=fault.value) for fault in found)
    if faults:
        raise InvalidRecordError(faults)


def _operation(
    problem: planning.Problem, needs: tuple[planning.Need, ...], file: Path, taken: frozenset[str]
) -> Operation:
    name = problem.name or file.stem
    return Operation(
        code=_free_code(name, taken),
        name=name,
        first_day=min(need.start for need in needs).date(),
        last_day=max(need.start for need in needs).date(),
        timezone=problem.timezone,
        rules=lawful(problem.rules),
        derogations=tuple(replace(one, reason=one.reason or _come_from(file)) for one in problem.derogations),
        travel=problem.travel or TravelModel(),
        weights=problem.objective,
    )


def _come_from(file: Path) -> str:
    """The reason of a derogation to whom a file gives none, as one must: its limits are needed to judge the plan."""
    return _("Taken over from the file {file}").format(file=file.name)


def _free_code(name: str, taken: frozenset[str]) -> str:
    """``rentree-scolaire``, ``rentree-scolaire-2``…: the name as a code that no operation has."""
    code = suggested_code(name) or "operation"
    found, number = code, 1
    while found in taken:
        number += 1
        found = f"{code}-{number}"
    return found


def _agent(agent: planning.Agent) -> Agent:
    return Agent(
        staff_number=agent.id,
        last_name=agent.id,
        corps=agent.corps or "",
        grade=agent.grade or "",
        unit=agent.unit or "",
        position=agent.position,
        qualifications=tuple(
            HeldQualification(code=skill.code, valid_from=skill.valid_from, valid_until=skill.valid_until)
            for skill in agent.skills
        ),
        absences=tuple(Absence(start=away.start, end=away.end) for away in agent.unavailable),
    )


def _need(need: planning.Need) -> Need:
    return Need(
        code=need.id,
        site=need.site,
        start=need.start,
        end=need.end,
        roles=tuple(_role(role) for role in need.roles),
        priority=need.priority,
        burden=round(need.burden),
        relieved=need.relieved,
        group=need.group or "",
    )


def _role(role: planning.RoleLine) -> RoleLine:
    return RoleLine(
        code=role.id, count=role.count, minimum=role.minimum, qualifications=role.skills, corps=role.corps or ()
    )


def known_unit(known: Unit, told: Unit) -> Unit:
    """The file's position stands; a name that is only the code does not."""
    name = known.name if told.name == told.code else told.name
    return replace(known, name=name, position=told.position or known.position)


def known_site(known: Site, told: Site) -> Site:
    name = known.name if told.name == told.code else told.name
    return replace(
        known, name=name, position=told.position or known.position, zone=told.zone or known.zone, active=True
    )


def known_agent(known: Agent, told: Agent) -> Agent:
    """Names stay; what the file says stands; its absences are added to those known, whose reasons it does not know."""
    times = {(absence.start, absence.end) for absence in known.absences}
    more = (absence for absence in told.absences if (absence.start, absence.end) not in times)
    return replace(
        known,
        corps=told.corps or known.corps,
        grade=told.grade or known.grade,
        unit=told.unit or known.unit,
        position=told.position or known.position,
        qualifications=told.qualifications,
        absences=(*known.absences, *more),
        active=True,
    )
