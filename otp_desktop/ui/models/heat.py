"""Heat tables: a figure in each cell, its shade, and the whole in words for who does not see the shade."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, Qt

from otp_desktop.domain.coverage import HeadCount
from otp_desktop.domain.dashboard import CoverageTable, Dashboard, Strain
from otp_desktop.domain.zones import zone_name, zone_short
from otp_desktop.texts import _
from otp_desktop.texts.formats import clock, coverage_rate, day_and_date, number
from otp_desktop.ui.models.record_model import NO_INDEX, Index
from otp_desktop.ui.tips import tip

CELL_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class HeatCell:
    """``note`` stands small under the figure; ``rate`` from 0 to 1 gives the shade; ``told`` says all in a sentence."""

    text: str = ""
    note: str = ""
    rate: float = 1.0
    told: str = ""


@dataclass(frozen=True, slots=True)
class Heat:
    """One cell for each of ``names`` and each of ``heads``."""

    heads: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    cells: tuple[tuple[HeatCell, ...], ...] = ()


class HeatModel(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self._heat = Heat()

    def show_heat(self, heat: Heat) -> None:
        self.beginResetModel()
        self._heat = heat
        self.endResetModel()

    def cell(self, row: int, column: int) -> HeatCell:
        return self._heat.cells[row][column]

    def longest_texts(self, column: int) -> tuple[str, str]:
        """The longest figure and the longest note of a column."""
        cells = [row[column] for row in self._heat.cells]
        texts, notes = (cell.text for cell in cells), (cell.note for cell in cells)
        return max(texts, key=len, default=""), max(notes, key=len, default="")

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._heat.names)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._heat.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self.cell(index.row(), index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{cell.text} {cell.note}".strip()
            case Qt.ItemDataRole.AccessibleTextRole:
                return cell.told
            case Qt.ItemDataRole.ToolTipRole:
                return tip(cell.told) or None
            case _ if role == CELL_ROLE:
                return cell
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        texts = self._heat.heads if orientation == Qt.Orientation.Horizontal else self._heat.names
        if not 0 <= section < len(texts):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return texts[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Vertical:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None


def coverage_heat(table: CoverageTable) -> Heat:
    """The whole first, then each arrondissement; all days first, then each day."""
    whole, everywhere = _("All days"), _("All arrondissements")
    rows = [(everywhere, table.total, [table.of_day(day) for day in table.days])]
    for zone in table.zones:
        counts = [table.at(zone, day) for day in table.days]
        rows.append((zone_name(zone), table.of_zone(zone), counts))
    days = [whole, *map(day_and_date, table.days)]
    cells = tuple(_covered_row(name, days, [total, *counts]) for name, total, counts in rows)
    names = (everywhere, *(zone_short(zone) or zone_name(zone) for zone in table.zones))
    return Heat(tuple(days), names, cells)


def _covered_row(name: str, days: Sequence[str], counts: Sequence[HeadCount]) -> tuple[HeatCell, ...]:
    return tuple(_covered(name, day, count) for day, count in zip(days, counts, strict=True))


def _covered(name: str, day: str, count: HeadCount) -> HeatCell:
    place = {"place": name, "day": day}
    if not count.required:
        return HeatCell(told=_("{place}, {day}: no need").format(**place))
    rate = coverage_rate(count.rate)
    told = _("{place}, {day}: {rate} held, {held} of {required}, {missing} missing").format(
        rate=rate, held=number(count.held), required=number(count.required), missing=number(count.missing), **place
    )
    return HeatCell(rate, f"−{number(count.missing)}" if count.missing else "", count.rate, told)


def strain_heat(dashboard: Dashboard) -> Heat:
    """The worst hour of each day of each qualification: agents present over agents required."""
    days = dashboard.strain_days
    return Heat(
        tuple(day_and_date(day) for day in days),
        tuple(strain.label for strain in dashboard.strains),
        tuple(tuple(_strained(strain, day) for day in days) for strain in dashboard.strains),
    )


def _strained(strain: Strain, day: date) -> HeatCell:
    place = {"place": strain.label, "day": day_and_date(day)}
    hour = strain.days.get(day)
    if hour is None:
        return HeatCell(told=_("{place}, {day}: no need").format(**place))
    present, required, at = number(hour.present), number(hour.required), clock(hour.start)
    told = _("{place}, {day}, {hour}: {present} present for {required} required, {missing} missing").format(
        hour=at, present=present, required=required, missing=number(hour.missing), **place
    )
    return HeatCell(f"{present}/{required}", at, hour.rate, told)
