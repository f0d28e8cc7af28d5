"""The procedure cards: those of the program and the user's own, which are written here or imported."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from otp_desktop.domain.changes import Changes, Kind
from otp_desktop.domain.procedure_cards import ProcedureCard
from otp_desktop.services import procedure_cards
from otp_desktop.texts import _
from otp_desktop.ui.choose_file import choose_file
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.dialog import Dialog
from otp_desktop.ui.dialogs.procedure_card_form import NEW_CARD, ProcedureCardForm, mission_names
from otp_desktop.ui.messages import ask
from otp_desktop.ui.widgets.labels import label

_SIZE = (720, 460)
ROLE = QDialogButtonBox.ButtonRole


class ProcedureCardsDialog(Dialog):
    """The list follows every change, also an undo."""

    guide_page = "documents"

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Procedure cards"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._cards: Sequence[ProcedureCard] = ()
        self.list = QListWidget()
        self.list.setAccessibleName(_("Procedure cards"))
        self.list.setWordWrap(True)
        self.hint = label(_("They are printed with the operations and posts that they belong to."), "muted")
        self.hint.setWordWrap(True)
        self.buttons = QDialogButtonBox()
        self.new_button = self._button(_("New card…"), ROLE.ActionRole, lambda: self._edit(NEW_CARD))
        self.import_button = self._button(_("Import…"), ROLE.ActionRole, self._choose_file)
        self.edit_button = self._button(_("Edit…"), ROLE.ActionRole, self._edit_current)
        self.remove_button = self._button(_("Delete…"), ROLE.ActionRole, self._ask_removal)
        self._button(_("Close"), ROLE.RejectRole, self.reject)
        self.list.itemActivated.connect(lambda _item: self._edit_current())
        self.list.currentRowChanged.connect(lambda _row: self._show_possible())
        desk.background.changed.connect(self._after_changes)
        self._lay_out()
        self._show_possible()
        self.reload()

    def reload(self) -> None:
        workspace = self._desk.workspace
        self._desk.background.query(self, lambda: procedure_cards.list_cards(workspace), self._show, key="cards")

    def import_file(self, file: Path) -> None:
        """Reads a Markdown file into a new card, which is looked at before it is saved."""
        self._desk.background.query(self, lambda: procedure_cards.read_card_file(file), self._edit)

    def _edit(self, card: ProcedureCard) -> None:
        ProcedureCardForm(self._desk, card, self).open()

    def _edit_current(self) -> None:
        if (card := self._current()) is not None:
            self._edit(card)

    def _choose_file(self) -> None:
        choose_file(self, _("Import a procedure card"), _("Texts (*.md *.txt);;All files (*)"), self.import_file)

    def _ask_removal(self) -> None:
        card = self._current()
        if card is None or card.id is None:
            return
        workspace, card_id = self._desk.workspace, card.id
        ask(
            self,
            _("Delete the procedure card {title}?").format(title=card.title),
            _("Delete"),
            lambda: self._desk.background.write(self, lambda: procedure_cards.remove_cards(workspace, [card_id])),
            _("Where it took the place of a card of the program, that one comes back."),
        )

    def _current(self) -> ProcedureCard | None:
        row = self.list.currentRow()
        return self._cards[row] if 0 <= row < len(self._cards) else None

    def _show(self, cards: Sequence[ProcedureCard]) -> None:
        row = max(0, self.list.currentRow())
        self._cards = cards
        self.list.clear()
        for card in cards:
            origin = _("of the program") if card.id is None else _("your own")
            missions = mission_names(card) or _("no mission")
            self.list.addItem(QListWidgetItem(f"{card.title} ({origin})\n{missions}"))
        self.list.setCurrentRow(min(row, len(cards) - 1))
        self._show_possible()

    def _show_possible(self) -> None:
        card = self._current()
        self.edit_button.setEnabled(card is not None)
        self.remove_button.setEnabled(card is not None and card.id is not None)
        own = card is None or card.id is not None
        self.remove_button.setToolTip("" if own else _("A card of the program can be changed, not deleted."))

    def _after_changes(self, changes: Changes) -> None:
        if Kind.PROCEDURE_CARD in changes.kinds:
            self.reload()

    def _button(self, text: str, role: ROLE, pressed: Callable[[], object]) -> QPushButton:
        made = QPushButton(text)
        made.setAutoDefault(False)
        made.clicked.connect(lambda: pressed())
        self.buttons.addButton(made, role)
        return made

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(label(_("Procedure cards"), "title"))
        layout.addWidget(self.hint)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.buttons)
        self.resize(*_SIZE)
