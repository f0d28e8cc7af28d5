"""One plain model of all needs, for CP-SAT or HiGHS: what a user of those solvers would write first, with care.

Pairs of agent and role line are pruned to the nearest agents and some drawn by chance, so that the model fits. Stated
are: one post at a time, the way between two posts, amplitude and minutes of a duty, minutes of a week, mixes. Coverage
and the way there and back are one weighted sum. Rests of weeks, days in a row and unbroken work are left out, as are
cohesion, faces and burdens: the checker and the score say what that costs.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random

from ortools.math_opt.python import mathopt

from benchmarks.peers.peer import NoPlanError, PeerRun
from benchmarks.peers.plain import NO_LIMIT, Flat
from otp_desktop.planning.problem import Assignment
from otp_desktop.planning.travel import Travel

NEAREST, DRAWN = 30, 30  # agents kept for each line beside as many as it has heads
MOST_PAIRS = 1_500_000  # of agent and line: beyond, the model would not be built in the time
TAKEN = 0.5  # a variable above it is 1
SOFT_UNIT = 1000
COVER_STEP = 60  # each rank of the order weighs so many times the next: not strict, and said so

Pair = tuple[int, int]  # agent, line


class PairModel:
    """The model of a flat problem; ``held`` has a variable for each pair of agent and line kept."""

    def __init__(self, run: PeerRun) -> None:
        self.flat = Flat(run.problem)
        self.model = mathopt.Model()
        self._travel = Travel(run.problem)
        self._random = Random(run.seed)
        self.held: dict[Pair, mathopt.Variable] = {}
        self._keep()
        self._lines_of_agent: dict[int, list[int]] = defaultdict(list)
        for agent, line in self.held:
            self._lines_of_agent[agent].append(line)

    def add(self) -> None:
        self._fill()
        self._posts()
        self._weeks()
        self._mixes()
        self.model.minimize(mathopt.fast_sum(self._costs))

    def _keep(self) -> None:
        """The nearest agents of each line, and some by chance."""
        problem = self.flat.problem
        self._costs: list[mathopt.LinearBase] = []
        for number, line in enumerate(self.flat.lines):
            site = problem.needs[line.need].site
            count = NEAREST + line.role.count
            far = {int(a): self._travel.km_from(problem.base_of(problem.agents[a]), site) for a in line.eligible}
            near = sorted(far, key=far.__getitem__)
            kept = {*near[:count], *self._random.sample(near, min(DRAWN, len(near)))}
            for agent in sorted(kept):
                self.held[agent, number] = self.model.add_binary_variable()
                self._costs.append(
                    round(2 * SOFT_UNIT * problem.objective.travel * far[agent]) * self.held[agent, number]
                )
            if len(self.held) > MOST_PAIRS:
                raise NoPlanError(f"more than {MOST_PAIRS} pairs of agent and line")

    def _fill(self) -> None:
        """Heads missing, by rank of the order, dearest first."""
        agents_of: dict[int, list[int]] = defaultdict(list)
        for agent, line in self.held:
            agents_of[line].append(agent)
        worth = SOFT_UNIT * 100
        for number, asked in enumerate(self.flat.lines):
            held = mathopt.fast_sum(self.held[agent, number] for agent in agents_of[number])
            priority = self.flat.problem.needs[asked.need].priority
            missing = self.model.add_variable(lb=0, ub=asked.role.count)
            self.model.add_linear_constraint(held + missing == asked.role.count)
            self._costs.append(worth * COVER_STEP // 10 * (6 - priority) * missing)
            if asked.role.minimum:
                below = self.model.add_variable(lb=0, ub=asked.role.minimum)
                self.model.add_linear_constraint(held + below >= asked.role.minimum)
                self._costs.append(worth * COVER_STEP * (6 - priority) * below)

    def _posts(self) -> None:
        """At most one of two posts that one agent can't both hold; posts at one moment as one clique."""
        for agent, lines in self._lines_of_agent.items():
            ordered = sorted(lines, key=lambda line: int(self.flat.start[self.flat.lines[line].need]))
            for clique in self._cliques(ordered):
                if len(clique) > 1:
                    one = mathopt.fast_sum(self.held[agent, line] for line in clique)
                    self.model.add_linear_constraint(one <= 1)
            for first, second in self._clashes(ordered):
                self.model.add_linear_constraint(self.held[agent, first] + self.held[agent, second] <= 1)

    def _cliques(self, lines: list[int]) -> Iterator[list[int]]:
        """Lines that share the moment at which one of them starts."""
        for place, line in enumerate(lines):
            start = self.flat.start[self.flat.lines[line].need]
            yield [other for other in lines[: place + 1] if self.flat.end[self.flat.lines[other].need] > start]

    def _clashes(self, lines: list[int]) -> Iterator[Pair]:
        """Pairs of posts too near for the way between them, or so that they would make one duty too long."""
        flat = self.flat
        for place, first in enumerate(lines):
            need = flat.problem.needs[flat.lines[first].need]
            day, end = need.start.date(), flat.end[flat.lines[first].need]
            rest, amplitude = flat.limit("daily_rest_minutes", day), flat.limit("amplitude_minutes", day)
            for second in lines[place + 1 :]:
                other = flat.lines[second].need
                gap = int(flat.start[other] - end)
                if gap >= rest:
                    break
                too_long = flat.end[other] - flat.start[flat.lines[first].need] > amplitude
                if gap >= 0 and (too_long or gap < self._travel.minutes(need.site, flat.problem.needs[other].site)):
                    yield first, second

    def _weeks(self) -> None:
        """Minutes of each civil week, and of the duties that a civil day holds."""
        for agent, lines in self._lines_of_agent.items():
            weeks: dict[date, list[mathopt.LinearBase]] = defaultdict(list)
            days: dict[date, list[mathopt.LinearBase]] = defaultdict(list)
            for line in lines:
                need = self.flat.problem.needs[self.flat.lines[line].need]
                for monday, minutes in self.flat.clock.minutes_by_week(need.start, need.end):
                    weeks[monday].append(minutes * self.held[agent, line])
                length = int(self.flat.end[self.flat.lines[line].need] - self.flat.start[self.flat.lines[line].need])
                days[need.start.date()].append(length * self.held[agent, line])
            own = self.flat.problem.agents[agent].limits.week_minutes
            for monday in weeks:
                limit = min(own or NO_LIMIT, self.flat.week_limit("week_minutes", monday) or NO_LIMIT)
                self.model.add_linear_constraint(mathopt.fast_sum(weeks[monday]) <= limit)
            for day in days:
                self.model.add_linear_constraint(mathopt.fast_sum(days[day]) <= self.flat.limit("duty_minutes", day))

    def _mixes(self) -> None:
        """Of each forbidden mix at least one corps stays away from a need."""
        lines_of_need: dict[int, list[Pair]] = defaultdict(list)
        for pair in self.held:
            lines_of_need[self.flat.lines[pair[1]].need].append(pair)
        for pairs in lines_of_need.values():
            for mix in self.flat.problem.rules.forbidden_mixes:
                present = [self.model.add_binary_variable() for _ in mix]
                for corps, there in zip(mix, present, strict=True):
                    for agent, line in pairs:
                        if self.flat.problem.agents[agent].corps == corps:
                            self.model.add_linear_constraint(self.held[agent, line] <= there)
                self.model.add_linear_constraint(mathopt.fast_sum(present) <= len(mix) - 1)

    def solve(self, solver: mathopt.SolverType, run: PeerRun, workers: int | None) -> Iterable[Assignment]:
        """The assignments of the best solution; raises NoPlanError where none was found in the time."""
        parameters = mathopt.SolveParameters(
            time_limit=timedelta(seconds=run.seconds), threads=workers, random_seed=run.seed
        )
        result = mathopt.solve(self.model, solver, params=parameters)
        if not result.has_primal_feasible_solution():
            raise NoPlanError(result.termination.reason.name.lower())
        values = result.variable_values()
        return [
            self.flat.assignment(agent, self.flat.lines[line])
            for (agent, line), variable in self.held.items()
            if values[variable] > TAKEN
        ]


def solve_with(solver: mathopt.SolverType, run: PeerRun, workers: int | None = None) -> Iterable[Assignment]:
    """Builds the model and solves it; building is not on the solver's clock."""
    model = PairModel(run)
    model.add()
    return model.solve(solver, run, workers)
