"""``replan``: a new plan after absences or a changed problem, on files."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from otp_desktop.cli.console import StopFlag, coverage_proved, print_table, say, stop_on_interrupt
from otp_desktop.cli.optimise import missing_sentence
from otp_desktop.cli.options import PlanFile, ProblemFile, Seconds, Seed, Workers
from otp_desktop.cli.results import write_text
from otp_desktop.texts import _, plural_sentence

if TYPE_CHECKING:
    from otp_desktop.planning.plan import Plan
    from otp_desktop.planning.replan import FrontierPoint


NewPlan = Annotated[Path, typer.Option("--out", metavar="NEW.json", help=_("Plan file to write."))]
Absent = Annotated[list[str] | None, typer.Option("--absent", metavar="ID,…", help=_("Agents who will not come."))]
Since = Annotated[
    str, typer.Option("--from", metavar="TIME", help=_("When the absences begin; by default at the first need."))
]
Frontier = Annotated[
    int,
    typer.Option("--frontier", metavar="K", min=0, help=_("Also tells the best coverage for 0 to K agents changed.")),
]
NewProblem = Annotated[
    Path | None,
    typer.Option("--problem-out", metavar="FILE", help=_("Writes the problem with the absences and the old plan.")),
]


def add_commands(app: typer.Typer) -> None:
    app.command("replan", help=_("Mends a plan after absences or changed needs, disturbing as few agents as can be."))(
        replan
    )


def replan(
    problem_file: ProblemFile,
    plan_file: PlanFile,
    out: NewPlan,
    absent: Absent = None,
    since: Since = "",
    seconds: Seconds = 5,
    workers: Workers = 2,
    seed: Seed = 1,
    most: Frontier = 0,
    problem_out: NewProblem = None,
) -> None:
    from otp_desktop.planning.plan_file import write_plan
    from otp_desktop.planning.problem_file import read_problem, text_sha256, write_problem
    from otp_desktop.planning.replan import frontier, read_old_rows, replan_problem, with_absences
    from otp_desktop.planning.replan import replan as mend
    from otp_desktop.planning.solver import SolverOptions

    content = problem_file.read_bytes()
    old = read_old_rows(plan_file.read_bytes())
    problem = with_absences(read_problem(content), _ids(absent or []), _moment(since))
    if problem_out is not None:
        text = write_problem(replan_problem(problem, old))
        write_text(problem_out, text)
        content = text.encode()
    stop, options = StopFlag(), SolverOptions(seconds=seconds, workers=workers, seed=seed)
    with stop_on_interrupt(stop):
        plan = mend(problem, old, options, stop, text_sha256(content))
    write_text(out, write_plan(plan))
    say(missing_sentence(plan))
    say(_changes_sentence(plan))
    if most:
        _tell_frontier(frontier(problem, old, most, seconds))


def _ids(options: list[str]) -> list[str]:
    """``--absent A,B --absent C``: the ids of all the options."""
    return [id.strip() for option in options for id in option.split(",") if id.strip()]


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(_("“{text}” is not a time such as 2026-09-01T05:30.").format(text=text)) from None
    if found.tzinfo is not None:
        raise typer.BadParameter(_("“{text}” is not a time such as 2026-09-01T05:30.").format(text=text))
    return found


def _changes_sentence(plan: "Plan") -> object:
    found, least = plan.objective, plan.bound
    if not coverage_proved(found, least):
        return plural_sentence(
            "{count} agent changed; it is not proved that no plan covers better.",
            "{count} agents changed; it is not proved that no plan covers better.",
            found.changes,
        )
    if found.changes == least.changes:
        return plural_sentence(
            "{count} agent changed; proved: no plan that covers as well changes fewer.",
            "{count} agents changed; proved: no plan that covers as well changes fewer.",
            found.changes,
        )
    return plural_sentence(
        "{count} agent changed; at least {least} in any plan that covers as well as can be.",
        "{count} agents changed; at least {least} in any plan that covers as well as can be.",
        found.changes,
        least=least.changes,
    )


def _tell_frontier(points: "tuple[FrontierPoint, ...]") -> None:
    headings = (_("Agents changed"), _("Heads missing"), _("by priority"), _("of them below the minimum"), "")
    print_table(
        headings,
        [
            (
                point.changes,
                sum(point.missing_count),
                "·".join(map(str, point.missing_count)),
                sum(point.missing_minimum),
                _("proved") if point.proved else _("best found"),
            )
            for point in points
        ],
    )
