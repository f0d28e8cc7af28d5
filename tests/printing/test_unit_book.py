from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.printing.unit_book import write_unit_book
from otp_desktop.printing.visits import visits_of
from otp_desktop.texts.formats import long_date, time_range
from tests.printing.examples import (
    ATTRIBUTION,
    EDITED_AT,
    FIRST_DAY,
    LONG_NAME,
    LONG_WORD,
    SECRET,
    ceremony,
    school_week,
)
from tests.printing.pages import pages_of, squeezed, text_of


def section(text: str, snapshot: PlanSnapshot, day: int) -> str:
    """The part of a unit's book that speaks of one day."""
    title = _title(day)
    start = text.index(title)
    after = text.find(_title(day + 1), start)
    return text[start : after if after > 0 else len(text)]


def _title(day: int) -> str:
    date = long_date(FIRST_DAY + timedelta(days=day))
    return date[0].upper() + date[1:]


def test_every_agent_stands_on_the_right_day_with_each_place_and_time(tmp_path: Path) -> None:
    snapshot = school_week(agents=12, days=3)
    text = text_of(write_unit_book(snapshot, "DT13", tmp_path / "book.pdf", EDITED_AT))
    names = {agent.staff_number: agent.full_name for agent in snapshot.agents}
    assert len(snapshot.assignments_of_agent) == 11
    for day in range(3):
        part = squeezed(section(text, snapshot, day))
        for number, assignments in snapshot.assignments_of_agent.items():
            start = part.index(squeezed(names[number] + number))
            own = part[start : start + 400]
            needs = [snapshot.need[a.need] for a in assignments]
            needs = [need for need in needs if need.start.date() == FIRST_DAY + timedelta(days=day)]
            assert len(needs) == 5
            times = "".join(squeezed(time_range(need.start, need.end)) for need in needs)
            site = snapshot.site[needs[0].site]
            place = squeezed(f"{site.name} {site.address} 13e arrondissement")
            assert times + place in own


def test_the_book_names_nobody_twice_in_a_day_and_no_other_unit(tmp_path: Path) -> None:
    snapshot = ceremony(crews=3)
    monday = section(text_of(write_unit_book(snapshot, "DT13", tmp_path / "book.pdf", EDITED_AT)), snapshot, 0)
    assert monday.count("000003") == 1
    assert "007000" not in monday


def test_agents_without_assignment_are_listed_without_the_reason(tmp_path: Path) -> None:
    snapshot = school_week(agents=11, days=1)
    file = write_unit_book(snapshot, "DT13", tmp_path / "book.pdf", EDITED_AT)
    idle = [agent for agent in snapshot.agents if agent.staff_number not in snapshot.assignments_of_agent]
    absent = snapshot.agents[-1]
    assert absent.absences[0].reason == SECRET
    listed = text_of(file).split("Sans affectation le lundi 2 septembre 2024 :")[1]
    assert [agent for agent in idle if f"{agent.full_name} ({agent.staff_number})" in listed] == idle
    assert SECRET not in text_of(file)
    assert SECRET.encode() not in file.read_bytes()


def test_consecutive_needs_at_one_site_are_one_visit_and_a_change_of_site_starts_another() -> None:
    snapshot = school_week(agents=2, days=1)
    first, second = (snapshot.assignments_of_agent[agent.staff_number] for agent in snapshot.agents)
    visits = visits_of(snapshot, (*first[:2], second[2], *first[3:]))
    assert [(visit.site.code, len(visit.needs)) for visit in visits] == [("E13-01", 2), ("E13-02", 1), ("E13-01", 2)]


def test_a_duty_over_midnight_carries_the_date_of_its_end(tmp_path: Path) -> None:
    text = text_of(write_unit_book(ceremony(crews=3), "DT13", tmp_path / "book.pdf", EDITED_AT))
    assert "22 h 00 – 5 h 00 (mar. 3 sept.)" in text
    assert "Pause relevée" in text


def test_who_comes_off_a_night_is_not_said_to_be_without_assignment(tmp_path: Path) -> None:
    snapshot = ceremony(crews=3)
    tuesday = section(text_of(write_unit_book(snapshot, "DT13", tmp_path / "book.pdf", EDITED_AT)), snapshot, 1)
    assert "Sans affectation" not in tuesday
    idle = replace(snapshot, plan=replace(snapshot.plan, assignments=snapshot.plan.assignments[-1:]))
    tuesday = section(text_of(write_unit_book(idle, "DT13", tmp_path / "book.pdf", EDITED_AT)), idle, 1)
    assert "Sans affectation le mardi 3 septembre 2024 :" in tuesday
    assert "(000002)" in tuesday and "(000001)" not in tuesday


def test_chief_is_named_and_the_chief_is_told_so(tmp_path: Path) -> None:
    text = squeezed(text_of(write_unit_book(ceremony(crews=3), "DT13", tmp_path / "book.pdf", EDITED_AT)))
    assert text.count(squeezed(f"Chef : {LONG_NAME.upper()} Anne-Élisabeth (000002)")) == 3
    assert text.count(squeezed("Chef de poste")) == 2


def test_markup_long_names_and_foreign_letters_are_printed_as_they_are(tmp_path: Path) -> None:
    text = squeezed(text_of(write_unit_book(ceremony(crews=3), "DT13", tmp_path / "book.pdf", EDITED_AT)))
    assert "<B>&DUPONT</B><para>&amp;" in text
    assert squeezed("Pont d’Iéna & <i>quai</i> Branly") in text
    assert squeezed(LONG_NAME.upper()) in text
    assert LONG_WORD.upper() in text
    assert "‹mhmd›‹Li:grinning:›000004" in text


@pytest.mark.parametrize(("number", "words"), [(0, "PROJET – non publié"), (2, "Version 2")])
def test_each_foot_says_version_page_operation_and_source(number: int, words: str, tmp_path: Path) -> None:
    pages = pages_of(write_unit_book(school_week(days=2, number=number), "DT13", tmp_path / "book.pdf", EDITED_AT))
    assert len(pages) > 3
    for index, page in enumerate(pages, start=1):
        assert f"Page {index} de {len(pages)}" in page
        assert f"Rentrée scolaire 2024 (rentree-2024) · {words} · Édité le 30/08/2024 17 h 45" in page
        assert f"Source : {ATTRIBUTION}" in page


def test_each_page_repeats_day_and_heads(tmp_path: Path) -> None:
    pages = pages_of(write_unit_book(school_week(days=2), "DT13", tmp_path / "book.pdf", EDITED_AT))
    assert "Mardi 3 septembre 2024" not in pages[0]
    for page in pages:
        assert "Agent Vacation Lieu Rôle et chef Émargement" in page
    assert "Lundi 2 septembre 2024 (suite)" in pages[1]


def test_a_unit_with_nobody_assigned_gets_a_clear_page(tmp_path: Path) -> None:
    pages = pages_of(write_unit_book(school_week(), "DT14", tmp_path / "book.pdf", EDITED_AT))
    assert len(pages) == 1
    assert "Aucun agent de cette unité n’est affecté à cette opération." in pages[0]
    assert "Page 1 de 1" in pages[0]


def test_an_unknown_unit_is_a_bug(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        write_unit_book(school_week(agents=1, days=1), "DT99", tmp_path / "book.pdf", EDITED_AT)
    assert list(tmp_path.iterdir()) == []
