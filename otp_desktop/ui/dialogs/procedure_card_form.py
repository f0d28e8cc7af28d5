"""The form of a procedure card: its title, its text and the missions that it belongs to."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.faults import Fault
from otp_desktop.domain.procedure_cards import ProcedureCard
from otp_desktop.domain.sites import SiteKind
from otp_desktop.domain.words import site_kind_name
from otp_desktop.services import procedure_cards
from otp_desktop.services.templates import list_templates
from otp_desktop.texts import N_, _
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.record_form import Reading, RecordForm
from otp_desktop.ui.widgets.check_list import CheckList, Choice

NEW_CARD = ProcedureCard(code="", title="")
TEMPLATE, SITE_KIND = "template/", "site/"  # before the codes in the list of missions
SIGNS = N_("## makes a heading, - and 1. a list, > a warning, **two stars** bold words.\nThe rest is printed as it is.")
TEXT_HEIGHT, MISSIONS_HEIGHT = 260, 190


class ProcedureCardForm(RecordForm):
    """Adds a card, or changes the one given. What is changed on a shipped card becomes a card of the user's."""

    def __init__(self, desk: Desk, card: ProcedureCard, parent: QWidget) -> None:
        super().__init__(desk, card.title or _("New procedure card"), parent)
        self._card = card
        self.title = QLineEdit(card.title)
        self.text = QPlainTextEdit(card.text)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(TEXT_HEIGHT)
        self.missions = CheckList(_("Missions"))
        self.missions.setMinimumHeight(MISSIONS_HEIGHT)
        self.missions.tick(_missions(), _ticked(card))
        self.add_field("title", _("&Title"), self.title)
        self.add_field("text", _("Te&xt"), self.text, _(SIGNS))
        hint = _("The card is printed with operations of these kinds.")
        self.add_field("templates", _("&Missions"), self.missions, hint)
        self.ready()

    def read_record(self, reading: Reading) -> ProcedureCard:  # noqa: ARG002 - any text can be read
        ticked = self.missions.ticked
        return replace(
            self._card,
            title=self.title.text().strip(),
            text=self.text.toPlainText(),
            templates=tuple(template.code for template in list_templates() if TEMPLATE + template.code in ticked),
            site_kinds=tuple(kind for kind in SiteKind if SITE_KIND + kind in ticked),
        )

    def own_faults(self, record: ProcedureCard) -> Sequence[Fault]:
        return procedure_cards.card_faults(record)

    def save(self, record: ProcedureCard) -> Changes:
        return procedure_cards.save_card(self.desk.workspace, record)


def mission_names(card: ProcedureCard) -> str:
    """The missions of a card in one line."""
    ticked = set(_ticked(card))
    return ", ".join(choice.text for choice in _missions() if choice.code in ticked)


def _missions() -> list[Choice]:
    operations = [Choice(TEMPLATE + template.code, _(template.label)) for template in list_templates()]
    return [*operations, *(Choice(SITE_KIND + kind, site_kind_name(kind)) for kind in SiteKind)]


def _ticked(card: ProcedureCard) -> Iterable[str]:
    return (*(TEMPLATE + code for code in card.templates), *(SITE_KIND + kind for kind in card.site_kinds))
