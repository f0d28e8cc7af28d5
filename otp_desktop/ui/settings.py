"""What the window remembers between two days, in the user's configuration."""

from PySide6.QtCore import QSettings


def user_settings() -> QSettings:
    """A plain file on every system: readable, and easy to take away."""
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "otp-desktop", "otp-desktop")
