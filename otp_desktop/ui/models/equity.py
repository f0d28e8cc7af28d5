"""The tables of equity: units with their means, agents with what they carried."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum, auto

from otp_desktop.domain.equity import Burdens, EquityLedger, Share
from otp_desktop.domain.force import Agent
from otp_desktop.domain.words import unit_name
from otp_desktop.texts import N_, _
from otp_desktop.texts.formats import duration, number
from otp_desktop.ui.models.record_model import Heading, RecordModel, headings_of
from otp_desktop.ui.models.rows import Cell, Row, Rows, Tone, number_cell, row, rows, text_cell

_FAR = 2  # spreads from the mean of the unit: about one agent in twenty
_WHOLE_FORCE = ""


@dataclass(frozen=True, slots=True)
class UnitShare:
    """A unit's code, or None for the whole force."""

    unit: str | None


class ShareColumn(IntEnum):
    UNIT = 0
    AGENTS = auto()
    NIGHTS = auto()
    SUNDAYS = auto()
    HOLIDAYS = auto()
    EVENTS = auto()
    HARD_POSTS = auto()
    BURDEN = auto()


class ShareModel(RecordModel[UnitShare]):
    def __init__(self) -> None:
        super().__init__(
            headings_of(
                ShareColumn,
                Heading(N_("Unit"), stretch=True),
                Heading(N_("Agents"), figures=True),
                Heading(N_("Nights"), figures=True),
                Heading(N_("Sundays"), figures=True),
                Heading(N_("Holidays"), figures=True),
                Heading(N_("Events"), figures=True),
                Heading(N_("Hard posts"), figures=True),
                Heading(N_("Burden"), figures=True),
            )
        )


class CarriedColumn(IntEnum):
    STAFF_NUMBER = 0
    LAST_NAME = auto()
    FIRST_NAME = auto()
    UNIT = auto()
    NIGHTS = auto()
    AGAINST_MEAN = auto()
    NIGHT_TIME = auto()
    SUNDAYS = auto()
    HOLIDAYS = auto()
    EVENTS = auto()
    HARD_POSTS = auto()
    BURDEN = auto()


class CarriedModel(RecordModel[Agent]):
    def __init__(self) -> None:
        super().__init__(
            headings_of(
                CarriedColumn,
                Heading(N_("Staff number")),
                Heading(N_("Last name"), stretch=True),
                Heading(N_("First name"), stretch=True),
                Heading(N_("Unit")),
                Heading(N_("Nights"), figures=True),
                Heading(N_("Nights against mean"), figures=True),
                Heading(N_("Time by night"), figures=True),
                Heading(N_("Sundays"), figures=True),
                Heading(N_("Holidays"), figures=True),
                Heading(N_("Events"), figures=True),
                Heading(N_("Hard posts"), figures=True),
                Heading(N_("Burden"), figures=True),
            )
        )


@dataclass(frozen=True, slots=True)
class EquityTables:
    """Rows of units, the whole force first, and the rows of agents of each."""

    ledger: EquityLedger
    units: Rows[UnitShare]
    agents: dict[str | None, Rows[Agent]]


def equity_tables(ledger: EquityLedger) -> EquityTables:
    everybody = tuple(_agent_rows(ledger))
    agents: dict[str | None, Rows[Agent]] = {None: rows(everybody)}
    for unit in ledger.units:
        agents[unit] = rows(item for item in everybody if item.record.unit == unit)
    units = () if not ledger.agents else (None, *ledger.units)
    return EquityTables(ledger, rows(_unit_row(ledger, unit) for unit in units), agents)


def _unit_row(ledger: EquityLedger, unit: str | None) -> Row[UnitShare]:
    def cell(measure: Callable[[Burdens], float]) -> Cell:
        return _share_cell(ledger.share(unit, measure))

    name = unit_name(unit)
    first = Cell(name, (False, _WHOLE_FORCE), Tone.PLAIN) if unit is None else text_cell(name)
    return row(
        unit if unit is not None else ShareColumn,  # a key that is no unit's code
        UnitShare(unit),
        (
            first,
            number_cell(len(ledger.of_unit(unit))),
            cell(lambda burdens: burdens.nights),
            cell(lambda burdens: burdens.sundays),
            cell(lambda burdens: burdens.holidays),
            cell(lambda burdens: burdens.events),
            cell(lambda burdens: burdens.hard_posts),
            cell(lambda burdens: burdens.points),
        ),
    )


def _share_cell(share: Share) -> Cell:
    """Sorted by the mean; the spread stands beside it."""
    text = _("{mean} ± {spread}").format(mean=number(share.mean, 1), spread=number(share.spread, 1))
    return Cell(text, (False, share.mean))


def _agent_rows(ledger: EquityLedger) -> list[Row[Agent]]:
    nights = {unit: ledger.share(unit, lambda burdens: burdens.nights) for unit in ledger.units}
    return [_agent_row(agent, ledger.of(agent.staff_number), nights[agent.unit]) for agent in ledger.agents]


def _agent_row(agent: Agent, burdens: Burdens, nights: Share) -> Row[Agent]:
    return row(
        agent.id,
        agent,
        (
            text_cell(agent.staff_number),
            text_cell(agent.last_name),
            text_cell(agent.first_name),
            text_cell(agent.unit),
            number_cell(burdens.nights),
            _against(burdens.nights - nights.mean, nights.spread),
            Cell(duration(burdens.night_minutes), (False, burdens.night_minutes), value=burdens.night_minutes / 60),
            number_cell(burdens.sundays),
            number_cell(burdens.holidays),
            number_cell(burdens.events),
            number_cell(burdens.hard_posts),
            number_cell(burdens.points),
        ),
    )


def _against(difference: float, spread: float) -> Cell:
    """How many nights above or below the mean of the unit; a sign marks what lies far from it."""
    rounded = round(difference, 1) or 0.0
    figure = f"{'+' if rounded > 0 else '−' if rounded < 0 else ''}{number(abs(rounded), 1)}"
    if spread and abs(difference) > _FAR * spread:
        figure, tone = f"{'▲' if difference > 0 else '▼'} {figure}", Tone.WARNING
        return Cell(figure, (False, difference), tone, rounded)
    return Cell(figure, (False, difference), value=rounded)
