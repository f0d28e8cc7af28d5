"""The documents of a unit's day and of a whole operation say what the plan says."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from otp_desktop.domain.coverage import CoverageState
from otp_desktop.domain.legal_control import LegalControl
from otp_desktop.printing.chief_list import write_chief_list
from otp_desktop.printing.legal_control import write_legal_control
from otp_desktop.printing.not_held import write_not_held
from otp_desktop.printing.sign_in import write_sign_in
from otp_desktop.texts.formats import day_and_date, long_date
from tests.printing.examples import BROKEN, EDITED_AT, FIRST_DAY, LONG_NAME, SECRET, ceremony, school_week
from tests.printing.pages import pages_of, squeezed, text_of


def test_each_agent_signs_once_a_day_beside_his_duty(tmp_path: Path) -> None:
    snapshot = school_week(agents=12, days=2)
    text = squeezed(text_of(write_sign_in(snapshot, "DT13", tmp_path / "sheet.pdf", EDITED_AT)))
    first, second = (squeezed(long_date(FIRST_DAY + timedelta(days=day))) for day in range(2))
    monday = text[text.index(first.capitalize()) : text.index(second.capitalize())]
    for agent in snapshot.agents:
        count = int(agent.staff_number in snapshot.assignments_of_agent)
        assert monday.count(squeezed(f"{agent.full_name} {agent.staff_number}")) == count
    assert monday.count("8h05–18h30") == 11
    assert SECRET not in text


def test_a_unit_with_nobody_to_sign_is_told_so(tmp_path: Path) -> None:
    (page,) = pages_of(write_sign_in(school_week(), "DT14", tmp_path / "sheet.pdf", EDITED_AT))
    assert "Aucun agent de cette unité n’est affecté à cette opération." in page


def test_every_time_not_held_stands_under_its_arrondissement_post_and_day(tmp_path: Path) -> None:
    snapshot = school_week(agents=20, days=2)
    moved = tuple(replace(site, zone="75114") if site.code == "E13-20" else site for site in snapshot.sites)
    snapshot = replace(snapshot, sites=moved)
    text = squeezed(text_of(write_not_held(snapshot, tmp_path / "sheet.pdf", EDITED_AT)))
    empty = [need for need in snapshot.needs if snapshot.coverage.need_state(need.code) is CoverageState.NOT_HELD]
    assert {need.site for need in empty} == {"E13-10", "E13-20"}
    thirteenth, fourteenth = text[: text.index("14earrondissement")], text[text.index("14earrondissement") :]
    for part, site in ((thirteenth, "E13-10"), (fourteenth, "E13-20")):
        assert part.count(squeezed(snapshot.site[site].name)) == 1
        for day in range(2):
            assert squeezed(day_and_date(FIRST_DAY + timedelta(days=day))) in part
        assert part.count("8h05–9h00") == 2
        assert "10créneauxnontenus" in part
    assert squeezed("2 sur 20") in text and squeezed("20 sur 200") in text


def test_where_all_is_held_the_page_says_so(tmp_path: Path) -> None:
    text = text_of(write_not_held(school_week(agents=9, days=1), tmp_path / "sheet.pdf", EDITED_AT))
    assert "Tous les points sont tenus." in text


def test_each_chief_has_posts_and_people(tmp_path: Path) -> None:
    snapshot = ceremony(crews=3)
    text = squeezed(text_of(write_chief_list(snapshot, tmp_path / "sheet.pdf", EDITED_AT)))
    titles = [
        text.index(squeezed(name)) for name in ("<B>&DUPONT</B> <para>&amp; (000001)1poste", LONG_NAME.upper()[:20])
    ]
    assert titles == sorted(titles)
    post, place = text[titles[1] :], squeezed(snapshot.site["P-1"].name)
    assert place in post and squeezed("5 h 00 (mar. 3 sept.)") in post
    for row in snapshot.assignments_of_need["N1"]:
        assert post.count(f"({row.agent})") == 1
    assert squeezed("2 sur 4") in text


def test_a_plan_without_chiefs_says_so(tmp_path: Path) -> None:
    text = text_of(write_chief_list(school_week(agents=3, days=1), tmp_path / "sheet.pdf", EDITED_AT))
    assert "Aucun poste de ce plan n’a de chef." in text


def test_the_legal_control_names_each_rule_its_state_and_every_breach(tmp_path: Path) -> None:
    text = text_of(write_legal_control(ceremony(crews=2), BROKEN, tmp_path / "sheet.pdf", EDITED_AT))
    assert BROKEN.fingerprint in text
    assert "RT-03 · Travail dans une vacation" in text and "Enfreinte 7 fois" in text and "10 h 00" in text
    assert "Respectée, dérogation non utilisée" in text and "6 jours" in text
    assert text.count("Respectée") == 2
    for said in BROKEN.verdicts[0].breaches:
        assert squeezed(str(said)) in squeezed(text)
    assert "Approuvé par" in text


@pytest.mark.parametrize(("control", "words"), [(BROKEN, "7 infractions"), (None, "Aucune règle enfreinte.")])
def test_the_result_is_said_at_the_top(control: LegalControl | None, words: str, tmp_path: Path) -> None:
    legal = control or replace(BROKEN, verdicts=BROKEN.verdicts[1:])
    first = pages_of(write_legal_control(ceremony(crews=2), legal, tmp_path / "sheet.pdf", EDITED_AT))[0]
    assert words in first
