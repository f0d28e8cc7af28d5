"""The ledger of equity: what published plans made agents carry in twelve months, and the line on their sheets."""

from datetime import date, datetime, timedelta

import pytest

from otp_desktop.domain.equity import Burdens, CarriedPost
from otp_desktop.services import plans, versions
from otp_desktop.services.burdens import weight_of
from otp_desktop.services.equity import burdens_of, read_ledger
from otp_desktop.services.plans import load_snapshot
from otp_desktop.services.problems import problem_of
from otp_desktop.services.why_me import why_me, why_me_lines
from otp_desktop.services.workspace import Workspace
from tests.services.small_force import THURSDAY, operation_id
from tests.services.test_engagements import at, publish_work

BASTILLE_DAY = date(2026, 7, 14)  # a Tuesday
SUNDAY = date(2026, 9, 6)


def post(start: datetime, hours: float, burden: float = 0, template: str = "blank") -> CarriedPost:
    end = start + timedelta(hours=hours)
    return CarriedPost(
        operation="O", template=template, timezone="Europe/Paris", start=start, end=end, burden=burden
    )  # fmt: skip


def nights(ws: Workspace, last: date) -> dict[str, int]:
    ledger = read_ledger(ws, last)
    return {agent.staff_number: ledger.of(agent.staff_number).nights for agent in ledger.agents}


@pytest.fixture
def carried(small: Workspace) -> Workspace:
    """Agent 001 worked a night and a Sunday, agent 002 the Sunday only, which was hard."""
    publish_work(small, "NUIT", ("001", at(BASTILLE_DAY, 20), at(BASTILLE_DAY, 28)))
    publish_work(
        small, "DIMANCHE", ("001", at(SUNDAY, 9), at(SUNDAY, 12)), ("002", at(SUNDAY, 9), at(SUNDAY, 12)), burden=3
    )
    return small


def test_posts_of_one_duty_make_one_night_in_real_minutes() -> None:
    evening = datetime(2026, 10, 24, 21)  # clocks go back at three: the night is an hour longer
    assert burdens_of([post(evening, 2), post(evening + timedelta(hours=2), 6)]) == Burdens(
        nights=1, night_minutes=8 * 60, sundays=0, holidays=0, events=0, hard_posts=0, points=2
    )
    assert burdens_of([post(evening, 2), post(evening + timedelta(days=1), 2)]).nights == 2


def test_a_duty_by_day_is_no_night_up_to_the_minute() -> None:
    assert burdens_of([post(datetime(2026, 9, 10, 5), 17)]).nights == 0
    assert burdens_of([post(datetime(2026, 9, 10, 5), 17.5)]).night_minutes == 30
    assert burdens_of([post(datetime(2026, 9, 10, 4, 30), 1)]).night_minutes == 30


def test_events_are_operations_that_are_no_ordinary_service() -> None:
    day = datetime(2026, 9, 10, 9)
    assert burdens_of([post(day, 1, template="rentree")]).events == 0
    assert burdens_of([post(day, 1, template="ceremony"), post(day, 2, template="ceremony")]).events == 1


def test_the_ledger_has_every_active_agent_and_what_was_published(carried: Workspace) -> None:
    ledger = read_ledger(carried, THURSDAY)
    assert [agent.staff_number for agent in ledger.agents] == [f"00{number}" for number in range(1, 7)]
    first, second = ledger.of("001"), ledger.of("002")
    assert (first.nights, first.night_minutes, first.holidays, first.sundays) == (1, 6 * 60, 1, 1)
    assert (second.nights, second.sundays, second.hard_posts, second.points) == (0, 1, 1, 3)
    assert ledger.of("003") == Burdens()


def test_only_twelve_months_up_to_the_day_count(carried: Workspace) -> None:
    assert nights(carried, BASTILLE_DAY)["001"] == 1
    assert nights(carried, BASTILLE_DAY - timedelta(days=1))["001"] == 0
    assert nights(carried, BASTILLE_DAY + timedelta(days=364))["001"] == 1
    assert nights(carried, BASTILLE_DAY + timedelta(days=365))["001"] == 0


def test_only_the_last_published_plan_counts(carried: Workspace) -> None:
    operation = operation_id(carried, "NUIT")
    plans.unassign(carried, operation, [("001", "N0")])
    assert nights(carried, THURSDAY)["001"] == 1, "the draft has promised nothing"
    plans.assign(carried, operation, "003", "N0", "guard")
    versions.publish_plan(carried, operation)
    assert (nights(carried, THURSDAY)["001"], nights(carried, THURSDAY)["003"]) == (0, 1)


def test_the_line_on_the_sheet_tells_the_share_against_the_mean_of_the_unit(carried: Workspace) -> None:
    snapshot = load_snapshot(carried, operation_id(carried, "NUIT"), number=1)
    assert str(why_me(carried, snapshot, "001")) == (
        "1 nuit en 12 mois, cette opération comprise\N{NO-BREAK SPACE}; la moyenne de l’unité est de 0,2."
    )
    assert why_me(carried, snapshot, "002") is None
    lines = why_me_lines(carried, load_snapshot(carried, operation_id(carried, "DIMANCHE"), number=1))
    assert {agent: str(line).split(",")[0] for agent, line in lines.items()} == {
        "001": "1 dimanche en 12 mois", "002": "1 dimanche en 12 mois",
    }  # fmt: skip


def test_the_plan_at_hand_counts_in_place_of_the_published_one(carried: Workspace) -> None:
    operation = operation_id(carried, "NUIT")
    plans.unassign(carried, operation, [("001", "N0")])
    plans.assign(carried, operation, "002", "N0", "guard")
    draft = load_snapshot(carried, operation)
    lines = why_me_lines(carried, draft)
    assert list(lines) == ["002"]
    assert str(lines["002"]).startswith("1 nuit")


def test_an_ordinary_day_adds_nothing(small: Workspace) -> None:
    snapshot = load_snapshot(small, operation_id(small))
    need = snapshot.needs[0]
    plans.assign(small, operation_id(small), "001", need.code, need.roles[0].code)
    line = why_me(small, load_snapshot(small, operation_id(small)), "001")
    assert str(line) == "Service ordinaire de jour\N{NO-BREAK SPACE}: il n’ajoute rien au registre d’équité."


def test_a_post_weighs_what_it_was_given_or_a_point_for_each_thing_carried() -> None:
    day, sunday = datetime(2026, 9, 10, 9), datetime(2026, 9, 6, 9)
    assert weight_of(post(day, 3)) == 0
    assert weight_of(post(sunday, 3)) == 1
    assert weight_of(post(sunday, 15, template="ceremony")) == 3
    assert weight_of(post(sunday, 3, burden=4)) == 4


def test_nights_and_sundays_weigh_in_the_objective(small: Workspace) -> None:
    publish_work(small, "DIMANCHE", ("001", at(SUNDAY, 9), at(SUNDAY, 12)))
    (need,) = problem_of(load_snapshot(small, operation_id(small, "DIMANCHE"))).needs
    assert need.burden == 1
