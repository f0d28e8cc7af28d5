"""The dashboard as a file: a PDF to hand round, or a workbook to reckon with."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from otp_desktop.domain.coverage import HeadCount
from otp_desktop.domain.dashboard import Dashboard
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.words import unit_name
from otp_desktop.domain.zones import zone_name
from otp_desktop.services.dashboard import dashboard_of
from otp_desktop.services.errors import UnknownDashboardKindError
from otp_desktop.services.letterhead import read_letterhead
from otp_desktop.services.lists import Value
from otp_desktop.services.output import make_output_folder
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import _, sentence
from otp_desktop.texts.formats import clock, shown_rate

HOUR = 60  # minutes


def export_dashboard(ws: Workspace, snapshot: PlanSnapshot, file: Path) -> Path:
    """Writes a PDF or an XLSX workbook, by the ending of ``file``; private (0600).

    Raises UnknownDashboardKindError, SheetNotWrittenError and UnwritableFileError.
    """
    from otp_desktop.printing.letterhead import headed

    write = {".pdf": _write_pdf, ".xlsx": _write_workbook}.get(file.suffix.lower())
    if write is None:
        raise UnknownDashboardKindError(file=file.name)
    make_output_folder(file.parent)
    with headed(read_letterhead(ws)):
        return write(snapshot, dashboard_of(ws, snapshot), file)


def _write_pdf(snapshot: PlanSnapshot, dashboard: Dashboard, file: Path) -> Path:
    from otp_desktop.printing.dashboard import write_dashboard  # the drawing library is for who prints

    return write_dashboard(snapshot, dashboard, file, datetime.now())  # noqa: DTZ005 - the reader's own clock


def _write_workbook(_snapshot: PlanSnapshot, dashboard: Dashboard, file: Path) -> Path:
    from otp_desktop.exchange.export import ExportSheet, export_sheets  # openpyxl: not at the window's start

    days = dashboard.coverage.days
    counts = (_("Required"), _("Heads held"), _("Missing"), _("Coverage (%)"))
    return export_sheets(
        file,
        (
            ExportSheet(_("Coverage (%)"), (_("Arrondissement"), *map(str, days), _("All days")), _rates(dashboard)),
            ExportSheet(_("Coverage by day"), (_("Day"), _("Arrondissement"), *counts), _coverage(dashboard)),
            ExportSheet(_("Units"), _unit_headings(), _units(dashboard)),
            ExportSheet(
                _("Qualifications"),
                (_("Qualification"), _("Day"), _("Worst hour"), _("Required"), _("Present"), _("Missing")),
                _strains(dashboard),
            ),
            ExportSheet(
                _("Versions"), (_("Version"), *counts, _("Times not held"), _("Agents moved")), _versions(dashboard)
            ),
        ),
    )


def _rates(dashboard: Dashboard) -> Iterator[Sequence[Value]]:
    table = dashboard.coverage
    for zone in table.zones:
        yield (zone_name(zone), *(_rate(table.at(zone, day)) for day in table.days), _rate(table.of_zone(zone)))
    yield (_("All arrondissements"), *(_rate(table.of_day(day)) for day in table.days), _rate(table.total))


def _coverage(dashboard: Dashboard) -> Iterator[Sequence[Value]]:
    table = dashboard.coverage
    for day in table.days:
        for zone in table.zones:
            if (day_count := table.at(zone, day)).required:
                yield (day, zone_name(zone), *_counts(day_count))


def _unit_headings() -> tuple[str, ...]:
    return (
        _("Unit"),
        _("Agents"),
        _("Hours worked"),
        _("Hours an agent: mean"),
        _("Hours an agent: spread"),
        _("Hours owed (35 a week)"),
        _("Nights over twelve months: mean"),
        _("Nights over twelve months: spread"),
        _("Sundays over twelve months: mean"),
        _("Sundays over twelve months: spread"),
    )


def _units(dashboard: Dashboard) -> Iterator[Sequence[Value]]:
    for load in dashboard.units:
        figures = (
            load.total / HOUR,
            load.hours.mean / HOUR,
            load.hours.spread / HOUR,
            load.reference / HOUR,
            load.nights.mean,
            load.nights.spread,
            load.sundays.mean,
            load.sundays.spread,
        )
        yield (unit_name(load.unit), load.agents, *(round(figure, 2) for figure in figures))


def _strains(dashboard: Dashboard) -> Iterator[Sequence[Value]]:
    for strain in dashboard.strains:
        for day, hour in strain.days.items():
            yield strain.label, day, clock(hour.start), hour.required, hour.present, hour.missing


def _versions(dashboard: Dashboard) -> Iterator[Sequence[Value]]:
    for step in dashboard.versions:
        name = _("Draft") if step.plan.is_draft else str(sentence("v{number}", number=step.plan.number))
        yield (name, *_counts(step.coverage), step.not_held, step.moved)


def _counts(count: HeadCount) -> tuple[Value, ...]:
    return count.required, count.held, count.missing, _rate(count)


def _rate(count: HeadCount) -> Value:
    """Whole percents, never 100 while somebody is missing; nothing where nobody is needed."""
    return round(100 * shown_rate(count.rate)) if count.required else None
