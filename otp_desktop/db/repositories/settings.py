"""Settings that belong to the database: any JSON value under a key."""

from typing import Any

from sqlalchemy import delete, insert, select

from otp_desktop.db.rows import SettingRow
from otp_desktop.db.transaction import Transaction


class Settings:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def get(self, key: str, default: Any = None) -> Any:
        """The JSON value under this key, or ``default``."""
        for (value,) in self._transaction.read(select(SettingRow.value).where(SettingRow.key == key)):
            return value
        return default

    def list(self) -> dict[str, Any]:
        """All settings, by key."""
        rows = self._transaction.read(select(SettingRow.key, SettingRow.value).order_by(SettingRow.key))
        return dict(rows)

    def set(self, key: str, value: Any) -> None:
        """Stores a JSON value; the last writer wins. Raises ValueError for NaN, TypeError for what is not JSON."""
        with self._transaction.step():
            self.remove(key)
            self._transaction.write(insert(SettingRow), [{"key": key, "value": value}])

    def remove(self, key: str) -> None:
        with self._transaction.step():
            self._transaction.write(delete(SettingRow).where(SettingRow.key == key))
