"""``operation list|create|copy`` and ``needs list``."""

from typing import Annotated

import typer

from otp_desktop.cli.console import print_table, say
from otp_desktop.cli.options import OperationCode, database, day
from otp_desktop.cli.results import stored_id
from otp_desktop.domain.changes import Changes, Kind
from otp_desktop.texts import _, plural_sentence
from otp_desktop.texts.formats import moment, number, short_date

app = typer.Typer(help=_("Operations."), rich_markup_mode=None, no_args_is_help=True)
needs_app = typer.Typer(help=_("Needs of an operation."), rich_markup_mode=None, no_args_is_help=True)

Day = Annotated[str, typer.Option(metavar="DAY", help=_("Day such as 2026-09-01 or 01/09/2026."))]


@app.command("list", help=_("Lists the operations, the latest first."))
def list_(context: typer.Context) -> None:
    from otp_desktop.services.operations import list_operations

    with database(context).workspace() as workspace:
        operations = list_operations(workspace)
    print_table(
        [_("Code"), _("Name"), _("Template"), _("First day"), _("Last day")],
        [[one.code, one.name, one.template, short_date(one.first_day), short_date(one.last_day)] for one in operations],
    )


@app.command("create", help=_("Makes an operation and its needs from a template."))
def create(
    context: typer.Context,
    code: OperationCode,
    template: Annotated[str, typer.Option(help=_("Template: rentree, ceremony, relay, road-code or blank."))],
    first: Day,
    last: Day,
    name: Annotated[str, typer.Option(help=_("Name of the operation; by default its code."))] = "",
    site: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help=_("Site to hold, repeated at will; by default every active one that suits.")),
    ] = None,
) -> None:
    from otp_desktop.services.operations import OperationRequest, create_operation

    request = OperationRequest(
        template=template,
        code=code,
        name=name or code,
        first_day=day(first),
        last_day=day(last),
        sites=tuple(site) if site else None,
    )
    with database(context).workspace() as workspace:
        changes = create_operation(workspace, request)
    _say_made(code, changes)


@app.command("copy", help=_("Copies an operation with its needs and convoys to new dates."))
def copy(
    context: typer.Context,
    source: OperationCode,
    code: Annotated[str, typer.Argument(metavar="NEW", help=_("Code of the copy."))],
    first: Day,
    name: Annotated[str, typer.Option(help=_("Name of the copy; by default that of the operation."))] = "",
    with_plan: Annotated[bool, typer.Option("--with-plan", help=_("Copies the agents assigned in the draft."))] = False,
) -> None:
    from otp_desktop.services.copies import OperationCopy, copy_operation
    from otp_desktop.services.operations import find_operation

    with database(context).workspace() as workspace:
        operation = find_operation(workspace, source)
        request = OperationCopy(
            operation_id=stored_id(operation),
            code=code,
            name=name or operation.name,
            first_day=day(first),
            with_plan=with_plan,
        )
        changes = copy_operation(workspace, request)
    _say_made(code, changes)


@needs_app.command("list", help=_("Lists the needs of an operation, in the order of time."))
def list_needs(context: typer.Context, operation: OperationCode) -> None:
    from otp_desktop.services import needs
    from otp_desktop.services.operations import find_operation

    with database(context).workspace() as workspace:
        rows = needs.list_needs(workspace, stored_id(find_operation(workspace, operation)))
    print_table(
        [_("Need"), _("Site"), _("Start"), _("End"), _("Heads"), _("Priority")],
        [
            [need.code, need.site, moment(need.start), moment(need.end), number(need.heads), need.priority]
            for need in rows
        ],
    )


def _say_made(code: str, changes: Changes) -> None:
    count = len(changes.ids(Kind.NEED))
    text = plural_sentence(
        "Operation {code} made, with {count} need.", "Operation {code} made, with {count} needs.", count, code=code
    )
    say(text)
