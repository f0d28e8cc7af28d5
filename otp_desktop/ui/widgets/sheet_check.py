"""A field for the code of a sheet on paper, typed or scanned, and the answer whether the sheet is current."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from otp_desktop.domain.errors import KnownError
from otp_desktop.services.sheet_check import SheetState, SheetVerdict, verify_sheet
from otp_desktop.texts import _
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.models.rows import Tone
from otp_desktop.ui.widgets.buttons import button
from otp_desktop.ui.widgets.labels import label, set_tone

MOST_CHANGES = 6  # shown under the answer; the sheet printed again has them all


class SheetCheck(QWidget):
    """A reader types the code and Enter, as a hand would; the field is then ready for the next sheet."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.code_box = QLineEdit()
        self.code_box.setPlaceholderText(_("Code under the square"))
        self.code_box.setAccessibleName(_("Code of a sheet to check"))
        self.code_box.setClearButtonEnabled(True)
        self.code_box.setFixedWidth(230)
        self.check_button = button(_("Check"), "qrcode-scan", self.check)
        self.answer = label()
        self.answer.setWordWrap(True)
        self.answer.setAccessibleName(_("Answer about the sheet"))
        self.answer.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.answer.hide()
        self._lay_out()
        self.code_box.returnPressed.connect(self.check)
        self.code_box.textChanged.connect(lambda text: self.check_button.setEnabled(bool(text.strip())))
        self.check_button.setEnabled(False)

    def focus_code(self) -> None:
        """Ready for a reader: what it types takes the place of the last code."""
        self.code_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.code_box.selectAll()

    def check_code(self, code: str) -> None:
        """As if it were typed here."""
        self.focus_code()
        self.code_box.setText(code)
        self.check()

    def check(self) -> None:
        text = self.code_box.text().strip()
        if text:
            read = partial(verify_sheet, self.desk.workspace, text)
            self.desk.background.query(self, read, self._show, key="check", failed=self._show_error)

    def _show(self, verdict: SheetVerdict) -> None:
        lines = [verdict.sentence, *verdict.changes[:MOST_CHANGES]]
        left = len(verdict.changes) - MOST_CHANGES
        self._say("\n".join(map(str, lines)) + ("\n…" if left > 0 else ""), _tone(verdict.state))
        self.code_box.selectAll()

    def _show_error(self, error: Exception) -> bool:
        if not isinstance(error, KnownError):
            return False
        self._say(str(error), Tone.BAD)
        self.code_box.selectAll()
        return True

    def _say(self, text: str, tone: Tone) -> None:
        self.answer.setText(text)
        self.answer.show()
        set_tone(self.answer, tone)

    def _lay_out(self) -> None:
        name = label(_("Is a sheet c&urrent?"), "muted")
        name.setBuddy(self.code_box)
        line = QHBoxLayout()
        line.setSpacing(8)
        for part in (name, self.code_box, self.check_button):
            line.addWidget(part)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(line)
        layout.addWidget(self.answer)


def _tone(state: SheetState) -> Tone:
    return Tone.GOOD if state is SheetState.CURRENT else Tone.BAD
