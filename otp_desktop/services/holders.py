"""Who holds which qualification: counted, given to several agents, renewed, taken off."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.faults import Fault
from otp_desktop.domain.force import Agent, HeldQualification, Qualification
from otp_desktop.domain.validity import Validity, validity
from otp_desktop.services.errors import InvalidRecordError
from otp_desktop.services.field_faults import ordered, required, unique
from otp_desktop.services.staff_numbers import named_agents
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import N_, Sentence, plural_sentence, sentence

Held = tuple[HeldQualification, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """An agent with the periods in which he holds one qualification."""

    agent: Agent
    periods: Held
    validity: Validity

    @property
    def valid_from(self) -> date | None:
        """First day of the last period."""
        return self._last.valid_from

    @property
    def valid_until(self) -> date | None:
        """Last day of the last period; None without an end."""
        return self._last.valid_until

    @property
    def _last(self) -> HeldQualification:
        return latest(self.periods)


def latest(periods: Held) -> HeldQualification:
    """The period that ends last."""
    return max(periods, key=lambda one: (one.valid_until or date.max, one.valid_from or date.min))


def holders_by_code(agents: Iterable[Agent], today: date) -> Mapping[str, tuple[Holder, ...]]:
    """The active agents who hold each qualification, or held it, in the order of names."""
    found: dict[str, list[Holder]] = defaultdict(list)
    for agent in sorted(agents, key=lambda agent: agent.name_order):
        for code in dict.fromkeys(held.code for held in agent.qualifications) if agent.active else ():
            periods = tuple(held for held in agent.qualifications if held.code == code)
            found[code].append(Holder(agent=agent, periods=periods, validity=validity(periods, today)))
    return {code: tuple(holders) for code, holders in found.items()}


def alerts(agents: Iterable[Agent], today: date) -> int:
    """How many qualifications of active agents are expired or expire soon."""
    late = {Validity.EXPIRED, Validity.EXPIRING}
    return sum(holder.validity in late for holders in holders_by_code(agents, today).values() for holder in holders)


def qualification_faults(qualification: Qualification) -> tuple[Fault, ...]:
    """What is wrong in the form itself, one Fault a field."""
    return (*required("code", qualification.code), *required("label", qualification.label))


def save_qualification(ws: Workspace, qualification: Qualification) -> Changes:
    """Adds or updates a qualification. Raises InvalidRecordError, StaleRecordError."""
    with ws.unit_of_work(sentence(N_("Qualification {code}"), code=qualification.code)) as work:
        others = [other.code for other in work.qualifications.list() if other.id != qualification.id]
        if faults := [*qualification_faults(qualification), *unique("code", qualification.code, others)]:
            raise InvalidRecordError(faults)
        work.qualifications.save(qualification)
        return work.commit()


def remove_qualifications(ws: Workspace, ids: Collection[int]) -> Changes:
    """Raises RecordInUseError, and removes none, when an agent holds one of them or a role line asks for it."""
    gesture = plural_sentence("Deletion of {count} qualification", "Deletion of {count} qualifications", len(ids))
    with ws.unit_of_work(gesture) as work:
        work.qualifications.remove(ids)
        return work.commit()


def renew(ws: Workspace, code: str, agent_ids: Collection[int], start: date, until: date) -> Changes:
    """Prolongs the last period of each agent to ``until``; one that ended before ``start`` is left as it was, and a
    new period begins on ``start``: nobody is said to have held it in between.

    Raises InvalidRecordError when the new end is before the start.
    """
    gesture = plural_sentence("Renewal of {count} qualification", "Renewal of {count} qualifications", len(agent_ids))
    return _change(ws, gesture, agent_ids, (start, until), lambda held: _renewed(held, code, start, until))


def grant(ws: Workspace, code: str, numbers: Sequence[str], start: date | None, until: date | None) -> Changes:
    """Gives the qualification to the agents of these staff numbers. Raises InvalidRecordError."""
    new = HeldQualification(code=code, valid_from=start, valid_until=until)
    with ws.unit_of_work() as work:
        ids = {agent.id for agent in named_agents(work.agents.list(), numbers) if agent.id is not None}
    gesture = plural_sentence("Qualification of {count} agent", "Qualification of {count} agents", len(ids))
    return _change(ws, gesture, ids, (start, until), lambda held: held if new in held else (*held, new))


def take_off(ws: Workspace, code: str, agent_ids: Collection[int]) -> Changes:
    """Takes the qualification off these agents, all its periods."""
    gesture = plural_sentence("Qualification taken off {count} agent", "Qualification taken off {count} agents",
                              len(agent_ids))  # fmt: skip
    return _change(ws, gesture, agent_ids, (None, None), lambda held: tuple(one for one in held if one.code != code))


def _change(
    ws: Workspace,
    gesture: Sentence,
    agent_ids: Collection[int],
    period: tuple[date | None, date | None],
    changed: Callable[[Held], Held],
) -> Changes:
    if faults := ordered("until", *period, strict=False):
        raise InvalidRecordError(faults)
    with ws.unit_of_work(gesture) as work:
        agents = work.agents.get_all(agent_ids)
        new = [replace(agent, qualifications=changed(agent.qualifications)) for agent in agents]
        work.agents.update_all(after for before, after in zip(agents, new, strict=True) if after != before)
        return work.commit()


def _renewed(held: Held, code: str, start: date, until: date) -> Held:
    own = tuple(one for one in held if one.code == code)
    if not own:
        return (*held, HeldQualification(code=code, valid_from=start, valid_until=until))
    last = latest(own)
    if last.valid_until is None or last.valid_until >= until:
        return held
    if last.valid_until < start - timedelta(days=1):
        return (*held, HeldQualification(code=code, valid_from=start, valid_until=until))
    return tuple(replace(one, valid_until=until) if one is last else one for one in held)
