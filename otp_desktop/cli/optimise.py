"""``optimise``: staffs the draft of an operation."""

from typing import TYPE_CHECKING

import typer

from otp_desktop.cli.console import (
    ProgressLine,
    StopFlag,
    coverage_proved,
    say,
    stop_on_interrupt,
)
from otp_desktop.cli.options import OperationCode, Seconds, Seed, Workers, database
from otp_desktop.cli.results import stored_id
from otp_desktop.texts import _, plural_sentence
from otp_desktop.texts.formats import number

if TYPE_CHECKING:
    from otp_desktop.domain.operations import Operation
    from otp_desktop.planning.plan import Plan
    from otp_desktop.services.optimise import OptimiseOptions
    from otp_desktop.services.workspace import Workspace


def add_commands(app: typer.Typer) -> None:
    app.command("optimise", help=_("Staffs the draft of an operation. Ctrl-C keeps the best plan so far."))(optimise)


def optimise(
    context: typer.Context,
    operation: OperationCode,
    seconds: Seconds = 30,
    workers: Workers = 2,
    seed: Seed = 1,
) -> None:
    from otp_desktop.services.operations import find_operation
    from otp_desktop.services.optimise import OptimiseOptions

    options = OptimiseOptions(seconds=seconds, workers=workers, seed=seed)
    with database(context).workspace() as workspace:
        plan = optimised(workspace, find_operation(workspace, operation), options)
    say(missing_sentence(plan))


def optimised(workspace: "Workspace", operation: "Operation", options: "OptimiseOptions") -> "Plan":
    """Optimises with progress on standard error and stores the plan; Ctrl-C keeps the best one."""
    from otp_desktop.planning.plan import Plan
    from otp_desktop.services.optimise import start_optimisation

    plan: Plan | None = None
    stop = StopFlag()
    with stop_on_interrupt(stop):
        search = start_optimisation(workspace, stored_id(operation), options)
        with search, ProgressLine() as line:
            for event in search.events():
                if isinstance(event, Plan):
                    plan = event
                else:
                    line.show(event)
                if stop.requested:
                    search.stop()
            assert plan is not None, "a search ends with a plan"
            search.store(plan)
    return plan


def missing_sentence(plan: "Plan") -> object:
    """How many heads are missing, and whether that is proved to be the least."""
    missing = sum(shortage.missing for shortage in plan.shortages)
    traded = missing > sum(plan.objective.missing_count)  # heads are weighed against costs
    if coverage_proved(plan.objective, plan.bound) and not traded:
        return plural_sentence(
            "{count} head missing; proved: no legal plan covers better ({seconds} s).",
            "{count} heads missing; proved: no legal plan covers better ({seconds} s).",
            missing,
            seconds=number(plan.seconds, 1),
        )
    return plural_sentence(
        "{count} head missing; not proved to be the least ({seconds} s).",
        "{count} heads missing; not proved to be the least ({seconds} s).",
        missing,
        seconds=number(plan.seconds, 1),
    )
