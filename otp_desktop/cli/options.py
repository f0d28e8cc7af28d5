"""Options that several commands share, and the open database they work on."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from otp_desktop.cli.language import LANGUAGE_VARIABLE
from otp_desktop.texts import _

if TYPE_CHECKING:
    from otp_desktop.services.workspace import Workspace

Value = TypeVar("Value")

OperationCode = Annotated[str, typer.Argument(metavar="OPERATION", help=_("Code of the operation."))]
PlanNumber = Annotated[int, typer.Option("--number", min=0, help=_("Published plan to use; 0 is the draft."))]
Seconds = Annotated[float, typer.Option("--seconds", min=0.1, max=86_400, help=_("Time to search in, in seconds."))]
Workers = Annotated[int, typer.Option("--workers", min=1, max=256, help=_("Processor cores to use."))]
Seed = Annotated[int, typer.Option("--seed", min=0, max=2**31 - 1, help=_("Seed of the search."))]
SourceFile = Annotated[Path, typer.Argument(metavar="FILE", help=_("File to import."))]
ProblemFile = Annotated[Path, typer.Argument(metavar="PROBLEM.json", help=_("Problem, an otp-problem/1 file."))]
PlanFile = Annotated[Path, typer.Argument(metavar="PLAN.json", help=_("Plan, an otp-plan/1 file."))]
DryRun = Annotated[bool, typer.Option("--dry-run", help=_("Only tells what would be done."))]
RejectedFile = Annotated[
    Path | None,
    typer.Option("--rejected", metavar="FILE", help=_("Where refused rows go; by default beside the database.")),
]


@dataclass(frozen=True)
class DatabaseLocation:
    """What ``--database`` says; None is the user's own database."""

    location: str | None

    @contextmanager
    def workspace(self) -> "Iterator[Workspace]":
        """The open database, closed at the end."""
        from otp_desktop.services.workspace import open_workspace

        workspace = open_workspace(self.location)
        try:
            yield workspace
        finally:
            workspace.close()


def database(context: typer.Context) -> DatabaseLocation:
    """The database that the command was told to work on."""
    location = context.obj
    assert isinstance(location, DatabaseLocation)
    return location


def language_asked(context: typer.Context) -> bool:
    """Whether this run was told its language, by ``--language`` or by the environment."""
    return context.find_root().params.get("language") is not None or LANGUAGE_VARIABLE in os.environ


def chosen(values: list[Value] | None) -> frozenset[Value] | None:
    """Of an option that may be given several times: not given, it means all."""
    return frozenset(values) if values else None


def day(text: str) -> date:
    """A day as ``2026-09-01`` or ``01/09/2026``."""
    try:
        if "/" in text:
            day_number, month, year = text.split("/")
            return date(int(year), int(month), int(day_number))
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(
            _("“{text}” is not a day such as 2026-09-01 or 01/09/2026.").format(text=text)
        ) from None


Sectors = Annotated[
    list[str] | None, typer.Option("--sector", metavar="NAME", help=_("Only what is held in this sector."))
]
Days = Annotated[
    list[date] | None, typer.Option("--day", parser=day, metavar="DAY", help=_("Only what is held on this day."))
]
Chiefs = Annotated[
    list[str] | None, typer.Option("--chief", metavar="STAFF_NUMBER", help=_("Only what this chief leads."))
]
