"""The ledger of equity as a workbook: one sheet of agents, one of units with means and spreads."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from otp_desktop.domain.equity import Burdens, EquityLedger
from otp_desktop.domain.words import unit_name
from otp_desktop.services.lists import Value
from otp_desktop.texts import N_, _

HOUR = 60  # minutes

MEASURES: tuple[tuple[str, Callable[[Burdens], float]], ...] = (
    (N_("Nights"), lambda burdens: burdens.nights),
    (N_("Hours by night"), lambda burdens: burdens.night_minutes / HOUR),
    (N_("Sundays"), lambda burdens: burdens.sundays),
    (N_("Public holidays"), lambda burdens: burdens.holidays),
    (N_("Events"), lambda burdens: burdens.events),
    (N_("Hard posts"), lambda burdens: burdens.hard_posts),
    (N_("Burden"), lambda burdens: burdens.points),
)


def export_ledger(file: Path, ledger: EquityLedger) -> Path:
    """Writes an XLSX workbook, private (0600). Raises UnknownExportKindError and UnwritableFileError."""
    from otp_desktop.exchange.export import ExportSheet, export_sheets  # openpyxl: not at the window's start

    names = [_(name) for name, _measure in MEASURES]
    agents = ExportSheet(
        _("Agents"), (_("Staff number"), _("Last name"), _("First name"), _("Unit"), *names), _agents(ledger)
    )
    means = [_("{measure}: mean").format(measure=name) for name in names]
    spreads = [_("{measure}: spread").format(measure=name) for name in names]
    pairs = [heading for pair in zip(means, spreads, strict=True) for heading in pair]
    units = ExportSheet(_("Units"), (_("Unit"), _("Agents"), *pairs), _units(ledger))
    return export_sheets(file, (agents, units))


def _agents(ledger: EquityLedger) -> Iterator[Sequence[Value]]:
    for agent in ledger.agents:
        burdens = ledger.of(agent.staff_number)
        figures = [round(measure(burdens), 2) for _name, measure in MEASURES]
        yield agent.staff_number, agent.last_name, agent.first_name, agent.unit, *figures


def _units(ledger: EquityLedger) -> Iterator[Sequence[Value]]:
    """Each unit, and last the whole force."""
    for unit in (*ledger.units, None):
        shares = [ledger.share(unit, measure) for _name, measure in MEASURES]
        figures = [round(figure, 2) for share in shares for figure in (share.mean, share.spread)]
        yield unit_name(unit), len(ledger.of_unit(unit)), *figures
