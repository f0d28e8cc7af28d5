"""``import sites|units|agents|layer FILE`` and ``import plan``."""

from typing import TYPE_CHECKING

import typer

from otp_desktop.cli.console import say, tell
from otp_desktop.cli.options import DryRun, OperationCode, RejectedFile, SourceFile, database
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


@app.command("units", help=_("Units and the positions of their bases: CSV, XLSX or GeoJSON."))
def units(context: typer.Context, file: SourceFile, dry_run: DryRun = False, rejected: RejectedFile = None) -> None:
    from otp_desktop.services.imports import import_units

    with database(context).workspace() as workspace:
        _print_report(import_units(workspace, file, dry_run=dry_run, rejected=rejected))


@app.command("layer", help=_("Reference polygons such as arrondissements or water: GeoJSON."))
def layer(context: typer.Context, file: SourceFile, dry_run: DryRun = False) -> None:
    from otp_desktop.services.imports import import_layer

    with database(context).workspace() as workspace:
        _print_report(import_layer(workspace, file, dry_run=dry_run))


@app.command("plan", help=_("A plan made elsewhere, an otp-plan/1 file. It becomes the draft of the operation."))
def plan(context: typer.Context, operation: OperationCode, file: SourceFile) -> None:
    from otp_desktop.cli.results import stored_id
    from otp_desktop.services.checking import check_plan
    from otp_desktop.services.operations import find_operation
    from otp_desktop.services.plan_files import import_plan

    with database(context).workspace() as workspace:
        operation_id = stored_id(find_operation(workspace, operation))
        import_plan(workspace, operation_id, file.read_bytes())
        breaches = check_plan(workspace, operation_id)
    for breach in breaches[:FAULTS_SHOWN]:
        tell(f"{breach.rule}  {breach.sentence}")
    say(sentence("The plan is now the draft of {operation}.", operation=operation))
    say(plural_sentence("{count} rule broken.", "{count} rules broken.", len(breaches)))


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
