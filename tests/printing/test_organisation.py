"""The organisation chart names every sector, group and crew of the plan."""

from dataclasses import replace
from pathlib import Path

from pypdf import PdfReader

from otp_desktop.domain.chain_of_command import sectors_of
from otp_desktop.domain.operations import Need, RoleLine
from otp_desktop.domain.plans import Assignment
from otp_desktop.domain.sites import Site, SiteKind
from otp_desktop.domain.snapshot import LEADER, PlanSnapshot
from otp_desktop.printing.organisation import write_organisation_chart
from otp_desktop.printing.words import BLANK
from tests.printing.examples import EDITED_AT, ceremony, moment, school_week
from tests.printing.pages import pages_of, squeezed, text_of


def commanded(crews: int = 3) -> PlanSnapshot:
    """The ceremony with its first two posts in a sector that has a chief of its own; the third post is in none."""
    snapshot = ceremony(crews)
    sites = tuple(replace(site, sector="Iéna" if site.code != "P-3" else "") for site in snapshot.sites)
    command = Site(code="S-1", name="Secteur d’Iéna", kind=SiteKind.SECTOR, sector="Iéna")
    leading = RoleLine(code="chief", count=1, minimum=1, qualifications=(LEADER,))
    need = Need(code="C1", site="S-1", start=moment(0, 20), end=moment(1, 6), roles=(leading,))
    row = Assignment(agent="007000", need="C1", role="chief")
    plan = replace(snapshot.plan, assignments=(*snapshot.plan.assignments, row))
    return replace(snapshot, sites=(*sites, command), needs=(*snapshot.needs, need), plan=plan)


def test_sectors_hold_groups_of_crews_and_are_led_from_their_own_post() -> None:
    named, other = sectors_of(commanded())
    assert (named.name, other.name) == ("Iéna", "")
    assert [need.code for need in named.command] == ["C1"]
    assert [group.name for group in named.groups] == ["Passerelle Debilly", "Pont d’Iéna & <i>quai</i> Branly"]
    assert [[need.code for crew in group.crews for need in crew.needs] for group in named.groups] == [
        ["N2", "N3"],
        ["N1", "N4"],
    ]


def test_posts_of_one_group_stand_together_under_its_name() -> None:
    snapshot = commanded()
    grouped = tuple(replace(need, group="Pont" if need.code != "C1" else "") for need in snapshot.needs)
    (group,) = sectors_of(replace(snapshot, needs=grouped))[0].groups
    assert group.name == "Pont"
    assert {site.code for site in group.sites} == {"P-1", "P-2"}


def test_a_sector_that_is_the_only_site_is_a_post_like_any_other() -> None:
    snapshot = commanded()
    needs = tuple(need for need in snapshot.needs if need.code == "C1")
    plan = replace(snapshot.plan, assignments=tuple(row for row in snapshot.plan.assignments if row.need == "C1"))
    alone = replace(snapshot, sites=snapshot.sites[3:], needs=needs, plan=plan)
    (sector,) = sectors_of(alone)
    assert sector.command == ()
    assert [group.name for group in sector.groups] == ["Secteur d’Iéna"]


def test_the_same_people_at_several_times_are_one_crew() -> None:
    (sector,) = sectors_of(school_week(agents=2, days=5))
    assert [len(group.crews) for group in sector.groups] == [1, 1]
    assert len(sector.groups[0].crews[0].needs) == 25


def test_every_agent_stands_in_the_chart_under_sector_and_post(tmp_path: Path) -> None:
    snapshot = commanded(crews=40)
    text = squeezed(text_of(write_organisation_chart(snapshot, tmp_path / "chart.pdf", EDITED_AT)))
    for row in snapshot.assignments_of_need["N1"]:
        assert f"({row.agent})" in text
    assert squeezed(f"Chef de secteur : {snapshot.agent['007000'].full_name} (007000)") in text
    assert squeezed("Poste non pourvu") in text
    assert squeezed("22 h 00 – 5 h 00 (mar. 3 sept.)") in text


def test_of_many_times_a_crew_is_told_how_many_and_when(tmp_path: Path) -> None:
    text = text_of(write_organisation_chart(school_week(agents=2, days=5), tmp_path / "chart.pdf", EDITED_AT))
    assert "25 horaires, du lun. 2 sept. au ven. 6 sept." in text


def test_what_the_plan_does_not_know_is_left_to_be_written(tmp_path: Path) -> None:
    first = pages_of(write_organisation_chart(ceremony(crews=2), tmp_path / "chart.pdf", EDITED_AT))[0]
    assert f"Chef du dispositif : {BLANK}".replace("\u00a0", " ") in first
    assert f"Chef de secteur : {BLANK}".replace("\u00a0", " ") in first


def test_the_outline_leads_to_each_sector(tmp_path: Path) -> None:
    reader = PdfReader(write_organisation_chart(commanded(), tmp_path / "chart.pdf", EDITED_AT))
    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert titles == ["Vue d’ensemble", "Iéna", "92026"]


def test_a_plan_without_needs_says_so(tmp_path: Path) -> None:
    empty = replace(ceremony(crews=2), needs=(), sites=(), plan=replace(ceremony(crews=2).plan, assignments=()))
    assert "Aucun besoin" in text_of(write_organisation_chart(empty, tmp_path / "chart.pdf", EDITED_AT))
