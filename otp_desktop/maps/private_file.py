"""Writing a file at once or not at all, readable by its owner alone: it says where police will stand."""

import os
import tempfile
from pathlib import Path

from otp_desktop.domain.errors import KnownError
from otp_desktop.texts import N_


class MapNotWrittenError(KnownError):
    template = N_(
        "The map could not be written to “{file}”: {reason}. Check that the folder exists, that you may write there "
        "and that the disk is not full, or choose another place."
    )


def write_private(file: Path, text: str) -> None:
    """Replaces ``file`` with the text in UTF-8, mode 0600. Raises MapNotWrittenError, the old file left as it was."""
    try:
        _replace(file, text)
    except OSError as error:
        raise MapNotWrittenError(file=file, reason=error.strerror or error) from error


def _replace(file: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.", suffix=".tmp")  # made with mode 0600
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(file)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
