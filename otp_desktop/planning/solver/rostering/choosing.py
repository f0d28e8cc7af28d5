"""Which members and days to set free next; each way of choosing learns how much it can bite off."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from otp_desktop.planning.solver.arrays import Floats, Ints
from otp_desktop.planning.solver.rostering.member_rows import Window
from otp_desktop.planning.solver.rostering.neighbourhood import Neighbourhood
from otp_desktop.planning.solver.rostering.tables import Tables

FIRST_CELLS = 600  # duties that may be chosen in a first neighbourhood: solved in well under a second
LEAST_CELLS, MOST_CELLS = 100, 40_000
QUICK, SLOW = 1.0, 4.0  # seconds: a neighbourhood solved sooner may grow, one not solved by then shrinks
GROW, SHRINK = 1.1, 0.7
MEMORY = 0.8  # weight of what a shape gained before, each time it is tried
CURIOSITY = 0.4  # share of the choices that look at no gain


@dataclass(frozen=True)
class Drawing:
    """What choices are drawn from: chance, and how likely each day (days,) is to be the middle of a window."""

    tables: Tables
    random: np.random.Generator
    chance_of_day: Floats

    def window(self, days: int) -> Window:
        horizon = self.tables.problem.days
        middle = int(self.random.choice(horizon, p=self.chance_of_day))
        first = int(np.clip(middle - self.random.integers(days + 1), 0, horizon - days))
        return Window(first, first + days)

    def members(self, cells: float, days: int) -> Ints:
        """As many members as so many cells allow over so many days."""
        members = len(self.tables.problem.members)
        count = int(np.clip(cells / (days * kinds_a_day(self.tables)), 1, members))
        return np.sort(self.random.choice(members, size=count, replace=False))


def drawing(tables: Tables, random: np.random.Generator, roster: Ints) -> Drawing:
    """Half of the chance lies on all days alike, half on those whose cover costs most."""
    problem, missed = tables.problem, np.full(tables.problem.days, 1e-9)
    for cover in problem.covers:
        heads = int((roster[:, cover.day] == problem.kind_index[cover.kind]).sum())
        missed[cover.day] += cover.below_cost * max(0, cover.target - heads)
        missed[cover.day] += cover.above_cost * max(0, heads - cover.target)
    return Drawing(tables, random, 0.5 / problem.days + 0.5 * missed / missed.sum())


class Shape(Protocol):
    def __call__(self, drawing: "Drawing", cells: float) -> Neighbourhood: ...


@dataclass
class Chooser:
    """A shape of neighbourhood, and its size in cells: members × days × kinds."""

    shape: Shape
    cells: float = FIRST_CELLS
    worth: float = 0.0  # what it gained by the second of late

    def choose(self, drawing: Drawing) -> Neighbourhood:
        return self.shape(drawing, self.cells)

    def learn(self, seconds: float, *, optimal: bool, gain: float) -> None:
        self.worth = MEMORY * self.worth + (1 - MEMORY) * gain / max(seconds, 0.05)
        if not optimal:
            self.cells = max(LEAST_CELLS, self.cells * SHRINK)
        elif seconds < QUICK:
            self.cells = min(MOST_CELLS, self.cells * GROW)


def choosers(tables: Tables) -> tuple[Chooser, ...]:
    """The ways that differ on this problem: where the horizon is short, a few members have it whole."""
    days = tables.problem.days
    spans = [span for span in (7, 14, 28, 56, 112) if span < days]
    return (Chooser(all_days), Chooser(all_members), *(Chooser(Span(span)) for span in spans))


def draw_chooser(some: Sequence[Chooser], random: np.random.Generator) -> Chooser:
    """One of them, those that gained most of late being likeliest."""
    worth = np.array([chooser.worth for chooser in some])
    if random.random() < CURIOSITY or not worth.sum():
        return some[int(random.integers(len(some)))]
    return some[int(random.choice(len(some), p=worth / worth.sum()))]


def all_days(drawing: Drawing, cells: float) -> Neighbourhood:
    """A few members over the whole horizon."""
    days = drawing.tables.problem.days
    return Neighbourhood(drawing.members(cells, days), Window(0, days))


def all_members(drawing: Drawing, cells: float) -> Neighbourhood:
    """Everybody over a few days."""
    problem = drawing.tables.problem
    members = len(problem.members)
    days = int(np.clip(cells / (members * kinds_a_day(drawing.tables)), 2, problem.days))
    return Neighbourhood(np.arange(members), drawing.window(days))


@dataclass(frozen=True)
class Span:
    """Some members over so many days."""

    days: int

    def __call__(self, drawing: Drawing, cells: float) -> Neighbourhood:
        return Neighbourhood(drawing.members(cells, self.days), drawing.window(self.days))


def kinds_a_day(tables: Tables) -> float:
    """Kinds that a member may hold on a day, on average."""
    return max(0.1, float(tables.allowed.sum() / tables.allowed[..., 0].size))
