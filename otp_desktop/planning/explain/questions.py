"""The two questions that may take seconds, asked in a process of their own."""

from dataclasses import dataclass

from otp_desktop.planning.explain.board import Line
from otp_desktop.planning.explain.capacity import CapacityGap, missing_capacity
from otp_desktop.planning.explain.explain import Found, explain
from otp_desktop.planning.explain.remedy import Remedy
from otp_desktop.planning.problem import Assignment, Problem
from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.side_process import Tell

Rows = tuple[Assignment, ...]


@dataclass(frozen=True, slots=True)
class RemediesSoFar:
    """What is proved so far: ``done`` of ``ways`` kinds of remedies were looked for."""

    remedies: tuple[Remedy, ...]
    done: int
    ways: int


def why_short(
    problem: Problem, rows: Rows, line: Line, recallable: frozenset[str], tell: Tell, stop_requested: StopRequested
) -> tuple[Remedy, ...]:
    """What fills a role line of this plan; tells RemediesSoFar. Empty where the line is not short."""

    def told(found: Found) -> None:
        tell(RemediesSoFar(found.line.remedies, found.done, found.ways))

    found = explain(
        problem, rows, line[0], role=line[1], recallable=recallable, tell=told, stop_requested=stop_requested
    )
    return tuple(remedy for one in found.lines for remedy in one.remedies)


def what_is_missing(problem: Problem, rows: Rows, _tell: Tell, _stop: StopRequested) -> tuple[CapacityGap, ...]:
    """The capacity that the whole plan lacks."""
    return missing_capacity(problem, rows)
