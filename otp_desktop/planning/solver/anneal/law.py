"""What the law says of one agent's whole row: the rules of legality.py, one function each, in machine code.

``lines``: the role lines of an agent in the order of time. Where days of different limits meet in one duty or one run
of work, the strictest holds. The tables are those of tables.py.
"""

from otp_desktop.planning.solver.anneal.columns import (
    ABSENCES,
    ABSENCES_END,
    AMPLITUDE,
    ASKS,
    CONTINUOUS,
    DAY,
    DUTY,
    END,
    FIRST_START,
    FIRST_WEEK,
    GAP,
    KNOWN,
    LAST_WEEK,
    OFFERS,
    RELIEVED,
    SITE,
    START,
    TOTAL_LIMIT,
    WEEK,
    WEEK_END,
    WEEK_LIMIT,
    WEEK_START,
    WEEKLY_REST,
)
from otp_desktop.planning.solver.anneal.tables import Numbers
from otp_desktop.planning.solver.arrays import FAR, NONE, Bools, Floats, Ints
from otp_desktop.planning.solver.duty_beside import BREAK
from otp_desktop.planning.solver.legality import ROUNDING
from otp_desktop.planning.solver.native import native_part


@native_part
def may_fill(post: Ints, agents: Ints, eligible: Bools, absence: Ints, agent: int, line: int) -> bool:
    """Skills, corps, absences and the rest since the agent's history."""
    if not eligible[agents[agent, OFFERS], post[line, ASKS]] or post[line, START] < agents[agent, FIRST_START]:
        return False
    for row in range(agents[agent, ABSENCES], agents[agent, ABSENCES_END]):
        if absence[row, 0] < post[line, END] and post[line, START] < absence[row, 1]:
            return False
    return True


@native_part
def lawful(
    post: Ints,
    agents: Ints,
    day: Ints,
    week: Ints,
    mean_room: Ints,
    site_km: Floats,
    numbers: Numbers,
    agent: int,
    lines: Ints,
    seconds: Ints,
    rest: Ints,
) -> bool:
    """Whether an agent may have this work; ``seconds`` and ``rest`` (weeks) are worked on."""
    if not _within_duties(post, day, site_km, numbers.seconds_per_km, numbers.seconds_a_way, lines):
        return False
    if not _within_runs(post, day, lines) or not _within_days(post, numbers.days_in_a_row, lines):
        return False
    _fill_weeks(post, week, lines, seconds, rest)
    if not _within_weeks(week, agents[agent, WEEK_LIMIT], agents[agent, TOTAL_LIMIT], seconds, rest):
        return False
    return not numbers.mean_weeks or _within_means(mean_room, numbers.mean_weeks, agent, seconds)


@native_part
def parts(post: Ints, day: Ints, line: int, following: int) -> bool:
    """Whether the time free between two posts ends a duty."""
    return bool(post[following, START] - post[line, END] >= day[post[line, DAY], GAP])


@native_part
def in_reach(post: Ints, site_km: Floats, pace: float, fixed: float, line: int, following: int) -> bool:
    """Whether the time between two posts of known places is enough for the way."""
    site, other = post[line, SITE], post[following, SITE]
    free = post[following, START] - post[line, END]
    return bool(site == other or free >= site_km[site, other] * pace + fixed - ROUNDING)


@native_part
def _within_duties(post: Ints, day: Ints, site_km: Floats, pace: float, fixed: float, lines: Ints) -> bool:
    """One place at a time; work and amplitude of each duty; the ways between its posts."""
    begun = work = 0
    work_limit = span_limit = FAR
    place = NONE  # the last post of the duty whose place is known
    for index in range(len(lines)):
        line, before = lines[index], lines[max(index - 1, 0)]
        start, end = post[line, START], post[line, END]
        if index and start < post[before, END]:
            return False
        if not index or parts(post, day, before, line):
            begun, work, work_limit, span_limit, place = start, 0, FAR, FAR, NONE
        work += end - start
        work_limit = min(work_limit, day[post[line, DAY], DUTY])
        span_limit = min(span_limit, day[post[line, DAY], AMPLITUDE])
        if work > work_limit or end - begun > span_limit:
            return False
        if post[line, KNOWN]:
            if place != NONE and not in_reach(post, site_km, pace, fixed, place, line):
                return False
            place = line
    return True


@native_part
def _within_runs(post: Ints, day: Ints, lines: Ints) -> bool:
    """A long run of work without a break is relieved throughout."""
    begun, limit, relieved, before = 0, FAR, True, NONE
    for line in lines:
        if before == NONE or post[line, START] - post[before, END] >= BREAK:
            begun, limit, relieved = post[line, START], FAR, True
        limit = min(limit, day[post[line, DAY], CONTINUOUS])
        relieved = relieved and post[line, RELIEVED] != 0
        if not relieved and post[line, END] - begun > limit:
            return False
        before = line
    return True


@native_part
def _within_days(post: Ints, most: int, lines: Ints) -> bool:
    """Days in a row with a start of work."""
    last, in_a_row = NONE, 0
    for line in lines:
        day = post[line, DAY]
        if in_a_row and day == last:
            continue
        in_a_row = in_a_row + 1 if day == last + 1 else 1
        last = day
        if in_a_row > most:
            return False
    return True


@native_part
def _fill_weeks(post: Ints, week: Ints, lines: Ints, seconds: Ints, rest: Ints) -> None:
    """The work and the longest rest of each week."""
    for each in range(len(seconds)):
        seconds[each] = rest[each] = 0
    for line in lines:
        start, end = post[line, START], post[line, END]
        for each in range(post[line, FIRST_WEEK], post[line, LAST_WEEK] + 1):
            seconds[each] += min(end, week[each, WEEK_END]) - max(start, week[each, WEEK_START])
    for after in range(len(lines) + 1):  # the time free before each post, and after the last
        free_from, first, free_until, last = -FAR, 0, FAR, len(rest) - 1
        if after:
            free_from, first = post[lines[after - 1], END], post[lines[after - 1], LAST_WEEK]
        if after < len(lines):
            free_until, last = post[lines[after], START], post[lines[after], FIRST_WEEK]
        for each in range(first, last + 1):
            free = min(free_until, week[each, WEEK_END]) - max(free_from, week[each, WEEK_START])
            rest[each] = max(rest[each], free)


@native_part
def _within_weeks(week: Ints, week_limit: int, total_limit: int, seconds: Ints, rest: Ints) -> bool:
    """Work and rest of each week with work in it; work over the horizon."""
    total = 0
    for each in range(len(seconds)):
        total += seconds[each]
        if seconds[each] > min(week[each, WEEK], week_limit):
            return False
        if seconds[each] and rest[each] < week[each, WEEKLY_REST]:
            return False
    return total <= total_limit


@native_part
def _within_means(mean_room: Ints, length: int, agent: int, seconds: Ints) -> bool:
    """The mean of weeks in a row, where the plan gives the agent work in them."""
    worked = 0
    for last in range(len(seconds)):
        worked += seconds[last] - (seconds[last - length] if last >= length else 0)
        if worked and worked > mean_room[agent, last]:
            return False
    return True
