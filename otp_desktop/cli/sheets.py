"""``verify-sheet``: is a sheet on paper still what the plan says?"""

from typing import Annotated

import typer

from otp_desktop.cli.console import say
from otp_desktop.cli.options import database
from otp_desktop.texts import _


def add_commands(app: typer.Typer) -> None:
    app.command("verify-sheet", help=_("Says whether a printed assignment sheet is current. Fails where it is not."))(
        verify_sheet
    )


def verify_sheet(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help=_("Code of the sheet, under its square."))],
) -> None:
    from otp_desktop.services.sheet_check import SheetState
    from otp_desktop.services.sheet_check import verify_sheet as verified

    with database(context).workspace() as workspace:
        verdict = verified(workspace, code)
    say(verdict.sentence)
    for change in verdict.changes:
        say(f"  {change}")
    if verdict.state is not SheetState.CURRENT:
        raise typer.Exit(1)
