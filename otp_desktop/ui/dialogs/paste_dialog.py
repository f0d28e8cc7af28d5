"""What pasting would change, row by row, before anything is stored."""

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget

from otp_desktop.services import pasting
from otp_desktop.services.importing.matching import RowState
from otp_desktop.services.pasting import PasteTable, Preview
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.dialog import Dialog
from otp_desktop.ui.importing.preview_rows import StateRows, preview_rows
from otp_desktop.ui.importing.preview_step import PreviewStep
from otp_desktop.ui.messages import show_error
from otp_desktop.ui.widgets.labels import label

_SIZE = (900, 560)


class PasteDialog(Dialog):
    """Opens when the preview is made; the private folder it was made in goes with the dialog."""

    def __init__(self, desk: Desk, table: PasteTable, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Paste"))
        self.desk = desk
        self._window = parent
        self._folder = TemporaryDirectory(prefix="otp-paste-")  # mode 0700, as mkdtemp makes it
        self._preview: Preview | None = None
        self.step = PreviewStep()
        self.buttons = QDialogButtonBox()
        self.apply_button = self.buttons.addButton(_("Apply"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.apply_button.setProperty("role", "primary")
        self.apply_button.setDefault(True)
        self.buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.apply)
        self.buttons.rejected.connect(self.reject)
        self.finished.connect(self._end)
        self._lay_out()
        folder, workspace, operation_id = Path(self._folder.name), desk.workspace, desk.operation_id

        def read() -> tuple[Preview, StateRows]:
            made = pasting.preview_paste(workspace, table, folder, operation_id)
            return made, preview_rows(made)

        desk.background.query(self, read, lambda made: self._show(*made), failed=self._failed)

    def apply(self) -> None:
        """Stores the new and the changed rows in one gesture."""
        preview, workspace = self._preview, self.desk.workspace
        assert preview is not None, "the button is pressed in the open dialog"
        self.apply_button.setEnabled(False)
        store = partial(pasting.store_paste, workspace, preview)
        self.desk.background.write(self, store, lambda _changes: self.accept(), failed=self._not_stored)

    def _show(self, preview: Preview, by_state: StateRows) -> None:
        self._preview = preview
        self.step.show_preview(preview, by_state)
        self.step.note.setText(_("Nothing is stored yet. Refused rows are left out; blank cells change nothing."))
        self.step.keep_absences.hide()  # pasted absences are always added to those known
        count = preview.matching.count(RowState.NEW) + preview.matching.count(RowState.CHANGED)
        text = ngettext("Store {count} row", "Store {count} rows", count)
        self.apply_button.setText(text.format(count=number(count)))
        self.apply_button.setEnabled(count > 0)
        self.open()

    def _not_stored(self, _error: Exception) -> bool:
        """The message is the usual one; what was pasted can be stored again."""
        self.apply_button.setEnabled(True)
        return False

    def _failed(self, error: Exception) -> bool:
        show_error(self._window, error)
        self.done(0)
        return True

    def _end(self) -> None:
        self._folder.cleanup()
        self.deleteLater()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(label(_("Paste"), "title"))
        layout.addWidget(self.step, 1)
        layout.addWidget(self.buttons)
        self.resize(*_SIZE)
