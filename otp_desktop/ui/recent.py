"""The databases opened lately. Only files are remembered: the address of a server may hold a password."""

from pathlib import Path

from PySide6.QtCore import QSettings

MOST = 8
KEY = "databases/recent"


def recent_databases(settings: QSettings) -> tuple[Path, ...]:
    """The latest first; those that are gone are left out."""
    stored = settings.value(KEY, [])
    names = [stored] if isinstance(stored, str) else stored if isinstance(stored, list) else []
    return tuple(path for path in map(Path, names) if path.is_file())


def remember_database(settings: QSettings, location: str) -> None:
    """Puts a file at the top of the list."""
    if "://" in location or location == ":memory:":
        return
    file = Path(location)
    others = [known for known in recent_databases(settings) if known != file]
    settings.setValue(KEY, [str(known) for known in (file, *others)][:MOST])
    settings.sync()
