"""Several records in one form: what differs is shown as several, and only what one changes is applied to all."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from otp_desktop.texts import N_, _
from otp_desktop.ui.widgets.fields import Field
from otp_desktop.ui.widgets.position_field import PositionField

SEVERAL = N_("(several)")
_MIXED = Qt.ItemDataRole.UserRole + 1


def shared(records: Sequence[Any], lists: Collection[str] = ()) -> Any:
    """A record to fill the form with: the first one, but for ``lists`` of rows, of which it has those all have."""
    first = records[0]
    common = {
        name: tuple(part for part in getattr(first, name) if all(part in getattr(other, name) for other in records))
        for name in lists
    }
    return replace(first, **common)


class Together:
    """``own`` fields, such as a staff number, are never the same for two records and cannot be changed here."""

    def __init__(
        self, records: Sequence[Any], fields: Mapping[str, Field], own: Collection[str], lists: Collection[str]
    ) -> None:
        self.records = tuple(records)
        self._lists = frozenset(lists)
        self._controls = {name: shown.control for name, shown in fields.items() if name not in lists}
        self._mixed = {name for name in self._controls if name in own or self._differs(name)}
        for name in self._mixed:
            show_mixed(self._controls[name])
            self._controls[name].setEnabled(name not in own)

    @property
    def untouched(self) -> frozenset[str]:
        """Fields that still stand for several values."""
        return frozenset(name for name in self._mixed if is_mixed(self._controls[name]))

    def applied(self, before: Any, after: Any) -> list[Any]:
        """The records with what changed in the form from ``before`` to ``after``; those that stay as they were left
        out. Rows taken off a list are taken off each record, rows added are added to each."""
        names = [name for name in self._controls if self._touched(name, before, after)]
        values = {name: getattr(after, name) for name in names}
        new = [replace(record, **values, **self._rows(record, before, after)) for record in self.records]
        return [one for one, record in zip(new, self.records, strict=True) if one != record]

    def _touched(self, name: str, before: Any, after: Any) -> bool:
        if name in self._mixed:
            return name not in self.untouched
        return bool(getattr(before, name) != getattr(after, name))

    def _rows(self, record: Any, before: Any, after: Any) -> dict[str, tuple[Any, ...]]:
        return {name: _merged(getattr(record, name), getattr(before, name), getattr(after, name))
                for name in self._lists}  # fmt: skip

    def _differs(self, name: str) -> bool:
        first = getattr(self.records[0], name)
        return any(getattr(record, name) != first for record in self.records)


def _merged(own: tuple[Any, ...], before: tuple[Any, ...], after: tuple[Any, ...]) -> tuple[Any, ...]:
    kept = [part for part in own if part not in before or part in after]
    return (*kept, *(part for part in after if part not in before and part not in kept))


def show_mixed(control: QWidget) -> None:
    """Empties the control and says that it stands for several values."""
    match control:
        case QLineEdit():
            control.clear()
            control.setPlaceholderText(_(SEVERAL))
        case PositionField():
            show_mixed(control.latitude)
            show_mixed(control.longitude)
        case QComboBox() if control.isEditable():
            control.setCurrentText("")
            for line in control.findChildren(QLineEdit):
                show_mixed(line)
        case QComboBox():
            # The value of the first record: a form can read it, and `is_mixed` keeps it from being applied.
            control.insertItem(0, _(SEVERAL), control.currentData())
            control.setItemData(0, True, _MIXED)
            control.setCurrentIndex(0)
        case QCheckBox():
            control.setTristate(True)
            control.setCheckState(Qt.CheckState.PartiallyChecked)
        case _:
            raise TypeError(f"no way to show several values in a {type(control).__name__}")


def is_mixed(control: QWidget) -> bool:
    """Whether the control still stands for several values."""
    match control:
        case QLineEdit():
            return not control.text().strip()
        case PositionField():
            return is_mixed(control.latitude) and is_mixed(control.longitude)
        case QComboBox() if control.isEditable():
            return not control.currentText().strip()
        case QComboBox():
            return bool(control.currentData(_MIXED))
        case QCheckBox():
            return control.checkState() == Qt.CheckState.PartiallyChecked
    return False
