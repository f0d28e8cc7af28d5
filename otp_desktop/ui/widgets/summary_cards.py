"""A row of cards: one figure and its name each."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from otp_desktop.ui.models.rows import Tone
from otp_desktop.ui.widgets.labels import label, set_tone


class SummaryCard(QFrame):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.name = label(name, "muted")
        self.figure = label("–", "figure")
        self.note = label("", "muted")
        self.note.setWordWrap(True)  # beside other cards on a small screen
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(2)
        for widget in (self.name, self.figure, self.note):
            layout.addWidget(widget)
        layout.addStretch(1)  # figures stand level, whatever the notes under them

    def show_figure(self, figure: str, note: str = "", tone: Tone = Tone.PLAIN) -> None:
        set_tone(self.figure, tone)
        self.figure.setText(figure)
        self.note.setText(note)
        self.figure.updateGeometry()
        self.figure.setAccessibleName(f"{self.name.text()} {figure}")


class SummaryCards(QWidget):
    def __init__(self, cards: tuple[SummaryCard, ...]) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for card in cards:
            layout.addWidget(card, 1)
