"""``solve``: the optimiser on a problem file, without a database."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from otp_desktop.cli.console import ProgressLine, StopFlag, say, stop_on_interrupt
from otp_desktop.cli.optimise import missing_sentence
from otp_desktop.cli.options import ProblemFile, Seconds, Seed, Workers
from otp_desktop.cli.results import write_text
from otp_desktop.texts import _

if TYPE_CHECKING:
    from otp_desktop.planning.plan import Plan
    from otp_desktop.planning.process import SolverProcess
    from otp_desktop.planning.progress import Progress, ProgressListener


def add_commands(app: typer.Typer) -> None:
    app.command("solve", help=_("Solves a problem file. Ctrl-C keeps the best plan so far."))(solve)


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
