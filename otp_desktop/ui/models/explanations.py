"""Tables of an explanation: the ways to fill a post, who drops out at a step, what the whole plan lacks."""

from collections.abc import Iterable
from enum import IntEnum, auto

from otp_desktop.planning.explain.remedy import Legality
from otp_desktop.services.explaining import GapExplanation, MissingCapacity
from otp_desktop.services.explanation_words import FallenAgent, NamedRemedy
from otp_desktop.texts import N_, _
from otp_desktop.texts.formats import number
from otp_desktop.ui.models.record_model import Heading, RecordModel, headings_of
from otp_desktop.ui.models.rows import Cell, Rows, Tone, number_cell, row, rows, text_cell

LEGALITIES = {
    Legality.LEGAL: ("●", Tone.GOOD),
    Legality.DEROGATION: ("▲", Tone.WARNING),
    Legality.FORBIDDEN: ("✕", Tone.BAD),
}


class RemedyColumn(IntEnum):
    LEGALITY = 0
    WHAT = auto()
    FILLS = auto()
    DISTURBED = auto()


class RemedyModel(RecordModel[NamedRemedy]):
    def __init__(self) -> None:
        super().__init__(
            headings_of(
                RemedyColumn,
                Heading(N_("Law")),
                Heading(N_("What is done"), stretch=True),
                Heading(N_("Fills")),
                Heading(N_("Agents disturbed"), figures=True),
            )
        )


class FallenColumn(IntEnum):
    NAME = 0
    UNIT = auto()
    REASON = auto()


class FallenModel(RecordModel[FallenAgent]):
    def __init__(self) -> None:
        super().__init__(
            headings_of(FallenColumn, Heading(N_("Agent")), Heading(N_("Unit")), Heading(N_("Why"), stretch=True))
        )


class CapacityColumn(IntEnum):
    WHAT = 0
    MISSING = auto()
    PROVED = auto()


class MissingCapacityModel(RecordModel[MissingCapacity]):
    def __init__(self) -> None:
        super().__init__(
            headings_of(
                CapacityColumn,
                Heading(N_("What is missing"), stretch=True),
                Heading(N_("Heads missing"), figures=True),
                Heading(N_("Certainty")),
            )
        )


def remedy_rows(found: GapExplanation) -> Rows[NamedRemedy]:
    return rows(
        row(
            one.remedy,
            one,
            (
                _legality(one),
                text_cell(str(one.text)),
                text_cell(_("{heads} of {missing}").format(
                    heads=number(one.remedy.heads), missing=number(found.missing)
                )),
                number_cell(one.remedy.disturbed),
            ),
        )
        for one in found.remedies
    )  # fmt: skip


def fallen_rows(fallen: Iterable[FallenAgent]) -> Rows[FallenAgent]:
    return rows(
        row(one.number, one, (text_cell(one.name), text_cell(one.unit), text_cell(str(one.reason)))) for one in fallen
    )


def capacity_rows(gaps: Iterable[MissingCapacity]) -> Rows[MissingCapacity]:
    return rows(
        row(place, gap, (text_cell(str(gap.text)), number_cell(gap.missing), _certainty(gap)))
        for place, gap in enumerate(gaps)
    )


def _legality(one: NamedRemedy) -> Cell:
    mark, tone = LEGALITIES[one.remedy.legality]
    return text_cell(f"{mark} {one.legality}", tone)


def _certainty(gap: MissingCapacity) -> Cell:
    return text_cell(_("■ proved"), Tone.BAD) if gap.proved else text_cell(_("□ likely"), Tone.WARNING)
