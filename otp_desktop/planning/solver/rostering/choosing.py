"""Which members and days to set free next; each way of choosing learns how much it can bite off."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.rostering.member_rows import Window
from otp_desktop.planning.solver.rostering.neighbourhood import Neighbourhood
from otp_desktop.planning.solver.rostering.tables import Tables

FIRST_CELLS = 600  # duties that may be chosen in a first neighbourhood: solved in well under a second
LEAST_CELLS, MOST_CELLS = 100, 40_000
QUICK, SLOW = 1.0, 4.0  # seconds: a neighbourhood solved sooner may grow, one not solved by then shrinks
GROW, SHRINK = 1.1, 0.7


class Shape(Protocol):
    def __call__(self, tables: Tables, random: np.random.Generator, cells: float) -> Neighbourhood: ...


@dataclass
class Chooser:
    """A shape of neighbourhood, and its size in cells: members × days × kinds."""

    shape: Shape
    cells: float = FIRST_CELLS

    def choose(self, tables: Tables, random: np.random.Generator) -> Neighbourhood:
        return self.shape(tables, random, self.cells)

    def learn(self, seconds: float, *, optimal: bool) -> None:
        if not optimal:
            self.cells = max(LEAST_CELLS, self.cells * SHRINK)
        elif seconds < QUICK:
            self.cells = min(MOST_CELLS, self.cells * GROW)


def choosers(tables: Tables) -> tuple[Chooser, ...]:
    """The ways that differ on this problem: where the horizon is short, a few members have it whole."""
    days = tables.problem.days
    spans = [span for span in (14, 28, 56, 112) if span < days]
    return (Chooser(all_days), Chooser(all_members), *(Chooser(Span(span)) for span in spans))


def all_days(tables: Tables, random: np.random.Generator, cells: float) -> Neighbourhood:
    """A few members over the whole horizon."""
    days = tables.problem.days
    return Neighbourhood(_some(tables, random, cells, days), Window(0, days))


def all_members(tables: Tables, random: np.random.Generator, cells: float) -> Neighbourhood:
    """Everybody over a few days, at least a long weekend."""
    problem = tables.problem
    members = len(problem.members)
    days = int(np.clip(cells / (members * _kinds(tables)), 3, problem.days))
    return Neighbourhood(np.arange(members), _window(problem.days, days, random))


@dataclass(frozen=True)
class Span:
    """Some members over so many days."""

    days: int

    def __call__(self, tables: Tables, random: np.random.Generator, cells: float) -> Neighbourhood:
        window = _window(tables.problem.days, self.days, random)
        return Neighbourhood(_some(tables, random, cells, self.days), window)


def _some(tables: Tables, random: np.random.Generator, cells: float, days: int) -> Ints:
    members = len(tables.problem.members)
    count = int(np.clip(cells / (days * _kinds(tables)), 1, members))
    return np.sort(random.choice(members, size=count, replace=False))


def _window(horizon: int, days: int, random: np.random.Generator) -> Window:
    first = int(np.clip(random.integers(-days // 2, horizon - days // 2), 0, horizon - days))
    return Window(first, first + days)


def _kinds(tables: Tables) -> float:
    """Kinds that a member may hold on a day, on average."""
    return max(0.1, float(tables.allowed.sum() / tables.allowed[..., 0].size))
