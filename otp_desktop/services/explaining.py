"""Why a post is short and what the whole plan lacks, reckoned in a process of its own, told with names."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Self

from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.services.explanation_words import (
    GapExplanation,
    MissingCapacity,
    capacity_words,
    explanation_words,
)
from otp_desktop.services.plan_in_hand import PlanInHand

if TYPE_CHECKING:
    from otp_desktop.planning.side_process import SideProcess

__all__ = ["AskedCapacity", "AskedReasons", "GapExplanation", "MissingCapacity", "ask_capacity", "ask_reasons"]


@dataclass(frozen=True)
class _Asked:
    """A question under way. Close it, or use it as a context manager: its process ends with it."""

    snapshot: PlanSnapshot
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


class AskedReasons(_Asked):
    def answer(self) -> tuple[GapExplanation, ...]:
        """One explanation for each short role line of the need; waits: not for the interface thread.

        Raises SideProcessDiedError where the process was ended from outside.
        """
        return tuple(self._explanations())

    def _explanations(self) -> Iterator[GapExplanation]:
        for line in self.process.answer().lines:
            yield explanation_words(line, self.snapshot)


class AskedCapacity(_Asked):
    def answer(self) -> tuple[MissingCapacity, ...]:
        """What is missing when, in the order of time. Waits and raises as AskedReasons does."""
        return capacity_words(self.process.answer(), self.snapshot)


def ask_reasons(plan: PlanInHand, need: str) -> AskedReasons:
    """Starts to look for why a need is short."""
    from otp_desktop.planning.explain.questions import why_short  # the solver's arrays: not at the window's start
    from otp_desktop.planning.side_process import SideProcess

    question = partial(why_short, plan.judged.problem, plan.judged.assignments, need)
    return AskedReasons(plan.snapshot, SideProcess(question))


def ask_capacity(plan: PlanInHand) -> AskedCapacity:
    """Starts to look for what the whole plan lacks."""
    from otp_desktop.planning.explain.questions import what_is_missing
    from otp_desktop.planning.side_process import SideProcess

    return AskedCapacity(
        plan.snapshot, SideProcess(partial(what_is_missing, plan.judged.problem, plan.judged.assignments))
    )
