"""The proof of a remedy: the plan with it, judged by the checker's rules where it touches the plan."""

from otp_desktop.planning.editing.judged_plan import JudgedPlan
from otp_desktop.planning.explain.board import Board
from otp_desktop.planning.explain.problem_changes import AgentRecalled, LimitDerogated, ProblemChange
from otp_desktop.planning.explain.remedy import Remedy, changed
from otp_desktop.planning.problem import Problem
from otp_desktop.planning.timeline import Timeline


def holds(board: Board, remedy: Remedy) -> bool:
    """Whether the remedy fills a head and breaks no rule but those that the plan has broken already."""
    if remedy.heads <= 0:
        return False
    after = _under(board.plan, remedy.changes).edited(remedy.edit)
    return set(after.violations) <= set(board.plan.violations)


def _under(plan: JudgedPlan, changes: tuple[ProblemChange, ...]) -> JudgedPlan:
    """The plan under what a remedy changes; judged whole where limits change for all."""
    if not changes:
        return plan
    problem = changed(plan.problem, changes)
    if any(isinstance(change, LimitDerogated) for change in changes) or _weeks(problem) != _weeks(plan.problem):
        return JudgedPlan.of(problem, plan.assignments)
    needs = frozenset(change.need for change in changes if not isinstance(change, LimitDerogated))
    agents = {row.agent for need in needs for row in plan.present_on(need)}
    agents.update(change.agent for change in changes if isinstance(change, AgentRecalled))
    return plan.under(problem, frozenset(agents), needs)


def _weeks(problem: Problem) -> object:
    """The civil weeks over which the mean of hours is judged."""
    return Timeline(problem, ()).mondays
