"""A file appears whole or not at all, readable by its owner alone."""

import os
import tempfile
from pathlib import Path

from otp_desktop.printing.errors import SheetNotWrittenError, reason_of


def write_private(file: Path, content: bytes) -> Path:
    """Replaces ``file`` by ``content`` in one move, mode 0600. Raises SheetNotWrittenError and leaves no half file."""
    try:
        _replace(file, content)
    except OSError as error:
        raise SheetNotWrittenError(file=file.name, reason=reason_of(error)) from error
    return file


def _replace(file: Path, content: bytes) -> None:
    descriptor, name = tempfile.mkstemp(prefix=".sheet-", suffix=".tmp", dir=file.parent)  # mkstemp opens with 0600
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
