"""A sheet appears whole or not at all, readable by its owner alone."""

from pathlib import Path

from otp_desktop.printing.errors import SheetNotWrittenError, reason_of
from otp_desktop.private_files import write_whole


def write_private(file: Path, content: bytes) -> Path:
    """Replaces ``file`` by ``content`` in one move, mode 0600. Raises SheetNotWrittenError and leaves no half file."""
    try:
        write_whole(file, content)
    except OSError as error:
        raise SheetNotWrittenError(file=file.name, reason=reason_of(error)) from error
    return file
