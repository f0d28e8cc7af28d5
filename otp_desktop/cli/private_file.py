"""A text file for its owner alone, whole or not at all."""

import os
import tempfile
from pathlib import Path


def write_private(file: Path, text: str) -> None:
    """Writes beside the file and renames: a full disk or a crash leaves the old file as it was. Mode 0600."""
    descriptor, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text if text.endswith("\n") else f"{text}\n")
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(file)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
