"""``demo``: the main job from end to end on the demonstration operation; what ``make run`` does."""

from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from otp_desktop.cli.console import coverage_proved, say, tell
from otp_desktop.cli.optimise import missing_sentence, optimised
from otp_desktop.cli.options import Seconds, database, language_asked
from otp_desktop.cli.results import stored_id
from otp_desktop.texts import _, plural_sentence, sentence
from otp_desktop.texts.formats import coverage_rate, number

if TYPE_CHECKING:
    from otp_desktop.domain.operations import Operation
    from otp_desktop.domain.snapshot import PlanSnapshot
    from otp_desktop.planning.plan import Plan
    from otp_desktop.services.workspace import Workspace

MAP_FILE = "carte-couverture.html"


def add_commands(app: typer.Typer) -> None:
    text = _("Does the main job on fictitious data. Optimises, checks, prints sheets and map, opens the window.")
    app.command("demo", help=text)(demo)


def demo(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help=_("Folder of the results."))] = Path("out"),
    seconds: Seconds = 5,
    no_window: Annotated[bool, typer.Option("--no-window", help=_("Does not open the window."))] = False,
) -> None:
    from otp_desktop.app import has_screen, run_window
    from otp_desktop.services.demonstration import create_demonstration

    with database(context).workspace() as workspace:
        started = monotonic()
        tell(sentence("Preparing the demonstration…"))
        operation = create_demonstration(workspace)
        results = _do_main_job(workspace, operation, out, seconds)
        _print_results(results, workspace.location, monotonic() - started)
    if not no_window and has_screen():
        raise typer.Exit(run_window(database(context).location, language_asked=language_asked(context)))


@dataclass(frozen=True)
class _Results:
    snapshot: "PlanSnapshot"
    plan: "Plan"
    breaches: int
    sheets: tuple[Path, ...]
    map: Path


def _do_main_job(workspace: "Workspace", operation: "Operation", out: Path, seconds: float) -> _Results:
    from otp_desktop.services.checking import check_plan
    from otp_desktop.services.maps import export_map
    from otp_desktop.services.optimise import OptimiseOptions
    from otp_desktop.services.plans import load_snapshot
    from otp_desktop.services.sheets import print_operation

    operation_id = stored_id(operation)
    plan = optimised(workspace, operation, OptimiseOptions(seconds=seconds))
    breaches = check_plan(workspace, operation_id)
    tell(sentence("Printing the sheets and the map…"))
    sheets = print_operation(workspace, operation_id, out / "sheets")
    map_file = export_map(workspace, operation_id, out / MAP_FILE)
    return _Results(load_snapshot(workspace, operation_id), plan, len(breaches), sheets, map_file)


def _print_results(results: _Results, location: str, seconds: float) -> None:
    snapshot, count = results.snapshot, results.snapshot.coverage.total
    say(f"{snapshot.operation.name} ({snapshot.operation.code})")
    lines = (
        (_("Agents"), number(sum(agent.active for agent in snapshot.agents))),
        (_("School points"), number(len(snapshot.sites))),
        (_("Slots"), number(len(snapshot.needs))),
        (_("Heads covered"), f"{number(count.held)} / {number(count.required)} ({coverage_rate(count.rate)})"),
        (_("Heads missing"), number(count.missing)),
        (_("Proved bound"), _bound_text(results.plan)),
        (_("Legal control"), _legal_text(results.breaches)),
        (_("Time"), _("{seconds} s").format(seconds=number(seconds, 1))),
        (_("Sheets"), _sheets_text(results.sheets)),
        (_("Map"), str(results.map)),
        (_("Database"), location),
    )
    width = max(len(label) for label, _text in lines)
    for label, text in lines:
        say(f"  {label.ljust(width)}  {text}")


def _bound_text(plan: "Plan") -> str:
    """What is proved: at best this many heads missing, priority by priority."""
    if coverage_proved(plan.objective, plan.bound):
        return str(missing_sentence(plan))
    least = "·".join(number(heads) for heads in plan.bound.missing_count)
    return str(sentence("by priority, at least {least} heads missing", least=least))


def _legal_text(breaches: int) -> str:
    if not breaches:
        return _("no rule broken")
    return str(plural_sentence("{count} rule broken", "{count} rules broken", breaches))


def _sheets_text(sheets: tuple[Path, ...]) -> str:
    folder = sheets[0].parents[1] if sheets else ""
    return str(plural_sentence("{count} PDF in {folder}", "{count} PDFs in {folder}", len(sheets), folder=folder))
