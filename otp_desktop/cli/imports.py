"""``import sites|units|agents|absences|history|layer|problem FILE``, ``import needs|assignments|plan CODE FILE``."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from otp_desktop.cli.console import say, tell
from otp_desktop.cli.options import DryRun, OperationCode, RejectedFile, SourceFile, database
from otp_desktop.cli.results import stored_id
from otp_desktop.exchange.subject import Subject
from otp_desktop.services.importing.requests import ImportRequest
from otp_desktop.texts import _, plural_sentence, sentence

if TYPE_CHECKING:
    from otp_desktop.services.reports import ImportReport

FAULTS_SHOWN = 50

app = typer.Typer(help=_("Brings a file into the database."), rich_markup_mode=None, no_args_is_help=True)


@app.command("sites", help=_("School points and posts: CSV, XLSX or GeoJSON."))
def sites(context: typer.Context, file: SourceFile, dry_run: DryRun = False, rejected: RejectedFile = None) -> None:
    _import(context, ImportRequest(path=file, subject=Subject.SITES, rejected=rejected), dry_run)


@app.command("agents", help=_("The roll, with qualifications and absences: CSV or XLSX."))
def agents(context: typer.Context, file: SourceFile, dry_run: DryRun = False, rejected: RejectedFile = None) -> None:
    _import(context, ImportRequest(path=file, subject=Subject.AGENTS, rejected=rejected), dry_run)


@app.command("absences", help=_("Absences alone: staff number, start, end and perhaps the reason. CSV or XLSX."))
def absences(
    context: typer.Context,
    file: SourceFile,
    dry_run: DryRun = False,
    rejected: RejectedFile = None,
    keep: Annotated[
        bool, typer.Option("--keep", help=_("Adds to the absences known of these agents instead of replacing them."))
    ] = False,
) -> None:
    request = ImportRequest(path=file, subject=Subject.ABSENCES, rejected=rejected, keep_absences=keep)
    _import(context, request, dry_run)


@app.command("history", help=_("Earlier work: staff number, month or week, hours, nights, Sundays… CSV or XLSX."))
def history(context: typer.Context, file: SourceFile, dry_run: DryRun = False, rejected: RejectedFile = None) -> None:
    _import(context, ImportRequest(path=file, subject=Subject.HISTORY, rejected=rejected), dry_run)


@app.command("units", help=_("Units and the positions of their bases: CSV, XLSX or GeoJSON."))
def units(context: typer.Context, file: SourceFile, dry_run: DryRun = False, rejected: RejectedFile = None) -> None:
    _import(context, ImportRequest(path=file, subject=Subject.UNITS, rejected=rejected), dry_run)


@app.command("layer", help=_("Reference polygons such as arrondissements or water: GeoJSON."))
def layer(context: typer.Context, file: SourceFile, dry_run: DryRun = False) -> None:
    _import(context, ImportRequest(path=file, subject=Subject.LAYER), dry_run)


@app.command("needs", help=_("Needs of an operation: site, start, end, heads and their qualifications. CSV or XLSX."))
def needs(
    context: typer.Context,
    operation: OperationCode,
    file: SourceFile,
    dry_run: DryRun = False,
    rejected: RejectedFile = None,
) -> None:
    request = ImportRequest(path=file, subject=Subject.NEEDS, rejected=rejected)
    _import(context, request, dry_run, operation)


@app.command("assignments", help=_("Who stands where: staff number and need, into the draft. CSV or XLSX."))
def assignments(
    context: typer.Context,
    operation: OperationCode,
    file: SourceFile,
    dry_run: DryRun = False,
    rejected: RejectedFile = None,
    legal_only: Annotated[
        bool, typer.Option("--legal-only", help=_("Leaves out the assignments that break a rule."))
    ] = False,
) -> None:
    request = ImportRequest(path=file, subject=Subject.ASSIGNMENTS, rejected=rejected, legal_only=legal_only)
    _import(context, request, dry_run, operation)


@app.command("problem", help=_("A planning problem, an otp-problem/1 file. It becomes a new operation."))
def problem(context: typer.Context, file: SourceFile, dry_run: DryRun = False) -> None:
    _import(context, ImportRequest(path=file, subject=Subject.PROBLEM), dry_run)


@app.command("plan", help=_("A plan made elsewhere, an otp-plan/1 file. It becomes the draft of the operation."))
def plan(context: typer.Context, operation: OperationCode, file: SourceFile) -> None:
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


def _import(context: typer.Context, request: ImportRequest, dry_run: bool, operation: str = "") -> None:
    """Imports the file, into an operation where one is named, and tells what was done."""
    from otp_desktop.services.importing.pipeline import import_file
    from otp_desktop.services.operations import find_operation

    with database(context).workspace() as workspace:
        if operation:
            request = replace(request, operation_id=stored_id(find_operation(workspace, operation)))
        _print_report(import_file(workspace, request, dry_run))


def _print_report(report: "ImportReport") -> None:
    for breach in report.breaches[:FAULTS_SHOWN]:
        tell(f"{breach.rule}  {breach.sentence}")
    for fault in (*report.faults, *report.warnings)[:FAULTS_SHOWN]:
        tell(fault)
    hidden = len(report.faults) + len(report.warnings) - FAULTS_SHOWN
    if hidden > 0:
        tell(plural_sentence("… and {count} more.", "… and {count} more.", hidden))
    if report.dry_run:
        say(sentence("Nothing was stored (--dry-run). What would be done:"))
    say(report.sentence)
    if report.breaches:
        say(plural_sentence("{count} rule broken.", "{count} rules broken.", len(report.breaches)))
    if report.unused_columns is not None:
        say(report.unused_columns)
    if report.rejected_file is not None:
        say(sentence("Refused rows to correct and import again: {file}", file=report.rejected_file))
