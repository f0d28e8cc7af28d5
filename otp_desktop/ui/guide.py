"""The pages of the user guide, as they are shipped: Markdown, one file a page and a language."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from otp_desktop.resources import resource
from otp_desktop.texts import current_language
from otp_desktop.texts.folding import fold
from otp_desktop.ui.models.search import matches, words_of

FIRST_PAGE, KEYBOARD_PAGE = "first-steps", "keyboard"
PAGES = (
    FIRST_PAGE, "imports", "operations", "force", "places", "needs", "assignments", "map", "printing", "documents",
    "control", "journal", "law", KEYBOARD_PAGE,
)  # fmt: skip


@runtime_checkable
class GuideHolder(Protocol):
    """The window that opens the guide."""

    def show_guide(self, name: str) -> None: ...


@dataclass(frozen=True, slots=True)
class GuidePage:
    """``name`` is that of the window's page it is about, where it is about one."""

    name: str
    title: str
    file: Path
    folded: str


def guide_folder() -> Path:
    return resource(f"guide/{current_language()}")


def read_guide() -> tuple[GuidePage, ...]:
    """All pages in the language in use, in reading order."""
    return tuple(_read(guide_folder() / f"{name}.md") for name in PAGES)


def find_pages(pages: tuple[GuidePage, ...], query: str) -> tuple[GuidePage, ...]:
    """Pages that hold every word, those that have one in their title first."""
    words = words_of(query)
    found = [page for page in pages if matches(page.folded, words)]
    return tuple(sorted(found, key=lambda page: not any(word in fold(page.title) for word in words)))


def _read(file: Path) -> GuidePage:
    text = file.read_text(encoding="utf-8")
    return GuidePage(file.stem, text.partition("\n")[0].removeprefix("# "), file, fold(text))
