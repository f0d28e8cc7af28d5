"""The force: agents, units and qualifications, listed, saved and removed."""

from collections.abc import Collection, Sequence

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.faults import Fault
from otp_desktop.domain.force import Agent, Qualification, Unit
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.services.errors import InvalidRecordError
from otp_desktop.services.field_faults import in_france, known, named_fault, ordered, required, unique
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import N_, plural_sentence, sentence


def list_agents(ws: Workspace) -> tuple[Agent, ...]:
    """All agents, inactive ones too, in the order of names."""
    with ws.unit_of_work() as work:
        agents = work.agents.list()
    return tuple(sorted(agents, key=lambda agent: agent.name_order))


def list_units(ws: Workspace) -> tuple[Unit, ...]:
    with ws.unit_of_work() as work:
        return tuple(sorted(work.units.list(), key=lambda unit: unit.code))


def list_qualifications(ws: Workspace) -> tuple[Qualification, ...]:
    with ws.unit_of_work() as work:
        return tuple(sorted(work.qualifications.list(), key=lambda qualification: qualification.code))


def save_agent(ws: Workspace, agent: Agent) -> Changes:
    """Adds the agent, or updates it where it has an ``id``. Raises InvalidRecordError, StaleRecordError."""
    with ws.unit_of_work(sentence(N_("Agent {name}"), name=agent.full_name)) as work:
        faults = [
            *agent_faults(agent),
            *unique("staff_number", agent.staff_number, _other_numbers(work.agents.list(), agent)),
            *known("unit", agent.unit, (unit.code for unit in work.units.list())),
            *_unknown_qualifications(agent, {qualification.code for qualification in work.qualifications.list()}),
        ]
        if faults:
            raise InvalidRecordError(faults)
        work.agents.save(agent)
        return work.commit()


def save_agents(ws: Workspace, agents: Sequence[Agent]) -> Changes:
    """Stores changed agents in one gesture, or none of them.

    Raises InvalidRecordError with the faults of all, each with the agent's name; StaleRecordError.
    """
    with ws.unit_of_work(plural_sentence("Change of {count} agent", "Change of {count} agents", len(agents))) as work:
        units = {unit.code for unit in work.units.list()}
        codes = {qualification.code for qualification in work.qualifications.list()}
        faults = [
            named_fault(agent.full_name, fault)
            for agent in agents
            for fault in (
                *agent_faults(agent), *known("unit", agent.unit, units), *_unknown_qualifications(agent, codes)
            )
        ]  # fmt: skip
        if faults:
            raise InvalidRecordError(faults)
        work.agents.update_all(agents)
        return work.commit()


def save_unit(ws: Workspace, unit: Unit) -> Changes:
    """Adds or updates a unit. Raises InvalidRecordError, StaleRecordError."""
    with ws.unit_of_work(sentence(N_("Unit {code}"), code=unit.code)) as work:
        others = [other.code for other in work.units.list() if other.id != unit.id]
        if faults := [*unit_faults(unit), *unique("code", unit.code, others)]:
            raise InvalidRecordError(faults)
        work.units.save(unit)
        return work.commit()


def save_units(ws: Workspace, units: Sequence[Unit]) -> Changes:
    """Stores changed units in one gesture, or none of them; raises as ``save_agents``."""
    with ws.unit_of_work(plural_sentence("Change of {count} unit", "Change of {count} units", len(units))) as work:
        if faults := [named_fault(unit.code, fault) for unit in units for fault in unit_faults(unit)]:
            raise InvalidRecordError(faults)
        work.units.update_all(units)
        return work.commit()


def remove_agents(ws: Workspace, ids: Collection[int]) -> Changes:
    """Raises RecordInUseError, and removes none, when a plan names one of them."""
    gesture = plural_sentence("Deletion of {count} agent", "Deletion of {count} agents", len(ids))
    with ws.unit_of_work(gesture) as work:
        work.agents.remove(ids)
        return work.commit()


def remove_units(ws: Workspace, ids: Collection[int]) -> Changes:
    """Raises RecordInUseError, and removes none, when an agent belongs to one of them."""
    gesture = plural_sentence("Deletion of {count} unit", "Deletion of {count} units", len(ids))
    with ws.unit_of_work(gesture) as work:
        work.units.remove(ids)
        return work.commit()


def units_without_base(snapshot: PlanSnapshot) -> tuple[Unit, ...]:
    """Units without a base from which an active agent starts: the travel of these agents counts for 0 km."""
    starting = {agent.unit for agent in snapshot.agents if agent.active and agent.position is None}
    return tuple(unit for unit in snapshot.units if unit.position is None and unit.code in starting)


def unit_faults(unit: Unit) -> tuple[Fault, ...]:
    """What is wrong in the form itself, one Fault a field."""
    return (*required("code", unit.code), *required("name", unit.name), *in_france("position", unit.position))


def agent_faults(agent: Agent) -> tuple[Fault, ...]:
    """What is wrong in the form itself, one Fault a field; what depends on other records is found when saving."""
    faults = [*required("staff_number", agent.staff_number), *required("last_name", agent.last_name)]
    faults += in_france("position", agent.position)
    for held in agent.qualifications:
        faults += ordered("qualifications", held.valid_from, held.valid_until, strict=False)
    for absence in agent.absences:
        faults += ordered("absences", absence.start, absence.end, strict=True)
    return _one_a_field(faults)


def _other_numbers(agents: Sequence[Agent], agent: Agent) -> list[str]:
    return [other.staff_number for other in agents if other.id != agent.id]


def _unknown_qualifications(agent: Agent, codes: Collection[str]) -> list[Fault]:
    unknown = sorted({held.code for held in agent.qualifications} - set(codes))
    if not unknown:
        return []
    return [Fault(sentence(N_("“{value}” is unknown."), value=", ".join(unknown)), column="qualifications")]


def _one_a_field(faults: Sequence[Fault]) -> tuple[Fault, ...]:
    first = {fault.column: fault for fault in reversed(faults)}
    return tuple(fault for fault in faults if first.get(fault.column) is fault)
