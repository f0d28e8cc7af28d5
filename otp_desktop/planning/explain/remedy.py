"""A way to fill a short role line, what it costs, and the proof that it does."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce

from otp_desktop.planning.checker import Violation, check
from otp_desktop.planning.explain.board import Line
from otp_desktop.planning.explain.problem_changes import NeedMoved, ProblemChange
from otp_desktop.planning.problem import Assignment, Problem


class Kind(StrEnum):
    MOVE = "move"
    SHIFT = "shift"
    DEROGATION = "derogation"
    RECALL = "recall"
    WAIVER = "waiver"


class Legality(StrEnum):
    """``derogation``: only with a decision signed for it (article 3 II), or the consent of the agent recalled."""

    LEGAL = "legal"
    DEROGATION = "derogation"
    FORBIDDEN = "forbidden"


LEGALITY_OF = {
    Kind.MOVE: Legality.LEGAL,
    Kind.SHIFT: Legality.LEGAL,
    Kind.DEROGATION: Legality.DEROGATION,
    Kind.RECALL: Legality.DEROGATION,
    Kind.WAIVER: Legality.FORBIDDEN,
}


@dataclass(frozen=True, slots=True)
class Move:
    """An agent leaves some rows and takes another."""

    leaves: tuple[Assignment, ...]
    takes: Assignment


@dataclass(frozen=True, slots=True)
class Remedy:
    """Fills ``heads`` of the line. ``lost``: heads that other, less important lines lose by it, with their number.

    ``disturbed``: agents whose assignments or hours change.
    """

    kind: Kind
    line: Line
    heads: int
    moves: tuple[Move, ...]
    changes: tuple[ProblemChange, ...] = ()
    lost: tuple[tuple[Line, int], ...] = ()
    disturbed: int = 0

    @property
    def legality(self) -> Legality:
        return LEGALITY_OF[self.kind]

    @property
    def heads_lost(self) -> int:
        return sum(heads for _, heads in self.lost)

    def is_no_better_than(self, other: "Remedy") -> bool:
        """Whether the other is legal, fills as much, disturbs no more people and costs no more heads elsewhere."""
        return (
            other.legality is Legality.LEGAL
            and other.heads >= self.heads
            and other.disturbed <= self.disturbed
            and other.heads_lost <= self.heads_lost
        )


def applied(
    problem: Problem, assignments: Iterable[Assignment], remedy: Remedy
) -> tuple[Problem, tuple[Assignment, ...]]:
    """The problem and the plan with the remedy."""
    changed = reduce(lambda before, change: change.apply(before), remedy.changes, problem)
    return changed, moved(assignments, remedy.moves)


def moved(assignments: Iterable[Assignment], moves: Iterable[Move]) -> tuple[Assignment, ...]:
    """The rows after all the moves."""
    moves = tuple(moves)
    left = {row for move in moves for row in move.leaves}
    return (*(row for row in assignments if row not in left), *(move.takes for move in moves))


def remedy_of(
    kind: Kind,
    line: Line,
    rows: tuple[Assignment, ...],
    moves: tuple[Move, ...],
    changes: tuple[ProblemChange, ...] = (),
) -> Remedy:
    """The remedy with what it costs, counted from the plans before and after it."""
    before, after = _heads(rows), _heads(moved(rows, moves))
    lost = tuple(sorted((each, before[each] - after[each]) for each in before if after[each] < before[each]))
    disturbed = {move.takes.agent for move in moves}
    hours = {change.need for change in changes if isinstance(change, NeedMoved)}
    disturbed |= {row.agent for row in rows if row.need in hours}
    return Remedy(kind, line, after[line] - before[line], moves, changes, lost, len(disturbed))


def holds(problem: Problem, rows: tuple[Assignment, ...], broken: Collection[Violation], remedy: Remedy) -> bool:
    """Whether the remedy fills a head and breaks no rule but those that the plan has ``broken`` already."""
    changed, after = applied(problem, rows, remedy)
    return remedy.heads > 0 and all(violation in broken for violation in check(changed, after))


def _heads(rows: Iterable[Assignment]) -> Counter[Line]:
    return Counter((row.need, row.role) for row in rows)
