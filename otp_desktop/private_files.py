"""Files and folders that only their owner can read: rosters say who stands where."""

import os
import tempfile
from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


def write_whole(file: Path, content: bytes) -> None:
    """Replaces ``file`` in one move, mode 0600: where the disk is full or the power fails, the old one stands.

    Raises OSError, which names ``file``.
    """
    try:
        _replace(file, content)
    except OSError as error:
        error.filename, error.filename2 = str(file), None  # nobody knows the unfinished one
        raise


def make_private_folder(folder: Path) -> None:
    """Creates the folder, and the ones above it that are missing; one that exists keeps its mode. Raises OSError."""
    if not folder.is_dir():
        make_private_folder(folder.parent)
        folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)


def _replace(file: Path, content: bytes) -> None:
    descriptor, name = tempfile.mkstemp(prefix=".otp-", suffix=".tmp", dir=file.parent)  # made with mode 0600
    unfinished = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(file)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
