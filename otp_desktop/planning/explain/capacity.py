"""Which capacity is missing when, over the whole plan: proved by a cut, or likely.

Lines of a block of waves are taken up by when and what they ask (skills, corps), those that fewest agents may fill
first. How many heads of the lines taken so far stay empty whatever is done is the deficiency of a transversal (Hall
1935, Ore 1955): a maximum flow gives it, and the cut names the lines and the few agents there are for them. What each
kind of line adds to it is its gap; the gaps add up to all that is proved missing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from otp_desktop.planning.explain.board import Line
from otp_desktop.planning.explain.cut import Cut, least_cut
from otp_desktop.planning.problem import Assignment, Problem
from otp_desktop.planning.score import shortages
from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.compiled import Compiled, compile_problem
from otp_desktop.planning.solver.named import line_names
from otp_desktop.planning.wave_view import WaveView, blocks_of, relaxed_view

Kind = tuple[int, tuple[str, ...], tuple[str, ...] | None]
"""The wave, the skills and the corps that a line asks."""


@dataclass(frozen=True, slots=True)
class CapacityGap:
    """``missing`` heads of one kind, short between two moments: at once, or one after the other where no one can serve
    both.

    ``skills`` and ``corps`` are what the kind asks (no corps: any). ``proved``: whatever is done, ``lines`` ask for
    ``heads`` and only ``agents`` agents can serve any of them; of those that are missing for it, ``missing`` are due to
    this kind, the others to the proved gaps of the same lines that fewer agents may fill. Not proved: this plan lacks
    them on ``lines``, another one might not.
    """

    start: datetime
    end: datetime
    skills: tuple[str, ...]
    corps: tuple[str, ...] | None
    missing: int
    proved: bool
    lines: tuple[Line, ...]
    heads: int
    agents: int


def missing_capacity(problem: Problem, assignments: Iterable[Assignment]) -> tuple[CapacityGap, ...]:
    """The gaps of a plan in the order of time; they add up to the heads missing in it."""
    compiled = compile_problem(problem)
    names = line_names(compiled)
    place = {name: line for line, name in enumerate(names)}
    missing = np.zeros(len(names), dtype=np.int64)
    for shortage in shortages(problem, assignments):
        missing[place[shortage.need, shortage.role]] = shortage.missing
    gaps: list[CapacityGap] = []
    for block in blocks_of(compiled):
        if any(missing[compiled.lines_of_wave[wave]].any() for wave in block):
            gaps += _gaps_of_block(compiled, block, missing)
    return tuple(sorted(gaps, key=lambda gap: (gap.start, gap.end, not gap.proved, gap.skills, gap.lines)))


def _gaps_of_block(compiled: Compiled, block: tuple[int, ...], missing: Ints) -> Iterator[CapacityGap]:
    view = relaxed_view(compiled, block)
    supply = np.bincount(view.group, minlength=len(view.allowed)).astype(np.int64)
    taken = np.zeros(len(view.lines), dtype=bool)
    proved_before, unproved = 0, []
    for kind, columns in _kinds(compiled, view, supply):
        taken[columns] = True
        cut = least_cut(supply, view.allowed, np.where(taken, view.heads.total, 0))
        proved = cut.missing - proved_before
        proved_before = cut.missing
        short = int(missing[view.lines[columns]].sum())
        if proved:
            yield _gap(compiled, kind, view.lines[cut.lines], proved, cut)
        unproved.append((kind, view.lines[columns], short - proved))
    likely = int(missing[view.lines].sum()) - proved_before
    for kind, lines, more in unproved:
        heads = min(likely, max(0, more))
        likely -= heads
        if heads:
            yield _gap(compiled, kind, lines[missing[lines] > 0], heads, None)


def _kinds(compiled: Compiled, view: WaveView, supply: Ints) -> list[tuple[Kind, Ints]]:
    """The places of the lines that ask the same, those that fewest agents may fill first."""
    roles = [role for need in compiled.problem.needs for role in need.roles]
    places: dict[Kind, list[int]] = {}
    for column, line in enumerate(view.lines.tolist()):
        role = roles[line]
        corps = None if role.corps is None else tuple(sorted(role.corps))
        wave = int(compiled.waves.of_need[compiled.lines.need[line]])
        places.setdefault((wave, tuple(sorted(role.skills)), corps), []).append(column)
    found = [(kind, np.array(columns, dtype=np.int64)) for kind, columns in places.items()]
    return sorted(found, key=lambda one: (int(supply[view.allowed[:, one[1]].any(axis=1)].sum()), one[0][:2]))


def _gap(compiled: Compiled, kind: Kind, lines: Ints, missing: int, cut: Cut | None) -> CapacityGap:
    """The gap between the last start and the first end of its lines, else from the first start to the last end."""
    names, needs = line_names(compiled), compiled.problem.needs
    of_lines = [needs[need] for need in compiled.lines.need[lines].tolist()]
    start, end = max(need.start for need in of_lines), min(need.end for need in of_lines)
    if start >= end:
        start, end = min(need.start for need in of_lines), max(need.end for need in of_lines)
    return CapacityGap(
        start=start,
        end=end,
        skills=kind[1],
        corps=kind[2],
        missing=missing,
        proved=cut is not None,
        lines=tuple(names[line] for line in lines.tolist()),
        heads=int(compiled.lines.count[lines].sum()) if cut is None else cut.heads,
        agents=0 if cut is None else cut.agents,
    )
