"""Imported history: periods that take the place of those they overlap, in the ledger, the hours and the objective."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from otp_desktop.domain.equity import Burdens
from otp_desktop.exchange.subject import Subject
from otp_desktop.services import force, plans
from otp_desktop.services.agent_record import read_agent_record
from otp_desktop.services.equity import read_ledger
from otp_desktop.services.importing.matching import RowState
from otp_desktop.services.importing.pipeline import import_file, preview
from otp_desktop.services.importing.requests import ImportRequest
from otp_desktop.services.problems import problem_of
from otp_desktop.services.undo import undo
from otp_desktop.services.workspace import Workspace
from tests.services.small_force import THURSDAY, operation_id
from tests.services.test_engagements import at, publish_work

MONDAY = THURSDAY - timedelta(days=THURSDAY.weekday())
WEEKS = "Matricule;Semaine;Heures;Nuits;Dimanches\n"
MONTHS = "Matricule;Mois;Heures;Nuits;Dimanches\n"
Ask = Callable[[str], ImportRequest]


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    def make(text: str) -> ImportRequest:
        file = tmp_path / "historique.csv"
        file.write_text(text, encoding="utf-8")
        return ImportRequest(path=file, subject=Subject.HISTORY)

    return make


def states(ws: Workspace, request: ImportRequest) -> list[RowState]:
    return [row.state for row in preview(ws, request).matching.rows]


def weeks_before(*hours: int, agent: str = "001") -> str:
    """The last weeks before the operation, the latest first."""
    rows = (f"{agent};{MONDAY - timedelta(weeks=back):%d/%m/%Y};{each};1;0\n" for back, each in enumerate(hours, 1))
    return WEEKS + "".join(rows)


def burdens(ws: Workspace, agent: str = "001", last: date = THURSDAY) -> Burdens:
    return read_ledger(ws, last).of(agent)


def test_months_are_in_the_ledger_and_a_second_import_changes_nothing(small: Workspace, ask: Ask) -> None:
    request = ask(MONTHS + "001;06/2026;151;3;2\n1;05/2026;140;1;0\n")
    assert import_file(small, request).added == 2, "1 is 001 without its zeros"
    assert burdens(small) == Burdens(nights=4, sundays=2, points=6)
    assert burdens(small, last=date(2027, 6, 30)) == Burdens(), "a year later it weighs no more"
    assert states(small, request) == [RowState.UNCHANGED, RowState.UNCHANGED]


def test_a_corrected_month_takes_the_place_of_the_first_and_undo_brings_it_back(small: Workspace, ask: Ask) -> None:
    import_file(small, ask(MONTHS + "001;06/2026;151;3;2\n"))
    request = ask(MONTHS + "001;06/2026;151;5;2\n")
    assert states(small, request) == [RowState.CHANGED]
    changes = import_file(small, request).changes
    assert burdens(small).nights == 5
    assert changes.gesture is not None
    undo(small, changes.gesture)
    assert burdens(small).nights == 3


def test_a_month_takes_the_place_of_its_weeks_and_says_so(small: Workspace, ask: Ask) -> None:
    import_file(small, ask(WEEKS + "001;2026-W23;35;1;0\n001;2026-W24;35;1;0\n"))
    request = ask(MONTHS + "001;06/2026;151;5;2\n")
    (row,) = preview(small, request).matching.rows
    assert row.state is RowState.NEW
    assert "2" in str(row.reasons[0])
    import_file(small, request)
    assert burdens(small).nights == 5


def test_unknown_agents_and_periods_told_twice_are_refused(small: Workspace, ask: Ask) -> None:
    report = import_file(small, ask(MONTHS + "001;06/2026;1;1;0\n001;06/2026;2;2;0\n999;06/2026;1;1;0\n"))
    assert (report.added, report.refused) == (1, 2)
    assert [fault.line for fault in report.faults] == [3, 4]


def test_posts_published_in_an_imported_month_are_not_counted_twice(small: Workspace, ask: Ask) -> None:
    night = datetime(2026, 6, 10, 20)
    publish_work(small, "NUIT", ("001", night, night + timedelta(hours=8)))
    assert burdens(small).nights == 1
    import_file(small, ask(MONTHS + "001;06/2026;151;3;0\n"))
    assert burdens(small).nights == 3


def test_imported_weeks_count_in_the_hours_of_the_problem_and_on_the_agents_page(small: Workspace, ask: Ask) -> None:
    import_file(small, ask(weeks_before(35, 40)))
    snapshot = plans.load_snapshot(small, operation_id(small))
    assert snapshot.history["001"].week_minutes == (2400, 2100)
    assert snapshot.history["001"].burden == 2
    first = next(agent for agent in problem_of(snapshot).agents if agent.id == "001")
    assert (first.history.week_minutes, first.history.burden) == ((2400, 2100), 2)
    agent = force.list_agents(small)[0]
    assert agent.id is not None
    assert read_agent_record(small, agent.id, THURSDAY).hours.weeks[-3:] == (2400, 2100, 0)


def test_an_imported_week_tells_all_that_was_done_in_it(small: Workspace, ask: Ask) -> None:
    start = at(MONDAY - timedelta(weeks=2), 8)
    publish_work(small, "CONCERT", ("001", start, start + timedelta(hours=9)))
    import_file(small, ask(weeks_before(35, 20, 30)))
    assert plans.load_snapshot(small, operation_id(small)).history["001"].week_minutes == (1800, 1200, 2100)


def test_a_week_that_nobody_tells_of_ends_what_is_known(small: Workspace, ask: Ask) -> None:
    import_file(small, ask(WEEKS + weeks_before(35, 40, 30).removeprefix(WEEKS).replace("40", "", 1)))
    assert plans.load_snapshot(small, operation_id(small)).history["001"].week_minutes == (2100,)


def test_the_history_goes_with_its_agent_and_comes_back_with_undo(small: Workspace, ask: Ask) -> None:
    import_file(small, ask(MONTHS + "006;06/2026;151;3;2\n"))
    last = force.list_agents(small)[-1]
    assert last.id is not None
    changes = force.remove_agents(small, [last.id])
    assert burdens(small, "006") == Burdens()
    assert changes.gesture is not None
    undo(small, changes.gesture)
    assert burdens(small, "006").nights == 3
