"""The rows of each list of a plan: days, times and figures as such, so that a spreadsheet sorts and counts them."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from otp_desktop.domain.coverage import CoverageState
from otp_desktop.domain.force import Agent
from otp_desktop.domain.operations import Need
from otp_desktop.domain.orders import orders_of
from otp_desktop.domain.plans import Assignment
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.times import elapsed_minutes
from otp_desktop.domain.words import role_name
from otp_desktop.domain.zones import zone_name
from otp_desktop.services.lists import Value
from otp_desktop.texts import _

Cells = tuple[Value, ...]
Table = tuple[Sequence[str], Iterator[Cells]]
Duty = tuple[Agent, date, tuple[Need, ...]]  # what one agent does from the first start of a day on

MINUTES_PER_HOUR = 60


def sign_in(snapshot: PlanSnapshot) -> Table:
    """One row an agent and day, with empty columns for what is written at the post."""
    times = (_("Day"), _("Start"), _("End"))
    headings = (_("Unit"), *times, *_agent_headings(), _("Posts"), _("Arrival"), _("Leaving"), _("Remark"))

    def rows() -> Iterator[Cells]:
        for agent, day, needs in sorted(_duties(snapshot), key=_by_unit):
            yield (*_duty_cells(snapshot, agent, day, needs), None, None, None)

    return headings, rows()


def bulletin(snapshot: PlanSnapshot) -> Table:
    """One row an agent and day, day by day, with the hours of work."""
    times = (_("Day"), _("Start"), _("End"))
    headings = (_("Unit"), *times, *_agent_headings(), _("Posts"), _("Hours"), _("Role"), _("Chief"))

    def rows() -> Iterator[Cells]:
        for agent, day, needs in sorted(_duties(snapshot), key=_by_day):
            chiefs = dict.fromkeys(_chief(snapshot, need) for need in needs)
            roles = dict.fromkeys(role_name(_role(snapshot, agent, need)) for need in needs)
            hours = sum(_minutes(snapshot, need) for need in needs) / MINUTES_PER_HOUR
            told = round(hours, 2), ", ".join(roles), ", ".join(filter(None, chiefs))
            yield (*_duty_cells(snapshot, agent, day, needs), *told)

    return headings, rows()


def by_unit(snapshot: PlanSnapshot) -> Table:
    """One row an assignment, unit by unit in the order of names."""
    headings = (_("Unit"), *_agent_headings(), *_need_headings(), _("Role"), _("Chief"), *_order_headings())

    def rows() -> Iterator[Cells]:
        agents = sorted(snapshot.agents, key=lambda agent: (agent.unit, agent.name_order))
        for agent in agents:
            for row in snapshot.assignments_of_agent.get(agent.staff_number, ()):
                need = snapshot.need[row.need]
                told = role_name(row.role), _chief(snapshot, need), *_order_cells(snapshot, need)
                yield (_unit(snapshot, agent), *_agent_cells(agent), *_need_cells(snapshot, need), *told)

    return headings, rows()


def by_chief(snapshot: PlanSnapshot) -> Table:
    """One row an agent on a post, chief by chief; posts without a chief come last."""
    headings = (_("Chief"), _("Staff number of the chief"), *_need_headings(), *_agent_headings(), _("Role"))

    def rows() -> Iterator[Cells]:
        for need in sorted(snapshot.needs, key=lambda need: _chief_order(snapshot, need)):
            chief = snapshot.chief_of(need.code)
            told = (chief.full_name, chief.staff_number) if chief else ("", "")
            for row in _people(snapshot, need):
                agent = snapshot.agent[row.agent]
                yield (*told, *_need_cells(snapshot, need), *_agent_cells(agent), role_name(row.role))

    return headings, rows()


def not_held(snapshot: PlanSnapshot) -> Table:
    """One row a need that is not held, by arrondissement, post and time, with the heads that are missing."""
    heads = (_("Heads wanted"), _("Heads held"), _("Missing"))
    headings = (*_need_headings(), *heads)

    def rows() -> Iterator[Cells]:
        for need in sorted(snapshot.needs, key=lambda need: (snapshot.site[need.site].zone, need.site, need.start)):
            if snapshot.coverage.need_state(need.code) is CoverageState.NOT_HELD:
                count = snapshot.coverage.by_need[need.code]
                yield (*_need_cells(snapshot, need), count.required, count.held, count.missing)

    return headings, rows()


def _duties(snapshot: PlanSnapshot) -> Iterator[Duty]:
    for agent in snapshot.agents:
        needs = (snapshot.need[row.need] for row in snapshot.assignments_of_agent.get(agent.staff_number, ()))
        for day, group in groupby(needs, key=lambda need: need.start.date()):
            yield agent, day, tuple(group)


def _by_unit(duty: Duty) -> tuple[object, ...]:
    agent, day, needs = duty
    return agent.unit, day, needs[0].start, agent.name_order


def _by_day(duty: Duty) -> tuple[object, ...]:
    agent, day, needs = duty
    return day, agent.unit, needs[0].start, agent.name_order


def _duty_cells(snapshot: PlanSnapshot, agent: Agent, day: date, needs: Sequence[Need]) -> Cells:
    places = dict.fromkeys(_place(snapshot, need) for need in needs)
    times = day, needs[0].start, max(need.end for need in needs)
    return (_unit(snapshot, agent), *times, *_agent_cells(agent), ", ".join(places))


def _agent_headings() -> tuple[str, ...]:
    return _("Staff number"), _("Agent"), _("Corps"), _("Grade")


def _agent_cells(agent: Agent) -> Cells:
    return agent.staff_number, agent.full_name, agent.corps, agent.grade


def _need_headings() -> tuple[str, ...]:
    place = _("Arrondissement"), _("Sector"), _("Code of the post"), _("Post"), _("Address")
    return (_("Day"), _("Start"), _("End"), *place)


def _need_cells(snapshot: PlanSnapshot, need: Need) -> Cells:
    site = snapshot.site[need.site]
    zone = zone_name(site.zone) if site.zone else ""
    place = zone, site.sector, site.code, _place(snapshot, need), site.address
    return (need.start.date(), need.start, need.end, *place)


def _order_headings() -> tuple[str, ...]:
    return _("Call sign"), _("Radio channel"), _("Equipment"), _("Meeting point"), _("Time of the meeting")


def _order_cells(snapshot: PlanSnapshot, need: Need) -> Cells:
    orders = orders_of(need, snapshot.operation)
    return orders.call_sign, orders.channel, orders.equipment, orders.meeting_place, orders.meeting_at


def _place(snapshot: PlanSnapshot, need: Need) -> str:
    return snapshot.site[need.site].name or need.site


def _unit(snapshot: PlanSnapshot, agent: Agent) -> str:
    unit = snapshot.unit.get(agent.unit)
    return (unit.name or unit.code) if unit else agent.unit


def _chief(snapshot: PlanSnapshot, need: Need) -> str:
    chief = snapshot.chief_of(need.code)
    return chief.full_name if chief else ""


def _chief_order(snapshot: PlanSnapshot, need: Need) -> tuple[object, ...]:
    chief = snapshot.chief_of(need.code)
    return chief is None, chief.name_order if chief else (), need.start, need.site


def _people(snapshot: PlanSnapshot, need: Need) -> Sequence[Assignment]:
    """Role by role as the need asks for them, then by name."""
    order = {role.code: place for place, role in enumerate(need.roles)}
    rows = snapshot.assignments_of_need.get(need.code, ())
    return sorted(rows, key=lambda row: (order[row.role], snapshot.agent[row.agent].name_order))


def _role(snapshot: PlanSnapshot, agent: Agent, need: Need) -> str:
    rows = snapshot.assignments_of_need[need.code]
    return next(row.role for row in rows if row.agent == agent.staff_number)


def _minutes(snapshot: PlanSnapshot, need: Need) -> int:
    return elapsed_minutes(need.start, need.end, snapshot.operation.timezone)
