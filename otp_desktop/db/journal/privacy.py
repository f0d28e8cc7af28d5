"""Reasons of absences are kept apart from what the journal shows: a mark stands for each, its text lies beside.

The marks only tell whether two reasons are the same. The texts are there to undo with, and are forgotten first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from otp_desktop.domain.force import Absence, Agent

SIDES = ("before", "after")


def hide_reasons(content: Mapping[str, object]) -> tuple[Mapping[str, object], Sequence[str]]:
    """The content with marks ``1``, ``2``… in the place of reasons, and the reasons in that order."""
    reasons: dict[str, str] = {}

    def hidden(absence: Absence) -> Absence:
        if not absence.reason:
            return absence
        return replace(absence, reason=reasons.setdefault(absence.reason, str(len(reasons) + 1)))

    shown = dict(content)
    for side in SIDES:
        agent = content.get(side)
        if isinstance(agent, Agent) and agent.absences:
            shown[side] = replace(agent, absences=tuple(hidden(absence) for absence in agent.absences))
    return shown, tuple(reasons)


def with_reasons(fields: Mapping[str, Any], reasons: Sequence[str]) -> dict[str, Any]:
    """The fields of an agent with the reasons in the place of their marks."""
    absences = [
        {**absence, "reason": reasons[int(absence["reason"]) - 1] if absence["reason"] else ""}
        for absence in fields.get("absences", ())
    ]
    return {**fields, "absences": absences}
