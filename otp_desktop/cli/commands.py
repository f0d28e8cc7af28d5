"""The list of commands. Imported on start once the language is known: help texts are put into words here."""

from typing import Annotated

import typer

from otp_desktop import __version__
from otp_desktop.cli import (
    demo,
    documents,
    engine,
    explain,
    figures,
    imports,
    operations,
    optimise,
    plan_exports,
    replan,
    results,
    sheets,
    solve,
)
from otp_desktop.cli.options import DatabaseLocation, language_asked
from otp_desktop.texts import _
from otp_desktop.texts.language import LANGUAGES

# Plain help and no panels: readable through a pipe, and quicker to show.
app = typer.Typer(
    help=_("Plans the field missions of a municipal police force. Without a command, opens the window."),
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.add_typer(imports.app, name="import")
app.add_typer(operations.app, name="operation")
app.add_typer(operations.needs_app, name="needs")
app.add_typer(results.export_app, name="export")
figures.add_exports(results.export_app)
plan_exports.add_exports(results.export_app)
for module in (optimise, documents, results, sheets, solve, engine, replan, explain, demo):
    module.add_commands(app)


@app.callback(invoke_without_command=True)
def main(
    context: typer.Context,
    database: Annotated[
        str | None,
        typer.Option("--database", metavar="PATH|URL", help=_("Database to work on; by default the user's own.")),
    ] = None,
    language: Annotated[
        str | None, typer.Option("--language", metavar="|".join(LANGUAGES), help=_("Language of the texts."))
    ] = None,
    version: Annotated[bool, typer.Option("--version", help=_("Shows the version and ends."))] = False,
) -> None:
    if language is not None and language not in LANGUAGES:
        raise typer.BadParameter(_("choose one of: {known}").format(known=", ".join(LANGUAGES)))
    if version:
        typer.echo(f"otp-desktop {__version__}")
        raise typer.Exit
    context.obj = DatabaseLocation(database)
    if context.invoked_subcommand is None:
        from otp_desktop.app import run_window

        raise typer.Exit(run_window(database, language_asked=language_asked(context)))
