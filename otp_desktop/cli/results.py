"""What becomes of an operation: ``map``, ``export problem``, ``export plan``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from otp_desktop.cli.console import say
from otp_desktop.cli.options import OperationCode, PlanNumber, database
from otp_desktop.private_files import write_whole
from otp_desktop.texts import _, sentence

if TYPE_CHECKING:
    from otp_desktop.domain.operations import Operation

OutFile = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help=_("File to write; by default standard output."))
]
export_app = typer.Typer(help=_("Files for other programs."), rich_markup_mode=None, no_args_is_help=True)


def add_commands(app: typer.Typer) -> None:
    app.command("map", help=_("Writes the coverage map. One HTML file, which opens with no network."))(map_)


def map_(
    context: typer.Context,
    operation: OperationCode,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help=_("HTML file to write."))],
    plan_number: PlanNumber = 0,
) -> None:
    from otp_desktop.services.maps import export_map
    from otp_desktop.services.operations import find_operation

    with database(context).workspace() as workspace:
        operation_id = stored_id(find_operation(workspace, operation))
        say(sentence("Map: {file}", file=export_map(workspace, operation_id, out, number=plan_number)))


@export_app.command("problem", help=_("The draft's planning problem, as an otp-problem/1 file."))
def export_problem(
    context: typer.Context,
    operation: OperationCode,
    out: OutFile = None,
) -> None:
    from otp_desktop.services import problems
    from otp_desktop.services.operations import find_operation

    with database(context).workspace() as workspace:
        text = problems.export_problem(workspace, stored_id(find_operation(workspace, operation)))
    write_text(out, text)


@export_app.command("plan", help=_("The plan of an operation, as an otp-plan/1 file."))
def export_plan(
    context: typer.Context,
    operation: OperationCode,
    out: OutFile = None,
    plan_number: PlanNumber = 0,
) -> None:
    from otp_desktop.services.operations import find_operation
    from otp_desktop.services.plan_files import export_plan as as_file

    with database(context).workspace() as workspace:
        write_text(out, as_file(workspace, stored_id(find_operation(workspace, operation)), plan_number))


def stored_id(operation: "Operation") -> int:
    assert operation.id is not None, "a stored operation has an id"
    return operation.id


def write_text(out: Path | None, text: str) -> None:
    """To a new private file in place of the old one, or to standard output."""
    if out is None:
        say(text.rstrip("\n"))
        return
    write_whole(out, (text if text.endswith("\n") else f"{text}\n").encode())
