"""The one place that knows where the shipped files are: in a checkout as in an installed wheel."""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def resources_folder() -> Path:
    """The folder of shipped files: ``otp_desktop/_resources`` in a wheel, ``resources`` in a checkout."""
    installed = _PACKAGE / "_resources"
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"


def resource(relative: str) -> Path:
    """Path of one shipped file or folder, such as ``templates/rentree.json``.

    Raises FileNotFoundError when the program was shipped without it: a packaging bug, never the user's.
    """
    path = resources_folder() / relative
    if not path.exists():
        raise FileNotFoundError(f"missing resource: {path}")
    return path
