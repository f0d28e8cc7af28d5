"""The table of the versions of a plan."""

from collections.abc import Iterable
from datetime import datetime
from enum import IntEnum, auto

from otp_desktop.domain.plans import Plan
from otp_desktop.services.versions import PlanVersion
from otp_desktop.texts import N_, _
from otp_desktop.texts.formats import coverage_rate
from otp_desktop.ui import words
from otp_desktop.ui.models.record_model import Heading, RecordModel, headings_of
from otp_desktop.ui.models.rows import Cell, Row, Rows, Tone, moment_cell, number_cell, row, rows, text_cell
from otp_desktop.ui.plan_figures import missing_tone


class VersionColumn(IntEnum):
    VERSION = 0
    PUBLISHED = auto()
    PERSON = auto()
    HELD = auto()
    RATE = auto()
    MISSING = auto()
    BROKEN = auto()
    DISPENSED = auto()
    STATUS = auto()


class VersionModel(RecordModel[PlanVersion]):
    def __init__(self) -> None:
        super().__init__(
            headings_of(
                VersionColumn,
                Heading(N_("Version")),
                Heading(N_("Published on")),
                Heading(N_("Published by"), stretch=True),
                Heading(N_("Held"), figures=True, spare=True),
                Heading(N_("Coverage"), figures=True),
                Heading(N_("Missing"), figures=True),
                Heading(N_("Broken rules"), figures=True),
                Heading(N_("By derogation"), figures=True),
                Heading(N_("How it was made"), stretch=True),
            )
        )


def version_rows(versions: Iterable[PlanVersion]) -> Rows[PlanVersion]:
    return rows(_row(version) for version in versions)


def version_name(plan: Plan) -> str:
    """``Draft``, ``v2``."""
    return f"v{plan.number}" if plan.number else _("Draft")


def _row(version: PlanVersion) -> Row[PlanVersion]:
    plan, coverage = version.plan, version.coverage
    return row(
        plan.number,
        version,
        (
            text_cell(version_name(plan)),
            _published(plan),
            text_cell(plan.published_by or ""),
            number_cell(coverage.held),
            Cell(coverage_rate(coverage.rate), (False, coverage.rate), value=coverage.rate),
            number_cell(coverage.missing, tone=missing_tone(coverage.missing, coverage.below_minimum)),
            number_cell(version.broken, tone=Tone.BAD if version.broken else Tone.PLAIN),
            number_cell(version.dispensed, tone=Tone.WARNING if version.dispensed else Tone.PLAIN),
            text_cell(words.plan_status(plan.status)),
        ),
    )


def _published(plan: Plan) -> Cell:
    """By this computer's clock; plans of older programs do not know."""
    if plan.published_at is None:
        return text_cell(_("not known") if plan.number else _("not published"), Tone.MUTED)
    return moment_cell(local(plan.published_at))


def local(moment: datetime) -> datetime:
    return moment.astimezone().replace(tzinfo=None)
