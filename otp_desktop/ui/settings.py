"""What the window remembers between two days, in the user's configuration."""

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QSplitter

LANGUAGE, THEME = "language", "theme"


def user_settings() -> QSettings:
    """A plain file on every system: readable, and easy to take away."""
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "otp-desktop", "otp-desktop")


def keep_splitter(settings: QSettings, name: str, splitter: QSplitter) -> None:
    """Gives the splitter the place it had, and remembers where it is moved; ``name`` such as ``assignments``."""
    _restore(settings, f"splitter/{name}", splitter)
    splitter.splitterMoved.connect(lambda: settings.setValue(f"splitter/{name}", splitter.saveState()))


def _restore(settings: QSettings, key: str, widget: QSplitter) -> None:
    state = settings.value(key)
    if isinstance(state, QByteArray):
        widget.restoreState(state)
