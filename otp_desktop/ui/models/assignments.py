"""The table of assignments: who stands where, when and as what."""

from enum import IntEnum, auto

from otp_desktop.domain.operations import Need
from otp_desktop.domain.plans import Assignment
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.words import role_name
from otp_desktop.texts import N_, _
from otp_desktop.ui import words
from otp_desktop.ui.models.needs import site_cell
from otp_desktop.ui.models.record_model import Heading, RecordModel, headings_of
from otp_desktop.ui.models.rows import Row, Rows, day_cell, period_cell, row, rows, text_cell
from otp_desktop.ui.models.sites import zone_cell


class AssignmentColumn(IntEnum):
    DAY = 0
    TIMES = auto()
    SITE = auto()
    ZONE = auto()
    ROLE = auto()
    AGENT = auto()
    STAFF_NUMBER = auto()
    UNIT = auto()
    LOCKED = auto()
    ORIGIN = auto()


class AssignmentModel(RecordModel[Assignment]):
    def __init__(self) -> None:
        super().__init__(
            headings_of(
                AssignmentColumn,
                Heading(N_("Day")),
                Heading(N_("Times")),
                Heading(N_("Post"), stretch=True),
                Heading(N_("Arr."), figures=True),
                Heading(N_("Role")),
                Heading(N_("Agent"), stretch=True),
                Heading(N_("Staff number")),
                Heading(N_("Unit")),
                Heading(N_("Lock state")),
                Heading(N_("Origin")),
            )
        )


def assignment_rows(snapshot: PlanSnapshot) -> Rows[Assignment]:
    """In the order of time, then of posts and names."""
    made = [_row(assignment, snapshot.need[assignment.need], snapshot) for assignment in snapshot.plan.assignments]
    order = (AssignmentColumn.DAY, AssignmentColumn.SITE, AssignmentColumn.AGENT)
    made.sort(key=lambda item: tuple(item.cells[column].key for column in order))
    return rows(made)


def _row(assignment: Assignment, need: Need, snapshot: PlanSnapshot) -> Row[Assignment]:
    site = snapshot.site.get(need.site)
    agent = snapshot.agent.get(assignment.agent)
    return row(
        (assignment.agent, assignment.need),
        assignment,
        (
            day_cell(need.start),
            period_cell(need.start, need.end),
            site_cell(need.site, site),
            zone_cell(site.zone if site else ""),
            text_cell(role_name(assignment.role)),
            text_cell(agent.full_name if agent else assignment.agent),
            text_cell(assignment.agent),
            text_cell(agent.unit if agent else ""),
            text_cell(_("Locked") if assignment.locked else ""),
            text_cell(_(words.ORIGINS[assignment.origin])),
        ),
    )
