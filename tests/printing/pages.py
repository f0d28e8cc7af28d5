"""What a PDF says and where, read back with libraries that did not write it."""

import re
from pathlib import Path

import pypdfium2
from pypdf import PdfReader

Box = tuple[float, float, float, float]


def text_of(file: Path) -> str:
    """The text of all pages, with every run of spaces and line ends as one space."""
    return " ".join(pages_of(file))


def pages_of(file: Path) -> list[str]:
    return [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(file).pages]


def squeezed(text: str) -> str:
    """Without any space: a long word broken over lines is found all the same."""
    return re.sub(r"\s+", "", text)


def letters_of(file: Path) -> list[list[tuple[str, Box]]]:
    """For each page its visible characters, each with left, bottom, right and top in points."""
    document = pypdfium2.PdfDocument(file)
    try:
        return [_letters(page) for page in document]
    finally:
        document.close()


def _letters(page: pypdfium2.PdfPage) -> list[tuple[str, Box]]:
    text = page.get_textpage()
    characters = ((text.get_text_range(index, 1), text.get_charbox(index)) for index in range(text.count_chars()))
    return [(character, box) for character, box in characters if character.strip()]
