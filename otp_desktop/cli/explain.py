"""``explain``: why a need is short and what fills it; without a need, which capacity the whole plan lacks."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from otp_desktop.cli.console import StopFlag, say, stop_on_interrupt, tell
from otp_desktop.cli.engine import PlanFile, ProblemFile
from otp_desktop.texts import _, plural_sentence, sentence

if TYPE_CHECKING:
    from otp_desktop.planning.explain import CapacityGap, Explanation, Found, Funnel, LineExplanation, Remedy

SHOWN = 5  # ids shown of those who drop out at a step for one reason


def add_commands(app: typer.Typer) -> None:
    app.command("explain", help=_("Says why a need is short, and the cheapest ways to fill it."))(explain)


def explain(
    problem_file: ProblemFile,
    plan_file: PlanFile,
    need: Annotated[
        str | None, typer.Argument(metavar="NEED", help=_("Need to explain; without it, what the whole plan lacks."))
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("Prints the answer as JSON."))] = False,
) -> None:
    from otp_desktop.planning.explain import explain as explained
    from otp_desktop.planning.explain import missing_capacity
    from otp_desktop.planning.plan_file import read_plan
    from otp_desktop.planning.problem_file import read_problem

    problem = read_problem(problem_file.read_bytes())
    rows = read_plan(plan_file.read_bytes(), problem).assignments
    if need is None:
        gaps = missing_capacity(problem, rows)
        _print_json({"gaps": [_gap(gap) for gap in gaps]}) if as_json else _tell_gaps(gaps)
        return
    stop = StopFlag()
    with stop_on_interrupt(stop):
        if as_json:
            _print_json(_explanation(explained(problem, rows, need, stop_requested=stop)))
            return
        found = explained(problem, rows, need, tell=_tell, stop_requested=stop)
    if not found.lines:
        say(sentence("{need} lacks nobody.", need=need))
    elif stop.requested:
        _tell_remedies(found.lines[-1])
        tell(sentence("Stopped: other remedies may exist."))


def _tell_gaps(gaps: "tuple[CapacityGap, ...]") -> None:
    from otp_desktop.planning.explain.words import gap_sentence

    for gap in gaps:
        say(gap_sentence(gap))
    if not gaps:
        say(sentence("Nobody is missing in this plan."))


def _tell(found: "Found") -> None:
    """The steps of a line at once, its remedies when all are known."""
    if not found.done and not found.line.remedies:
        _tell_funnel(found.line.funnel)
    if found.done == found.ways:
        _tell_remedies(found.line)


def _tell_funnel(funnel: "Funnel") -> None:
    from otp_desktop.planning.explain.words import STEP_WORDS, line_text, listed

    line = line_text((funnel.need, funnel.role))
    say(plural_sentence("{line}: {count} head missing", "{line}: {count} heads missing", funnel.missing, line=line))
    force = _("force")
    say(f"  {funnel.force:>6}  {force}")
    for step in funnel.steps:
        say(f"  {step.remaining:>6}  {_(STEP_WORDS[step.step])}")
        reasons: dict[str, list[str]] = {}
        for fallen in step.fallen:
            reasons.setdefault(f"{fallen.reason.rule} {fallen.reason.heading}", []).append(fallen.agent)
        for reason, agents in sorted(reasons.items(), key=lambda each: (-len(each[1]), each[0]))[:SHOWN]:
            say(f"          −{len(agents)}  {reason} [{listed(agents, SHOWN)}]")


def _tell_remedies(line: "LineExplanation") -> None:
    from otp_desktop.planning.explain.words import legality_word, remedy_sentence

    if not line.remedies:
        nothing = sentence("No way to fill it was found.")
        say(f"  {nothing}")
    for number, remedy in enumerate(line.remedies, start=1):
        heads = f"{remedy.heads}/{line.funnel.missing}"
        say(f"  {number}. [{legality_word(remedy)}] {heads} · {remedy_sentence(remedy)}")


def _explanation(found: "Explanation") -> dict[str, Any]:
    return {"need": found.need, "lines": [_line(line) for line in found.lines]}


def _line(line: "LineExplanation") -> dict[str, Any]:
    funnel = line.funnel
    steps = [
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
    return {
        "role": funnel.role,
        "missing": funnel.missing,
        "below_minimum": funnel.below_minimum,
        "force": funnel.force,
        "steps": steps,
        "left": list(funnel.left),
        "remedies": [_remedy(remedy) for remedy in line.remedies],
    }


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


def _gap(gap: "CapacityGap") -> dict[str, Any]:
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


def _print_json(value: dict[str, Any]) -> None:
    say(json.dumps(value, ensure_ascii=False, indent=1))
