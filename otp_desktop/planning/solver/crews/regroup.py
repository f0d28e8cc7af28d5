"""The move: a few needs of a wave are emptied, and their crews chosen again together with the agents who are free."""

import numpy as np

from otp_desktop.planning.solver.arrays import NONE, Ints
from otp_desktop.planning.solver.choice import Markets
from otp_desktop.planning.solver.compiled import Compiled
from otp_desktop.planning.solver.crews.model import Answer, CrewModel
from otp_desktop.planning.solver.crews.opening import Opening
from otp_desktop.planning.solver.crews.question import Question, question_of
from otp_desktop.planning.solver.mixes import mixes_of
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.runs import part_of


class Crews:
    """Chooses crews of one problem anew; ``needs``: how many ask for more than one head."""

    def __init__(self, compiled: Compiled) -> None:
        self._compiled = compiled
        self._markets = Markets(compiled, None)
        self._mixes = mixes_of(compiled)
        self._opening = Opening(compiled)
        crowded = self._opening.heads > 1
        self.needs = int(crowded.sum())
        of_wave = np.array([int(crowded[members].sum()) for members in compiled.waves.members], dtype=np.float64)
        self._share = of_wave / max(1.0, of_wave.sum())

    def regroup(self, roster: Roster, random: np.random.Generator, seconds: float) -> None:
        """Gives some needs of a wave their best crews, the rest staying as it is; at worst those they have."""
        wave = int(random.choice(len(self._share), p=self._share))
        opened = self._opening.draw(roster, wave, random)
        self.settle(roster, wave, opened, int(random.integers(2**30)), seconds)

    def settle(self, roster: Roster, wave: int, opened: Ints, seed: int, seconds: float) -> None:
        """``regroup`` for needs that are named."""
        compiled, run = self._compiled, part_of(self._compiled, wave, opened)
        agents, lines = _taken_out(compiled, roster, wave, opened)
        question = question_of(compiled, roster, run, self._markets.choice(roster, run))
        if not np.isfinite(question.cost).any():
            roster.put(wave, agents, lines)
            return
        weights = compiled.problem.objective
        model = CrewModel(question, weights.cohesion, self._mixes, weights.coverage_weights)
        answer = model.solve(_as_answer(question, agents, lines), seed, seconds)
        if answer is not None:
            agents, lines = _handed_out(question, answer)
        roster.put(wave, agents, lines)


def _taken_out(compiled: Compiled, roster: Roster, wave: int, opened: Ints) -> tuple[Ints, Ints]:
    """Takes the agents who are not locked off the needs; returns them with the lines they had."""
    line = roster.line[:, wave]
    there = (line != NONE) & ~roster.locked[:, wave]
    there[there] = np.isin(compiled.lines.need[line[there]], opened)
    agents = np.flatnonzero(there)
    lines = line[agents].copy()
    roster.remove(wave, agents)
    return agents, lines


def _as_answer(question: Question, agents: Ints, lines: Ints) -> Answer:
    """The crews as they were, in the words of the question; who is not asked about is left out."""
    group_of = {agent: group for group, members in enumerate(question.agents) for agent in members.tolist()}
    line_of = {line: place for place, line in enumerate(question.line.tolist())}
    pairs = [
        (group_of[agent], line_of[line])
        for agent, line in zip(agents.tolist(), lines.tolist(), strict=True)
        if agent in group_of and line in line_of
    ]
    distinct, flow = np.unique(np.array(pairs, dtype=np.int64).reshape(-1, 2), axis=0, return_counts=True)
    return Answer(distinct[:, 0], distinct[:, 1], flow)


def _handed_out(question: Question, answer: Answer) -> tuple[Ints, Ints]:
    """Agents and lines, one entry a head: each group hands out its agents in their order."""
    agents: list[int] = []
    used = np.zeros(len(question.supply), dtype=np.int64)
    for group, flow in zip(answer.group.tolist(), answer.flow.tolist(), strict=True):
        agents += question.agents[group][used[group] : used[group] + flow].tolist()
        used[group] += flow
    return np.array(agents, dtype=np.int64), np.repeat(question.line[answer.line], answer.flow)
