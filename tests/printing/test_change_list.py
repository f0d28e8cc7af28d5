from dataclasses import replace
from pathlib import Path

from otp_desktop.domain.agent_posts import changes_between
from otp_desktop.printing.change_list import write_change_list
from tests.printing.examples import EDITED_AT, ceremony, school_week
from tests.printing.pages import squeezed, text_of


def test_who_leaves_and_who_takes_over_stand_under_the_chief(tmp_path: Path) -> None:
    before = ceremony(crews=3)
    rows = tuple(row for row in before.plan.assignments if (row.agent, row.need) != ("000003", "N1"))
    other = replace(before.plan.assignments[0], agent="007000", need="N3", role="chief")
    rows = tuple(other if row.need == "N3" else row for row in rows)
    after = replace(before, plan=replace(before.plan, number=2, assignments=rows))
    assert [change.agent for change in changes_between(before, after)] == ["000001", "000003", "007000"]
    text = squeezed(text_of(write_change_list(before, after, tmp_path / "changes.pdf", EDITED_AT)))
    assert "Agentsconcernés3" in text
    assert "000002" in text  # the chief whom 000003 leaves, in a title that may be cut
    for said in ("<B>&DUPONT</B>", "007000", "000003", "20h00–21h30", "22h00–5h00(mar.3sept.)"):
        assert squeezed(said) in text


def test_endless_changes_run_over_pages_and_lose_none(tmp_path: Path) -> None:
    before = school_week(agents=2, days=5)
    after = replace(before, plan=replace(before.plan, assignments=()))
    text = squeezed(text_of(write_change_list(before, after, tmp_path / "changes.pdf", EDITED_AT)))
    assert text.count("Écoleélémentaire") == len(before.plan.assignments) == 50


def test_the_same_plan_changes_nothing(tmp_path: Path) -> None:
    plan = school_week(agents=2, days=1)
    text = text_of(write_change_list(plan, plan, tmp_path / "changes.pdf", EDITED_AT))
    assert "Aucune affectation n’a changé." in text


def test_another_channel_is_said_and_other_instructions_are_told_apart(tmp_path: Path) -> None:
    before = school_week(agents=1, days=1)
    tuned = replace(before, needs=(replace(before.needs[0], channel="Conférence 12"), *before.needs[1:]))
    text = text_of(write_change_list(before, tuned, tmp_path / "changes.pdf", EDITED_AT))
    assert text.count("Canal radio Conférence 12") == 1
    assert "Autres consignes" not in text
    told = replace(before, operation=replace(before.operation, instructions="Gilet."))
    text = text_of(write_change_list(before, told, tmp_path / "changes.pdf", EDITED_AT))
    assert text.count("Autres consignes ou autre adresse") == len(before.needs)
