"""Procedure cards say what their Markdown says, and what is not simple Markdown stands as it was typed."""

import re
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from otp_desktop.domain.procedure_cards import ProcedureCard
from otp_desktop.domain.sites import SiteKind
from otp_desktop.printing.agent_sheet import write_agent_sheets
from otp_desktop.printing.fonts import width_of
from otp_desktop.printing.markdown import BULLET, BlockKind, MarkdownBlock, Words, blocks_of
from otp_desktop.printing.procedure_card import write_procedure_cards
from otp_desktop.printing.rich_text import rich_lines
from otp_desktop.printing.styles import BODY
from otp_desktop.services.procedure_cards import shipped_cards
from tests.printing.examples import EDITED_AT, ceremony
from tests.printing.pages import pages_of, squeezed, text_of

TYPED = (
    "<b>gras</b>",
    "<script>alert(1)</script>",
    "[lien](http://exemple.fr)",
    "![image](file:///etc/passwd)",
    "<http://exemple.fr>",
    "&lt;b&gt;",
    "<para>&amp;</para>",
    "| a | b |",
    "[note]: http://exemple.fr",
)


def plain(block: MarkdownBlock) -> str:
    return "".join(words.text for words in block.words)


@pytest.mark.parametrize("typed", TYPED)
def test_html_links_and_images_are_text_as_typed(typed: str) -> None:
    assert [plain(block) for block in blocks_of(typed)] == [typed]
    assert [plain(block) for block in blocks_of(f"## {typed}")] == [typed]
    assert [plain(block) for block in blocks_of(f"- {typed}")] == [typed]


def test_headings_lists_quotes_and_bold_words_have_a_meaning() -> None:
    text = "## Titre\n\nUn **mot** gras\nsuite\n\n3. trois\n4. quatre\n   - dedans\n\n   encore\n\n> Attention\n"
    kinds = [(block.kind, block.marker, block.depth, plain(block)) for block in blocks_of(text)]
    assert kinds == [
        (BlockKind.HEADING, "", 0, "Titre"),
        (BlockKind.TEXT, "", 0, "Un mot gras suite"),
        (BlockKind.TEXT, "3", 1, "trois"),
        (BlockKind.TEXT, "4", 1, "quatre"),
        (BlockKind.TEXT, BULLET, 2, "dedans"),
        (BlockKind.TEXT, "", 1, "encore"),
        (BlockKind.WARNING, "", 0, "Attention"),
    ]
    assert blocks_of(text)[1].words[1] == Words("mot", strong=True)


def test_lines_of_several_styles_keep_every_word_and_their_width() -> None:
    runs = [("un deux ", BODY), ("trois", BODY.bold()), (", quatre\ncinq ", BODY), ("x" * 300, BODY.bold())]
    lines = rich_lines(runs, 120)
    assert "".join("".join(run.text for run in line).replace(" ", "") for line in lines) == (
        "undeuxtrois,quatrecinq" + "x" * 300
    )
    for line in lines:
        assert sum(width_of(run.text, run.style.face, run.style.size) for run in line) <= 120.01
    assert any("".join(run.text for run in line).startswith("cinq") for line in lines)


def test_a_card_fetches_nothing_and_links_to_nothing(tmp_path: Path) -> None:
    card = ProcedureCard(code="x", title="<b>Titre</b> & fin", text="\n\n".join(TYPED))
    file = write_procedure_cards(ceremony(crews=2), [card], tmp_path / "cards.pdf", EDITED_AT)
    text = squeezed(text_of(file))
    for typed in (*TYPED, card.title):
        assert squeezed(typed) in text, typed
    for page in PdfReader(file).pages:
        resources: Any = page["/Resources"]
        assert "/Annots" not in page and "/XObject" not in resources


def test_every_shipped_card_is_printed_word_by_word_on_one_page(tmp_path: Path) -> None:
    cards = shipped_cards()
    pages = pages_of(write_procedure_cards(ceremony(crews=2), cards, tmp_path / "cards.pdf", EDITED_AT))
    assert len(pages) == len(cards)
    for card, page in zip(cards, pages, strict=True):
        words = re.findall(r"[^\W\d_]{3,}", card.text)
        assert card.title in page
        assert {word for word in words if word not in page} == set()


def test_each_card_has_its_entry_in_the_outline(tmp_path: Path) -> None:
    file = write_procedure_cards(ceremony(crews=2), shipped_cards(), tmp_path / "cards.pdf", EDITED_AT)
    assert [entry.title for entry in PdfReader(file).outline if not isinstance(entry, list)] == [
        card.title for card in shipped_cards()
    ]


def test_the_cards_of_a_mission_follow_each_sheet_that_they_concern(tmp_path: Path) -> None:
    snapshot = ceremony(crews=2)
    everywhere = ProcedureCard(code="a", title="Partout", text="x", templates=(snapshot.operation.template,))
    mobile = ProcedureCard(code="m", title="Poste mobile", text="x", site_kinds=(SiteKind.MOBILE,))
    school = ProcedureCard(code="s", title="École seulement", text="x", site_kinds=(SiteKind.SCHOOL,))
    file = write_agent_sheets(snapshot, "DT13", tmp_path / "agents.pdf", EDITED_AT, cards=(everywhere, mobile, school))
    heads = [page for page in pages_of(file) if "Page 1 de" in page]
    cards = ["Fiche réflexe Partout" in page for page in heads].count(True)
    assert cards == len([agent for agent in snapshot.agents if agent.unit == "DT13"])
    holders = {row.agent for row in snapshot.plan.assignments if snapshot.need[row.need].site == "P-2"}
    assert ["Fiche réflexe Poste mobile" in page for page in heads].count(True) == len(holders) == 1
    assert not any("École seulement" in page for page in heads)
    assert len([entry for entry in PdfReader(file).outline if not isinstance(entry, list)]) == cards


def test_a_heading_is_never_the_last_of_its_page(tmp_path: Path) -> None:
    text = "\n\n".join(f"## Titre {place}\n\n" + "phrase longue " * 60 for place in range(12))
    card = ProcedureCard(code="x", title="Longue", text=text)
    pages = pages_of(write_procedure_cards(ceremony(crews=2), [card], tmp_path / "cards.pdf", EDITED_AT))
    assert len(pages) > 1
    for page in pages:
        assert not re.search(r"Titre \d+\s*$", page)
