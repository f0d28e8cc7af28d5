"""Needs and role lines as arrays."""

from dataclasses import dataclass

import numpy as np

from otp_desktop.planning.problem import Problem
from otp_desktop.planning.solver.arrays import NONE, Bools, Floats, Ints
from otp_desktop.planning.solver.calendar import Calendar, instants
from otp_desktop.planning.solver.indexing import distinct, ints


@dataclass(frozen=True)
class Needs:
    """One entry a need. Times in seconds, ``day`` in the calendar, ``priority`` from 0, ``group`` NONE where none.

    ``week_seconds`` (needs, weeks): the seconds that fall in each civil week.
    """

    start: Ints
    end: Ints
    day: Ints
    site: Ints
    priority: Ints
    burden: Floats
    relieved: Bools
    group: Ints
    week_seconds: Ints

    def each_as_one(self, served: Ints, present: Bools) -> "Needs":
        """Sets of needs (sets, places), where ``present`` and in the order of time, each as one long relieved need."""
        first, last = ends_of(served, present)
        return Needs(
            start=self.start[first],
            end=self.end[last],
            day=self.day[first],
            site=self.site[first],
            priority=self.priority[first],
            burden=(self.burden[served] * present).sum(axis=1),
            relieved=np.ones(len(first), dtype=bool),
            group=np.full(len(first), NONE),
            week_seconds=(self.week_seconds[served] * present[:, :, None]).sum(axis=1),
        )


def ends_of(served: Ints, present: Bools) -> tuple[Ints, Ints]:
    """The first and the last need of each set (sets, places)."""
    sets = np.arange(len(served))
    return served[sets, present.argmax(axis=1)], served[sets, present.shape[1] - 1 - present[:, ::-1].argmax(axis=1)]


@dataclass(frozen=True)
class Lines:
    """One entry a role line, those of a need together; ``minimum`` is never above ``count``."""

    need: Ints
    count: Ints
    minimum: Ints


def needs_of(problem: Problem, calendar: Calendar) -> Needs:
    start = instants([need.start for need in problem.needs], problem.timezone)
    end = instants([need.end for need in problem.needs], problem.timezone)
    groups = distinct(need.group for need in problem.needs)
    sites = {site.id: index for index, site in enumerate(problem.sites)}
    return Needs(
        start=start,
        end=end,
        day=ints(calendar.day_index(need.start.date()) for need in problem.needs),
        site=ints(sites[need.site] for need in problem.needs),
        priority=ints(need.priority - 1 for need in problem.needs),
        burden=np.array([need.burden for need in problem.needs], dtype=np.float64),
        relieved=np.array([need.relieved for need in problem.needs], dtype=bool),
        group=ints(groups.get(need.group, NONE) for need in problem.needs),
        week_seconds=_week_seconds(start, end, calendar.week_starts),
    )


def _week_seconds(start: Ints, end: Ints, week_starts: Ints) -> Ints:
    from_, until = week_starts[:-1], week_starts[1:]
    shared = np.minimum(end[:, None], until[None, :]) - np.maximum(start[:, None], from_[None, :])
    found: Ints = np.maximum(shared, 0)
    return found


def lines_of(problem: Problem) -> Lines:
    roles = [(index, role) for index, need in enumerate(problem.needs) for role in need.roles]
    return Lines(
        need=ints(index for index, _ in roles),
        count=ints(role.count for _, role in roles),
        minimum=ints(min(role.minimum, role.count) for _, role in roles),
    )


def heads_of_groups(needs: Needs, lines: Lines) -> Ints:
    """The largest head count of a need of each group."""
    heads = np.bincount(lines.need, weights=lines.count, minlength=len(needs.start)).astype(np.int64)
    largest = np.zeros(int(needs.group.max(initial=0)) + 1, dtype=np.int64)
    grouped = needs.group != NONE
    np.maximum.at(largest, needs.group[grouped], heads[grouped])
    return largest
