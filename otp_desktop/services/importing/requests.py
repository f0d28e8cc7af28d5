"""What is asked of an import."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from otp_desktop.exchange.choices import AS_IT_STANDS, Choices
from otp_desktop.exchange.subject import Subject
from otp_desktop.texts import N_

__all__ = ["AS_IT_STANDS", "NO_SUCH_AGENT", "Choices", "ImportRequest", "Subject", "never"]

NO_SUCH_AGENT = N_("No agent has the staff number “{number}”: import the roll first.")


def never() -> bool:
    return False


@dataclass(frozen=True, kw_only=True)
class ImportRequest:
    """``operation_id`` is the operation in hand, for needs, assignments and plans.

    ``keep_absences`` adds the absences of the file to those known instead of taking their place; ``legal_only`` leaves
    out the assignments that break a rule; ``rejected`` is where refused rows go, by default beside the database.
    """

    path: Path
    subject: Subject
    operation_id: int | None = None
    choices: Choices = AS_IT_STANDS
    keep_absences: bool = False
    legal_only: bool = False
    rejected: Path | None = None
    stop: Callable[[], bool] = never
