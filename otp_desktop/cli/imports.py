"""``import sites|agents|layer FILE``."""

from typing import TYPE_CHECKING

import typer

from otp_desktop.cli.console import say, tell
from otp_desktop.cli.options import DryRun, RejectedFile, SourceFile, database
from otp_desktop.texts import _, plural_sentence, sentence

if TYPE_CHECKING:
    from otp_desktop.services.imports import ImportReport

FAULTS_SHOWN = 50

app = typer.Typer(help=_("Brings a file into the database."), rich_markup_mode=None, no_args_is_help=True)


@app.command("sites", help=_("School points and posts: CSV, XLSX or GeoJSON."))
def sites(context: typer.Context, file: SourceFile, dry_run: DryRun = False, rejected: RejectedFile = None) -> None:
    from otp_desktop.services.imports import import_sites

    with database(context).workspace() as workspace:
        _print_report(import_sites(workspace, file, dry_run=dry_run, rejected=rejected))


@app.command("agents", help=_("The roll, with qualifications and absences: CSV or XLSX."))
def agents(context: typer.Context, file: SourceFile, dry_run: DryRun = False, rejected: RejectedFile = None) -> None:
    from otp_desktop.services.imports import import_agents

    with database(context).workspace() as workspace:
        _print_report(import_agents(workspace, file, dry_run=dry_run, rejected=rejected))


@app.command("layer", help=_("Reference polygons such as arrondissements or water: GeoJSON."))
def layer(context: typer.Context, file: SourceFile, dry_run: DryRun = False) -> None:
    from otp_desktop.services.imports import import_layer

    with database(context).workspace() as workspace:
        _print_report(import_layer(workspace, file, dry_run=dry_run))


def _print_report(report: "ImportReport") -> None:
    for fault in (*report.faults, *report.warnings)[:FAULTS_SHOWN]:
        tell(fault)
    hidden = len(report.faults) + len(report.warnings) - FAULTS_SHOWN
    if hidden > 0:
        tell(plural_sentence("… and {count} more.", "… and {count} more.", hidden))
    if report.dry_run:
        say(sentence("Nothing was stored (--dry-run). What would be done:"))
    say(report.sentence)
    if report.unused_columns is not None:
        say(report.unused_columns)
    if report.rejected_file is not None:
        say(sentence("Refused rows to correct and import again: {file}", file=report.rejected_file))
