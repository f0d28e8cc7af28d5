"""What ``explain --json`` prints: an explanation, or the capacity that a plan lacks, as JSON values."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from otp_desktop.planning.explain import CapacityGap, Explanation, Funnel, LineExplanation, Remedy


def explanation_values(found: "Explanation") -> dict[str, Any]:
    return {"need": found.need, "lines": [_line(line) for line in found.lines]}


def _line(line: "LineExplanation") -> dict[str, Any]:
    funnel = line.funnel
    return {
        "role": funnel.role,
        "missing": funnel.missing,
        "below_minimum": funnel.below_minimum,
        "force": funnel.force,
        "steps": _steps(funnel),
        "left": list(funnel.left),
        "remedies": [_remedy(remedy) for remedy in line.remedies],
    }


def _steps(funnel: "Funnel") -> list[dict[str, Any]]:
    return [
        {
            "step": step.step.value,
            "remaining": step.remaining,
            "fallen": [
                {
                    "agent": fallen.agent,
                    "rule": fallen.reason.rule,
                    "needs": list(fallen.reason.needs),
                    "reason": str(fallen.reason.sentence),
                }
                for fallen in step.fallen
            ],
        }
        for step in funnel.steps
    ]


def _remedy(remedy: "Remedy") -> dict[str, Any]:
    from otp_desktop.planning.explain.words import remedy_sentence

    return {
        "kind": remedy.kind.value,
        "legality": remedy.legality.value,
        "heads": remedy.heads,
        "disturbed": remedy.disturbed,
        "moves": [
            {
                "agent": move.takes.agent,
                "leaves": [{"need": row.need, "role": row.role} for row in move.leaves],
                "takes": {"need": move.takes.need, "role": move.takes.role},
            }
            for move in remedy.moves
        ],
        "lost": [{"need": line[0], "role": line[1], "heads": heads} for line, heads in remedy.lost],
        "sentence": str(remedy_sentence(remedy)),
    }


def gap_values(gap: "CapacityGap") -> dict[str, Any]:
    from otp_desktop.planning.explain.words import gap_sentence

    return {
        "start": gap.start.isoformat(timespec="minutes"),
        "end": gap.end.isoformat(timespec="minutes"),
        "skills": list(gap.skills),
        "corps": None if gap.corps is None else list(gap.corps),
        "missing": gap.missing,
        "proved": gap.proved,
        "lines": [{"need": need, "role": role} for need, role in gap.lines],
        "heads": gap.heads,
        "agents": gap.agents,
        "sentence": str(gap_sentence(gap)),
    }
