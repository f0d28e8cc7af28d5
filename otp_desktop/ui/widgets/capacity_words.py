"""The worst hour of the needs in a form, in words, as it would be if they were saved."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QWidget

from otp_desktop.domain.operations import Need
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.services.capacity import Capacity, capacity_of, during
from otp_desktop.texts import _
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.models.capacity import worst_text
from otp_desktop.ui.models.rows import Tone
from otp_desktop.ui.widgets.labels import label, set_tone

PAUSE_MS = 250  # after the last key: no reckoning a letter


class CapacityWords:
    """One line of a form: ``owner`` lives as long as the form."""

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        self._desk = desk
        self._owner = owner
        self.label: QLabel = label()
        self.label.setWordWrap(True)
        self.label.setAccessibleName(_("Force meanwhile"))
        self._needs: Callable[[], Sequence[Need]] = tuple
        self._pause = QTimer(owner)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._reckon)

    def show_with(self, needs: Callable[[], Sequence[Need]]) -> None:
        """The worst of their hours with these needs, in the place of those with the same ids.

        ``needs`` is called off the interface thread.
        """
        self._needs = needs
        self.label.setText(_("Reckoning…"))
        set_tone(self.label, Tone.MUTED)
        self._pause.start(PAUSE_MS)

    def _reckon(self) -> None:
        snapshot = self._desk.snapshot
        if snapshot is None:
            return
        typed = self._needs
        self._desk.background.query(self._owner, lambda: _with(snapshot, typed()), self._show, key="capacity")

    def _show(self, capacity: Capacity) -> None:
        snapshot = self._desk.snapshot
        labels = {code: held.label for code, held in snapshot.qualification.items()} if snapshot else {}
        worst = capacity.worst.worst if capacity.worst is not None else None
        self.label.setText(worst_text(capacity, labels))
        set_tone(self.label, Tone.BAD if worst is not None and worst.missing else Tone.PLAIN)


def _with(snapshot: PlanSnapshot, typed: Sequence[Need]) -> Capacity:
    ids = {need.id for need in typed} - {None}
    sound = [need for need in typed if need.start < need.end]
    kept = (need for need in snapshot.needs if need.id not in ids)
    return during(capacity_of(snapshot.agents, (*kept, *sound), snapshot.operation.timezone), sound)
