"""Procedure cards: the shipped ones, the user's own in their place, and files that bring new ones."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from otp_desktop.db.errors import StaleRecordError
from otp_desktop.domain.procedure_cards import ProcedureCard
from otp_desktop.domain.sites import SiteKind
from otp_desktop.resources import resource
from otp_desktop.services.errors import InvalidRecordError, UnreadableCardError
from otp_desktop.services.plans import load_snapshot
from otp_desktop.services.procedure_cards import (
    LARGEST_FILE,
    LONGEST_TEXT,
    card_faults,
    cards_of_plan,
    list_cards,
    read_card_file,
    remove_cards,
    save_card,
    shipped_cards,
)
from otp_desktop.services.templates import list_templates
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import use_language
from tests.services.small_force import operation_id

OWN = ProcedureCard(code="", title="Chien errant", text="1. Ne pas courir.", templates=("ceremony",))


@pytest.fixture
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("fr")


def test_every_shipped_card_is_there_in_both_languages() -> None:
    folder = resource("procedures")
    names = {card.code for card in shipped_cards()}
    for language in ("fr", "en"):
        assert {file.stem for file in (folder / language).glob("*.md")} == names
    assert len(names) >= 6


def test_shipped_cards_belong_to_missions_that_exist() -> None:
    templates = {template.code for template in list_templates()}
    for card in shipped_cards():
        assert card.templates or card.site_kinds, card.code
        assert set(card.templates) <= templates
        assert card_faults(card) == ()


def test_shipped_cards_are_in_the_language_in_use(small: Workspace, english: None) -> None:
    assert "Lost child" in [card.title for card in list_cards(small)]


def test_a_card_of_ones_own_gets_a_code_and_stands_among_the_others(small: Workspace) -> None:
    save_card(small, OWN)
    save_card(small, OWN)
    mine = [card for card in list_cards(small) if card.id is not None]
    assert [card.code for card in mine] == ["chien-errant", "chien-errant-2"]
    titles = [card.title for card in list_cards(small)]
    assert titles.index("Chien errant") < titles.index("Enfant perdu")


def test_a_shipped_card_that_was_changed_is_replaced_until_its_change_is_removed(small: Workspace) -> None:
    (shipped,) = [card for card in list_cards(small) if card.code == "heat"]
    save_card(small, replace(shipped, text="Boire.", site_kinds=(SiteKind.FIXED,)))
    (changed,) = [card for card in list_cards(small) if card.code == "heat"]
    assert (changed.text, changed.site_kinds) == ("Boire.", (SiteKind.FIXED,))
    assert changed.id is not None
    remove_cards(small, [changed.id])
    assert [card for card in list_cards(small) if card.code == "heat"] == [shipped]


def test_a_card_that_a_colleague_changed_is_not_overwritten(small: Workspace) -> None:
    save_card(small, OWN)
    (mine,) = [card for card in list_cards(small) if card.id is not None]
    save_card(small, replace(mine, text="2. Appeler."))
    with pytest.raises(StaleRecordError):
        save_card(small, replace(mine, text="3. Autre."))


@pytest.mark.parametrize(
    ("card", "column"),
    [
        (replace(OWN, title=" "), "title"),
        (replace(OWN, text="\n"), "text"),
        (replace(OWN, text="x" * (LONGEST_TEXT + 1)), "text"),
        (replace(OWN, templates=("fête",)), "templates"),
    ],
)
def test_a_wrong_card_is_refused_with_its_field(small: Workspace, card: ProcedureCard, column: str) -> None:
    with pytest.raises(InvalidRecordError) as refused:
        save_card(small, card)
    assert [fault.column for fault in refused.value.faults] == [column]


def test_cards_belong_to_a_plan_by_its_template_or_its_kinds_of_post(small: Workspace) -> None:
    snapshot = load_snapshot(small, operation_id(small))
    assert {site.kind for site in snapshot.sites} == {SiteKind.SCHOOL}
    cards = (
        replace(OWN, code="a", templates=(snapshot.operation.template,)),
        replace(OWN, code="b", templates=("relay",), site_kinds=(SiteKind.SCHOOL,)),
        replace(OWN, code="c", templates=("relay",), site_kinds=(SiteKind.MOBILE,)),
        replace(OWN, code="d", templates=()),
    )
    assert [card.code for card in cards_of_plan(cards, snapshot)] == ["a", "b"]


@pytest.mark.parametrize(
    ("content", "title", "text"),
    [
        (b"# Titre\r\n\r\n- un\r\n", "Titre", "- un"),
        ("# Été\n\ntexte".encode("cp1252"), "Été", "texte"),
        (b"sans titre", "fiche", "sans titre"),
        ("\ufeff# <b>Œ</b>\n![x](http://a.b/c.png)".encode(), "<b>Œ</b>", "![x](http://a.b/c.png)"),
    ],
)
def test_a_file_becomes_a_card_as_it_stands(content: bytes, title: str, text: str, tmp_path: Path) -> None:
    file = tmp_path / "fiche.md"
    file.write_bytes(content)
    card = read_card_file(file)
    assert (card.id, card.code, card.title, card.text) == (None, "", title, text)


@pytest.mark.parametrize("content", [b"\x00\x01\x02\x03" * 50, b"x" * (LARGEST_FILE + 1), None])
def test_a_file_that_is_no_card_is_refused_in_words(content: bytes | None, tmp_path: Path) -> None:
    file = tmp_path / "fiche.md"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(UnreadableCardError, match=r"fiche\.md"):
        read_card_file(file)
