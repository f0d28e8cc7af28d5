"""``verify-sheet``: is a sheet on paper still what the plan says? ``letterhead``: in whose name sheets are printed."""

from pathlib import Path
from typing import Annotated

import typer

from otp_desktop.cli.console import say
from otp_desktop.cli.exit_codes import BROKEN_RULES
from otp_desktop.cli.options import database
from otp_desktop.domain.letterhead import Letterhead
from otp_desktop.texts import N_, _, sentence


def add_commands(app: typer.Typer) -> None:
    app.command("verify-sheet", help=_("Says whether a printed assignment sheet is current. Fails where it is not."))(
        verify_sheet
    )
    app.command("letterhead", help=_("Sets what stands at the head of every sheet."))(set_letterhead)


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
        raise typer.Exit(BROKEN_RULES)


def set_letterhead(
    context: typer.Context,
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help=_("Name of the service."))] = None,
    emblem: Annotated[
        Path | None, typer.Option("--emblem", metavar="FILE", help=_("PNG or JPEG picture of its emblem."))
    ] = None,
    no_emblem: Annotated[bool, typer.Option("--no-emblem", help=_("Without emblem."))] = False,
) -> None:
    from otp_desktop.services.letterhead import emblem_of, read_letterhead, save_letterhead

    with database(context).workspace() as workspace:
        before = read_letterhead(workspace)
        picture = emblem_of(emblem) if emblem else before.emblem
        after = Letterhead(before.name if name is None else name, b"" if no_emblem else picture)
        if after != before:
            save_letterhead(workspace, after)
    template = N_("{name}, with an emblem") if after.emblem else N_("{name}, without emblem")
    say(sentence(template, name=after.name or "—"))
