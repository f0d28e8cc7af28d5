"""The columns that the user corrected, remembered for the next file with the same headings."""

import json
from hashlib import sha256

from PySide6.QtCore import QSettings

from otp_desktop.services.importing.requests import Subject


def remembered(settings: QSettings, subject: Subject, signature: str) -> dict[str, str]:
    """The field of each corrected column by its name; none for headings never seen."""
    try:
        stored = json.loads(str(settings.value(_key(subject, signature), "{}")))
    except ValueError:
        return {}
    return {str(name): str(field) for name, field in stored.items()} if isinstance(stored, dict) else {}


def remember(settings: QSettings, subject: Subject, signature: str, columns: dict[str, str]) -> None:
    """Keeps the corrections, or forgets them where there are none."""
    if columns:
        settings.setValue(_key(subject, signature), json.dumps(columns, ensure_ascii=False))
    else:
        settings.remove(_key(subject, signature))


def _key(subject: Subject, signature: str) -> str:
    return f"import/columns/{subject}/{sha256(signature.encode()).hexdigest()[:16]}"
