"""Why a post is short and what the whole plan lacks, reckoned in a process of its own, told with names."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Self

from otp_desktop.planning.explain.board import Board, Line
from otp_desktop.planning.explain.funnel import funnel
from otp_desktop.services.absences import recallable_on
from otp_desktop.services.explanation_words import (
    GapExplanation,
    MissingCapacity,
    capacity_words,
    funnel_words,
    remedy_words,
)
from otp_desktop.services.plan_in_hand import PlanInHand

if TYPE_CHECKING:
    from otp_desktop.planning.side_process import SideProcess

__all__ = ["AskedCapacity", "AskedReasons", "GapExplanation", "MissingCapacity", "ask_capacity", "ask_reasons"]


@dataclass(frozen=True)
class _Asked:
    """A question under way. Close it, or use it as a context manager: its process ends with it."""

    plan: PlanInHand
    process: "SideProcess"

    def end(self) -> None:
        """There will be no answer; who waits for one gets SideProcessDiedError."""
        self.process.end()

    def close(self) -> None:
        """Frees the process; by the thread that waited for the answer."""
        self.process.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@dataclass(frozen=True)
class AskedReasons(_Asked):
    line: Line

    def answers(self) -> Iterator[GapExplanation]:
        """The steps at once, then more and more remedies, each proved; the last answer has all. None where the line is
        not short.

        Waits: not for the interface thread. Raises SideProcessDiedError where the process was ended from outside.
        """
        reasons = funnel(Board(self.plan.judged), self.line)
        if not reasons.missing:
            return
        found = funnel_words(reasons, self.plan.snapshot)
        yield found
        for event in self.process.events():
            if isinstance(event, tuple):
                return
            remedies = remedy_words(event.remedies, self.plan.snapshot)
            yield replace(found, remedies=remedies, done=event.done, ways=event.ways)

    def stop(self) -> None:
        """What was found so far is the answer."""
        self.process.stop()


class AskedCapacity(_Asked):
    def answers(self) -> Iterator[tuple[MissingCapacity, ...]]:
        """What is missing when, in the order of time: one answer. Waits and raises as AskedReasons does."""
        yield capacity_words(self.process.answer(), self.plan.snapshot)

    def stop(self) -> None:
        """A part of it would be no answer."""
        self.end()


def ask_reasons(plan: PlanInHand, line: Line) -> AskedReasons:
    """Starts to look for why a role line is short."""
    from otp_desktop.planning.explain.questions import why_short  # the solver's arrays: not at the window's start
    from otp_desktop.planning.side_process import SideProcess

    recallable = recallable_on(plan.snapshot, line[0])
    question = partial(why_short, plan.judged.problem, plan.judged.assignments, line, recallable)
    return AskedReasons(plan, SideProcess(question), line)


def ask_capacity(plan: PlanInHand) -> AskedCapacity:
    """Starts to look for what the whole plan lacks."""
    from otp_desktop.planning.explain.questions import what_is_missing
    from otp_desktop.planning.side_process import SideProcess

    return AskedCapacity(plan, SideProcess(partial(what_is_missing, plan.judged.problem, plan.judged.assignments)))
