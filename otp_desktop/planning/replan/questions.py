"""The frontier asked in a process of its own: each point told as it is found."""

from otp_desktop.planning.problem import Assignment, Problem
from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.replan.frontier import FrontierPoint, frontier
from otp_desktop.planning.side_process import Tell


def coverage_for_changes(
    problem: Problem, old: tuple[Assignment, ...], seconds: float, tell: Tell, stop: StopRequested
) -> tuple[FrontierPoint, ...]:
    """The best coverage for each number of agents changed; stopped, the points found so far."""
    return frontier(problem, old, len(problem.agents), seconds, stop, tell)
