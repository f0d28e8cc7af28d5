"""Folding for search and sorting."""

import pytest

from otp_desktop.texts.folding import fold, natural_key, plain_words
from otp_desktop.ui.models.search import matches, words_of


@pytest.mark.parametrize(
    ("text", "folded"),
    [("École", "ecole"), ("ŒUVRARD", "oeuvrard"), ("l’Haÿ", "l'hay"), ("8\u00a0h\u00a005", "8 h 05"), ("ﬁn", "fin")],
)
def test_accents_case_and_ligatures_make_no_difference(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_names_sort_as_in_a_french_dictionary() -> None:
    names = ["Zola", "Éclair", "eau", "École", "Eddy", "Œuvre", "Orme", "O"]
    assert sorted(names, key=natural_key) == ["eau", "Éclair", "École", "Eddy", "O", "Œuvre", "Orme", "Zola"]


def test_numbers_inside_texts_sort_by_value() -> None:
    assert sorted(["DT13", "DT2", "DT 1", "DT20"], key=natural_key) == ["DT 1", "DT2", "DT13", "DT20"]


def test_every_word_must_be_found_in_any_order() -> None:
    haystack = fold("004512\nMartin\nÉlise\nDT13")
    assert matches(haystack, words_of("dt13 elise"))
    assert not matches(haystack, words_of("elise dt14"))
    assert matches(haystack, words_of("  "))


@pytest.mark.parametrize(
    ("text", "words"),
    [("École, N° 5", "ecole n 5"), ("№ 5", "no 5"), ("l’œuvre", "l oeuvre"), ("Straße", "strasse"), ("ﬁn", "fin")],
)
def test_plain_words_leave_punctuation_out(text: str, words: str) -> None:
    assert plain_words(text) == words
