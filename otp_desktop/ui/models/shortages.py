"""The table of shortages: role lines with heads missing."""

from collections.abc import Iterable
from enum import IntEnum, auto

from otp_desktop.domain.operations import Need
from otp_desktop.domain.plans import Shortage
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.words import role_name
from otp_desktop.texts import N_
from otp_desktop.ui.models.needs import site_cell
from otp_desktop.ui.models.record_model import Heading, RecordModel, headings_of
from otp_desktop.ui.models.rows import Row, Rows, Tone, day_cell, number_cell, period_cell, row, rows, text_cell
from otp_desktop.ui.models.sites import zone_cell


class ShortageColumn(IntEnum):
    DAY = 0
    TIMES = auto()
    SITE = auto()
    ZONE = auto()
    ROLE = auto()
    QUALIFICATIONS = auto()
    PRIORITY = auto()
    MISSING = auto()
    BELOW_MINIMUM = auto()


class ShortageModel(RecordModel[Shortage]):
    def __init__(self) -> None:
        super().__init__(
            headings_of(
                ShortageColumn,
                Heading(N_("Day")),
                Heading(N_("Times")),
                Heading(N_("Post"), stretch=True),
                Heading(N_("Arr."), figures=True),
                Heading(N_("Role")),
                Heading(N_("Qualifications asked for")),
                Heading(N_("Priority"), figures=True),
                Heading(N_("Missing"), figures=True),
                Heading(N_("Below the minimum"), figures=True),
            )
        )


def shortage_rows(snapshot: PlanSnapshot) -> Rows[Shortage]:
    return rows(_row(shortage, snapshot.need[shortage.need], snapshot) for shortage in snapshot.coverage.shortages)


def _row(shortage: Shortage, need: Need, snapshot: PlanSnapshot) -> Row[Shortage]:
    site = snapshot.site.get(need.site)
    asked = next(role.qualifications for role in need.roles if role.code == shortage.role)
    below = shortage.below_minimum
    return row(
        (shortage.need, shortage.role),
        shortage,
        (
            day_cell(need.start),
            period_cell(need.start, need.end),
            site_cell(need.site, site),
            zone_cell(site.zone if site else ""),
            text_cell(role_name(shortage.role)),
            text_cell(_qualifications(asked, snapshot)),
            number_cell(need.priority),
            number_cell(shortage.missing),
            number_cell(below, tone=Tone.BAD if below else Tone.MUTED),
        ),
    )


def _qualifications(codes: Iterable[str], snapshot: PlanSnapshot) -> str:
    known = snapshot.qualification
    return ", ".join(known[code].label if code in known else code for code in codes)
