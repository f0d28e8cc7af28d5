"""The managers' dashboard on paper: coverage, load of the units, qualifications, versions."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

from reportlab.platypus import Flowable

from otp_desktop.domain.coverage import HeadCount
from otp_desktop.domain.dashboard import CoverageTable, Dashboard, Strain, UnitLoad, VersionStep
from otp_desktop.domain.equity import Share
from otp_desktop.domain.plans import Plan
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.words import unit_name
from otp_desktop.domain.zones import zone_short
from otp_desktop.printing.bar_table import Bar, BarRow, BarTable
from otp_desktop.printing.blocks import Note
from otp_desktop.printing.heat_table import NOTHING, Head, HeatCell, HeatTable, heat_tables
from otp_desktop.printing.operation_document import operation_document
from otp_desktop.printing.styles import SMALL
from otp_desktop.printing.text import Phrase
from otp_desktop.printing.words import NOBODY, version_name
from otp_desktop.printing.writing import write_document
from otp_desktop.texts import _
from otp_desktop.texts.formats import (
    clock,
    coverage_rate,
    day_and_month,
    duration,
    number,
    percent,
    short_date,
    weekday_name,
)


def write_dashboard(snapshot: PlanSnapshot, dashboard: Dashboard, file: Path, edited_at: datetime) -> Path:
    """Writes the dashboard of a plan (PDF, A4). Raises SheetNotWrittenError."""
    total = dashboard.coverage.total
    facts = [
        (_("Coverage"), coverage_rate(total.rate)),
        (_("Heads held"), _("{count} of {whole}").format(count=number(total.held), whole=number(total.required))),
        (_("Times not held"), number(dashboard.not_held)),
    ]
    story = [
        *_coverage(dashboard.coverage),
        _note(_("Darker and bolder: less is held. The black bar is the part that is missing.")),
        _units(dashboard),
        _note(_("Bar: mean of an agent; fine line: spread; thick stroke: what 35 hours a week make in as many days.")),
        _note(
            _("Nights and Sundays: equity ledger from {first} to {last}, published plans only.").format(
                first=short_date(dashboard.ledger_first), last=short_date(dashboard.ledger_last)
            )
        ),
        *_strains(dashboard),
        _note(
            _("Agents present over agents required, at the worst hour of each day. Rest, travel and other operations "
              "are not taken off.")
        ),
        _versions(dashboard),
    ]  # fmt: skip
    return write_document(operation_document(snapshot, _("Dashboard"), facts, story), file, edited_at)


def _note(text: str) -> Flowable:
    return Note(Phrase(text, SMALL))


def _coverage(table: CoverageTable) -> Iterator[HeatTable]:
    def row(name: str, whole: HeadCount, counts: Iterable[HeadCount]) -> tuple[str, list[HeatCell]]:
        return name, [_covered(whole), *map(_covered, counts)]

    rows = [row(_("Total"), table.total, map(table.of_day, table.days))]
    for zone in table.zones:
        counts = [table.at(zone, day) for day in table.days]
        rows.append(row(zone_short(zone) or _("Outside"), table.of_zone(zone), counts))
    heads = [(_("Total"), ""), *map(_day_head, table.days)]
    yield from heat_tables(_("Coverage by arrondissement"), _("rate, and heads missing"), heads, rows)


def _covered(count: HeadCount) -> HeatCell:
    if not count.required:
        return NOTHING
    note = f"−{number(count.missing)}" if count.missing else ""
    return HeatCell(coverage_rate(count.rate), note, count.rate)


def _units(dashboard: Dashboard) -> BarTable:
    heads = (
        _("Unit"),
        _("Hours an agent"),
        _("Agents"),
        _("Mean ± spread"),
        _("Of the owed"),
        _("Nights"),
        _("Sundays"),
    )
    rows = [_unit_row(load) for load in dashboard.units]
    return BarTable(_("Hours and fairness by unit"), _("over the operation"), heads, rows)


def _unit_row(load: UnitLoad) -> BarRow:
    hours = f"{duration(load.hours.mean)} ± {duration(load.hours.spread)}"
    return BarRow(
        unit_name(load.unit),
        Bar(load.hours.mean, load.hours.spread, load.reference),
        (number(load.agents), hours, percent(load.ratio), _share(load.nights), _share(load.sundays)),
    )


def _share(share: Share) -> str:
    return f"{number(share.mean, 1)} ± {number(share.spread, 1)}"


def _strains(dashboard: Dashboard) -> Iterator[HeatTable]:
    days = dashboard.strain_days
    rows = [(strain.label, [_strained(strain, day) for day in days]) for strain in dashboard.strains]
    heads = [_day_head(day) for day in days]
    yield from heat_tables(_("Qualifications under strain"), _("present / required"), heads, rows)


def _strained(strain: Strain, day: date) -> HeatCell:
    hour = strain.days.get(day)
    if hour is None:
        return NOTHING
    return HeatCell(f"{number(hour.present)}/{number(hour.required)}", clock(hour.start), hour.rate)


def _versions(dashboard: Dashboard) -> BarTable:
    heads = (_("Version"), _("Coverage"), _("Rate"), _("Missing"), _("Not held"), _("Agents moved"))
    rows = [_version_row(step) for step in dashboard.versions]
    return BarTable(_("From version to version"), _("bar: heads held; stroke: required"), heads, rows)


def _version_row(step: VersionStep) -> BarRow:
    count = step.coverage
    figures = (
        coverage_rate(count.rate),
        number(count.missing),
        number(step.not_held),
        NOBODY if step.moved is None else number(step.moved),
    )
    return BarRow(_version(step.plan), Bar(count.held, mark=count.required), figures)


def _version(plan: Plan) -> str:
    if plan.published_at is None:
        return version_name(plan)
    return f"v{plan.number} · {short_date(plan.published_at.astimezone().date())}"


def _day_head(day: date) -> Head:
    return weekday_name(day), day_and_month(day)
