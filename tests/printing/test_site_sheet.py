from dataclasses import replace
from pathlib import Path

from otp_desktop.printing.site_sheet import write_site_sheet
from tests.printing.examples import EDITED_AT, ceremony, school_week
from tests.printing.pages import pages_of, squeezed, text_of


def test_a_held_point_shows_address_rank_and_who_holds_each_time(tmp_path: Path) -> None:
    snapshot = school_week(agents=3, days=1)
    text = text_of(write_site_sheet(snapshot, "E13-02", tmp_path / "site.pdf", EDITED_AT))
    holder = snapshot.agents[1]
    assert "École élémentaire Wurtz 2" in text
    assert "3 rue Wurtz, 13e arrondissement" in text
    assert "2 sur 5 (1 : le plus dangereux)" in text
    assert text.count(f"{holder.full_name} {holder.staff_number} Division territoriale 13e") == 5
    assert "5 tenus sur 5" in text
    assert "non pourvu" not in text
    assert "manquant" not in text


def test_a_point_with_nobody_says_so_for_each_time(tmp_path: Path) -> None:
    text = text_of(write_site_sheet(school_week(agents=10, days=2), "E13-10", tmp_path / "site.pdf", EDITED_AT))
    assert text.count("Poste non pourvu Effectif manquant : 1") == 10
    assert text.count("0 tenu sur 5 · Effectif manquant : 5") == 2


def test_heads_missing_are_counted_by_role(tmp_path: Path) -> None:
    text = text_of(write_site_sheet(ceremony(crews=3), "P-1", tmp_path / "site.pdf", EDITED_AT))
    empty_night = text[text.index("Mardi 3 septembre 2024") :]
    assert "chef 0 tenu sur 1 Poste non pourvu Effectif manquant : 1" in empty_night
    assert "dog 0 tenu sur 2 Poste non pourvu Effectif manquant : 2" in empty_night
    assert "22 h 00 – 5 h 00 (mer. 4 sept.)" in empty_night


def test_a_post_partly_held_is_short_but_not_empty(tmp_path: Path) -> None:
    snapshot = ceremony(crews=3)
    fewer = type(snapshot)(
        operation=snapshot.operation,
        plan=type(snapshot.plan)(assignments=snapshot.plan.assignments[:4]),
        units=snapshot.units,
        agents=snapshot.agents,
        sites=snapshot.sites,
        needs=snapshot.needs[:1],
    )
    text = text_of(write_site_sheet(fewer, "P-1", tmp_path / "site.pdf", EDITED_AT))
    assert "3 tenus sur 6" in text
    assert text.count("Effectif manquant : 3") == 3  # of the site, of the day, of the role line
    assert "non pourvu" not in text


def test_forty_crews_on_a_post_are_all_there_and_each_page_says_where_it_goes_on(tmp_path: Path) -> None:
    snapshot = ceremony(crews=40)
    pages = pages_of(write_site_sheet(snapshot, "P-1", tmp_path / "site.pdf", EDITED_AT))
    text = squeezed(" ".join(pages))
    assert len(snapshot.agents) == 81
    for agent in snapshot.agents[4:]:
        assert text.count(squeezed(f"{agent.full_name} {agent.staff_number}")) == 1
    assert "22 h 00 – 5 h 00 (mar. 3 sept.) (suite) garde (suite)" in pages[1]


def test_instructions_keep_their_lines(tmp_path: Path) -> None:
    text = text_of(write_site_sheet(ceremony(crews=3), "P-1", tmp_path / "site.pdf", EDITED_AT))
    assert "Consignes Entrée par la rampe. Point de rassemblement : kiosque n° 3 à 20 h 30." in text


def test_a_site_without_needs_gets_a_clear_page(tmp_path: Path) -> None:
    pages = pages_of(write_site_sheet(ceremony(crews=3), "P-3", tmp_path / "site.pdf", EDITED_AT))
    assert len(pages) == 1
    assert "Aucun besoin à ce poste pendant l’opération." in pages[0]
    assert "Source" not in pages[0]


def test_what_holds_for_all_times_of_a_post_stands_at_its_top_and_the_rest_beside_its_time(tmp_path: Path) -> None:
    plan = school_week(agents=2, days=1)
    told = replace(plan.operation, channel="Conférence 12", meeting_place="Mairie", meeting_minutes=20)
    needs = tuple(replace(need, call_sign=f"ÉCHO {place}") for place, need in enumerate(plan.needs))
    text = text_of(
        write_site_sheet(replace(plan, operation=told, needs=needs), "E13-01", tmp_path / "site.pdf", EDITED_AT)
    )
    assert text.count("Conférence 12") == text.count("Mairie") == 1
    assert [text.count(f"Indicatif : ÉCHO {place}") for place in range(5)] == [1] * 5
    assert text.count("Rendez-vous à") == 3  # the others follow at once, and the same agent stays
    assert "Relève à" not in text
