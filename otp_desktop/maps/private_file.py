"""Writing a map at once or not at all, readable by its owner alone: it says where police will stand."""

from pathlib import Path

from otp_desktop.domain.errors import KnownError
from otp_desktop.private_files import write_whole
from otp_desktop.texts import N_


class MapNotWrittenError(KnownError):
    template = N_(
        "The map could not be written to “{file}”: {reason}. Check that the folder exists, that you may write there "
        "and that the disk is not full, or choose another place."
    )


def write_private(file: Path, text: str) -> None:
    """Replaces ``file`` with the text in UTF-8, mode 0600. Raises MapNotWrittenError, the old file left as it was."""
    try:
        write_whole(file, text.encode())
    except OSError as error:
        raise MapNotWrittenError(file=file, reason=error.strerror or error) from error
