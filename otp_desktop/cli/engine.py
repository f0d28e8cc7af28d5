"""The planning library on files, without a database: ``check``, ``schema``, ``scenario``; ``solve`` beside it."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from otp_desktop.cli.console import say, tell
from otp_desktop.cli.exit_codes import BROKEN_RULES, OK
from otp_desktop.cli.options import PlanFile, ProblemFile, Seed
from otp_desktop.cli.results import write_text
from otp_desktop.texts import N_, _, plural_sentence, sentence

if TYPE_CHECKING:
    from otp_desktop.planning.rules import Violation


def add_commands(app: typer.Typer) -> None:
    app.command("check", help=_("Judges a plan file. Exit code 0: legal, 1: broken rules, 2: bad file."))(check)
    app.command("schema", help=_("Prints the JSON Schema of a format: problem or plan."))(schema)
    app.command("scenario", help=_("Makes a problem file from a seed. Known kinds of operations, in their real size."))(
        scenario
    )


def check(
    problem_file: ProblemFile,
    plan_file: PlanFile,
    as_json: Annotated[bool, typer.Option("--json", help=_("Prints the broken rules as JSON."))] = False,
) -> None:
    from otp_desktop.planning.checker import check as judge
    from otp_desktop.planning.plan_file import read_plan
    from otp_desktop.planning.problem_file import problem_sha256, read_problem, text_sha256
    from otp_desktop.planning.score import score

    content = problem_file.read_bytes()
    problem = read_problem(content)
    plan = read_plan(plan_file.read_bytes(), problem)
    if plan.problem_sha256 not in ("", text_sha256(content)) and plan.problem_sha256 != problem_sha256(problem):
        tell(sentence("This plan was made for another state of the problem: it is judged by the problem as it is now."))
    violations = judge(problem, plan.assignments)
    if as_json:
        verdict = {
            "legal": not violations,
            "violations": [_violation(one) for one in violations],
            "objective": asdict(score(problem, plan.assignments)),
        }
        say(json.dumps(verdict, ensure_ascii=False, indent=1))
    else:
        for violation in violations:
            say(f"{violation.rule}  {violation.sentence}")
        say(_verdict(len(violations)))
    raise typer.Exit(BROKEN_RULES if violations else OK)


def schema(
    kind: Annotated[str, typer.Argument(metavar="problem|plan", help=_("Format to describe."))],
) -> None:
    from otp_desktop.planning.schemas import plan_schema, problem_schema

    schemas = {"problem": problem_schema, "plan": plan_schema}
    if kind not in schemas:
        raise typer.BadParameter(_("choose one of: {known}").format(known=", ".join(schemas)))
    say(json.dumps(schemas[kind](), ensure_ascii=False, indent=2))


def scenario(
    name: Annotated[str, typer.Argument(metavar="NAME", help=_("Kind of operation."))],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help=_("Problem file to write."))],
    seed: Seed = 1,
) -> None:
    from otp_desktop.planning.problem_file import write_problem
    from otp_desktop.planning.scenarios import SCENARIOS

    if name not in SCENARIOS:
        raise typer.BadParameter(_("choose one of: {known}").format(known=", ".join(SCENARIOS)))
    write_text(out, write_problem(SCENARIOS[name](seed)))
    say(sentence("Problem: {file}", file=out))


def _violation(violation: "Violation") -> dict[str, object]:
    return {
        "rule": violation.rule,
        "agent": violation.agent,
        "need": violation.needs[0] if violation.needs else None,
        "needs": list(violation.needs),
        "figure": violation.figure,
        "limit": violation.limit,
        "measure": violation.measure.value,
        "day": violation.day.isoformat() if violation.day else None,
        "sentence": str(violation.sentence),
    }


def _verdict(broken: int) -> object:
    if not broken:
        return sentence(N_("The plan is legal: no rule is broken."))
    return plural_sentence("{count} rule broken.", "{count} rules broken.", broken)
