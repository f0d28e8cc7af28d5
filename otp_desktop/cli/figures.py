"""``export equity``, ``bulletin`` and ``dashboard``: figures of a year, of a quarter or of a plan, as files."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from otp_desktop.cli.console import say
from otp_desktop.cli.options import OperationCode, PlanNumber, database, day
from otp_desktop.cli.results import stored_id
from otp_desktop.texts import _

Workbook = Annotated[Path, typer.Argument(metavar="FILE.xlsx", help=_("Workbook to write."))]


def add_exports(export_app: typer.Typer) -> None:
    export_app.command("equity", help=_("What each agent carried in twelve months, with the means of units."))(equity)
    export_app.command("bulletin", help=_("Missions and hours of a period, by unit and by CPPS axis."))(bulletin)
    export_app.command("dashboard", help=_("Coverage, hours, qualifications and versions of a plan."))(dashboard)


def equity(
    context: typer.Context,
    file: Workbook,
    until: Annotated[
        date | None,
        typer.Option("--until", parser=day, metavar="DAY", help=_("Last day of the twelve months; by default today.")),
    ] = None,
) -> None:
    from otp_desktop.services.equity import read_ledger
    from otp_desktop.services.equity_export import export_ledger

    with database(context).workspace() as workspace:
        ledger = read_ledger(workspace, until or date.today())
    say(_("The ledger is written: {file}").format(file=export_ledger(file, ledger)))


def bulletin(
    context: typer.Context,
    file: Workbook,
    first: Annotated[date, typer.Option("--from", parser=day, metavar="DAY", help=_("First day of the period."))],
    last: Annotated[date, typer.Option("--until", parser=day, metavar="DAY", help=_("Last day of the period."))],
) -> None:
    from otp_desktop.services.bulletin import export_bulletin, read_bulletin

    with database(context).workspace() as workspace:
        figures = read_bulletin(workspace, first, last)
    say(_("The figures of the bulletin are written: {file}").format(file=export_bulletin(file, figures)))


def dashboard(
    context: typer.Context,
    operation: OperationCode,
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE", help=_("PDF or XLSX file to write, by the ending of its name."))
    ],
    plan_number: PlanNumber = 0,
) -> None:
    from otp_desktop.services.dashboard_export import export_dashboard
    from otp_desktop.services.operations import find_operation
    from otp_desktop.services.snapshots import load_snapshot

    with database(context).workspace() as workspace:
        snapshot = load_snapshot(workspace, stored_id(find_operation(workspace, operation)), plan_number)
        written = export_dashboard(workspace, snapshot, out)
    say(_("The dashboard is written: {file}").format(file=written))
