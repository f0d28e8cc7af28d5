"""The table of an operation's needs, each with what the plan holds of it."""

from enum import IntEnum, auto

from otp_desktop.domain.coverage import CoverageState
from otp_desktop.domain.operations import Need
from otp_desktop.domain.order_words import meeting_words
from otp_desktop.domain.sites import Site
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.texts import N_
from otp_desktop.ui import words
from otp_desktop.ui.models.record_model import Heading, RecordModel, headings_of
from otp_desktop.ui.models.rows import Cell, Row, Rows, Tone, day_cell, number_cell, period_cell, row, rows, text_cell
from otp_desktop.ui.models.sites import zone_cell

TONES = {
    CoverageState.HELD: Tone.GOOD,
    CoverageState.PARTLY: Tone.WARNING,
    CoverageState.NOT_HELD: Tone.BAD,
    CoverageState.NOT_NEEDED: Tone.MUTED,
}


class NeedColumn(IntEnum):
    DAY = 0
    TIMES = auto()
    SITE = auto()
    ZONE = auto()
    REQUIRED = auto()
    HELD = auto()
    STATE = auto()
    LABEL = auto()
    PRIORITY = auto()
    CODE = auto()
    WAVE = auto()
    SERIES = auto()
    SECTOR = auto()
    CALL_SIGN = auto()
    CHANNEL = auto()
    EQUIPMENT = auto()
    MEETING = auto()
    INSTRUCTIONS = auto()


class NeedModel(RecordModel[Need]):
    def __init__(self) -> None:
        super().__init__(
            headings_of(
                NeedColumn,
                Heading(N_("Day")),
                Heading(N_("Times")),
                Heading(N_("Post"), stretch=True),
                Heading(N_("Arr."), figures=True),
                Heading(N_("Required"), figures=True),
                Heading(N_("Held"), figures=True),
                Heading(N_("Coverage")),
                Heading(N_("Label"), stretch=True),
                Heading(N_("Priority"), figures=True),
                Heading(N_("Code"), spare=True),
                Heading(N_("Wave"), spare=True),
                Heading(N_("Series"), spare=True),
                Heading(N_("Sector"), spare=True),
                Heading(N_("Call sign"), spare=True),
                Heading(N_("Radio channel"), spare=True),
                Heading(N_("Equipment"), spare=True),
                Heading(N_("Meeting point"), spare=True),
                Heading(N_("Instructions"), spare=True),
            )
        )


def need_rows(snapshot: PlanSnapshot) -> Rows[Need]:
    return rows(_row(need, snapshot) for need in snapshot.needs)


def _row(need: Need, snapshot: PlanSnapshot) -> Row[Need]:
    count = snapshot.coverage.by_need[need.code]
    state = snapshot.coverage.need_state(need.code)
    site = snapshot.site.get(need.site)
    orders = snapshot.orders_of(need.code)
    return row(
        need.id,
        need,
        (
            day_cell(need.start),
            period_cell(need.start, need.end),
            site_cell(need.site, site),
            zone_cell(site.zone if site else ""),
            number_cell(count.required),
            number_cell(count.held),
            text_cell(words.coverage_state(state), TONES[state]),
            text_cell(need.label),
            number_cell(need.priority),
            text_cell(need.code),
            text_cell(need.wave),
            text_cell(need.series),
            text_cell(site.sector if site else ""),
            text_cell(orders.call_sign),
            text_cell(orders.channel),
            text_cell(orders.equipment),
            text_cell(meeting_words(orders)),
            text_cell(orders.instructions),
        ),
    )


def site_cell(code: str, site: Site | None) -> Cell:
    return text_cell(site.name if site else code)
