"""Files brought into the database: all valid rows of a file in one gesture, the refused ones in a file beside."""

from pathlib import Path

from otp_desktop.exchange.subject import Subject
from otp_desktop.services.importing.pipeline import import_file
from otp_desktop.services.importing.requests import ImportRequest
from otp_desktop.services.reports import ImportReport
from otp_desktop.services.workspace import Workspace

__all__ = ["ImportReport", "import_agents", "import_layer", "import_sites", "import_units"]


def import_sites(ws: Workspace, path: Path, dry_run: bool = False, rejected: Path | None = None) -> ImportReport:
    """Adds and updates the sites of a file; importing it again changes nothing.

    ``rejected`` is where refused rows go, by default a new file beside the database. ``dry_run`` only tells. Raises a
    KnownError when the whole file is unreadable.
    """
    return import_file(ws, ImportRequest(path=path, subject=Subject.SITES, rejected=rejected), dry_run)


def import_units(ws: Workspace, path: Path, dry_run: bool = False, rejected: Path | None = None) -> ImportReport:
    """Adds and updates units with their bases."""
    return import_file(ws, ImportRequest(path=path, subject=Subject.UNITS, rejected=rejected), dry_run)


def import_agents(ws: Workspace, path: Path, dry_run: bool = False, rejected: Path | None = None) -> ImportReport:
    """Adds and updates the agents of a roll, and makes the units and qualifications it names."""
    return import_file(ws, ImportRequest(path=path, subject=Subject.AGENTS, rejected=rejected), dry_run)


def import_layer(ws: Workspace, path: Path, dry_run: bool = False) -> ImportReport:
    """Stores a reference layer in the place of the earlier one of its kind; ``changed`` counts the sites it rezones."""
    return import_file(ws, ImportRequest(path=path, subject=Subject.LAYER), dry_run)
