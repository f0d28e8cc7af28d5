import pytest
from hypothesis import given
from hypothesis import strategies as st

from otp_desktop.printing.fonts import Face, font, printable, width_of
from otp_desktop.printing.styles import ALERT, BODY
from otp_desktop.printing.text import CUT_SIGN, MOST_LINES, Phrase, set_lines


def lines_of(text: str, width: float) -> list[str]:
    return [line.text for line in set_lines([Phrase(text, BODY)], width, most=None)]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Élise Œdipe çà « ’ » – … € →", "Élise Œdipe çà « ’ » – … € →"),
        ("e\u0301", "é"),
        ("8\u202f000", "8\u00a0000"),
        ("a\tb\x00c\x1b[0m", "a bc[0m"),
        ("one\r\ntwo\nthree", "one\ntwo\nthree"),
        ("Mar\u202etin\u200b\ufeff", "Martin"),
        ("Иванов", "‹Ivanov›"),
        ("محمد Ali", "‹mhmd› Ali"),
        ("李", "‹Li›"),
        ("😀", "‹:grinning:›"),
        ("\ue000", "‹U+E000›"),
        ("\ud800", "‹U+D800›"),
        ("\u0301", ""),
    ],
)
def test_text_is_printed_in_letters_the_font_has(text: str, printed: str) -> None:
    assert printable(text) == printed


@pytest.mark.parametrize("face", list(Face))
def test_the_font_has_every_french_letter_and_figures_of_one_width(face: Face) -> None:
    glyphs = font(face).face.charToGlyph
    needed = "ÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜŸàâäæçéèêëîïôöœùûüÿ«»‹›“”‘’–—…€°№ºª·→\u00a0"
    assert [character for character in needed if ord(character) not in glyphs] == []
    assert len({width_of(figure, face, 10) for figure in "0123456789"}) == 1


@given(st.text(max_size=60))
def test_any_text_can_be_set_and_only_in_letters_of_the_font(text: str) -> None:
    glyphs = font(Face.REGULAR).face.charToGlyph
    for line in lines_of(text, 80):
        assert all(ord(character) in glyphs for character in line)


@given(st.text(alphabet="aé -W«»/", max_size=80), st.integers(20, 200))
def test_broken_lines_fit_the_width_and_lose_no_letter(text: str, width: int) -> None:
    lines = lines_of(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width_of(line, BODY.face, BODY.size) <= width for line in lines)


def test_a_long_hyphenated_name_is_broken_at_its_hyphens() -> None:
    assert lines_of("MONTMORENCY-LUXEMBOURG", 80) == ["MONTMORENCY-", "LUXEMBOURG"]


def test_no_break_spaces_do_not_break() -> None:
    assert lines_of("de 8\u00a0h\u00a005", 32) == ["de", "8\u00a0h\u00a005"]


def test_an_endless_text_in_a_cell_is_cut_with_a_sign() -> None:
    lines = set_lines([Phrase("mot " * 1000, BODY)], 100)
    assert len(lines) == MOST_LINES
    assert lines[-1].text == CUT_SIGN


def test_a_warning_has_one_mark_and_its_lines_hang_together() -> None:
    first, second = set_lines([Phrase("Poste non pourvu\nEffectif manquant", ALERT)], 200)
    assert (first.style.mark, second.style.mark) == (True, False)
    assert first.indent == second.indent > 0
