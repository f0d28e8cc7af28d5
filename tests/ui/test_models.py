"""The table models, on records of the domain."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester

from otp_desktop.domain.sites import Layer, LayerKind
from otp_desktop.services.absences import absences_of
from otp_desktop.services.holders import holders_by_code
from otp_desktop.texts.formats import time_range
from otp_desktop.ui.models.absences import AbsenceModel, AbsenceTime, absence_rows
from otp_desktop.ui.models.agents import AgentColumn, AgentModel, agent_rows
from otp_desktop.ui.models.assignments import AssignmentColumn, AssignmentModel, assignment_rows
from otp_desktop.ui.models.layers import LayerModel, layer_rows
from otp_desktop.ui.models.needs import NeedColumn, NeedModel, need_rows
from otp_desktop.ui.models.operations import OperationColumn, OperationModel, operation_rows
from otp_desktop.ui.models.qualifications import HolderModel, QualificationModel, holder_rows, qualification_rows
from otp_desktop.ui.models.record_model import RecordModel
from otp_desktop.ui.models.rows import Rows
from otp_desktop.ui.models.shortages import ShortageColumn, ShortageModel, shortage_rows
from otp_desktop.ui.models.sites import SiteColumn, SiteModel, site_rows
from otp_desktop.ui.models.units import UnitColumn, UnitModel, unit_rows
from tests.ui.records import AGENTS, DAY, OPERATION, QUALIFICATION, SITES, UNIT, snapshot

MODELS = [
    (AgentModel, lambda: agent_rows(AGENTS, (QUALIFICATION,), DAY)),
    (SiteModel, lambda: site_rows(SITES)),
    (UnitModel, lambda: unit_rows((UNIT, replace(UNIT, id=2, code="DT2", position=None)), AGENTS)),
    (OperationModel, lambda: operation_rows((OPERATION,), {})),
    (NeedModel, lambda: need_rows(snapshot())),
    (AssignmentModel, lambda: assignment_rows(snapshot())),
    (ShortageModel, lambda: shortage_rows(snapshot())),
    (QualificationModel, lambda: qualification_rows((QUALIFICATION,), holders_by_code(AGENTS, DAY))),
    (HolderModel, lambda: holder_rows(holders_by_code(AGENTS, DAY)["leader"])),
    (LayerModel, lambda: layer_rows((Layer(id=1, kind=LayerKind.WATER, name="Seine"),), {1})),
    (AbsenceModel, lambda: absence_rows(absences_of(AGENTS), datetime(2026, 9, 8, 12), frozenset(AbsenceTime))),
]


def texts(model: RecordModel[Any], column: int) -> list[str]:
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


@pytest.fixture
def agents() -> AgentModel:
    model = AgentModel()
    model.show_rows(agent_rows(AGENTS, (QUALIFICATION,), DAY))
    return model


@pytest.mark.parametrize(("kind", "made"), MODELS, ids=lambda value: getattr(value, "__name__", ""))
def test_a_model_keeps_qts_contract_while_it_filters_and_sorts(
    kind: Any, made: Any, qtmodeltester: ModelTester
) -> None:
    model = kind()
    tester: Any = qtmodeltester  # its methods have no annotations
    tester.check(model)
    model.show_rows(made())
    for column in range(model.columnCount()):
        model.sort(column, Qt.SortOrder.DescendingOrder)
        model.sort(column, Qt.SortOrder.AscendingOrder)
        model.turn(column)
        model.turn(0, more=True)
        assert isinstance(model.match(model.index(0, column), Qt.ItemDataRole.DisplayRole, "e"), list)
    model.set_filter("e")
    model.set_filter("no such text")
    assert model.rowCount() == 0
    model.set_filter("")
    assert model.rowCount() == model.total == len(made().items) > 0
    model.show_rows(Rows())


def test_the_filter_ignores_accents_and_the_order_of_words(agents: AgentModel) -> None:
    agents.set_filter("elise MARTIN")
    assert texts(agents, AgentColumn.LAST_NAME) == ["Martin"]
    agents.set_filter("oeuvrard")
    assert texts(agents, AgentColumn.LAST_NAME) == ["<b>Œuvrard & Cie</b>"]


def test_the_reason_of_an_absence_is_neither_shown_nor_found(agents: AgentModel) -> None:
    agents.set_filter("genou")
    assert agents.rowCount() == 0


def test_columns_sort_in_french_and_back_to_the_given_order(agents: AgentModel) -> None:
    agents.sort(AgentColumn.LAST_NAME)
    assert texts(agents, AgentColumn.LAST_NAME) == ["<b>Œuvrard & Cie</b>", "Éclair", "Martin"]
    agents.sort(AgentColumn.UNIT, Qt.SortOrder.AscendingOrder)
    assert texts(agents, AgentColumn.UNIT) == ["DT2", "DT13", "DT13"]
    agents.sort(-1)
    assert texts(agents, AgentColumn.STAFF_NUMBER) == ["004512", "004513", "000009"]


def test_a_selected_row_is_followed_when_the_order_changes(agents: AgentModel) -> None:
    martin = QPersistentModelIndex(agents.index(0, AgentColumn.LAST_NAME))
    agents.sort(AgentColumn.STAFF_NUMBER)
    assert (martin.row(), martin.data()) == (1, "Martin")


def test_an_expired_qualification_says_so(agents: AgentModel) -> None:
    assert texts(agents, AgentColumn.QUALIFICATIONS)[0] == "✕ chef d’équipe (échue)"
    soon = agent_rows(AGENTS, (QUALIFICATION,), date(2020, 1, 1))
    assert soon.items[0].cells[AgentColumn.QUALIFICATIONS].text == "▲ chef d’équipe (jusqu’au 01/01/2020)"
    earlier = agent_rows(AGENTS, (QUALIFICATION,), date(2019, 6, 1))
    assert earlier.items[0].cells[AgentColumn.QUALIFICATIONS].text == "chef d’équipe"


def test_a_tooltip_never_reads_a_name_as_markup(agents: AgentModel) -> None:
    tip = agents.index(1, AgentColumn.LAST_NAME).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "<span>&lt;b&gt;Œuvrard &amp; Cie&lt;/b&gt;</span>"


def test_figures_stand_right_and_texts_left(agents: AgentModel) -> None:
    figures = agents.index(0, AgentColumn.ABSENCES).data(Qt.ItemDataRole.TextAlignmentRole)
    names = agents.index(0, AgentColumn.LAST_NAME).data(Qt.ItemDataRole.TextAlignmentRole)
    assert figures & Qt.AlignmentFlag.AlignRight
    assert names & Qt.AlignmentFlag.AlignLeft


def test_a_need_shows_what_the_plan_holds_of_it() -> None:
    model = NeedModel()
    model.show_rows(need_rows(snapshot()))
    assert texts(model, NeedColumn.STATE) == ["◐ Tenu en partie", "○ Non tenu", "● Tenu"]
    assert texts(model, NeedColumn.HELD) == ["1", "0", "1"]
    assert texts(model, NeedColumn.TIMES)[0] == time_range(datetime(2026, 9, 7, 8), datetime(2026, 9, 7, 9))
    model.sort(NeedColumn.TIMES, Qt.SortOrder.DescendingOrder)
    assert texts(model, NeedColumn.CODE) == ["N10", "N9", "N8"]


def test_assignments_come_in_the_order_of_time_with_full_names() -> None:
    model = AssignmentModel()
    model.show_rows(assignment_rows(snapshot()))
    assert texts(model, AssignmentColumn.AGENT) == ["MARTIN Élise", "<B>ŒUVRARD & CIE</B> Zoé"]
    assert texts(model, AssignmentColumn.LOCKED) == ["Verrouillée", ""]
    assert texts(model, AssignmentColumn.ZONE) == ["13e", "13e"]


def test_shortages_count_as_the_domain_does() -> None:
    model = ShortageModel()
    plan = snapshot()
    model.show_rows(shortage_rows(plan))
    assert [int(text) for text in texts(model, ShortageColumn.MISSING)] == [1, 2]
    assert sum(shortage.missing for shortage in plan.coverage.shortages) == plan.coverage.total.missing
    assert texts(model, ShortageColumn.BELOW_MINIMUM) == ["0", "1"]


def test_arrondissements_sort_by_number() -> None:
    model = SiteModel()
    model.show_rows(site_rows(SITES))
    model.sort(SiteColumn.ZONE)
    assert texts(model, SiteColumn.ZONE) == ["8e", "13e"]


def test_an_operation_tells_its_days() -> None:
    model = OperationModel()
    model.show_rows(operation_rows((OPERATION,), {"blank": "Blank"}))
    assert texts(model, OperationColumn.FIRST_DAY) == ["07/09/2026"]
    assert texts(model, OperationColumn.DAYS) == ["1"]


def test_units_show_their_base_or_say_in_words_that_they_have_none() -> None:
    model = UnitModel()
    model.show_rows(unit_rows((UNIT, replace(UNIT, id=2, code="DT2", position=None)), AGENTS))
    assert texts(model, UnitColumn.BASE) == ["48.83000, 2.36000", "Sans base"]
    assert texts(model, UnitColumn.AGENTS) == ["2", "1"]
    model.set_filter("sans base")
    assert texts(model, UnitColumn.CODE) == ["DT2"]
