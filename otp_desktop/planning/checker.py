"""Judges any plan by the rules; it shares no code with the solver, so that one cannot hide the other's mistakes."""

from collections.abc import Iterable

from otp_desktop.planning.memory import collector_paused
from otp_desktop.planning.problem import Assignment, Problem
from otp_desktop.planning.rules import RULES, Violation
from otp_desktop.planning.timeline import Timeline

__all__ = ["Violation", "check"]


@collector_paused()
def check(problem: Problem, assignments: Iterable[Assignment]) -> tuple[Violation, ...]:
    """Every broken rule, in the order of the rules, then of the problem; empty when the plan is legal.

    The same plan gives the same answer whatever the order of its assignments. Raises ValueError for an agent, a need or
    a role that the problem does not know: a file with such a row is refused before it comes here.
    """
    timeline = Timeline(problem, assignments)
    return tuple(violation for rule in RULES for violation in rule.check(timeline))
