"""Where one is in the assistant: its steps in a row, the one in hand in bold."""

from collections.abc import Mapping

from PySide6.QtWidgets import QHBoxLayout, QWidget

from otp_desktop.texts import _
from otp_desktop.ui.widgets.labels import label, set_property


class StepTrail(QWidget):
    """``names`` are the steps in their order, by any key."""

    def __init__(self, names: Mapping[object, str]) -> None:
        super().__init__()
        self._labels = {step: label(name, "muted") for step, name in names.items()}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for place, name in enumerate(self._labels.values()):
            if place:
                layout.addWidget(label("›", "muted"))
            layout.addWidget(name)
        layout.addStretch(1)

    def show_step(self, here: object) -> None:
        """A step that is none of the trail's leaves none in bold."""
        for step, name in self._labels.items():
            set_property(name, "role", "heading" if step == here else "muted")
            name.setAccessibleName(_("Step in hand: {step}").format(step=name.text()) if step == here else name.text())
