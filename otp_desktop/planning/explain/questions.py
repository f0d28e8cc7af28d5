"""The two questions that may take seconds, asked in a process of their own."""

from otp_desktop.planning.explain.capacity import CapacityGap, missing_capacity
from otp_desktop.planning.explain.explain import Explanation, explain
from otp_desktop.planning.problem import Assignment, Problem
from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.side_process import Tell

Rows = tuple[Assignment, ...]


def why_short(problem: Problem, rows: Rows, need: str, _tell: Tell, _stop: StopRequested) -> Explanation:
    """Why the need is short in this plan, and what fills it."""
    return explain(problem, rows, need)


def what_is_missing(problem: Problem, rows: Rows, _tell: Tell, _stop: StopRequested) -> tuple[CapacityGap, ...]:
    """The capacity that the whole plan lacks."""
    return missing_capacity(problem, rows)
