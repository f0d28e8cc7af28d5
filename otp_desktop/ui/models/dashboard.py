"""The tables of the dashboard whose rows carry a bar: the units with their hours, the versions with their coverage."""

from dataclasses import dataclass
from enum import IntEnum, auto

from otp_desktop.domain.dashboard import Dashboard, UnitLoad, VersionStep
from otp_desktop.domain.equity import Share
from otp_desktop.domain.words import unit_name
from otp_desktop.texts import N_, _
from otp_desktop.texts.formats import coverage_rate, duration, number, percent
from otp_desktop.ui.models.heat import Heat, coverage_heat, strain_heat
from otp_desktop.ui.models.record_model import Heading, RecordModel, headings_of
from otp_desktop.ui.models.rows import Cell, Row, Rows, number_cell, row, rows, text_cell
from otp_desktop.ui.models.versions import version_name
from otp_desktop.ui.plan_figures import missing_tone


@dataclass(frozen=True, slots=True)
class Bar:
    """``value`` as a bar, ``spread`` as a line about its end, ``mark`` as a thick stroke: all in one measure."""

    value: float
    spread: float = 0.0
    mark: float = 0.0

    @property
    def reach(self) -> float:
        return max(self.value + self.spread, self.mark)


class LoadColumn(IntEnum):
    UNIT = 0
    BAR = auto()
    HOURS = auto()
    RATIO = auto()
    AGENTS = auto()
    NIGHTS = auto()
    SUNDAYS = auto()


class LoadModel(RecordModel[UnitLoad]):
    def __init__(self) -> None:
        super().__init__(
            headings_of(
                LoadColumn,
                Heading(N_("Unit")),
                Heading(N_("Hours an agent"), stretch=True),
                Heading(N_("Mean ± spread"), figures=True),
                Heading(N_("Of 35 h a week"), figures=True),
                Heading(N_("Agents"), figures=True),
                Heading(N_("Nights"), figures=True),
                Heading(N_("Sundays"), figures=True),
            )
        )


class StepColumn(IntEnum):
    VERSION = 0
    BAR = auto()
    RATE = auto()
    MISSING = auto()
    NOT_HELD = auto()
    MOVED = auto()


class StepModel(RecordModel[VersionStep]):
    def __init__(self) -> None:
        super().__init__(
            headings_of(
                StepColumn,
                Heading(N_("Version")),
                Heading(N_("Heads held"), stretch=True),
                Heading(N_("Coverage"), figures=True),
                Heading(N_("Missing"), figures=True),
                Heading(N_("Times not held"), figures=True),
                Heading(N_("Agents moved"), figures=True),
            )
        )


@dataclass(frozen=True, slots=True)
class DashboardTables:
    """All that the dashboard's page shows, made off the interface thread."""

    dashboard: Dashboard
    coverage: Heat
    strains: Heat
    loads: Rows[UnitLoad]
    steps: Rows[VersionStep]


def dashboard_tables(dashboard: Dashboard) -> DashboardTables:
    return DashboardTables(
        dashboard=dashboard,
        coverage=coverage_heat(dashboard.coverage),
        strains=strain_heat(dashboard),
        loads=rows(_load_row(rank, load) for rank, load in enumerate(dashboard.units)),
        steps=rows(_step_row(rank, step) for rank, step in enumerate(dashboard.versions)),
    )


def load_bar(load: UnitLoad) -> Bar:
    return Bar(load.hours.mean, load.hours.spread, load.reference)


def step_bar(step: VersionStep) -> Bar:
    return Bar(step.coverage.held, mark=step.coverage.required)


def _load_row(rank: int, load: UnitLoad) -> Row[UnitLoad]:
    hours = _("{mean} ± {spread}").format(mean=duration(load.hours.mean), spread=duration(load.hours.spread))
    return row(
        rank,
        load,
        (
            text_cell(unit_name(load.unit)),
            Cell("", (False, load.hours.mean)),
            Cell(hours, (False, load.hours.mean)),
            Cell(percent(load.ratio), (False, load.ratio), value=load.ratio),
            number_cell(load.agents),
            _share_cell(load.nights),
            _share_cell(load.sundays),
        ),
    )


def _share_cell(share: Share) -> Cell:
    text = _("{mean} ± {spread}").format(mean=number(share.mean, 1), spread=number(share.spread, 1))
    return Cell(text, (False, share.mean))


def _step_row(rank: int, step: VersionStep) -> Row[VersionStep]:
    count = step.coverage
    return row(
        rank,
        step,
        (
            Cell(version_name(step.plan), (False, rank)),
            Cell("", (False, count.held)),
            Cell(coverage_rate(count.rate), (False, count.rate), value=count.rate),
            number_cell(count.missing, tone=missing_tone(count.missing, count.below_minimum)),
            number_cell(step.not_held),
            number_cell(step.moved) if step.moved is not None else Cell("–", (True, 0)),
        ),
    )
