"""The force against the need, hour by hour."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from otp_desktop.domain.force import Absence, Agent, HeldQualification
from otp_desktop.domain.operations import Need, RoleLine
from otp_desktop.domain.times import PARIS
from otp_desktop.services.capacity import Capacity, Group, GroupKind, capacity_of, during

DAY = datetime(2026, 9, 10)
LEADER = Group(GroupKind.QUALIFICATION, ("leader",))


def at(hour: int, minute: int = 0) -> datetime:
    return DAY.replace(hour=hour, minute=minute)


def need(start: datetime, end: datetime, *roles: RoleLine) -> Need:
    return Need(code=f"{start}{end}", site="S", start=start, end=end, roles=roles or (RoleLine(code="guard", count=2),))


def agent(number: int, corps: str = "PM", **parts: object) -> Agent:
    return Agent(staff_number=str(number), last_name="X", corps=corps, **parts)  # type: ignore[arg-type]  # any field


def figures(capacity: Capacity, group: Group = Group(GroupKind.EVERYBODY)) -> list[tuple[int, int, int]]:  # noqa: B008 - frozen
    (found,) = [each for each in capacity.groups if each.group == group]
    return [(hour.start.hour, hour.required, hour.present) for hour in found.hours]


def test_back_to_back_needs_do_not_ask_for_twice_the_heads() -> None:
    needs = [need(at(16, 10), at(16, 50)), need(at(16, 50), at(17, 50))]
    assert figures(capacity_of([agent(1)], needs, PARIS)) == [(16, 2, 1), (17, 2, 1)]


def test_each_hour_tells_its_worst_minute() -> None:
    away = Absence(start=at(8, 30), end=at(9))
    needs = [need(at(8), at(8, 20), RoleLine(code="guard", count=5)), need(at(8, 30), at(10))]
    force = [agent(1, absences=(away,)), agent(2, absences=(away,)), agent(3), agent(4)]
    assert figures(capacity_of(force, needs, PARIS)) == [(8, 5, 4), (9, 2, 4)]


def test_absences_that_overlap_count_once_and_inactive_agents_not_at_all() -> None:
    away = (Absence(start=at(7), end=at(9)), Absence(start=at(8), end=at(12)))
    force = [agent(1, absences=away), agent(2), agent(3, active=False)]
    assert figures(capacity_of(force, [need(at(8), at(13))], PARIS))[-2:] == [(11, 2, 1), (12, 2, 2)]


def test_a_qualification_counts_to_the_end_of_its_last_day() -> None:
    holder = agent(1, qualifications=(HeldQualification(code="leader", valid_until=date(2026, 9, 10)),))
    chief = RoleLine(code="chief", count=1, qualifications=("leader",))
    night = need(at(22), at(22) + timedelta(hours=4), chief)
    found = figures(capacity_of([holder, agent(2)], [night], PARIS), LEADER)
    assert found == [(22, 1, 1), (23, 1, 1), (0, 1, 0), (1, 1, 0)]


def test_a_line_for_one_corps_weighs_on_every_choice_that_contains_it() -> None:
    lines = (RoleLine(code="a", count=3, corps=("PM",)), RoleLine(code="b", count=1, corps=("ASP", "PM")))
    force = [agent(1), agent(2), agent(3, "ASP"), agent(4, "AAS")]
    capacity = capacity_of(force, [need(at(8), at(9), *lines)], PARIS)
    assert figures(capacity) == [(8, 4, 4)]
    assert figures(capacity, Group(GroupKind.CORPS, ("PM",))) == [(8, 3, 2)]
    assert figures(capacity, Group(GroupKind.CORPS, ("ASP", "PM"))) == [(8, 4, 3)]


def test_the_worst_hour_names_the_group_that_lacks_most() -> None:
    chiefs = RoleLine(code="chief", count=3, qualifications=("leader",))
    capacity = capacity_of([agent(1), agent(2), agent(3)], [need(at(8), at(9)), need(at(9), at(10), chiefs)], PARIS)
    assert capacity.worst is not None
    assert capacity.worst.group == LEADER
    assert capacity.worst.worst is not None
    assert (capacity.worst.worst.start, capacity.worst.worst.missing) == (at(9), 3)


def test_nights_of_clock_changes_have_their_real_hours() -> None:
    longer = need(datetime(2026, 10, 24, 22), datetime(2026, 10, 25, 5))
    shorter = need(datetime(2026, 3, 28, 22), datetime(2026, 3, 29, 5))
    october, march = (figures(capacity_of([], [one], PARIS)) for one in (longer, shorter))
    assert [hour for hour, *_ in october] == [22, 23, 0, 1, 2, 2, 3, 4]
    assert [hour for hour, *_ in march] == [22, 23, 0, 1, 3, 4]


def test_only_the_hours_of_some_needs_are_looked_at() -> None:
    long, short = need(at(8), at(12)), need(at(9, 30), at(10, 15), RoleLine(code="guard", count=7))
    seen = during(capacity_of([agent(1)], [long, short], PARIS), [short])
    assert figures(seen) == [(9, 9, 1), (10, 9, 1)]


def test_without_needs_there_is_nothing_to_compare() -> None:
    assert capacity_of([agent(1)], [], PARIS) == Capacity()
    assert Capacity().worst is None


@given(st.lists(st.tuples(st.integers(0, 600), st.integers(1, 300), st.integers(0, 4)), min_size=1, max_size=8))
def test_the_peak_of_each_hour_is_that_of_its_minutes(slots: list[tuple[int, int, int]]) -> None:
    def moment(minutes: int) -> datetime:
        return DAY + timedelta(minutes=minutes)

    needs = [
        need(moment(start), moment(start + length), RoleLine(code="g", count=count)) for start, length, count in slots
    ]
    (everybody, *_) = capacity_of([], needs, PARIS).groups
    for hour in everybody.hours:
        minutes = [hour.start + timedelta(minutes=minute) for minute in range(60)]
        peak = max(sum(one.heads for one in needs if one.start <= now < one.end) for now in minutes)
        assert hour.required == peak
