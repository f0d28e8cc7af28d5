"""Why a need is short, line by line, and the cheapest remedies, each tried before it is told."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from otp_desktop.domain.errors import KnownError
from otp_desktop.planning.checker import check
from otp_desktop.planning.explain.board import Board, Line
from otp_desktop.planning.explain.exceptions import derogation_remedies, recall_remedies, waiver_remedies
from otp_desktop.planning.explain.funnel import Funnel, funnel
from otp_desktop.planning.explain.moves import ALTERNATIVES, chain_remedies, freeing_remedies, shifted_remedies
from otp_desktop.planning.explain.remedy import Kind, Legality, Remedy, holds
from otp_desktop.planning.problem import Assignment, Problem
from otp_desktop.planning.solver.compiled import Compiled, compile_problem
from otp_desktop.texts import N_


class UnknownNeedError(KnownError):
    template = N_("The problem has no need “{need}”: check its identifier.")


@dataclass(frozen=True, slots=True)
class LineExplanation:
    """Why one role line is short, and what fills it, cheapest first."""

    funnel: Funnel
    remedies: tuple[Remedy, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """``lines``: the short role lines of a need; empty where it lacks nobody."""

    need: str
    lines: tuple[LineExplanation, ...]


def explain(problem: Problem, assignments: Iterable[Assignment], need: str) -> Explanation:
    """Why the need is short in this plan. Raises UnknownNeedError."""
    if need not in problem.need:
        raise UnknownNeedError(need=need)
    board, compiled = Board(problem, assignments), compile_problem(problem)
    short = [(need, role.id) for role in problem.need[need].roles if board.missing((need, role.id))]
    return Explanation(need, tuple(_line(compiled, board, line) for line in short))


def remedies(compiled: Compiled, board: Board, line: Line, reasons: Funnel) -> tuple[Remedy, ...]:
    """What fills the line, in part at least: legal ways first, then those that fill more, that cost
    fewer heads elsewhere, and that disturb fewer people.

    A way that is in nothing better than a legal one of another kind is left out, unless it is forbidden.
    """
    broken = frozenset(check(board.problem, board.rows))
    kept: dict[Kind, list[Remedy]] = {kind: [] for kind in Kind}
    for remedy in sorted(_candidates(compiled, board, line, reasons), key=_cost):
        known = kept[remedy.kind]
        if len(known) == ALTERNATIVES or remedy in known or _is_idle(remedy, kept):
            continue
        if holds(board.problem, board.rows, broken, remedy):
            known.append(remedy)
    return tuple(sorted((remedy for known in kept.values() for remedy in known), key=_cost))


def _is_idle(remedy: Remedy, kept: dict[Kind, list[Remedy]]) -> bool:
    """Whether a legal way of another kind does as well. What is forbidden is shown all the same: people ask for it."""
    if remedy.legality is Legality.FORBIDDEN:
        return False
    others = (other for kind, known in kept.items() for other in known if kind is not remedy.kind)
    return any(remedy.is_no_better_than(other) for other in others)


def _line(compiled: Compiled, board: Board, line: Line) -> LineExplanation:
    reasons = funnel(board, line)
    return LineExplanation(reasons, remedies(compiled, board, line, reasons))


def _candidates(compiled: Compiled, board: Board, line: Line, reasons: Funnel) -> Iterator[Remedy]:
    yield from chain_remedies(compiled, board, line)
    yield from freeing_remedies(compiled, board, line, reasons)
    yield from shifted_remedies(board.problem, board.rows, line)
    yield from derogation_remedies(board, line, reasons)
    yield from recall_remedies(board, line, reasons)
    yield from waiver_remedies(board, line, reasons)


def _cost(remedy: Remedy) -> tuple[object, ...]:
    """Compared least first; the last parts only make the order the same in every run."""
    return (
        tuple(Legality).index(remedy.legality),
        -remedy.heads,
        remedy.heads_lost,
        remedy.disturbed,
        tuple(Kind).index(remedy.kind),
        abs(sum(getattr(change, "minutes", 0) for change in remedy.changes)),
        tuple(move.takes for move in remedy.moves),
        repr(remedy.changes),
    )
