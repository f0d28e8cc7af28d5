"""A problem as index arrays, made once: nothing later looks at objects or civil times."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from otp_desktop.planning.problem import Problem
from otp_desktop.planning.solver.agent_tables import AgentIntervals, Agents, absences_of, agents_of, wishes_of
from otp_desktop.planning.solver.arrays import Ints
from otp_desktop.planning.solver.calendar import Calendar
from otp_desktop.planning.solver.distances import Distances
from otp_desktop.planning.solver.eligibility import Eligibility, eligibility_of
from otp_desktop.planning.solver.indexing import indices
from otp_desktop.planning.solver.limits import Limits, limits_of
from otp_desktop.planning.solver.locked import Locked, locked_of
from otp_desktop.planning.solver.need_tables import Lines, Needs, heads_of_groups, lines_of, needs_of
from otp_desktop.planning.solver.waves import Waves, joined, partition


@dataclass(frozen=True)
class Compiled:
    """All that the solver knows of a problem; ``group_heads`` is the largest head count of a need of each group."""

    problem: Problem
    calendar: Calendar
    limits: Limits
    needs: Needs
    lines: Lines
    agents: Agents
    eligibility: Eligibility
    absences: AgentIntervals
    wishes: AgentIntervals
    waves: Waves
    lines_of_wave: tuple[Ints, ...]
    base_to_site: Distances
    site_to_site: Distances
    group_heads: Ints

    @property
    def required_heads(self) -> int:
        return int(self.lines.count.sum())

    @cached_property
    def locked(self) -> Locked:
        return locked_of(self)


def compile_problem(problem: Problem) -> Compiled:
    """Problem to arrays. Needs, lines and agents keep the order they have in the problem."""
    calendar = _calendar(problem)
    needs = needs_of(problem, calendar)
    lines = lines_of(problem)
    limits = limits_of(problem, calendar)
    waves = joined(partition(needs.start, needs.end), needs.start, needs.end, limits)
    wave_of_line = waves.of_need[lines.need] if len(waves) else np.zeros(0, dtype=np.int64)
    sites = [site.position for site in problem.sites]
    bases = [problem.base_of(agent) for agent in problem.agents]
    places = list(dict.fromkeys(bases))
    return Compiled(
        problem=problem,
        calendar=calendar,
        limits=limits,
        needs=needs,
        lines=lines,
        agents=agents_of(problem, indices(bases, places)),
        eligibility=eligibility_of(problem),
        absences=absences_of(problem),
        wishes=wishes_of(problem),
        waves=waves,
        lines_of_wave=tuple(np.flatnonzero(wave_of_line == wave) for wave in range(len(waves))),
        base_to_site=Distances(places, sites),
        site_to_site=Distances(sites, sites),
        group_heads=heads_of_groups(needs, lines),
    )


def _calendar(problem: Problem) -> Calendar:
    starts = [need.start.date() for need in problem.needs] or [date(1970, 1, 5)]
    ends = [(need.end - timedelta(microseconds=1)).date() for need in problem.needs] or starts
    return Calendar.covering(problem.timezone, min(starts), max(max(ends), max(starts)))
