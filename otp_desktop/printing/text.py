"""Text on a page: styles, phrases, and lines broken to a width.

ReportLab's Paragraph parses markup and takes about ten times as long; sheets need neither markup nor hyphens.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from reportlab.pdfgen.canvas import Canvas

from otp_desktop.printing.fonts import Face, printable, width_of

MOST_LINES = 16  # of one phrase in a cell: an endless text in one field may not push the rest off the page
CUT_SIGN = "[…]"
MARK_INDENT = 12.0
BASELINE = 0.75  # of the leading, from its top


@dataclass(frozen=True, slots=True)
class Style:
    """Sizes in points. ``grey`` goes from 0, black, to 1, white; ``mark`` puts a warning sign before the text."""

    face: Face = Face.REGULAR
    size: float = 9.5
    leading: float = 12.0
    grey: float = 0.0
    mark: bool = False

    def bold(self) -> "Style":
        return replace(self, face=Face.BOLD)

    def white(self) -> "Style":
        return replace(self, grey=1.0)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text in one style, printed as it is."""

    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    style: Style
    indent: float = 0.0

    @property
    def width(self) -> float:
        return self.indent + width_of(self.text, self.style.face, self.style.size)


def set_lines(phrases: Iterable[Phrase], width: float, most: int | None = MOST_LINES) -> tuple[Line, ...]:
    """The phrases one under another, each broken to the width (points) and to ``most`` lines."""
    return tuple(line for phrase in phrases for line in _lines(phrase, width, most))


def one_line(text: str, style: Style, width: float) -> Line:
    """The text in one line, its end cut with a sign where it is too long."""
    lines = set_lines([Phrase(text, style)], width)
    if len(lines) == 1:
        return lines[0]
    shorter = set_lines([Phrase(text, style)], width - Line(f" {CUT_SIGN}", style).width)
    return Line(f"{shorter[0].text} {CUT_SIGN}", style)


def height_of(lines: Iterable[Line]) -> float:
    return sum(line.style.leading for line in lines)


def draw_lines(canvas: Canvas, lines: Iterable[Line], left: float, top: float) -> None:
    for line in lines:
        draw_line(canvas, line, left, top)
        top -= line.style.leading


def draw_line(canvas: Canvas, line: Line, left: float, top: float) -> None:
    """Draws one line whose leading box hangs from ``top``."""
    style = line.style
    baseline = top - BASELINE * style.leading
    canvas.setFillGray(style.grey)
    canvas.setFont(style.face.value, style.size)
    if style.mark and line.indent:
        _draw_mark(canvas, left, baseline, style.size)
    canvas.drawString(left + line.indent, baseline, line.text)


def draw_right(canvas: Canvas, line: Line, right: float, top: float) -> None:
    """The same with the end of the line at ``right``."""
    draw_line(canvas, line, right - line.width, top)


@lru_cache(maxsize=20_000)
def _lines(phrase: Phrase, width: float, most: int | None) -> tuple[Line, ...]:
    style = phrase.style
    indent = MARK_INDENT if style.mark else 0.0
    texts = list(_broken(printable(phrase.text), style, width - indent))
    if most is not None and len(texts) > most:
        texts = [*texts[: most - 1], CUT_SIGN]
    first = Line(texts[0], style, indent)
    return first, *(Line(text, replace(style, mark=False), indent) for text in texts[1:])


def _broken(text: str, style: Style, width: float) -> Iterator[str]:
    """Lines no wider than ``width``: broken at spaces, inside a word only where it is wider than a line."""
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if width_of(longer, style.face, style.size) <= width:
                line = longer
                continue
            if line:
                yield line
            *full, line = _pieces(word, style, width)
            yield from full
        yield line


def _pieces(word: str, style: Style, width: float) -> Iterator[str]:
    """A word wider than a line: broken after hyphens and slashes where they are, else between any two letters."""
    piece = ""
    for part in re.split(r"(?<=[-/])", word):
        if piece and width_of(piece + part, style.face, style.size) > width:
            yield piece
            piece = ""
        for character in part:
            if piece and width_of(piece + character, style.face, style.size) > width:
                yield piece
                piece = ""
            piece += character
    yield piece


def _draw_mark(canvas: Canvas, left: float, baseline: float, size: float) -> None:
    """A solid triangle: seen without colour and on a bad copy."""
    side = 0.86 * size
    path = canvas.beginPath()
    path.moveTo(left, baseline - 0.04 * size)
    path.lineTo(left + side, baseline - 0.04 * size)
    path.lineTo(left + side / 2, baseline + 0.74 * size)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)
