"""A rostering problem: who works which kind of duty on which day, where days are the grain and hours don't matter.

It is what a planner of cyclic service asks beyond ``otp-problem/1``: least and most minutes, duties of each kind, days
worked and days off in a row, weekends, wished and refused duties, cover above and below its target. The rules are
those of Curtois & Qu, "Computational results on new staff scheduling benchmark instances" (2014).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import gcd

import numpy as np

from otp_desktop.planning.solver.arrays import Ints

OFF = -1
"""A day without a duty in a roster: an array of (members, days) that holds indexes of ``problem.kinds``, or OFF."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyKind:
    """A kind of duty; those named in ``not_followed_by`` are forbidden on the next day."""

    id: str
    minutes: int
    not_followed_by: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One person and their limits. A kind missing from ``most_of_kind`` has no limit; 0 means "not trained for it"."""

    id: str
    least_minutes: int
    most_minutes: int
    most_days_in_row: int
    least_days_in_row: int
    least_days_off_in_row: int
    most_weekends: int
    most_of_kind: Mapping[str, int] = field(default_factory=dict)
    days_off: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyWish:
    """Costs ``cost`` when the member has not the duty he wished, or has the one he refused."""

    member: str
    day: int
    kind: str
    cost: int
    refused: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """Members asked for a kind of duty on a day; each one below or above the target has a cost."""

    day: int
    kind: str
    target: int
    below_cost: int
    above_cost: int


@dataclass(frozen=True, kw_only=True)
class RosteringProblem:
    """Day 0 is a Monday. Before and after the horizon nothing is known: no least run is asked at its ends."""

    days: int
    kinds: tuple[DutyKind, ...]
    members: tuple[Member, ...]
    wishes: tuple[DutyWish, ...] = ()
    covers: tuple[Cover, ...] = ()

    @cached_property
    def kind_index(self) -> dict[str, int]:
        return {kind.id: index for index, kind in enumerate(self.kinds)}

    @cached_property
    def member_index(self) -> dict[str, int]:
        return {member.id: index for index, member in enumerate(self.members)}

    @cached_property
    def minutes(self) -> Ints:
        """(kinds,)"""
        return np.array([kind.minutes for kind in self.kinds], dtype=np.int64)

    @cached_property
    def minutes_unit(self) -> int:
        """The greatest number of minutes of which every duty is a multiple."""
        return gcd(*(kind.minutes for kind in self.kinds)) or 1

    @cached_property
    def saturdays(self) -> Ints:
        return np.arange(5, self.days, 7)

    def empty_roster(self) -> Ints:
        return np.full((len(self.members), self.days), OFF, dtype=np.int64)
