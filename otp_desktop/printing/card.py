"""The form of a card, a quarter of an A4 sheet: who, the code, what is to be read, and a foot."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from reportlab.pdfgen.canvas import Canvas

from otp_desktop.printing.emblem import draw_emblem, width_of_emblem
from otp_desktop.printing.fonts import Face
from otp_desktop.printing.page_format import MM, Imposition, Paper
from otp_desktop.printing.qr import draw_qr
from otp_desktop.printing.styles import FURNITURE, FURNITURE_STRONG, HAIRLINE, PADDING, RULE, SERVICE, SMALL
from otp_desktop.printing.text import (
    Line,
    Phrase,
    Style,
    draw_line,
    draw_lines,
    draw_right,
    height_of,
    one_line,
    set_lines,
)

A6 = (105 * MM, 148.5 * MM)
CARDS = Imposition(A6, Paper.A4.size, columns=2, pages=4)
MARGIN = 8 * MM
HEIGHT = A6[1]
WIDTH = A6[0] - 2 * MARGIN
SIDE = 20 * MM  # of the square code, with its white border
CODE_WIDTH = 31 * MM
FOOT = 2 * FURNITURE.leading + PADDING
NAME = Style(Face.BOLD, 13, 15)
MOST_LINES = 6  # of a name, an operation
EMBLEM = SERVICE.leading + PADDING  # its height
AIR = 1.5 * PADDING  # between parts


@dataclass(frozen=True)
class CardHead:
    """What each card of an agent repeats; ``published`` fills the frame of the version."""

    service: str
    version: str
    published: bool
    name: str
    body: str
    operation: str
    work: str
    code: str
    emblem: bytes = field(default=b"", repr=False)

    @cached_property
    def indent(self) -> float:
        """Of the name of the service, beside the emblem."""
        return width_of_emblem(self.emblem, EMBLEM, 3 * EMBLEM) + (PADDING if self.emblem else 0.0)

    @cached_property
    def service_lines(self) -> tuple[Line, ...]:
        room = WIDTH - Line(self.version, FURNITURE_STRONG).width - 4 * PADDING - self.indent
        return set_lines([Phrase(self.service, SERVICE)], room)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        texts = (Phrase(self.name, NAME), *(Phrase(text, SMALL) for text in (self.body, self.operation, self.work)))
        return set_lines(texts, WIDTH - CODE_WIDTH - PADDING, MOST_LINES)

    @cached_property
    def height(self) -> float:
        code = SIDE + FURNITURE_STRONG.leading
        return height_of(self.service_lines) + 2 * PADDING + max(height_of(self.lines), code) + 2 * PADDING


def packed(parts: Sequence[tuple[Line, ...]], head: CardHead) -> list[list[tuple[Line, ...]]]:
    """The parts spread over cards; one that is higher than a card is torn between its lines."""
    whole = HEIGHT - 2 * MARGIN - FOOT - head.height
    cards: list[list[tuple[Line, ...]]] = [[]]
    room = whole
    for part in parts:
        if height_of(part) > room and cards[-1]:
            cards.append([])
            room = whole
        for torn in _torn(part, room, whole):
            if cards[-1] and height_of(torn) > room:
                cards.append([])
                room = whole
            cards[-1].append(torn)
            room -= height_of(torn) + AIR
    return cards


def draw_card(canvas: Canvas, head: CardHead, parts: Sequence[tuple[Line, ...]], foot: str) -> None:
    top = HEIGHT - MARGIN
    _draw_head(canvas, head, top)
    top -= head.height
    for place, part in enumerate(parts):
        if place:
            _rule(canvas, top + AIR / 2, HAIRLINE)
        draw_lines(canvas, part, MARGIN, top)
        top -= height_of(part) + AIR
    draw_line(canvas, one_line(foot, FURNITURE, WIDTH), MARGIN, MARGIN + FURNITURE.leading)


def _draw_head(canvas: Canvas, head: CardHead, top: float) -> None:
    right = MARGIN + WIDTH
    draw_emblem(canvas, head.emblem, MARGIN, top + PADDING / 2, head.indent - PADDING, EMBLEM)
    draw_lines(canvas, head.service_lines, MARGIN + head.indent, top)
    _draw_version(canvas, head, right, top)
    top -= height_of(head.service_lines) + PADDING
    _rule(canvas, top, RULE)
    draw_lines(canvas, head.lines, MARGIN, top - PADDING)
    draw_qr(canvas, head.code, right - CODE_WIDTH / 2 - SIDE / 2, top - PADDING / 2 - SIDE, SIDE)
    code = Line(head.code, FURNITURE_STRONG)
    draw_line(canvas, code, right - CODE_WIDTH / 2 - code.width / 2, top - SIDE + PADDING)
    _rule(canvas, HEIGHT - MARGIN - head.height + PADDING / 2, RULE)


def _draw_version(canvas: Canvas, head: CardHead, right: float, top: float) -> None:
    width = Line(head.version, FURNITURE_STRONG).width + 2 * PADDING
    canvas.setFillGray(0)
    canvas.setStrokeGray(0)
    canvas.setLineWidth(RULE)
    canvas.rect(right - width, top - SERVICE.leading, width, SERVICE.leading, stroke=1, fill=int(head.published))
    shown = FURNITURE_STRONG.white() if head.published else FURNITURE_STRONG
    draw_right(canvas, Line(head.version, shown), right - PADDING, top - 1)


def _rule(canvas: Canvas, height: float, weight: float) -> None:
    canvas.setStrokeGray(0)
    canvas.setLineWidth(weight)
    canvas.line(MARGIN, height, MARGIN + WIDTH, height)


def _torn(part: tuple[Line, ...], room: float, whole: float) -> list[tuple[Line, ...]]:
    if height_of(part) <= room:
        return [part]
    pieces: list[list[Line]] = [[]]
    for line in part:
        if height_of(pieces[-1]) + line.style.leading > whole:
            pieces.append([])
        pieces[-1].append(line)
    return [tuple(piece) for piece in pieces]
