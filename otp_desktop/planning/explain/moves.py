"""Legal remedies: agents moved, within a block of waves or out of another duty, at the hours as they are or shifted."""

from collections.abc import Iterator
from itertools import islice

from otp_desktop.planning.explain.board import Board, Line
from otp_desktop.planning.explain.chains import Chains
from otp_desktop.planning.explain.funnel import Funnel, Step
from otp_desktop.planning.explain.problem_changes import NeedMoved, ProblemChange
from otp_desktop.planning.explain.remedy import Kind, Move, Remedy, moved, remedy_of
from otp_desktop.planning.problem import Assignment, Problem
from otp_desktop.planning.solver.compiled import Compiled, compile_problem

ALTERNATIVES = 3  # remedies of a kind
TRIED = 12  # agents whose other duties are looked into
SHIFTS = (-15, 15, -30, 30)  # minutes by which a need may be moved


def chain_remedies(compiled: Compiled, board: Board, line: Line) -> Iterator[Remedy]:
    """Chains within the block of the line: different agents come to it first."""
    chains = Chains(compiled, board)
    for lossless in (True, False):
        first: set[str] = set()
        for moves in chains.all(line, lossless=lossless):
            if moves[0].takes.agent not in first:
                first.add(moves[0].takes.agent)
                yield _completed(compiled, board, line, Kind.MOVE, moves)
            if len(first) == ALTERNATIVES:
                break


def freeing_remedies(compiled: Compiled, board: Board, line: Line, reasons: Funnel) -> Iterator[Remedy]:
    """An agent gives up another duty, which stood in the way of his hours, and somebody else takes that over."""
    held_back = [
        fallen
        for step in reasons.steps
        if step.step in (Step.LEGAL_HOURS, Step.WITHIN_TRAVEL)
        for fallen in step.fallen
    ]
    chains, gain = Chains(compiled, board), board.worth_of_one_more(line)
    for fallen in islice(held_back, TRIED):
        for blocking in sorted(row for row in board.rows_of_agent[fallen.agent] if row.need in fallen.reason.needs):
            freed = _freed(board, line, blocking)
            if freed is None:
                continue
            others = chains.shortest((blocking.need, blocking.role), avoided={fallen.agent})
            if others or board.worth_of_last((blocking.need, blocking.role)) < gain:
                yield _completed(compiled, board, line, Kind.MOVE, (freed, *others))
                break


def shifted_remedies(problem: Problem, rows: tuple[Assignment, ...], line: Line) -> Iterator[Remedy]:
    """The need a little earlier or later: the shortest chain for each way to move it."""
    for minutes in SHIFTS:
        change = NeedMoved(line[0], minutes)
        changed = change.apply(problem)
        compiled, board = compile_problem(changed), Board(changed, rows)
        moves = Chains(compiled, board).shortest(line)
        if moves:
            yield _completed(compiled, board, line, Kind.SHIFT, moves, (change,))


def _freed(board: Board, line: Line, blocking: Assignment) -> Move | None:
    """The move of an agent from one row to the line, when nothing else stands in the way."""
    if blocking in board.locked or board.overlapping(blocking.agent, board.problem.need[line[0]]):
        return None
    takes = Assignment(blocking.agent, *line)
    others = [row for row in board.rows_of_agent[blocking.agent] if row != blocking]
    return None if board.hours.newly_broken(blocking.agent, others, takes) else Move((blocking,), takes)


def _completed(
    compiled: Compiled,
    board: Board,
    line: Line,
    kind: Kind,
    moves: tuple[Move, ...],
    changes: tuple[ProblemChange, ...] = (),
) -> Remedy:
    """The remedy, gone on with until the line is full or no further chain is found."""
    found = moves
    while True:
        after = Board(board.problem, moved(board.rows, found))
        if not after.missing(line):
            break
        more = Chains(compiled, after).shortest(line, avoided={move.takes.agent for move in found})
        if not more:
            break
        found = (*found, *more)
    return remedy_of(kind, line, board.rows, found, changes)
