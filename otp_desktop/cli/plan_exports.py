"""``export ics`` and ``export lists``: calendars for agents, and the lists of a plan as a workbook."""

from pathlib import Path
from typing import Annotated

import typer

from otp_desktop.cli.console import StopFlag, say, stop_on_interrupt
from otp_desktop.cli.options import Chiefs, Days, OperationCode, PlanNumber, Sectors, chosen, database
from otp_desktop.cli.results import stored_id
from otp_desktop.services.plan_list_kinds import PlanList
from otp_desktop.texts import _, plural_sentence


def add_exports(export_app: typer.Typer) -> None:
    export_app.command("ics", help=_("A calendar for each agent: what is no longer assigned is cancelled in it."))(ics)
    export_app.command("lists", help=_("The lists of a plan, as a workbook with one sheet a list."))(lists)


def ics(
    context: typer.Context,
    operation: OperationCode,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help=_("Folder to write into."))],
    plan_number: PlanNumber = 0,
    unit: Annotated[
        list[str] | None, typer.Option("--unit", metavar="CODE", help=_("Only the agents of this unit."))
    ] = None,
    agent: Annotated[
        list[str] | None, typer.Option("--agent", metavar="STAFF_NUMBER", help=_("Only this agent."))
    ] = None,
    zipped: Annotated[bool, typer.Option("--zip", help=_("One archive for each unit instead of a folder."))] = False,
) -> None:
    from otp_desktop.services.calendars import CalendarChoice, export_calendars
    from otp_desktop.services.operations import find_operation

    choice = CalendarChoice(units=chosen(unit), agents=chosen(agent), zipped=zipped)
    stop = StopFlag()
    with database(context).workspace() as workspace, stop_on_interrupt(stop):
        operation_id = stored_id(find_operation(workspace, operation))
        files = export_calendars(workspace, operation_id, out, plan_number, choice, None, stop)
    say(plural_sentence("{count} file in {folder}", "{count} files in {folder}", len(files), folder=out))


def lists(
    context: typer.Context,
    operation: OperationCode,
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help=_("Workbook to write."))],
    plan_number: PlanNumber = 0,
    wanted: Annotated[
        list[PlanList] | None, typer.Option("--list", help=_("List to write, several times for several."))
    ] = None,
    sector: Sectors = None,
    days: Days = None,
    chief: Chiefs = None,
) -> None:
    from otp_desktop.services.operations import find_operation
    from otp_desktop.services.plan_lists import export_plan_lists
    from otp_desktop.services.sheet_extract import Extract

    extract = Extract(sectors=chosen(sector), days=chosen(days), chiefs=chosen(chief))
    with database(context).workspace() as workspace:
        operation_id = stored_id(find_operation(workspace, operation))
        written = export_plan_lists(workspace, operation_id, file, plan_number, wanted or tuple(PlanList), extract)
    say(_("The lists are written: {file}").format(file=written))
