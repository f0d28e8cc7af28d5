"""What becomes of an operation: ``optimise``, ``print``, ``map``, ``export problem``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from otp_desktop.cli.console import (
    ProgressLine,
    StatusLine,
    StopFlag,
    coverage_proved,
    interrupts_kept_here,
    say,
    stop_on_interrupt,
    tell,
)
from otp_desktop.cli.options import (
    Chiefs,
    Days,
    OperationCode,
    PlanNumber,
    Seconds,
    Sectors,
    Seed,
    Workers,
    chosen,
    database,
)
from otp_desktop.private_files import write_whole
from otp_desktop.services.print_options import PageFormat, PagesASheet, Paper, Turn
from otp_desktop.services.sheet_kinds import TO_REPRINT, USUAL, SheetKind
from otp_desktop.texts import _, plural_sentence, sentence
from otp_desktop.texts.formats import number

if TYPE_CHECKING:
    from otp_desktop.domain.operations import Operation
    from otp_desktop.planning.plan import Plan
    from otp_desktop.services.optimise import OptimiseOptions
    from otp_desktop.services.workspace import Workspace

export_app = typer.Typer(help=_("Files for other programs."), rich_markup_mode=None, no_args_is_help=True)


def add_commands(app: typer.Typer) -> None:
    app.command("optimise", help=_("Staffs the draft of an operation. Ctrl-C keeps the best plan so far."))(optimise)
    app.command("print", help=_("Prints the documents of a plan as PDF."))(print_)
    app.command("map", help=_("Writes the coverage map. One HTML file, which opens with no network."))(map_)


def optimise(
    context: typer.Context,
    operation: OperationCode,
    seconds: Seconds = 30,
    workers: Workers = 2,
    seed: Seed = 1,
) -> None:
    from otp_desktop.services.operations import find_operation
    from otp_desktop.services.optimise import OptimiseOptions

    options = OptimiseOptions(seconds=seconds, workers=workers, seed=seed)
    with database(context).workspace() as workspace:
        plan = optimised(workspace, find_operation(workspace, operation), options)
    say(missing_sentence(plan))


def print_(
    context: typer.Context,
    operation: OperationCode,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help=_("Folder to write into."))],
    plan_number: PlanNumber = 0,
    document: Annotated[
        list[SheetKind] | None, typer.Option("--document", help=_("Document to print, several times for several."))
    ] = None,
    unit: Annotated[
        list[str] | None, typer.Option("--unit", metavar="CODE", help=_("Only the documents of this unit."))
    ] = None,
    site: Annotated[
        list[str] | None, typer.Option("--site", metavar="CODE", help=_("Only the documents of this site."))
    ] = None,
    sector: Sectors = None,
    days: Days = None,
    chief: Chiefs = None,
    agent: Annotated[
        list[str] | None,
        typer.Option("--agent", metavar="STAFF_NUMBER", help=_("Only the assignment sheet of this agent.")),
    ] = None,
    changed_since: Annotated[
        int,
        typer.Option(
            "--changed-since",
            metavar="NUMBER",
            min=0,
            help=_("Only the assignment sheets that differ from this published plan, and the changes by chief."),
        ),
    ] = 0,
    paper: Annotated[Paper, typer.Option("--paper", help=_("Size of the sheets."))] = Paper.A4,
    landscape: Annotated[bool, typer.Option("--landscape", help=_("Pages wider than high."))] = False,
    pages: Annotated[
        PagesASheet,
        typer.Option("--pages-per-sheet", help=_("Pages on one side of a sheet, made smaller to fit.")),
    ] = PagesASheet.ONE,
    one_file: Annotated[
        bool, typer.Option("--one-file", help=_("One file for each document instead of one for each unit or site."))
    ] = False,
) -> None:
    from otp_desktop.services.operations import find_operation
    from otp_desktop.services.sheet_extract import Extract
    from otp_desktop.services.sheets import SheetChoice, print_operation

    kinds = frozenset(document or (TO_REPRINT if changed_since else USUAL))
    extract = Extract(sectors=chosen(sector), days=chosen(days), chiefs=chosen(chief), agents=chosen(agent))
    page_format = PageFormat(paper, Turn.LANDSCAPE if landscape else Turn.PORTRAIT, pages)
    choice = SheetChoice(kinds, chosen(unit), chosen(site), extract, page_format, one_file)
    stop = StopFlag()
    with database(context).workspace() as workspace, stop_on_interrupt(stop), StatusLine() as line:
        line.write(sentence("Reading the plan…"))

        def show(done: int, total: int) -> None:
            line.write(plural_sentence("{done} of {count} document", "{done} of {count} documents", total, done=done))

        operation_id = stored_id(find_operation(workspace, operation))
        files = print_operation(workspace, operation_id, out, show, stop, plan_number, choice, changed_since)
    if stop.requested:
        tell(sentence("Stopped: what is written stays."))
    say(plural_sentence("{count} document in {folder}", "{count} documents in {folder}", len(files), folder=out))


def map_(
    context: typer.Context,
    operation: OperationCode,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help=_("HTML file to write."))],
    plan_number: PlanNumber = 0,
) -> None:
    from otp_desktop.services.maps import export_map
    from otp_desktop.services.operations import find_operation

    with database(context).workspace() as workspace:
        operation_id = stored_id(find_operation(workspace, operation))
        say(sentence("Map: {file}", file=export_map(workspace, operation_id, out, number=plan_number)))


@export_app.command("problem", help=_("The draft's planning problem, as an otp-problem/1 file."))
def export_problem(
    context: typer.Context,
    operation: OperationCode,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help=_("File to write; by default standard output."))
    ] = None,
) -> None:
    from otp_desktop.services import problems
    from otp_desktop.services.operations import find_operation

    with database(context).workspace() as workspace:
        text = problems.export_problem(workspace, stored_id(find_operation(workspace, operation)))
    write_text(out, text)


@export_app.command("plan", help=_("The plan of an operation, as an otp-plan/1 file."))
def export_plan(
    context: typer.Context,
    operation: OperationCode,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help=_("File to write; by default standard output."))
    ] = None,
    plan_number: PlanNumber = 0,
) -> None:
    from otp_desktop.services.operations import find_operation
    from otp_desktop.services.plan_files import export_plan as as_file

    with database(context).workspace() as workspace:
        write_text(out, as_file(workspace, stored_id(find_operation(workspace, operation)), plan_number))


def optimised(workspace: "Workspace", operation: "Operation", options: "OptimiseOptions") -> "Plan":
    """Optimises with progress on standard error and stores the plan; Ctrl-C keeps the best one."""
    from otp_desktop.planning.plan import Plan
    from otp_desktop.services.optimise import start_optimisation

    plan: Plan | None = None
    stop = StopFlag()
    with stop_on_interrupt(stop):
        with interrupts_kept_here():
            search = start_optimisation(workspace, stored_id(operation), options)
        with search, ProgressLine() as line:
            for event in search.events():
                if isinstance(event, Plan):
                    plan = event
                else:
                    line.show(event)
                if stop.requested:
                    search.stop()
            assert plan is not None, "a search ends with a plan"
            search.store(plan)
    return plan


def missing_sentence(plan: "Plan") -> object:
    """How many heads are missing, and whether that is proved to be the least."""
    missing = sum(shortage.missing for shortage in plan.shortages)
    traded = missing > sum(plan.objective.missing_count)  # heads are weighed against costs
    if coverage_proved(plan.objective, plan.bound) and not traded:
        return plural_sentence(
            "{count} head missing; proved: no legal plan covers better ({seconds} s).",
            "{count} heads missing; proved: no legal plan covers better ({seconds} s).",
            missing,
            seconds=number(plan.seconds, 1),
        )
    return plural_sentence(
        "{count} head missing; not proved to be the least ({seconds} s).",
        "{count} heads missing; not proved to be the least ({seconds} s).",
        missing,
        seconds=number(plan.seconds, 1),
    )


def stored_id(operation: "Operation") -> int:
    assert operation.id is not None, "a stored operation has an id"
    return operation.id


def write_text(out: Path | None, text: str) -> None:
    """To a new private file in place of the old one, or to standard output."""
    if out is None:
        say(text.rstrip("\n"))
        return
    write_whole(out, (text if text.endswith("\n") else f"{text}\n").encode())
