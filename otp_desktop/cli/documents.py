"""``print``: the documents of a plan as PDF."""

from pathlib import Path
from typing import Annotated

import typer

from otp_desktop.cli.console import StatusLine, StopFlag, say, stop_on_interrupt, tell
from otp_desktop.cli.options import Chiefs, Days, OperationCode, PlanNumber, Sectors, chosen, database
from otp_desktop.cli.results import stored_id
from otp_desktop.services.print_options import PageFormat, PagesASheet, Paper, Turn
from otp_desktop.services.sheet_kinds import TO_REPRINT, USUAL, SheetKind
from otp_desktop.texts import _, plural_sentence, sentence

Folder = Annotated[Path, typer.Option("--out", metavar="DIR", help=_("Folder to write into."))]
Documents = Annotated[
    list[SheetKind] | None, typer.Option("--document", help=_("Document to print, several times for several."))
]
Units = Annotated[list[str] | None, typer.Option("--unit", metavar="CODE", help=_("Only the documents of this unit."))]
Sites = Annotated[list[str] | None, typer.Option("--site", metavar="CODE", help=_("Only the documents of this site."))]
Agents = Annotated[
    list[str] | None,
    typer.Option("--agent", metavar="STAFF_NUMBER", help=_("Only the assignment sheet of this agent.")),
]
ChangedSince = Annotated[
    int,
    typer.Option(
        "--changed-since",
        metavar="NUMBER",
        min=0,
        help=_("Only the assignment sheets that differ from this published plan, and the changes by chief."),
    ),
]
SheetSize = Annotated[Paper, typer.Option("--paper", help=_("Size of the sheets."))]
Landscape = Annotated[bool, typer.Option("--landscape", help=_("Pages wider than high."))]
Pages = Annotated[
    PagesASheet, typer.Option("--pages-per-sheet", help=_("Pages on one side of a sheet, made smaller to fit."))
]
OneFile = Annotated[
    bool, typer.Option("--one-file", help=_("One file for each document instead of one for each unit or site."))
]


def add_commands(app: typer.Typer) -> None:
    app.command("print", help=_("Prints the documents of a plan as PDF."))(print_)


def print_(
    context: typer.Context,
    operation: OperationCode,
    out: Folder,
    plan_number: PlanNumber = 0,
    document: Documents = None,
    unit: Units = None,
    site: Sites = None,
    sector: Sectors = None,
    days: Days = None,
    chief: Chiefs = None,
    agent: Agents = None,
    changed_since: ChangedSince = 0,
    paper: SheetSize = Paper.A4,
    landscape: Landscape = False,
    pages: Pages = PagesASheet.ONE,
    one_file: OneFile = False,
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
