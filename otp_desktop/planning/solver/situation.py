"""What surrounds the place of one wave in each agent's work: all that the law and the costs ask about it."""

from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.solver.arrays import FAR, NONE, Bools, Ints
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.duty_beside import Side
from otp_desktop.planning.solver.neighbours import Neighbours
from otp_desktop.planning.solver.roster import Roster


@dataclass(frozen=True)
class Situation:
    """One row an agent. Times and room in seconds; days and weeks are those that the wave touches.

    ``before``, ``after``: his work on either side (see Side). ``room`` (agents, sets of weeks): seconds he may still
    work in each set of weeks; ``other_rest`` (agents, weeks): his longest rest in the week away from this place;
    ``days_before``, ``days_after`` (agents, days): days in a row with a start of work that touch the day, counted as
    far as the limit.
    """

    agent: Ints
    before: Side
    after: Side
    room: Ints
    total_room: Ints
    other_rest: Ints
    days_before: Ints
    days_after: Ints

    def take(self, rows: Ints) -> "Situation":
        return Situation(
            agent=self.agent[rows],
            before=self.before.take(rows),
            after=self.after.take(rows),
            room=self.room[rows],
            total_room=self.total_room[rows],
            other_rest=self.other_rest[rows],
            days_before=self.days_before[rows],
            days_after=self.days_after[rows],
        )

    def columns(self) -> list[Ints]:
        """Everything but who he is: agents with equal columns are interchangeable for the law."""
        parts = [*self.before.columns(), *self.after.columns(), self.total_room]
        return parts + [
            column for block in (self.room, self.other_rest, self.days_before, self.days_after) for column in block.T
        ]


@dataclass(frozen=True)
class Touched:
    """The civil weeks and days that a wave touches, and the sets of weeks whose minutes are limited together.

    ``week_sets`` (sets, weeks): which of the weeks each set contains.
    """

    weeks: Ints
    days: Ints
    week_sets: Bools


def touched_by(compiled: Compiled, wave: int) -> Touched:
    return touched_in(compiled, compiled.waves.members[wave])


def touched_in(compiled: Compiled, members: Ints) -> Touched:
    """What some needs touch."""
    weeks = np.flatnonzero(compiled.needs.week_seconds[members].any(axis=0))
    sets = {tuple(week == one for one in weeks) for week in weeks}
    if (compiled.limits.mean_week < FAR).any():
        sets |= {tuple(first <= week <= last for week in weeks) for first, last in _windows(compiled, weeks)}
    return Touched(
        weeks, np.unique(compiled.needs.day[members]), np.array(sorted(sets), dtype=bool).reshape(len(sets), len(weeks))
    )


def situation_of(compiled: Compiled, roster: Roster, wave: int, touched: Touched) -> Situation:
    """The situation of the agents that are free in the wave."""
    return situation_in(compiled, roster, (wave,), touched)


def situation_in(compiled: Compiled, roster: Roster, waves: tuple[int, ...], touched: Touched) -> Situation:
    """The situation of the agents that are free in some waves in a row."""
    free = ~roster.frozen & (roster.line[:, waves[0] : waves[-1] + 1] == NONE).all(axis=1)
    agents = np.flatnonzero(free)
    neighbours = Neighbours(compiled, roster.line, agents, waves[0], waves[-1])
    longest = int(compiled.limits.days.min(initial=compiled.calendar.days))
    days_before, days_after = _days_in_a_row(roster.posts_on_day[agents] > 0, touched.days, longest)
    return Situation(
        agent=agents,
        before=neighbours.side(-1),
        after=neighbours.side(1),
        room=_room(compiled, roster, agents, touched),
        total_room=compiled.agents.total_limit[agents] - roster.total_seconds[agents],
        other_rest=_other_rest(compiled, neighbours, touched.weeks),
        days_before=days_before,
        days_after=days_after,
    )


def _windows(compiled: Compiled, weeks: Ints) -> list[tuple[int, int]]:
    """First and last week of each run of ``mean_weeks`` that ends in the horizon and holds one of the weeks."""
    length = compiled.limits.mean_weeks
    if not len(weeks):
        return []
    ends = range(int(weeks[0]), compiled.calendar.weeks)
    return [(end - length + 1, end) for end in ends if end - length + 1 <= weeks[-1]]


def _room(compiled: Compiled, roster: Roster, agents: Ints, touched: Touched) -> Ints:
    room = np.full((len(agents), len(touched.week_sets)), FAR, dtype=np.int64)
    places = {tuple(members): place for place, members in enumerate(touched.week_sets.tolist())}
    for week in touched.weeks:
        limit = np.minimum(compiled.limits.week[week], compiled.agents.week_limit[agents])
        place = places[tuple((touched.weeks == week).tolist())]
        room[:, place] = np.minimum(room[:, place], limit - roster.week_seconds[agents, week])
    if (compiled.limits.mean_week < FAR).any():
        for first, last in _windows(compiled, touched.weeks):
            place = places[tuple(((first <= touched.weeks) & (touched.weeks <= last)).tolist())]
            room[:, place] = np.minimum(room[:, place], _mean_room(compiled, roster, agents, first, last))
    return room


def _mean_room(compiled: Compiled, roster: Roster, agents: Ints, first: int, last: int) -> Ints:
    """Seconds left in a run of weeks; FAR for agents whose history doesn't reach back to its first week."""
    limit = compiled.limits.mean_week[last]
    if limit >= FAR:
        return np.full(len(agents), FAR, dtype=np.int64)
    history = compiled.agents.history_seconds[agents]
    from_history = history[:, max(history.shape[1] + first, 0) :].sum(axis=1) if first < 0 else 0
    worked = from_history + roster.week_seconds[agents, max(first, 0) : last + 1].sum(axis=1)
    known = compiled.agents.history_weeks[agents] >= -first
    room: Ints = np.where(known, limit * (last - first + 1) - worked, FAR)
    return room


def _other_rest(compiled: Compiled, neighbours: Neighbours, weeks: Ints) -> Ints:
    starts, ends = compiled.calendar.week_starts[weeks], compiled.calendar.week_starts[weeks + 1]
    found = [neighbours.longest_rest(start, end) for start, end in zip(starts, ends, strict=True)]
    return np.stack(found, axis=1) if found else np.zeros((len(neighbours.agents), 0), dtype=np.int64)


def _days_in_a_row(worked: Bools, days: Ints, longest: int) -> tuple[Ints, Ints]:
    """Days in a row with work, ``longest`` at most, that end the day before and that begin the day after ``days``."""
    before = np.zeros((len(worked), len(days)), dtype=np.int64)
    after = np.zeros_like(before)
    for place, day in enumerate(days):
        before[:, place] = _leading(worked[:, max(day - longest, 0) : day][:, ::-1])
        after[:, place] = _leading(worked[:, day + 1 : day + 1 + longest])
    return before, after


def _leading(table: Bools) -> Ints:
    """(rows): how many columns in a row are true from the first on."""
    found: Ints = np.logical_and.accumulate(table, axis=1).sum(axis=1)
    return found
