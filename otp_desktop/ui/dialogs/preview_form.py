"""A form that makes many needs at once, and says while one types what it would make."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from otp_desktop.domain.errors import KnownError
from otp_desktop.domain.faults import Fault
from otp_desktop.services.errors import InvalidRecordError
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.record_form import Reading, RecordForm
from otp_desktop.ui.widgets.capacity_words import PAUSE_MS, CapacityWords
from otp_desktop.ui.widgets.labels import label


class PreviewForm(RecordForm):
    """A subclass connects its controls to ``preview_soon``, and answers ``make_preview`` and ``show_preview``."""

    def __init__(self, desk: Desk, title: str, parent: QWidget) -> None:
        super().__init__(desk, title, parent)
        self.preview = label()
        self.preview.setWordWrap(True)
        self.capacity = CapacityWords(desk, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.preview_now)

    @abstractmethod
    def make_preview(self, record: Any) -> Any:
        """What the record would make; runs in the background."""

    @abstractmethod
    def show_preview(self, preview: Any) -> None: ...

    def preview_soon(self) -> None:
        """Once the typing rests."""
        self._pause.start(PAUSE_MS)

    def preview_now(self) -> None:
        reading = Reading()
        record = self.read_record(reading)
        if reading.faults:
            self.say_why_not(reading.faults)
            return
        self.desk.background.query(
            self, lambda: self.make_preview(record), self.show_preview, key="preview", failed=self._cannot
        )

    def say_why_not(self, faults: Sequence[Fault]) -> None:
        """What is wrong stands where the preview would."""
        self.preview.setText(" ".join(dict.fromkeys(str(fault.message) for fault in faults)))
        self.capacity.show_with(tuple)

    def _cannot(self, error: Exception) -> bool:
        """What is not yet filled in is said; anything else is a bug, and is shown as one."""
        if not isinstance(error, KnownError):
            return False
        self.say_why_not(error.faults if isinstance(error, InvalidRecordError) else [Fault(error.sentence)])
        return True
