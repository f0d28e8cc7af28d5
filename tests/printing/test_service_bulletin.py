"""The bulletin of a unit: everything its agents do on a day, whichever operation asks for it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from otp_desktop.domain.force import Absence
from otp_desktop.domain.plans import Assignment
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.printing.service_bulletin import write_service_bulletin
from otp_desktop.texts.formats import time_range
from tests.printing.examples import EDITED_AT, FIRST_DAY, SECRET, ceremony, moment, school_week, told
from tests.printing.pages import pages_of, squeezed, text_of


def bulletin(tmp_path: Path, *plans: PlanSnapshot, days: tuple[date, ...] = (FIRST_DAY,)) -> Path:
    return write_service_bulletin(plans, "DT13", days, tmp_path / "bulletin.pdf", EDITED_AT)


def evening(plan: PlanSnapshot) -> PlanSnapshot:
    """Another operation of the same force: the first agent stands at a post in the evening."""
    ceremonial = told(ceremony(crews=2))
    need = replace(ceremonial.needs[0], code="SOIR", start=moment(0, 20), end=moment(0, 23), roles=plan.needs[0].roles)
    return replace(
        ceremonial,
        operation=replace(ceremonial.operation, id=2, code="concert", name="Concert"),
        plan=replace(ceremonial.plan, number=4, assignments=(Assignment(agent="004500", need="SOIR", role="guard"),)),
        agents=plan.agents,
        needs=(need,),
    )


def test_an_agent_of_two_operations_stands_once_with_both_in_the_order_of_time(tmp_path: Path) -> None:
    plan = school_week(agents=5, days=1)
    text = squeezed(text_of(bulletin(tmp_path, plan, evening(plan))))
    agent = plan.agent["004500"]
    assert text.count(squeezed(f"{agent.full_name}{agent.staff_number}")) == 1
    own = text[text.index(squeezed(agent.full_name)) :]
    last_school, at_night = squeezed(time_range(moment(0, 17, 50), moment(0, 18, 30))), squeezed("20 h 00 – 23 h 00")
    assert own.index(last_school) < own.index(at_night) < own.index("Concert(concert)")
    assert squeezed("6 h 55 de travail") in own
    assert squeezed("Concert (concert) – Version 4") in text
    for other in plan.agents:
        assert squeezed(other.full_name) in text
    assert squeezed("Consignes : Concert Tenue de cérémonie & gants <blancs>.") in text


def test_each_day_has_its_own_table_and_a_day_without_service_none(tmp_path: Path) -> None:
    plan = school_week(agents=3, days=3)
    days = (FIRST_DAY, date(2024, 9, 4), date(2024, 9, 20))
    text = " ".join(pages_of(bulletin(tmp_path, plan, days=days)))
    assert "Lundi 2 septembre 2024" in text and "Mercredi 4 septembre 2024" in text
    assert "Mardi 3 septembre 2024" not in text and "Vendredi 20 septembre 2024" not in text


def test_who_does_not_work_is_named_without_the_reason(tmp_path: Path) -> None:
    plan = school_week(agents=10, days=1)
    absent = replace(plan.agents[-1], absences=(Absence(start=moment(0, 0), end=moment(5, 0), reason=SECRET),))
    text = text_of(bulletin(tmp_path, replace(plan, agents=(*plan.agents[:-1], absent))))
    assert f"{absent.full_name} ({absent.staff_number})" in text
    assert SECRET not in text
