"""Words looked for in the text of pages: accents, case and ends of lines make no difference."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtPdf import QPdfDocument

from otp_desktop.texts.folding import fold


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of a page as it is written, and as it is searched."""

    written: str
    folded: str


def read_texts(file: Path) -> tuple[PageText, ...]:
    """The text of each page. To be called off the interface thread: a document of its own is read."""
    document = QPdfDocument()
    document.load(str(file))
    texts = (document.getAllText(page).text() for page in range(document.pageCount()))
    return tuple(PageText(text, searched(text)) for text in texts)


def searched(text: str) -> str:
    return " ".join(fold(text).split())


def pages_with(texts: Sequence[PageText], query: str) -> list[int]:
    """The pages that hold the query; none for an empty one."""
    wanted = searched(query)
    return [page for page, text in enumerate(texts) if wanted and wanted in text.folded]


def place_of(text: PageText, query: str) -> tuple[int, str]:
    """Where a page that holds the query first does so, and how it is written there."""
    letters: list[str] = []
    origins: list[int] = []
    for origin, letter in enumerate(text.written):
        folded = " " if letter.isspace() else fold(letter)
        if folded == " " and (not letters or letters[-1] == " "):
            continue
        letters.extend(folded)
        origins.extend([origin] * len(folded))
    wanted = searched(query)
    first = "".join(letters).index(wanted)
    start, last = origins[first], origins[first + len(wanted) - 1]
    return start, text.written[start : last + 1]
