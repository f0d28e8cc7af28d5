"""The climb in a process of its own: it proves beside the search, and dies with its caller's wish."""

import os
from time import monotonic, sleep

import pytest

from otp_desktop.planning.scenarios import rentree
from otp_desktop.planning.solver import SolverOptions, bounds, solve
from otp_desktop.planning.solver.compiled import compile_problem
from otp_desktop.planning.solver.roster import Roster
from otp_desktop.planning.solver.runs import runs_of
from otp_desktop.planning.solver.softbound import aside
from otp_desktop.planning.solver.softbound.aside import ClimbAside

PATIENCE = 60.0  # seconds, on a machine that does other work
WEEK = rentree(3, points=12, agents=16)


def climbing() -> ClimbAside:
    compiled = compile_problem(WEEK)
    runs = runs_of(compiled)
    coverage = bounds.sum_of([bounds.run_bound(compiled, Roster(compiled), run) for run in runs])
    return ClimbAside(WEEK, coverage, runs, None, Roster(compiled).line, float("inf"))


def test_bounds_come_from_the_other_process_and_closing_ends_it() -> None:
    climb = climbing()
    begun, best = monotonic(), 0.0
    while best <= 0 and monotonic() - begun < PATIENCE:
        best = max(best, climb.newest() or 0.0)
        sleep(0.05)
    pid = climb.pid
    climb.aim(best)
    climb.close()
    assert best > 0
    with pytest.raises(ProcessLookupError):
        os.kill(pid or 0, 0)


def test_a_search_with_two_workers_proves_at_least_what_flows_alone_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "LARGE", 0)
    plan = solve(WEEK, SolverOptions(seconds=8, workers=2))
    assert 0 < plan.bound.soft <= plan.objective.soft
