from dataclasses import replace
from pathlib import Path

from pypdf import PdfReader

from otp_desktop.domain.plans import Assignment
from otp_desktop.domain.sheet_codes import sheet_code
from otp_desktop.domain.sites import Layer, LayerFeature, LayerKind
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.printing.agent_sheet import write_agent_sheets
from otp_desktop.texts.formats import time_range
from tests.printing.examples import EDITED_AT, LONG_NAME, SECRET, ceremony, moment, school_week, told
from tests.printing.pages import pages_of, squeezed, text_of

SQUARE = {"type": "Polygon", "coordinates": [[[2.3, 48.8], [2.4, 48.8], [2.4, 48.9], [2.3, 48.9], [2.3, 48.8]]]}


def sheets(snapshot: PlanSnapshot, tmp_path: Path, unit: str = "DT13", replaces: int = 0) -> Path:
    return write_agent_sheets(snapshot, unit, tmp_path / "agents.pdf", EDITED_AT, replaces)


def test_each_agent_with_an_assignment_has_one_sheet_that_says_what_the_plan_says(tmp_path: Path) -> None:
    snapshot = school_week(agents=12, days=3)
    pages = [squeezed(page) for page in pages_of(sheets(snapshot, tmp_path))]
    agents = [agent for agent in snapshot.agents_of_unit["DT13"] if agent.staff_number in snapshot.assignments_of_agent]
    assert len(pages) == len(agents) == 11
    for page, agent in zip(pages, agents, strict=True):
        assert squeezed(agent.full_name) in page
        assert str(sheet_code(snapshot, agent)) in page
        assert "Page1de1" in page
        assert [other for other in agents if other != agent and other.staff_number in page] == []
        needs = [snapshot.need[row.need] for row in snapshot.assignments_of_agent[agent.staff_number]]
        for day in range(3):
            own = needs[5 * day : 5 * day + 5]
            assert "".join(squeezed(time_range(need.start, need.end)) for need in own) in page
        site = snapshot.site[needs[0].site]
        assert page.count(squeezed(f"1 · {site.name}")) == 3
        assert squeezed(f"{site.address} 13e arrondissement") in page


def test_hours_chief_crew_and_instructions_are_said(tmp_path: Path) -> None:
    text = text_of(sheets(ceremony(crews=3), tmp_path))
    assert "22 h 00 – 5 h 00 (mar. 3 sept.)" in text
    assert "7 h 00 de travail" in text
    assert "8 h 30 sur 2 jours" in text
    assert squeezed(f"Chef : {LONG_NAME.upper()} Anne-Élisabeth (000002)") in squeezed(text)
    assert "Chef de poste" in text
    assert text.count("Avec :") == 4
    assert "Point de rassemblement : kiosque n° 3 à 20 h 30." in text
    assert "Troisième vague" in text
    assert "Pause relevée" in text


def test_nobody_is_asked_to_meet_while_he_still_stands_on_a_post(tmp_path: Path) -> None:
    plan = school_week(agents=1, days=1)
    early = replace(plan, operation=replace(plan.operation, meeting_place="Mairie", meeting_minutes=20))
    text = text_of(sheets(early, tmp_path))
    assert [
        hour for hour in ("7 h 45", "14 h 25", "15 h 50", "16 h 30", "17 h 30") if f"Rendez-vous à {hour}" in text
    ] == [
        "7 h 45",
        "14 h 25",
        "15 h 50",
    ]
    assert text.count("Rendez-vous : Mairie") == 1


def test_call_sign_relief_and_the_line_of_equity_are_said(tmp_path: Path) -> None:
    plan = told(ceremony(crews=3))
    first = plan.needs[0]
    later = replace(first, code="N1b", start=first.end, end=moment(1, 11), call_sign="BRAVO 2")
    taking = [agent for agent in plan.agents if agent.unit == "DT14"][:2]
    rows = (
        Assignment(agent=taking[0].staff_number, need="N1b", role="chief"),
        Assignment(agent=taking[1].staff_number, need="N1b", role="guard"),
    )
    own = tuple(row for row in plan.plan.assignments if row.agent not in {agent.staff_number for agent in taking})
    handed = replace(plan, needs=(*plan.needs, later), plan=replace(plan.plan, assignments=(*own, *rows)))
    file = tmp_path / "agents.pdf"
    why = {"000003": "3 nuits en 12 mois"}
    before = pages_of(write_agent_sheets(handed, "DT13", file, EDITED_AT, why=why))
    (guard,) = (page for page in before if "000003 " in page)
    assert f"Relève à 5 h 00 : {taking[1].full_name}" in guard
    assert "Pourquoi moi 3 nuits en 12 mois" in guard
    assert "Indicatif : ALPHA 1" in guard and "Canal radio : Conférence 12" in guard
    assert "Tenue de cérémonie & gants <blancs>." in guard and "Laisser passer les secours." in guard
    after = text_of(write_agent_sheets(handed, "DT14", file, EDITED_AT))
    assert squeezed(f"Prend la relève de {LONG_NAME.upper()} Anne-Élisabeth") in squeezed(after)
    assert "Indicatif : BRAVO 2" in after


def test_forty_crews_on_a_post_are_counted_and_the_sheet_stays_one_page(tmp_path: Path) -> None:
    snapshot = ceremony(crews=40)
    pages = pages_of(sheets(snapshot, tmp_path, "DT14"))
    assert len(pages) == len(snapshot.agents_of_unit["DT14"])
    assert all("et 74 autres" in page for page in pages)


def test_reasons_of_absence_are_never_on_a_sheet(tmp_path: Path) -> None:
    snapshot = school_week(agents=11, days=1)
    absent, present = snapshot.agents[-1], snapshot.agents[0]
    secret = replace(present, absences=absent.absences)
    file = sheets(replace(snapshot, agents=(secret, *snapshot.agents[1:])), tmp_path)
    assert present.full_name in text_of(file)
    assert SECRET not in text_of(file)


def test_a_sheet_that_replaces_another_says_so(tmp_path: Path) -> None:
    text = text_of(sheets(school_week(agents=2, days=1, number=2), tmp_path, replaces=1))
    assert "Version 2 – remplace v1" in text


def test_the_outline_leads_to_each_agent(tmp_path: Path) -> None:
    snapshot = school_week(agents=4, days=1)
    reader = PdfReader(sheets(snapshot, tmp_path))
    titles = [entry["/Title"] for entry in reader.outline if not isinstance(entry, list)]
    ordered = snapshot.agents_of_unit["DT13"]
    assert list(map(str, titles)) == [f"{agent.full_name} ({agent.staff_number})" for agent in ordered]


def test_the_map_names_the_arrondissements_it_shows(tmp_path: Path) -> None:
    feature = LayerFeature(code="75113", name="", geometry=SQUARE)
    layer = Layer(kind=LayerKind.ARRONDISSEMENTS, name="Arrondissements", features=(feature,))
    snapshot = replace(school_week(agents=2, days=1), layers=(layer,))
    with_layer = pages_of(sheets(snapshot, tmp_path))[0]
    without = pages_of(sheets(replace(snapshot, layers=()), tmp_path))[0]
    assert with_layer.count("13e") == without.count("13e") + 1
    assert "1 km" in with_layer


def test_posts_without_position_have_no_map(tmp_path: Path) -> None:
    snapshot = school_week(agents=2, days=1)
    nowhere = replace(snapshot, sites=tuple(replace(site, position=None) for site in snapshot.sites))
    text = text_of(sheets(nowhere, tmp_path))
    assert "autre poste de l’opération" not in text
    assert nowhere.sites[0].name in text
