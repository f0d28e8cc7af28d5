"""Lines in which words differ in style."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from otp_desktop.printing.fonts import printable, width_of
from otp_desktop.printing.text import Line, Style, draw_line

Run = Line  # words of one style
RichLine = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """Letters without a space between them; ``ends_line`` where a line must end after them."""

    runs: RichLine
    ends_line: bool = False

    @property
    def width(self) -> float:
        return sum(run.width for run in self.runs)


def rich_lines(runs: Iterable[tuple[str, Style]], width: float) -> tuple[RichLine, ...]:
    """The runs of text, each in its style, broken to lines of this width (points)."""
    lines: list[RichLine] = []
    line: list[_Word] = []
    for word in (part for whole in _words(runs) for part in _parts(whole, width)):
        if line and _width(line) + _space(word) + word.width > width:
            lines.append(_joined(line))
            line = []
        line.append(word)
        if word.ends_line:
            lines.append(_joined(line))
            line = []
    return tuple([*lines, _joined(line)] if line else lines)


def draw_rich_line(canvas: Canvas, line: RichLine, left: float, top: float) -> None:
    """Draws one line whose leading box hangs from ``top``."""
    for run in line:
        draw_line(canvas, run, left, top)
        left += run.width


def _words(runs: Iterable[tuple[str, Style]]) -> Iterator[_Word]:
    word: list[Run] = []
    for text, style in runs:
        for place, piece in enumerate(printable(text).replace("\n", " \n ").split(" ")):
            if place and word:
                yield _Word(tuple(word))
                word = []
            if piece == "\n":
                yield _Word((Run("", style),), ends_line=True)
            elif piece:
                word.append(Run(piece, style))
    if word:
        yield _Word(tuple(word))


def _parts(word: _Word, width: float) -> Iterator[_Word]:
    """A word wider than a line, between any two letters; else the word itself."""
    if word.width <= width:
        yield word
        return
    part: list[Run] = []
    for run in word.runs:
        for letter in run.text:
            if part and sum(one.width for one in part) + width_of(letter, run.style.face, run.style.size) > width:
                yield _Word(tuple(part))
                part = []
            same = part and part[-1].style == run.style
            part = [*part[:-1], Run(part[-1].text + letter, run.style)] if same else [*part, Run(letter, run.style)]
    yield _Word(tuple(part), word.ends_line)


def _width(words: Iterable[_Word]) -> float:
    words = list(words)
    return sum(word.width for word in words) + sum(_space(word) for word in words[1:])


def _space(word: _Word) -> float:
    """Before the word, in the style in which it begins."""
    style = word.runs[0].style
    return width_of(" ", style.face, style.size)


def _joined(words: Iterable[_Word]) -> RichLine:
    """One run for each change of style, so that the text can be read back from the page."""
    runs: list[Run] = []
    for place, word in enumerate(words):
        for at, run in enumerate(word.runs):
            text = f" {run.text}" if place and at == 0 else run.text
            if runs and runs[-1].style == run.style:
                runs[-1] = Run(runs[-1].text + text, run.style)
            elif text:
                runs.append(Run(text, run.style))
    return tuple(runs)
