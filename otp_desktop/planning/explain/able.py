"""Who could take a line: the nearest first, judged in lots, no more of them than the line lacks."""

from collections.abc import Iterable

from otp_desktop.planning.agent_hours import AgentHours
from otp_desktop.planning.editing.judged_plan import Rows
from otp_desktop.planning.explain.board import Board, Line
from otp_desktop.planning.explain.problem_changes import ProblemChange
from otp_desktop.planning.explain.remedy import Kind, Move, Remedy, remedy_of
from otp_desktop.planning.problem import Assignment
from otp_desktop.planning.travel import Travel

LOT = 100  # agents judged at once
DAYS_AROUND = 8  # what is broken beside this much of an agent's work is broken beside all of it


def who_may_come(
    board: Board, hours: AgentHours, agents: Iterable[str], line: Line, *, if_present: bool = False
) -> list[str]:
    """As many of the agents as the line lacks, who break no further rule there when judged by these hours."""
    found: list[str] = []
    ordered, most = _nearest(board, agents, line), board.missing(line)
    for first in range(0, len(ordered), LOT):
        found += _able(board, hours, ordered[first : first + LOT], line, if_present)
        if len(found) >= most:
            break
    return found[:most]


def coming(board: Board, line: Line, kind: Kind, agents: Iterable[str], changes: tuple[ProblemChange, ...]) -> Remedy:
    """The remedy by which these agents take the line and leave nothing."""
    return remedy_of(board, kind, line, tuple(Move((), Assignment(agent, *line)) for agent in agents), changes)


def _able(board: Board, hours: AgentHours, agents: list[str], line: Line, if_present: bool) -> list[str]:
    """Those who break nothing further beside their work of the days around, then beside all their work."""
    around = {agent: board.rows_around(agent, line[0], DAYS_AROUND) for agent in agents}
    likely = _unhindered(hours, around, line, if_present)
    return _unhindered(hours, {agent: board.rows_of_agent(agent) for agent in likely}, line, if_present)


def _unhindered(hours: AgentHours, rows_of: dict[str, Rows], line: Line, if_present: bool) -> list[str]:
    added = {agent: (rows, Assignment(agent, *line)) for agent, rows in rows_of.items()}
    hours.foresee(added, if_present=if_present)
    return [
        agent for agent, (rows, row) in added.items() if not hours.newly_broken(agent, rows, row, if_present=if_present)
    ]


def _nearest(board: Board, agents: Iterable[str], line: Line) -> list[str]:
    """Those who live nearest to the site first."""
    problem, travel = board.problem, Travel(board.problem)
    site = problem.need[line[0]].site
    return sorted(agents, key=lambda agent: (travel.km_from(problem.base_of(problem.agent[agent]), site), agent))
