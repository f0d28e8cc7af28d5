"""Settings that belong to the database: any JSON value under a key."""

from typing import Any
from zlib import crc32

from sqlalchemy import delete, insert, select

from otp_desktop.db.journal.recorder import Written, change_of
from otp_desktop.db.rows import SettingRow
from otp_desktop.db.transaction import Transaction
from otp_desktop.domain.changes import Kind

Value = dict[str, Any]


class Settings:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def get(self, key: str, default: Any = None) -> Any:
        """The JSON value under this key, or ``default``."""
        stored = self._stored(key)
        return default if stored is None else stored["value"]

    def list(self) -> dict[str, Any]:
        """All settings, by key."""
        rows = self._transaction.read(select(SettingRow.key, SettingRow.value).order_by(SettingRow.key))
        return dict(rows)

    def set(self, key: str, value: Any) -> None:
        """Stores a JSON value; the last writer wins. Raises ValueError for NaN, TypeError for what is not JSON."""
        with self._transaction.step():
            before = self._stored(key)
            self._transaction.write(delete(SettingRow).where(SettingRow.key == key))
            self._transaction.write(insert(SettingRow), [{"key": key, "value": value}])
            self._record(key, before, {"value": value})

    def remove(self, key: str) -> None:
        with self._transaction.step():
            before = self._stored(key)
            self._transaction.write(delete(SettingRow).where(SettingRow.key == key))
            if before is not None:
                self._record(key, before, None)

    def _stored(self, key: str) -> Value | None:
        for (value,) in self._transaction.read(select(SettingRow.value).where(SettingRow.key == key)):
            return {"value": value}
        return None

    def _record(self, key: str, before: Value | None, after: Value | None) -> None:
        self._transaction.recorder.add(
            [
                Written(
                    kind=Kind.SETTING,
                    change=change_of(before, after),
                    record_id=setting_number(key),
                    title=key,
                    content={"before": before, "after": after},
                    same=before == after,
                )
            ]
        )


def setting_number(key: str) -> int:
    """A number by which the journal knows the setting, whose own key is a word."""
    return crc32(key.encode()) >> 1
