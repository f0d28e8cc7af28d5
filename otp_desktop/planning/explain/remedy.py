"""A way to fill a short role line, and what it costs."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce

from otp_desktop.planning.editing.edit import Edit, edit
from otp_desktop.planning.explain.board import Board, Line
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
    def edit(self) -> Edit:
        """Who leaves what and takes what."""
        return edit_of(self.moves)

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
    edit = remedy.edit
    kept = (row for row in assignments if row not in edit.removed)
    return changed(problem, remedy.changes), (*kept, *edit.added)


def changed(problem: Problem, changes: Iterable[ProblemChange]) -> Problem:
    """The problem with what a remedy changes in it."""
    return reduce(lambda before, change: change.apply(before), changes, problem)


def edit_of(moves: Collection[Move]) -> Edit:
    """The moves as one edit."""
    return edit([row for move in moves for row in move.leaves], [move.takes for move in moves])


def remedy_of(
    board: Board, kind: Kind, line: Line, moves: tuple[Move, ...], changes: tuple[ProblemChange, ...] = ()
) -> Remedy:
    """The remedy with what it costs, counted from its moves."""
    more = Counter((move.takes.need, move.takes.role) for move in moves)
    more.subtract((row.need, row.role) for move in moves for row in move.leaves)
    lost = tuple(sorted((each, -heads) for each, heads in more.items() if heads < 0))
    disturbed = {move.takes.agent for move in moves}
    hours = (change.need for change in changes if isinstance(change, NeedMoved))
    disturbed.update(row.agent for need in hours for row in board.rows_of_need(need))
    return Remedy(kind, line, more[line], moves, changes, lost, len(disturbed))
