"""Markdown that anybody may have written, as plain blocks to print.

Headings, paragraphs, lists, quotes and bold words have a meaning. Everything else, HTML, links and images first, is
text as it was typed: nothing is run, fetched or hidden.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

AS_TYPED = ("html_block", "html_inline", "link", "image", "autolink", "reference", "entity")
BULLET = "•"


class BlockKind(StrEnum):
    HEADING = "heading"
    TEXT = "text"
    WARNING = "warning"  # a quote


@dataclass(frozen=True, slots=True)
class Words:
    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class MarkdownBlock:
    """``marker`` stands before an item of a list: a bullet or a number. ``depth`` counts the lists around."""

    kind: BlockKind
    words: tuple[Words, ...]
    marker: str = ""
    depth: int = 0


def blocks_of(text: str) -> tuple[MarkdownBlock, ...]:
    return tuple(_blocks(_parser().parse(text)))


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).disable(list(AS_TYPED))


@dataclass
class _Place:
    """Where in the text the reading stands."""

    lists: list[int | None] = field(default_factory=list)  # the next number of each list around; None for bullets
    marker: str = ""
    quotes: int = 0
    in_heading: bool = False

    def step(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open":
                self.lists.append(None)
            case "ordered_list_open":
                self.lists.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()
            case "list_item_open":
                self._number()
            case "heading_open" | "heading_close":
                self.in_heading = token.nesting > 0
            case "blockquote_open" | "blockquote_close":
                self.quotes += token.nesting

    def _number(self) -> None:
        number = self.lists[-1]
        self.marker = BULLET if number is None else str(number)
        if number is not None:
            self.lists[-1] = number + 1

    def block(self, words: tuple[Words, ...]) -> MarkdownBlock:
        marker, self.marker = self.marker, ""
        if self.quotes:
            return MarkdownBlock(BlockKind.WARNING, (Words(f"{marker} "), *words) if marker else words)
        kind = BlockKind.HEADING if self.in_heading else BlockKind.TEXT
        return MarkdownBlock(kind, words, marker, len(self.lists))


def _blocks(tokens: Sequence[Token]) -> Iterator[MarkdownBlock]:
    place = _Place()
    for token in tokens:
        place.step(token)
        words = tuple(_words(token))
        if any(word.text.strip() for word in words):
            yield place.block(words)


def _words(token: Token) -> Iterable[Words]:
    if token.type == "inline":
        return _inline_words(token.children or ())
    return [Words(token.content.rstrip("\n"))] if token.content else []


def _inline_words(tokens: Sequence[Token]) -> Iterator[Words]:
    strong = 0
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                strong += token.nesting
            case "softbreak":
                yield Words(" ", strong > 0)
            case "hardbreak":
                yield Words("\n", strong > 0)
            case _ if token.content:
                yield Words(token.content, strong > 0)
