"""The table of a frontier: agents disturbed, heads missing and whether it is proved, in words."""

from collections.abc import Sequence
from enum import IntEnum, auto

from otp_desktop.services.morning import ReplanChoice
from otp_desktop.texts import N_, _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.models.record_model import Heading, RecordModel, headings_of
from otp_desktop.ui.models.rows import Rows, Tone, number_cell, row, rows, text_cell


class ChoiceColumn(IntEnum):
    WORDS = 0
    BELOW = auto()


class ReplanChoiceModel(RecordModel[ReplanChoice]):
    def __init__(self) -> None:
        super().__init__(
            headings_of(
                ChoiceColumn,
                Heading(N_("In words"), stretch=True),
                Heading(N_("Below the minimum"), figures=True),
            )
        )


def choice_rows(choices: Sequence[ReplanChoice]) -> Rows[ReplanChoice]:
    return rows(
        row(
            choice.changes,
            choice,
            (
                text_cell(choice_words(choice)),
                number_cell(choice.below_minimum, tone=Tone.BAD if choice.below_minimum else Tone.PLAIN),
            ),
        )
        for choice in choices
    )


def choice_words(choice: ReplanChoice) -> str:
    """``12 agents dérangés : 3 effectifs manquants sur les postes à venir (prouvé)``."""
    people = ngettext("{count} agent disturbed", "{count} agents disturbed", choice.changes)
    heads = ngettext(
        "{count} head missing on the posts to come", "{count} heads missing on the posts to come", choice.missing
    )
    return _("{people}: {heads} ({ground})").format(
        people=people.format(count=number(choice.changes)),
        heads=heads.format(count=number(choice.missing)) if choice.missing else _("nobody missing"),
        ground=_("proved") if choice.proved else _("best found"),
    )
