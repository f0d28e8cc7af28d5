"""A slow literal reading of "what is legal", which shares no code with the rules: the truth the checker is held to."""

from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from otp_desktop.domain.places import distance_km
from otp_desktop.planning.problem import Agent, Assignment, Need, Problem

PARIS = ZoneInfo("Europe/Paris")


def real(civil: datetime) -> int:
    """Minutes on the line of real time."""
    return int(civil.replace(tzinfo=PARIS).timestamp()) // 60


def literally_broken(asked: Problem, rows: tuple[Assignment, ...]) -> set[tuple[str, str]]:
    """Pairs of a rule and who breaks it (an agent, or a need where no one person does), read from the text."""
    found: set[tuple[str, str]] = set()
    for each in asked.needs:
        present = [asked.agent[row.agent] for row in rows if row.need == each.id]
        if len(present) > each.roles[0].count:
            found.add(("EL-06", each.id))
        if any(set(mix) <= {one.corps for one in present} for mix in asked.rules.forbidden_mixes):
            found.add(("EL-03", each.id))
    for one in asked.agents:
        needs = sorted(
            (asked.need[row.need] for row in rows if row.agent == one.id), key=lambda n: (n.start, n.end, n.id)
        )
        found |= {(rule, one.id) for rule in broken_by_agent(asked, one, needs)}
    return found


def broken_by_agent(asked: Problem, one: Agent, needs: list[Need]) -> set[str]:
    if not needs:
        return set()
    return (
        broken_at_posts(asked, one, needs) | broken_in_duties(asked, one, needs) | broken_over_time(asked, one, needs)
    )


def broken_at_posts(asked: Problem, one: Agent, needs: list[Need]) -> set[str]:
    found = set()
    for each in needs:
        days = {
            (each.start + timedelta(minutes=m)).date()
            for m in range(max(1, int((each.end - each.start).total_seconds()) // 60))
        }
        for code in each.roles[0].skills:
            for day in days:
                if not any(
                    (s.valid_from or day) <= day <= (s.valid_until or day) for s in one.skills if s.code == code
                ):
                    found.add("EL-01")
        if each.roles[0].corps is not None and one.corps not in each.roles[0].corps:
            found.add("EL-02")
        if any(away.start < each.end and each.start < away.end for away in one.unavailable):
            found.add("EL-04")
        for other in needs:
            if other is not each and other.start < each.end and each.start < other.end:
                found.add("EL-04")
    return found


def broken_in_duties(asked: Problem, one: Agent, needs: list[Need]) -> set[str]:
    found, limits = set(), asked.rules
    rest = 660 if limits.daily_rest_minutes is None else limits.daily_rest_minutes
    for duty in cut(needs, rest):
        if limits.duty_minutes is not None and sum(real(n.end) - real(n.start) for n in duty) > limits.duty_minutes:
            found.add("RT-03")
        amplitude = max(real(n.end) for n in duty) - real(duty[0].start)
        if limits.amplitude_minutes is not None and amplitude > limits.amplitude_minutes:
            found.add("RT-04")
        for here, there in pairwise(duty):
            gap = real(there.start) - real(here.end)
            if 0 <= gap < minutes_to_travel(asked, here, there) - 1e-6:
                found.add("EL-04")
    for run in cut(needs, 20):
        length = max(real(n.end) for n in run) - real(run[0].start)
        if limits.continuous_minutes is not None and length > limits.continuous_minutes:
            found |= set() if all(n.relieved for n in run) else {"RT-07"}
    last_end = one.history.last_end
    due = 0 if last_end is None or limits.daily_rest_minutes is None else limits.daily_rest_minutes
    if last_end is not None and due and real(needs[0].start) < real(last_end) + due:
        found.add("RT-05")
    return found


def cut(needs: list[Need], pause: int) -> list[list[Need]]:
    """Two needs stand in one run when no free time of ``pause`` minutes lies between them."""
    cuts: list[list[Need]] = []
    for each in needs:
        if cuts and real(each.start) - max(real(n.end) for n in cuts[-1]) < pause:
            cuts[-1].append(each)
        else:
            cuts.append([each])
    return cuts


def minutes_to_travel(asked: Problem, here: Need, there: Need) -> float:
    start, end = asked.site[here.site].position, asked.site[there.site].position
    if asked.travel is None or here.site == there.site or start is None or end is None:
        return 0
    return distance_km(start, end) * 1.4 / 13 * 60 + 5


def broken_over_time(asked: Problem, one: Agent, needs: list[Need]) -> set[str]:
    found, limits = set(), asked.rules
    if (
        one.limits.total_minutes is not None
        and sum(real(n.end) - real(n.start) for n in needs) > one.limits.total_minutes
    ):
        found.add("RT-14")
    starts = {n.start.date() for n in needs}
    for day in starts:
        row = 1
        while day + timedelta(days=row) in starts:
            row += 1
        if limits.consecutive_days is not None and row > limits.consecutive_days:
            found.add("RT-13")
    mondays = weeks_of(asked)
    worked = [sum(minutes_inside(n, monday) for n in needs) for monday in mondays]
    own = min([x for x in (limits.week_minutes, one.limits.week_minutes) if x is not None], default=None)
    for monday, minutes in zip(mondays, worked, strict=True):
        if own is not None and minutes > own:
            found.add("RT-01")
        if (
            minutes
            and limits.weekly_rest_minutes is not None
            and longest_free(needs, monday) < limits.weekly_rest_minutes
        ):
            found.add("RT-06")
    known = [(minutes, False) for minutes in one.history.week_minutes] + [(minutes, minutes > 0) for minutes in worked]
    for first in range(len(known) - limits.mean_weeks + 1):
        window = known[first : first + limits.mean_weeks]
        mean = sum(minutes for minutes, _ in window) / limits.mean_weeks
        if (
            limits.mean_week_minutes is not None
            and any(works for _, works in window)
            and mean > limits.mean_week_minutes
        ):
            found.add("RT-02")
    return found


def weeks_of(asked: Problem) -> list[datetime]:
    first = min(n.start for n in asked.needs)
    monday = datetime(first.year, first.month, first.day) - timedelta(days=first.weekday())
    last = max(n.end for n in asked.needs)
    return [monday + timedelta(days=7 * week) for week in range(6) if monday + timedelta(days=7 * week) < last]


def minutes_inside(each: Need, monday: datetime) -> int:
    week_end = monday + timedelta(days=7)
    return max(0, min(real(each.end), real(week_end)) - max(real(each.start), real(monday)))


def longest_free(needs: list[Need], monday: datetime) -> int:
    """Every free run begins at the start of the week or at an end of work, and lasts until the next work."""
    start, end = real(monday), real(monday + timedelta(days=7))
    longest = 0
    for begin in [start, *(real(n.end) for n in needs if start < real(n.end) < end)]:
        if any(real(n.start) <= begin < real(n.end) for n in needs):
            continue
        longest = max(longest, min([real(n.start) for n in needs if begin < real(n.start) < end], default=end) - begin)
    return longest
