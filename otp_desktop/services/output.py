"""Where results go: folders made for their owner alone."""

from pathlib import Path

from otp_desktop.private_files import make_private_folder
from otp_desktop.services.errors import FolderNotMadeError


def make_output_folder(folder: Path) -> None:
    """Raises FolderNotMadeError where the place cannot be written or is a file."""
    try:
        make_private_folder(folder)
    except OSError as error:
        raise FolderNotMadeError(folder=folder, reason=error.strerror or error) from error
