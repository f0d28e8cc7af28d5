"""The bound of the soft cost climbs in a process of its own, on the second core, and can be ended at any moment."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from multiprocessing import current_process
from multiprocessing.connection import Connection

import numpy as np

from otp_desktop.planning.child_process import start_child
from otp_desktop.planning.plan import Bound
from otp_desktop.planning.problem import Problem
from otp_desktop.planning.solver.arrays import Bools, Ints
from otp_desktop.planning.solver.chains.sparing import climb_by_duties
from otp_desktop.planning.solver.compiled import compile_problem
from otp_desktop.planning.solver.pay.ascent import climb_by_pay, lasts_days
from otp_desktop.planning.solver.runs import Run
from otp_desktop.planning.solver.softbound.bound import soft_bound_of

LARGE = 50_000  # pairs of agents and role lines
ROUNDS = 1000  # the steps of an ascent become too short long before


class ClimbAside:
    """Sends better bounds while it lives. A process that dies, or never starts, only proves nothing."""

    def __init__(
        self, problem: Problem, bound: Bound, runs: Sequence[Run], out: Bools | None, line: Ints, target: float | None
    ) -> None:
        """``line`` (agents, waves): the plan known, of soft cost ``target``, None where its coverage is not proved."""
        arguments = (problem, bound, list(runs), out, line, target)
        self._process, self._pipe = start_child(_work, arguments, "otp-bound", daemon=True)

    @property
    def pid(self) -> int | None:
        return self._process.pid

    def newest(self) -> float | None:
        """The best bound sent since the last call, None when there is none."""
        found: float | None = None
        with suppress(EOFError, OSError):
            while self._pipe.poll():
                found = self._pipe.recv()
        return found

    def aim(self, target: float) -> None:
        """Tells the soft cost of a better plan."""
        with suppress(OSError):
            self._pipe.send(target)

    def close(self) -> None:
        self._process.kill()
        self._process.join()
        self._process.close()
        self._pipe.close()


class _Caller:
    """The other end: what plan it knows, and whether it is still there."""

    def __init__(self, pipe: Connection, target: float) -> None:
        """``target`` is infinite where no plan of the proved coverage is known."""
        self._pipe = pipe
        self._target = target
        self._gone = False

    def target(self) -> float:
        self.gone()
        return self._target

    def gone(self) -> bool:
        try:
            while not self._gone and self._pipe.poll():
                self._target = min(self._target, self._pipe.recv())
        except (EOFError, OSError):
            self._gone = True
        return self._gone

    def tell(self, bound: float) -> None:
        try:
            self._pipe.send(bound)
        except OSError:
            self._gone = True


def _work(
    problem: Problem,
    bound: Bound,
    runs: list[Run],
    out: Bools | None,
    line: Ints,
    target: float | None,
    pipe: Connection,
) -> None:
    """What the process does."""
    caller = _Caller(pipe, np.inf if target is None else target)
    compiled = compile_problem(problem)
    if target is not None:
        soft = soft_bound_of(compiled, replace(bound, soft=0.0), runs, caller.gone, out)
        ascent = soft.begin(caller.tell)
        climb_by_duties(compiled, bound, line, caller.gone, caller.tell)
        if ascent is not None:
            soft.go_on(ascent, caller.target, ROUNDS, caller.tell)
    if lasts_days(compiled):
        climb_by_pay(compiled, bound, line, caller.gone, caller.tell)


def may_start() -> bool:
    """Whether this process may have children: a daemon may not."""
    return not current_process().daemon


def worth_a_process(problem: Problem) -> bool:
    """Whether a round of flows takes so long that the start of a process pays."""
    return sum(len(need.roles) for need in problem.needs) * len(problem.agents) >= LARGE
