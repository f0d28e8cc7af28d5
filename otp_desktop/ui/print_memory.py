"""What the printing page remembers: documents and folder for all operations, units and posts for each."""

from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths

FOLDER, TICKED, ONE_FILE = "printing/folder", "printing/documents", "printing/one-file"


def remembered_folder(settings: QSettings) -> Path:
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(str(settings.value(FOLDER, documents)))


def remember(settings: QSettings, key: str, codes: frozenset[str] | None) -> None:
    """None, which means all, is not kept: what is new another day is then ticked as well."""
    if codes is None:
        settings.remove(key)
    else:
        settings.setValue(key, sorted(codes))


def remembered(settings: QSettings, key: str) -> frozenset[str] | None:
    stored = settings.value(key)
    if stored is None:
        return None
    return frozenset([stored] if isinstance(stored, str) else map(str, stored) if isinstance(stored, list) else [])


def key_of(operation: str, scope: str) -> str:
    """Of the units or posts of one operation."""
    return f"printing/{scope}/{operation}"
