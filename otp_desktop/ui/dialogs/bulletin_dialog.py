"""The bulletin of a period: missions and hours by unit and by axis, seen, then written as a workbook."""

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from otp_desktop.domain.bulletin import Bulletin, BulletinLine
from otp_desktop.services.bulletin import export_bulletin, read_bulletin
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number, short_date
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.dialog import Dialog
from otp_desktop.ui.messages import show_notice
from otp_desktop.ui.models.bulletin import BulletinModel, bulletin_rows
from otp_desktop.ui.models.rows import Rows
from otp_desktop.ui.save_file import choose_new_file
from otp_desktop.ui.widgets.buttons import ROLE, button, foot
from otp_desktop.ui.widgets.dates import DAY_FAULT, DayField
from otp_desktop.ui.widgets.empty_state import EmptyState
from otp_desktop.ui.widgets.labels import label
from otp_desktop.ui.widgets.record_list import RecordList

FIRST_SIZE = (760, 560)
DAY_WIDTH = 140
MONTHS = 3  # of a quarter


class BulletinDialog(Dialog):
    """Opens on the last whole quarter; another day reads again."""

    guide_page = "force"

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self.bulletin: Bulletin | None = None
        self.setWindowTitle(_("Bulletin of a period"))
        first, last = last_quarter(date.today())
        self.first, self.last = DayField(first, _("First day")), DayField(last, _("Last day"))
        self.says = label(role="muted")
        self.says.setWordWrap(True)
        self.records = RecordList(
            BulletinModel(), _("Figures of the period"), _lines_text, EmptyState("file-table-outline", "", "")
        )
        self.records.filter_box.hide()
        self.export_button = button(_("Export…"), "file-table-outline", self.choose_file, primary=True)
        self.close_button = button(_("Close"), "", self.reject)
        self._lay_out()
        self.resize(*FIRST_SIZE)
        self.finished.connect(self.deleteLater)
        for field in (self.first, self.last):
            field.editingFinished.connect(self.read)
        self.read()

    def read(self) -> None:
        self.export_button.setEnabled(False)
        period = self._period()
        if period is not None:
            workspace = self.desk.workspace
            self.desk.background.query(self, lambda: _read(workspace, *period), self._show, key="bulletin")

    def choose_file(self) -> None:
        if self.bulletin is None:
            return
        name = f"bulletin-{self.bulletin.first}-{self.bulletin.last}"
        choose_new_file(self, _("Export the bulletin"), name, {"xlsx": _("Excel workbook (*.xlsx)")}, self.export)

    def export(self, file: Path) -> None:
        bulletin = self.bulletin
        if bulletin is not None:
            self.desk.background.query(self, lambda: export_bulletin(file, bulletin), self._tell_written)

    def _period(self) -> tuple[date, date] | None:
        """Both days; what is wrong is said in place of the period."""
        try:
            first, last = self.first.value(), self.last.value()
        except ValueError:
            self.says.setText(_(DAY_FAULT))
            return None
        if first is None or last is None or last < first:
            self.says.setText(_("Give a first day, and a last day that is not before it."))
            return None
        return first, last

    def _show(self, found: tuple[Bulletin, Rows[BulletinLine]]) -> None:
        self.bulletin, shown = found
        self.records.show_rows(shown)
        self.says.setText(
            _("Missions that begin from {first} to {last}, by the last published plan of each operation.").format(
                first=short_date(self.bulletin.first), last=short_date(self.bulletin.last)
            )
        )
        self.export_button.setEnabled(True)

    def _tell_written(self, written: Path) -> None:
        show_notice(self, _("The bulletin is written."), str(written))

    def _lay_out(self) -> None:
        days = QHBoxLayout()
        days.setSpacing(8)
        for text, field in ((_("&First day"), self.first), (_("&Last day"), self.last)):
            name = label(text)
            name.setBuddy(field)
            field.setMaximumWidth(DAY_WIDTH)
            days.addWidget(name)
            days.addWidget(field)
        days.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(label(_("Bulletin of a period"), "title"))
        layout.addLayout(days)
        layout.addWidget(self.says)
        layout.addWidget(self.records, 1)
        layout.addWidget(foot((self.export_button, ROLE.AcceptRole), (self.close_button, ROLE.RejectRole)))


def last_quarter(today: date) -> tuple[date, date]:
    """The first and the last day of the last quarter that is over."""
    begun = date(today.year, (today.month - 1) // MONTHS * MONTHS + 1, 1)
    last = begun - timedelta(days=1)
    return date(last.year, last.month - MONTHS + 1, 1), last


def _read(workspace: Workspace, first: date, last: date) -> tuple[Bulletin, Rows[BulletinLine]]:
    bulletin = read_bulletin(workspace, first, last)
    return bulletin, bulletin_rows(bulletin)


def _lines_text(count: int) -> str:
    return ngettext("{count} line", "{count} lines", count).format(count=number(count))
