"""The file of the rows that an import refused, to correct and import again."""

from datetime import datetime
from pathlib import Path

from otp_desktop.exchange.rejected import write_rejected
from otp_desktop.exchange.results import FileRead
from otp_desktop.services.errors import RejectedFileExistsError
from otp_desktop.services.workspace import Workspace, make_private_folder

FOLDER = "rejected"


def rejected_target(ws: Workspace, source: Path, chosen: Path | None) -> Path:
    """The chosen file, which must not exist, else a new one in ``rejected/`` beside the database.

    Raises RejectedFileExistsError: a file of rows that wait for correction is never overwritten.
    """
    if chosen is not None:
        if chosen.exists():
            raise RejectedFileExistsError(file=str(chosen))
        return chosen
    return _unused(ws.folder / FOLDER / f"{datetime.now():%Y%m%d-%H%M%S}-{source.stem}.csv")  # noqa: DTZ005


def store_rejected(read: FileRead, target: Path) -> Path | None:
    """Writes the refused rows and returns the file, or None when no row was refused."""
    if not read.refused:
        return None
    make_private_folder(target.parent)
    write_rejected(read.refused, target)
    return target


def _unused(file: Path) -> Path:
    candidate, rank = file, 1
    while candidate.exists():
        rank += 1
        candidate = file.with_name(f"{file.stem}-{rank}{file.suffix}")
    return candidate
