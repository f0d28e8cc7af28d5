"""Cards say what the sheets say, four on a sheet."""

from pathlib import Path

from pypdf import PdfReader

from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.printing.agent_cards import write_agent_cards
from otp_desktop.printing.agent_source import AgentSource
from otp_desktop.printing.card import MARGIN
from otp_desktop.printing.card import WIDTH as CARD_WIDTH
from otp_desktop.texts.formats import time_range
from tests.printing.examples import EDITED_AT, LONG_NAME, ceremony, school_week, told
from tests.printing.pages import letters_of, pages_of, squeezed, text_of


def cards(snapshot: PlanSnapshot, tmp_path: Path, unit: str = "DT13", replaces: int = 0) -> Path:
    return write_agent_cards(AgentSource(snapshot, replaces), unit, tmp_path / "cards.pdf", EDITED_AT)


def test_four_agents_share_a_sheet_name_by_name_and_time_by_time(tmp_path: Path) -> None:
    snapshot = school_week(agents=6, days=2)
    pages = [squeezed(page) for page in pages_of(cards(snapshot, tmp_path))]
    agents = list(snapshot.agents_of_unit["DT13"])
    assert len(pages) == 2
    for place, agent in enumerate(agents):
        page = pages[place // 4]
        assert squeezed(agent.full_name) in page and agent.staff_number in page
        for row in snapshot.assignments_of_agent[agent.staff_number]:
            need = snapshot.need[row.need]
            assert squeezed(time_range(need.start, need.end)) in page
            assert squeezed(snapshot.site[need.site].name) in page
    titles = [str(entry["/Title"]) for entry in PdfReader(cards(snapshot, tmp_path)).outline if isinstance(entry, dict)]
    assert titles == [f"{agent.full_name} ({agent.staff_number})" for agent in agents]


def test_a_card_tells_meeting_radio_chief_relief_and_instructions(tmp_path: Path) -> None:
    text = text_of(cards(told(ceremony(crews=3)), tmp_path))
    assert "Rendez-vous : 21 h 15, Cour de l’hôtel de ville, porte B" in text
    assert "Indicatif : ALPHA 1" in text and "Canal radio : Conférence 12" in text
    assert "Tenue de cérémonie & gants <blancs>." in text
    assert "8 h 30 de travail" in text
    assert squeezed(f"{LONG_NAME.upper()} Anne-Élisabeth") in squeezed(text)


def test_what_does_not_fit_goes_on_on_a_card_that_says_so(tmp_path: Path) -> None:
    snapshot = school_week(agents=1, days=8)
    text = text_of(cards(snapshot, tmp_path, replaces=1))
    assert "Carte 1 sur 3" in text and "Carte 3 sur 3" in text
    assert text.count("Version 2 – remplace v1") == 3
    assert text.count("École élémentaire Wurtz 1") == 8


def test_nothing_is_printed_where_the_sheet_is_cut(tmp_path: Path) -> None:
    for letters in letters_of(cards(told(ceremony(crews=3)), tmp_path)):
        for character, (left, _bottom, right, _top) in letters:
            first, last = (side % (CARD_WIDTH + 2 * MARGIN) for side in (left, right))
            assert first >= MARGIN - 1 and last <= CARD_WIDTH + MARGIN + 1, character
