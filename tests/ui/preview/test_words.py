"""Words are found as a French reader means them, and where they are written."""

import pytest

from otp_desktop.ui.preview.words import PageText, pages_with, place_of, searched

PAGE = "Chef : ŒUVRARD Élise\r\npoint  école n° 5"
TEXTS = [PageText(text, searched(text)) for text in ("Rien", PAGE, "elise oeuvrard")]


@pytest.mark.parametrize(("query", "pages"), [("elise", [1, 2]), ("œuvrard é", [1]), ("ÉLISE point", [1]), (" ", [])])
def test_accents_case_and_ends_of_lines_make_no_difference(query: str, pages: list[int]) -> None:
    assert pages_with(TEXTS, query) == pages


@pytest.mark.parametrize(
    ("query", "start", "written"),
    [("elise", 15, "Élise"), ("oeuvrard", 7, "ŒUVRARD"), ("elise point ec", 15, "Élise\r\npoint  éc")],
)
def test_the_words_are_given_back_as_the_page_writes_them(query: str, start: int, written: str) -> None:
    assert place_of(TEXTS[1], query) == (start, written)
