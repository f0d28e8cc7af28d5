"""The verdict that follows a carried agent: fine, costly or forbidden, with the reason in words."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget

from otp_desktop.services.edit_words import EditWords, Verdict
from otp_desktop.texts import N_, _
from otp_desktop.ui.models.rows import Tone
from otp_desktop.ui.widgets.labels import set_property

SIGNS = {
    Verdict.FINE: N_("✓ Possible"),
    Verdict.COSTLY: N_("≈ Possible, at a cost"),
    Verdict.FORBIDDEN: N_("✕ Forbidden"),
}
TONES = {Verdict.FINE: Tone.GOOD, Verdict.COSTLY: Tone.WARNING, Verdict.FORBIDDEN: Tone.BAD}
BESIDE = QPoint(18, 20)
WIDTH = 360
REASONS_SHOWN = 3


class VerdictLabel(QLabel):
    """Stands beside the pointer, inside its parent."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setFixedWidth(WIDTH)
        self.setProperty("role", "verdict")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_words(self, who: str, words: EditWords | None, near: QPoint) -> None:
        """``words`` None: nothing can be dropped there."""
        if words is None:
            self.setText(who)
            set_property(self, "tone", str(Tone.MUTED))
        else:
            self.setText("\n".join((f"{who} – {_(SIGNS[words.verdict])}", *lines_of(words))))
            set_property(self, "tone", str(TONES[words.verdict]))
        self.setAccessibleName(self.text())
        self.adjustSize()
        self.move(self._inside(near + BESIDE))
        self.show()
        self.raise_()

    def _inside(self, wanted: QPoint) -> QPoint:
        room = self._room.size()
        return QPoint(min(wanted.x(), room.width() - self.width()), min(wanted.y(), room.height() - self.height()))


def lines_of(words: EditWords) -> list[str]:
    """Reasons and gains, one a line; a long list is cut short."""
    reasons = [str(reason) for reason in words.reasons]
    if len(reasons) > REASONS_SHOWN:
        reasons = [*reasons[:REASONS_SHOWN], "…"]
    return reasons + [str(gain) for gain in words.gains]
