"""The planning library on files, without a database: ``solve``, ``check``, ``schema``, ``scenario``."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from otp_desktop.cli.console import ProgressLine, StopFlag, say, stop_on_interrupt, tell
from otp_desktop.cli.exit_codes import BROKEN_RULES, OK
from otp_desktop.cli.optimise import missing_sentence
from otp_desktop.cli.options import Seconds, Seed, Workers
from otp_desktop.cli.results import write_text
from otp_desktop.texts import N_, _, plural_sentence, sentence

if TYPE_CHECKING:
    from otp_desktop.planning.plan import Plan
    from otp_desktop.planning.process import SolverProcess
    from otp_desktop.planning.progress import Progress, ProgressListener
    from otp_desktop.planning.rules import Violation

ProblemFile = Annotated[Path, typer.Argument(metavar="PROBLEM.json", help=_("Problem, an otp-problem/1 file."))]
PlanFile = Annotated[Path, typer.Argument(metavar="PLAN.json", help=_("Plan, an otp-plan/1 file."))]


def add_commands(app: typer.Typer) -> None:
    app.command("solve", help=_("Solves a problem file. Ctrl-C keeps the best plan so far."))(solve)
    app.command("check", help=_("Judges a plan file. Exit code 0: legal, 1: broken rules, 2: bad file."))(check)
    app.command("schema", help=_("Prints the JSON Schema of a format: problem or plan."))(schema)
    app.command("scenario", help=_("Makes a problem file from a seed. Known kinds of operations, in their real size."))(
        scenario
    )


def solve(
    problem_file: ProblemFile,
    out: Annotated[Path, typer.Option("--out", metavar="PLAN.json", help=_("Plan file to write."))],
    seconds: Seconds = 60,
    workers: Workers = 2,
    seed: Seed = 1,
    events: Annotated[
        Path | None,
        typer.Option("--events", metavar="FILE.jsonl", help=_("Writes each event as a JSON line.")),
    ] = None,
) -> None:
    from otp_desktop.planning.plan_file import write_plan
    from otp_desktop.planning.problem_file import read_problem, text_sha256
    from otp_desktop.planning.process import SolverProcess
    from otp_desktop.planning.solver.options import SolverOptions

    content = problem_file.read_bytes()
    problem = read_problem(content)
    stop = StopFlag()
    with stop_on_interrupt(stop):
        options = SolverOptions(seconds, workers, seed)
        search = SolverProcess(problem, options, text_sha256(content), _quickest_start())
        with search, ProgressLine() as line, _event_log(events) as log:

            def listen(progress: "Progress") -> None:
                line.show(progress)
                log(progress)

            plan = _best_of(search, listen, stop)
    write_text(out, write_plan(plan))
    say(missing_sentence(plan))


def _quickest_start() -> Literal["spawn", "fork"]:
    """On Linux this process, which has a single thread, is doubled with the engine already loaded."""
    if not sys.platform.startswith("linux"):
        return "spawn"
    import otp_desktop.planning.solver.engine  # noqa: F401

    return "fork"


def _best_of(search: "SolverProcess", listen: "ProgressListener", stop: StopFlag) -> "Plan":
    """The plan at the end; the best one so far where the process was ended from outside."""
    from otp_desktop.planning.process import SolverDiedError
    from otp_desktop.planning.progress import Progress

    try:
        for event in search.events(stop):
            if not isinstance(event, Progress):
                return event
            listen(event)
    except SolverDiedError:
        if (plan := search.best_plan()) is not None:
            return plan
        raise
    raise AssertionError("a search ends with a plan")


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


@contextmanager
def _event_log(file: Path | None) -> "Iterator[ProgressListener]":
    with nullcontext() if file is None else file.open("w", encoding="utf-8", newline="\n") as stream:

        def log(progress: "Progress") -> None:
            if stream is not None:
                stream.write(json.dumps(_without_infinities(asdict(progress))) + "\n")
                stream.flush()

        yield log


def _without_infinities(value: Any) -> Any:
    """JSON has no infinity: a bound that is not known yet is null."""
    if isinstance(value, dict):
        return {key: _without_infinities(part) for key, part in value.items()}
    return None if value == float("-inf") else value


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
