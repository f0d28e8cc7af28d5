"""``explain``: why a need is short and what fills it; without a need, which capacity the whole plan lacks."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from otp_desktop.cli.console import StopFlag, say, stop_on_interrupt, tell
from otp_desktop.cli.explain_json import explanation_values, gap_values
from otp_desktop.cli.options import PlanFile, ProblemFile
from otp_desktop.texts import _, plural_sentence, sentence

if TYPE_CHECKING:
    from otp_desktop.planning.explain import CapacityGap, Found, Funnel, LineExplanation

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
        _print_json({"gaps": [gap_values(gap) for gap in gaps]}) if as_json else _tell_gaps(gaps)
        return
    stop = StopFlag()
    with stop_on_interrupt(stop):
        if as_json:
            _print_json(explanation_values(explained(problem, rows, need, stop_requested=stop)))
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


def _print_json(value: dict[str, Any]) -> None:
    say(json.dumps(value, ensure_ascii=False, indent=1))
