"""The law of one more post at the end of somebody's work, to the letter: every set of posts can be built up like that.

Derogations and sites of unknown position are read as the text has them (decision 0001): a duty keeps the limits of the
day on which it starts, and a way is asked for between one post and the next alone.
"""

from dataclasses import dataclass, fields

import numpy as np

from otp_desktop.planning.problem import REST_THAT_ENDS_A_DUTY
from otp_desktop.planning.solver.arrays import FAR, NONE, Bools, Floats, Ints
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.duty_beside import BREAK
from otp_desktop.planning.solver.legality import ROUNDING, travel_seconds
from otp_desktop.planning.solver.limits import limit_during


@dataclass(frozen=True)
class Work:
    """One entry a row of posts, in the order of time; seconds. ``agent`` may be the same in many rows.

    ``holds`` (rows, needs); ``last``, ``duty_first``, ``run_first``: the last need, and the first ones of its duty and
    of its run without a break, NONE where there is no work. ``run_relieved``: all of the run is. ``week`` and ``rest``
    (rows, weeks): seconds worked, and the longest time free before the last post. ``days``: days in a row with a start
    of work, up to the last. ``km``: straight ones, without the way home from the last post.
    """

    agent: Ints
    holds: Bools
    last: Ints
    duty_first: Ints
    duty_work: Ints
    run_first: Ints
    run_relieved: Bools
    week: Ints
    rest: Ints
    days: Ints
    km: Floats

    @classmethod
    def none(cls, compiled: Compiled, agent: Ints) -> "Work":
        rows, weeks = len(agent), compiled.calendar.weeks
        nothing, nobody = np.zeros(rows, dtype=np.int64), np.full(rows, NONE)
        return cls(
            agent=agent,
            holds=np.zeros((rows, len(compiled.needs.start)), dtype=bool),
            last=nobody,
            duty_first=nobody,
            duty_work=nothing,
            run_first=nobody,
            run_relieved=np.ones(rows, dtype=bool),
            week=np.zeros((rows, weeks), dtype=np.int64),
            rest=np.zeros((rows, weeks), dtype=np.int64),
            days=nothing,
            km=np.zeros(rows),
        )

    def take(self, rows: Ints | Bools) -> "Work":
        return Work(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})

    def and_also(self, more: "Work") -> "Work":
        names = [field.name for field in fields(self)]
        return Work(**{name: np.concatenate([getattr(self, name), getattr(more, name)]) for name in names})


