"""Legal remedies: agents moved, within a block of waves or out of another duty, at the hours as they are or shifted."""

from collections.abc import Iterator
from itertools import chain, islice

from otp_desktop.planning.agent_hours import AgentHours
from otp_desktop.planning.explain.able import coming, who_may_come
from otp_desktop.planning.explain.board import Board, Line
from otp_desktop.planning.explain.chains import Chains
from otp_desktop.planning.explain.funnel import Funnel, Step
from otp_desktop.planning.explain.problem_changes import NeedMoved
from otp_desktop.planning.explain.remedy import Kind, Move, Remedy, remedy_of
from otp_desktop.planning.problem import Assignment
from otp_desktop.planning.rules.rows import ONE_ROLE
from otp_desktop.planning.rules.weeks import MEAN_WEEK, TOTAL_MINUTES, WEEK_MINUTES

ALTERNATIVES = 3  # remedies of a kind
ENDS = 300  # chains looked at for other agents to begin with
TRIED = 12  # agents whose other duties are looked into
SHIFTS = (-15, 15, -30, 30)  # minutes by which a need may be moved
WHENEVER_IT_IS = (ONE_ROLE.id, WEEK_MINUTES.id, MEAN_WEEK.id, TOTAL_MINUTES.id)  # rules that other hours do not mend


def chain_remedies(chains: Chains, line: Line) -> Iterator[Remedy]:
    """Chains within the block of the line: different agents come to it first."""
    for lossless in (True, False):
        first: set[str] = set()
        for moves in islice(chains.all(line, lossless=lossless), ENDS):
            if moves[0].takes.agent not in first:
                first.add(moves[0].takes.agent)
                yield _completed(chains, line, moves)
            if len(first) == ALTERNATIVES:
                break


def freeing_remedies(chains: Chains, line: Line, reasons: Funnel) -> Iterator[Remedy]:
    """An agent gives up another duty, which stood in the way of his hours, and somebody else takes that over."""
    board = chains.board
    gain = board.worth_of_one_more(line)
    held_back = chain(reasons.fallen_at(Step.LEGAL_HOURS), reasons.fallen_at(Step.WITHIN_TRAVEL))
    for fallen in islice(held_back, TRIED):
        for blocking in sorted(row for row in board.rows_of_agent(fallen.agent) if row.need in fallen.reason.needs):
            freed = _freed(board, line, blocking)
            if freed is None:
                continue
            others = chains.shortest((blocking.need, blocking.role), avoided={fallen.agent})
            if others or board.worth_of_last((blocking.need, blocking.role)) < gain:
                yield _completed(chains, line, (freed, *others))
                break


def shifted_remedies(board: Board, line: Line, reasons: Funnel) -> Iterator[Remedy]:
    """The need a little earlier or later: those whom only its hours keep away can come."""
    held_back = [
        fallen.agent
        for step in (Step.LEGAL_HOURS, Step.NOT_BETTER_USED, Step.WITHIN_TRAVEL, Step.AVAILABLE)
        for fallen in reasons.fallen_at(step)
        if fallen.reason.rule not in WHENEVER_IT_IS
    ]
    for minutes in SHIFTS:
        change = NeedMoved(line[0], minutes)
        able = who_may_come(board, AgentHours(change.apply(board.problem)), held_back, line)
        if able:
            yield coming(board, line, Kind.SHIFT, able, (change,))


def _freed(board: Board, line: Line, blocking: Assignment) -> Move | None:
    """The move of an agent from one row to the line, when nothing else stands in the way."""
    if blocking in board.locked or board.overlapping(blocking.agent, board.problem.need[line[0]]):
        return None
    takes = Assignment(blocking.agent, *line)
    others = board.rows_of_agent(blocking.agent) - {blocking}
    return None if board.hours.newly_broken(blocking.agent, others, takes) else Move((blocking,), takes)


def _completed(chains: Chains, line: Line, moves: tuple[Move, ...]) -> Remedy:
    """The remedy, gone on with until the line is full or no further chain is found."""
    found, more, gone_on = moves, moves, chains
    while more:
        gone_on = gone_on.after(more)
        moved = {move.takes.agent for move in found}
        more = gone_on.shortest(line, avoided=moved) if gone_on.board.missing(line) else ()
        found = (*found, *more)
    return remedy_of(chains.board, Kind.MOVE, line, found)
