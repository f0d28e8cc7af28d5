"""What the solver allows an agent to take is what the checker finds legal: no more, and no less."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from otp_desktop.planning.checker import check
from otp_desktop.planning.problem import Assignment, Problem
from otp_desktop.planning.solver.availability import available
from otp_desktop.planning.solver.compiled import Compiled, compile_problem
from otp_desktop.planning.solver.exactness import legality_is_exact
from otp_desktop.planning.solver.legality import legal, pairs_of
from otp_desktop.planning.solver.named import line_names
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.situation import situation_of, touched_by
from tests.planning.solver.random_problems import random_problem


def half_filled(compiled: Compiled, seed: int) -> Roster:
    """A roster filled at random by what the solver allows."""
    random = np.random.default_rng(seed)
    roster = Roster(compiled)
    for wave in random.permutation(len(compiled.waves)):
        for agent, line in _allowed(compiled, roster, int(wave)):
            room = roster.heads[line] < compiled.lines.count[line]
            if random.random() < 0.5 and room and roster.line[agent, wave] < 0:
                roster.put(int(wave), np.array([agent]), np.array([line]))
    return roster


def _allowed(compiled: Compiled, roster: Roster, wave: int) -> set[tuple[int, int]]:
    """Agents free in the wave and the lines they may take, heads and mixes aside."""
    need, lines = compiled.waves.members[wave], compiled.lines_of_wave[wave]
    touched = touched_by(compiled, wave)
    situation = situation_of(compiled, roster, wave, touched)
    free = available(compiled, situation.agent, need) & legal(pairs_of(compiled, situation, touched, need))
    mask = free[:, np.searchsorted(need, compiled.lines.need[lines])]
    mask &= compiled.eligibility.block(situation.agent, lines)
    return {(int(situation.agent[row]), int(lines[column])) for row, column in np.argwhere(mask)}


def _breaks(problem: Problem, plan: tuple[Assignment, ...]) -> bool:
    rules_of_a_wave = {"EL-03", "EL-06"}  # mixes and heads are not the agent's own matter
    return any(violation.rule not in rules_of_a_wave for violation in check(problem, plan))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_an_agent_may_take_exactly_what_the_checker_accepts(seed: int) -> None:
    problem = random_problem(seed, agents=4, needs=7)
    compiled = compile_problem(problem)
    roster = half_filled(compiled, seed)
    standing, names = roster.assignments(), line_names(compiled)
    for wave in range(len(compiled.waves)):
        allowed = _allowed(compiled, roster, wave)
        for agent in roster.free(wave).tolist():
            for line in compiled.lines_of_wave[wave].tolist():
                added = Assignment(problem.agents[agent].id, *names[line])
                broken = _breaks(problem, (*standing, added))
                assert not (broken and (agent, line) in allowed), added
                if legality_is_exact(compiled):
                    assert broken or (agent, line) in allowed, added