class Law:
    """What the law says of rows; each rule is one method, and speaks of the last post alone."""

    def __init__(self, compiled: Compiled) -> None:
        self._compiled = compiled
        calendar, problem = compiled.calendar, compiled.problem
        days = [calendar.day_of_week(0, day) for day in range(calendar.days)]
        rests = [limit_during(problem, "daily_rest_minutes", day, day) for day in days]
        minutes = [REST_THAT_ENDS_A_DUTY if rest is None else rest for rest in rests]
        self._gap: Ints = np.array(minutes, dtype=np.int64) * 60
        self._begins, self._ends = calendar.week_starts[:-1], calendar.week_starts[1:]

    def with_post(self, work: Work, need: int) -> tuple[Ints, Work]:
        """The rows to which the need can be added, and what they are with it."""
        free = self._ended(work) <= self._compiled.needs.start[need]
        longer = self._longer(work, need)
        allowed = free & self._there_in_time(work, need)
        allowed &= self._duty(longer) & self._continuous(longer) & self._weeks(longer, need)
        allowed &= self._means(longer, need) & self._weekly_rest(longer, need)
        allowed &= longer.days <= self._compiled.limits.days[self._compiled.needs.day[need]]
        return np.flatnonzero(allowed), longer.take(allowed)

    def km(self, work: Work) -> Floats:
        """Straight kilometres of all duties of the rows."""
        return work.km + self._home(work, work.last)

    def _longer(self, work: Work, need: int) -> Work:
        needs, ended, joins = self._compiled.needs, self._ended(work), self._joins(work, need)
        start, length, day = needs.start[need], needs.end[need] - needs.start[need], needs.day[need]
        runs_on = (start - ended < BREAK) & (work.last != NONE)
        day_before = np.where(work.last == NONE, -2, needs.day[work.last])
        free = np.minimum(start, self._ends) - np.maximum(ended[:, None], self._begins)
        holds = work.holds.copy()
        holds[:, need] = True
        return Work(
            agent=work.agent,
            holds=holds,
            last=np.full_like(work.last, need),
            duty_first=np.where(joins, work.duty_first, need),
            duty_work=np.where(joins, work.duty_work, 0) + length,
            run_first=np.where(runs_on, work.run_first, need),
            run_relieved=(work.run_relieved | ~runs_on) & needs.relieved[need],
            week=work.week + needs.week_seconds[need],
            rest=np.maximum(work.rest, free),
            days=np.where(day_before == day, work.days, np.where(day_before == day - 1, work.days + 1, 1)),
            km=work.km + np.where(joins, self._between(work, need), self._to_a_new_duty(work, need)),
        )

    def _ended(self, work: Work) -> Ints:
        found: Ints = np.where(work.last == NONE, -FAR, self._compiled.needs.end[work.last])
        return found

    def _joins(self, work: Work, need: int) -> Bools:
        """Whether the need goes on with the duty of the last post."""
        gap = self._compiled.needs.start[need] - self._ended(work)
        found: Bools = (work.last != NONE) & (gap < self._gap[self._compiled.needs.day[work.duty_first]])
        return found

    def _there_in_time(self, work: Work, need: int) -> Bools:
        site = self._compiled.needs.site
        way = travel_seconds(self._compiled, site[work.last], site[[need]])[:, 0]
        gap = self._compiled.needs.start[need] - self._ended(work)
        found: Bools = ~self._joins(work, need) | (gap >= way - ROUNDING)
        return found

    def _between(self, work: Work, need: int) -> Floats:
        site = self._compiled.needs.site
        return self._compiled.site_to_site.block(site[work.last], site[[need]])[:, 0]

    def _to_a_new_duty(self, work: Work, need: int) -> Floats:
        return self._home(work, work.last) + self._home(work, np.full_like(work.last, need))

    def _home(self, work: Work, need: Ints) -> Floats:
        """Between the bases and needs; 0 where there is no need."""
        compiled = self._compiled
        way = compiled.base_to_site.pairs(compiled.agents.base[work.agent], compiled.needs.site[need])
        return np.where(need == NONE, 0.0, way)

    def _duty(self, work: Work) -> Bools:
        needs, limits = self._compiled.needs, self._compiled.limits
        day = needs.day[work.duty_first]
        amplitude = needs.end[work.last] - needs.start[work.duty_first]
        allowed: Bools = (work.duty_work <= limits.duty[day]) & (amplitude <= limits.amplitude[day])
        return allowed

    def _continuous(self, work: Work) -> Bools:
        needs = self._compiled.needs
        length = needs.end[work.last] - needs.start[work.run_first]
        allowed: Bools = length <= self._compiled.limits.continuous[needs.day[work.run_first]]
        return work.run_relieved | allowed

    def _weeks(self, work: Work, need: int) -> Bools:
        """Minutes of the weeks that the need touches, and of the horizon."""
        agents, touched = self._compiled.agents, self._touched(need)
        limit = np.minimum(self._compiled.limits.week[touched], agents.week_limit[work.agent][:, None])
        length = self._compiled.needs.end - self._compiled.needs.start
        within: Bools = work.week[:, touched] <= limit
        in_all: Bools = work.holds @ length <= agents.total_limit[work.agent]
        return in_all & within.all(axis=1)

    def _means(self, work: Work, need: int) -> Bools:
        """Every run of weeks that holds one of the need's."""
        limits, touched = self._compiled.limits, self._touched(need)
        allowed = np.ones(len(work.agent), dtype=bool)
        for last in range(int(touched.min(initial=FAR)), self._compiled.calendar.weeks):
            first = last - limits.mean_weeks + 1
            if first <= touched.max() and limits.mean_week[last] < FAR:
                allowed &= self._mean(work, first, last)
        return allowed

    def _mean(self, work: Work, first: int, last: int) -> Bools:
        """Always kept by who is not known so long."""
        agents, limits = self._compiled.agents, self._compiled.limits
        before = agents.history_seconds.shape[1]
        weeks = np.concatenate([agents.history_seconds[work.agent], work.week], axis=1)
        total = weeks[:, max(first + before, 0) : last + before + 1].sum(axis=1)
        kept: Bools = total <= limits.mean_week[last] * limits.mean_weeks
        unknown: Bools = agents.history_weeks[work.agent] < -first
        return kept | unknown

    def _weekly_rest(self, work: Work, need: int) -> Bools:
        touched = self._touched(need)
        until_monday = self._ends[touched] - np.maximum(self._compiled.needs.end[need], self._begins[touched])
        longest = np.maximum(work.rest[:, touched], until_monday)
        allowed: Bools = (longest >= self._compiled.limits.weekly_rest[touched]).all(axis=1)
        return allowed

    def _touched(self, need: int) -> Ints:
        """The weeks in which the need has work."""
        return np.flatnonzero(self._compiled.needs.week_seconds[need])
