"""A database with one quarter of ordinary service and an optimised draft: what the window is measured on."""

from pathlib import Path
from tempfile import TemporaryDirectory

from otp_desktop.planning.plan import Plan
from otp_desktop.planning.problem_file import write_problem
from otp_desktop.planning.scenarios.quarter import quarter
from otp_desktop.services.importing.pipeline import import_file
from otp_desktop.services.importing.requests import ImportRequest, Subject
from otp_desktop.services.operations import list_operations
from otp_desktop.services.optimise import OptimiseOptions, start_optimisation
from otp_desktop.services.workspace import Workspace, open_workspace

SEED = 1


def make_quarter(location: str, seconds: float) -> None:
    """Fills a new database with 10,681 missions and 1,500 agents, then optimises for so many seconds."""
    workspace = open_workspace(location)
    operation_id = _import(workspace)
    with start_optimisation(workspace, operation_id, OptimiseOptions(seconds=seconds)) as optimisation:
        *_progress, plan = optimisation.events()
        assert isinstance(plan, Plan), "the last event is the plan"
        optimisation.store(plan)
    workspace.close()


def _import(workspace: Workspace) -> int:
    """The scenario as the one operation of the database."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "quarter.json"
        file.write_text(write_problem(quarter(SEED)), encoding="utf-8")
        import_file(workspace, ImportRequest(path=file, subject=Subject.PROBLEM))
    (operation,) = list_operations(workspace)
    assert operation.id is not None, "it is stored"
    return operation.id
