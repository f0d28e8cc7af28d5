"""The managers' dashboard, counted by the same services as the board, the control, the map and the ledger."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from otp_desktop.domain.coverage import CoverageState, HeadCount
from otp_desktop.domain.dashboard import NO_ZONE, CoverageTable, Dashboard, Strain, StrainHour, UnitLoad, VersionStep
from otp_desktop.domain.equity import EquityLedger, share_of
from otp_desktop.domain.plans import DRAFT
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.planning.clock import Clock
from otp_desktop.services.capacity import Capacity, CapacityHour, GroupCapacity, GroupKind, capacity_of
from otp_desktop.services.changed_agents import changed_agents
from otp_desktop.services.equity import read_ledger
from otp_desktop.services.snapshots import read_snapshot
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import _

WEEK_MINUTES = 35 * 60  # full time: décret 2000-815, article 1
WEEK_DAYS = 7


def dashboard_of(ws: Workspace, snapshot: PlanSnapshot) -> Dashboard:
    """The dashboard of a plan in hand. Reads every version: not for the interface thread."""
    ledger = read_ledger(ws, snapshot.operation.last_day)
    capacity = capacity_of(snapshot.agents, snapshot.needs, snapshot.operation.timezone)
    return Dashboard(
        operation=snapshot.operation,
        plan=snapshot.plan,
        coverage=coverage_table(snapshot),
        not_held=_not_held(snapshot),
        units=tuple(_unit_loads(snapshot, ledger)),
        strains=strains_of(capacity, {code: known.label for code, known in snapshot.qualification.items()}),
        versions=tuple(_version_steps(_versions(ws, snapshot))),
        ledger_first=ledger.first,
        ledger_last=ledger.last,
    )


def coverage_table(snapshot: PlanSnapshot) -> CoverageTable:
    """Every need counts on the day it starts, in the arrondissement of its site."""
    coverage = snapshot.coverage
    cells: dict[tuple[str, date], HeadCount] = {}
    for need in snapshot.needs:
        place = coverage.zone_of_site.get(need.site, NO_ZONE), need.start.date()
        cells[place] = cells.get(place, HeadCount()) + coverage.by_need[need.code]
    zones = {zone for zone, _day in cells}
    return CoverageTable(
        days=tuple(sorted({day for _zone, day in cells})),
        zones=tuple(sorted(zones, key=lambda zone: (zone == NO_ZONE, zone))),
        cells=cells,
    )


def strains_of(capacity: Capacity, labels: Mapping[str, str]) -> tuple[Strain, ...]:
    """All agents first, then each qualification, the one with the fewest agents to spare first."""
    asked = [group for group in capacity.groups if group.group.kind is not GroupKind.CORPS and group.worst is not None]
    strains = [_strain(group, labels) for group in asked]
    return tuple(sorted(strains, key=lambda strain: (strain.code is not None, strain.worst.spare, strain.label)))


def _strain(group: GroupCapacity, labels: Mapping[str, str]) -> Strain:
    code = group.group.codes[0] if group.group.codes else None
    days: dict[date, CapacityHour] = {}
    for hour in group.hours:
        day = hour.start.date()
        if hour.required and (day not in days or _spare(hour) < _spare(days[day])):
            days[day] = hour
    return Strain(
        code=code,
        label=_("All agents") if code is None else labels.get(code, code),
        days={
            day: StrainHour(start=hour.start, required=hour.required, present=hour.present)
            for day, hour in days.items()
        },
        hours_short=sum(hour.missing > 0 for hour in group.hours),
    )


def _spare(hour: CapacityHour) -> int:
    return hour.present - hour.required


def _unit_loads(snapshot: PlanSnapshot, ledger: EquityLedger) -> Iterator[UnitLoad]:
    worked = worked_minutes(snapshot)
    operation = snapshot.operation
    days = (operation.last_day - operation.first_day).days + 1
    active = [agent for agent in snapshot.agents if agent.active]
    for unit in (None, *sorted({agent.unit for agent in active})):
        minutes = [worked[agent.staff_number] for agent in active if unit is None or agent.unit == unit]
        yield UnitLoad(
            unit=unit,
            agents=len(minutes),
            total=sum(minutes),
            hours=share_of(minutes),
            reference=WEEK_MINUTES * days / WEEK_DAYS,
            nights=ledger.share(unit, lambda burdens: burdens.nights),
            sundays=ledger.share(unit, lambda burdens: burdens.sundays),
        )


def worked_minutes(snapshot: PlanSnapshot) -> Counter[str]:
    """Real minutes of each agent's posts on the plan, by staff number."""
    clock = Clock(snapshot.operation.timezone)
    length = {need.code: clock.minute(need.end) - clock.minute(need.start) for need in snapshot.needs}
    worked: Counter[str] = Counter()
    for row in snapshot.plan.assignments:
        worked[row.agent] += length[row.need]
    return worked


def _versions(ws: Workspace, snapshot: PlanSnapshot) -> Iterator[PlanSnapshot]:
    """Published versions in order, then the draft; the plan in hand stands for itself, as it is now."""
    operation_id = snapshot.operation.id
    assert operation_id is not None, "a plan in hand is stored"
    with ws.unit_of_work() as work:
        for number in (*reversed(work.plans.published(operation_id)), DRAFT):
            yield snapshot if number == snapshot.plan.number else read_snapshot(work, operation_id, number)


def _version_steps(versions: Iterable[PlanSnapshot]) -> Iterator[VersionStep]:
    before: PlanSnapshot | None = None
    for version in versions:
        yield VersionStep(
            plan=version.plan,
            coverage=version.coverage.total,
            not_held=_not_held(version),
            moved=len(changed_agents(before, version)) if before is not None else None,
        )
        before = version


def _not_held(snapshot: PlanSnapshot) -> int:
    states = (snapshot.coverage.need_state(need.code) for need in snapshot.needs)
    return sum(state is CoverageState.NOT_HELD for state in states)
