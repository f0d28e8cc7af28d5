"""The file of the rows that an import refused, to correct and import again."""

from datetime import datetime
from pathlib import Path

from otp_desktop.exchange.results import FileRead
from otp_desktop.private_files import make_private_folder
from otp_desktop.services.errors import RejectedFileExistsError
from otp_desktop.services.workspace import Workspace

FOLDER = "rejected"


def store_rejected(ws: Workspace, read: FileRead, source: Path, chosen: Path | None) -> Path | None:
    """Writes the refused rows to the chosen file, else to a new one in ``rejected/`` beside the database.

    Returns the file, whose ending is that of the kind that was read, or None when no row was refused. Raises
    RejectedFileExistsError: a file of rows that wait for correction is never overwritten.
    """
    if not read.refused:
        return None
    ending = f".{read.refused[0].table.kind}"
    if chosen is None:
        stamp = f"{datetime.now():%Y%m%d-%H%M%S}"  # noqa: DTZ005 - a name for people, by their own clock
        target = _unused(ws.folder / FOLDER / f"{stamp}-{source.stem}{ending}")
    elif (target := chosen.with_suffix(ending)).exists():
        raise RejectedFileExistsError(file=str(target))
    from otp_desktop.exchange.rejected import write_rejected  # openpyxl: not at the window's start

    make_private_folder(target.parent)
    return write_rejected(target, read)


def _unused(file: Path) -> Path:
    candidate, rank = file, 1
    while candidate.exists():
        rank += 1
        candidate = file.with_name(f"{file.stem}-{rank}{file.suffix}")
    return candidate
