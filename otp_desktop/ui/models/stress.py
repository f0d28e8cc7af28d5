"""The tables of the stress test: posts that fall, and the reserve to hold by day and arrondissement."""

from collections.abc import Sequence
from datetime import date
from enum import IntEnum, auto

from otp_desktop.services.stress import FragilePost, ReserveNeed, StressReport
from otp_desktop.texts import N_
from otp_desktop.texts.formats import day_and_date, percent
from otp_desktop.ui.models.needs import site_cell
from otp_desktop.ui.models.record_model import Heading, RecordModel, headings_of
from otp_desktop.ui.models.rows import Cell, Row, Rows, Tone, day_cell, number_cell, period_cell, row, rows
from otp_desktop.ui.models.sites import zone_cell

_OFTEN = 0.2  # of the draws: one in five


class FragileColumn(IntEnum):
    SITE = 0
    ZONE = auto()
    DAY = auto()
    TIMES = auto()
    FALLS = auto()
    MISSING = auto()


class FragileModel(RecordModel[FragilePost]):
    def __init__(self) -> None:
        super().__init__(
            headings_of(
                FragileColumn,
                Heading(N_("Post"), stretch=True),
                Heading(N_("Arr."), figures=True),
                Heading(N_("Day")),
                Heading(N_("Times")),
                Heading(N_("Falls"), figures=True),
                Heading(N_("Mean missing"), figures=True),
            )
        )


class ReserveColumn(IntEnum):
    DAY = 0
    ZONE = auto()
    HEADS = auto()


class ReserveModel(RecordModel[ReserveNeed]):
    def __init__(self) -> None:
        super().__init__(
            headings_of(
                ReserveColumn,
                Heading(N_("Day"), stretch=True),
                Heading(N_("Arr."), figures=True),
                Heading(N_("Heads to hold"), figures=True),
            )
        )


def fragile_rows(report: StressReport) -> Rows[FragilePost]:
    return rows(_fragile_row(report, post) for post in report.posts)


def reserve_rows(reserve: Sequence[ReserveNeed]) -> Rows[ReserveNeed]:
    return rows(
        row((need.day, need.zone), need, (_day_cell(need.day), zone_cell(need.zone), number_cell(need.heads)))
        for need in reserve
    )


def _fragile_row(report: StressReport, post: FragilePost) -> Row[FragilePost]:
    need = post.need
    site = report.snapshot.site.get(need.site)
    return row(
        need.code,
        post,
        (
            site_cell(need.site, site),
            zone_cell(site.zone if site else ""),
            day_cell(need.start),
            period_cell(need.start, need.end),
            _falls_cell(post.frequency),
            number_cell(post.mean_missing, 2),
        ),
    )


def _falls_cell(frequency: float) -> Cell:
    text, tone = percent(frequency, 1), Tone.PLAIN
    if frequency >= _OFTEN:
        text, tone = f"▲ {text}", Tone.WARNING
    return Cell(text, (False, frequency), tone, round(100 * frequency, 1))


def _day_cell(day: date) -> Cell:
    return Cell(day_and_date(day), (False, day), value=day)
