"""Procedure cards on paper: large letters for a lamp at night, numbered steps, warnings in a frame."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from otp_desktop.domain.procedure_cards import ProcedureCard
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.printing.document import Document
from otp_desktop.printing.emblem import draw_emblem, width_of_emblem
from otp_desktop.printing.fonts import Face
from otp_desktop.printing.frame import frame
from otp_desktop.printing.furniture import Furniture
from otp_desktop.printing.letterhead import service_emblem, service_name
from otp_desktop.printing.markdown import BULLET, BlockKind, MarkdownBlock, blocks_of
from otp_desktop.printing.rich_text import RichLine, draw_rich_line, rich_lines
from otp_desktop.printing.styles import PADDING, RULE, SHADE, THICK
from otp_desktop.printing.text import Line, Phrase, Style, draw_line, draw_lines, height_of, one_line, set_lines
from otp_desktop.printing.words import operation_name, version_name
from otp_desktop.printing.writing import write_documents
from otp_desktop.texts import _

TEXT = Style(Face.REGULAR, 12.5, 17)
HEADING = Style(Face.BOLD, 16, 21)
NUMBER = Style(Face.BOLD, 10.5, 13, grey=1.0)
KIND = Style(Face.REGULAR, 11, 14, grey=1.0)
TITLE = Style(Face.BOLD, 26, 31, grey=1.0)
MOST_TITLE_LINES = 3
EMBLEM = 28.0  # its height, in points
INDENT = 9 * mm  # of an item in its list
DEEPEST = 4  # lists within lists that are still set in
DISC = 7.2  # radius of a numbered marker, in points
AIR = 2.5 * mm  # before a block
HEADING_AIR = 5 * mm
LONG_BLOCK = 200.0  # points: a block no higher than this is never split


def write_procedure_cards(
    snapshot: PlanSnapshot, cards: Sequence[ProcedureCard], file: Path, edited_at: datetime
) -> Path:
    """Writes the cards one after another (PDF), each with pages and an outline entry of its own.

    Raises SheetNotWrittenError.
    """
    title = _("Procedure cards")
    subject = f"{operation_name(snapshot.operation)} – {version_name(snapshot.plan)}"
    return write_documents(title, subject, procedure_cards(snapshot, cards), file, edited_at)


def procedure_cards(snapshot: PlanSnapshot, cards: Iterable[ProcedureCard]) -> Iterator[Document]:
    operation, version = operation_name(snapshot.operation), version_name(snapshot.plan)
    document = _("Procedure card")
    for card in cards:
        yield Document(
            title=card.title,
            subject=f"{operation} – {version}",
            furniture=Furniture(f"{document} · {card.title}", operation, version),
            story=[CardHead(card.title), *_sections(blocks_of(card.text))],
            bookmark=f"card-{card.code}",
        )


class CardHead(Flowable):  # type: ignore[misc]  # ReportLab has no type information
    """The title, white on black: found at once in a pocket full of paper."""

    leads = True

    def __init__(self, title: str) -> None:
        super().__init__()
        emblem = width_of_emblem(service_emblem(), EMBLEM, 3 * EMBLEM)
        room = frame().width - 8 * PADDING - (emblem + 4 * PADDING if emblem else 0.0)
        kind = _("Procedure card")
        self.kind = one_line(f"{service_name()} · {kind}", KIND, room)
        self.title = set_lines([Phrase(title, TITLE)], room, MOST_TITLE_LINES)
        self.band = KIND.leading + height_of(self.title) + 6 * PADDING
        self.height = self.band + PADDING

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return frame().width, self.height

    def draw(self) -> None:
        self.canv.setFillGray(0)
        self.canv.rect(0, self.height - self.band, frame().width, self.band, stroke=0, fill=1)
        top = self.height - 3 * PADDING
        draw_line(self.canv, self.kind, 4 * PADDING, top)
        self._draw_emblem(top)
        draw_lines(self.canv, self.title, 4 * PADDING, top - KIND.leading)

    def _draw_emblem(self, top: float) -> None:
        """On a white field at the right of the band."""
        if not (emblem := service_emblem()):
            return
        width = width_of_emblem(emblem, EMBLEM, 3 * EMBLEM)
        left = frame().width - width - 3 * PADDING
        self.canv.setFillGray(1)
        self.canv.rect(left - PADDING, top - EMBLEM - PADDING, width + 2 * PADDING, EMBLEM + 2 * PADDING, 0, 1)
        draw_emblem(self.canv, emblem, left, top, width, EMBLEM)


@dataclass(frozen=True)
class CardBlock:
    """Lines of one block of the text, with what stands before them."""

    kind: BlockKind
    lines: tuple[RichLine, ...]
    marker: str
    indent: float

    @property
    def leading(self) -> float:
        return HEADING.leading if self.kind is BlockKind.HEADING else TEXT.leading

    @property
    def air(self) -> float:
        return float(HEADING_AIR if self.kind is BlockKind.HEADING else AIR)

    @property
    def padding(self) -> float:
        return 2 * PADDING if self.kind is BlockKind.WARNING else 0.0

    @property
    def height(self) -> float:
        return float(self.air + len(self.lines) * self.leading + 2 * self.padding)

    def split(self, room: float) -> tuple["CardBlock", "CardBlock"] | None:
        """Between two lines, where the block is long and some of it fits."""
        count = int((room - self.air - 2 * self.padding) // self.leading)
        if self.height <= LONG_BLOCK or not 0 < count < len(self.lines):
            return None
        rest = replace(self, lines=self.lines[count:], marker="")
        return replace(self, lines=self.lines[:count]), rest


class CardSection(Flowable):  # type: ignore[misc]  # ReportLab has no type information
    """A heading with all that stands below it; split between blocks where it is longer than a page."""

    leads = False

    def __init__(self, blocks: Sequence[CardBlock]) -> None:
        super().__init__()
        self.blocks = tuple(blocks)
        self.height = sum(block.height for block in self.blocks)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return frame().width, self.height

    def split(self, _width: float, height: float) -> list[Flowable]:
        """A heading is never left alone."""
        fitting, waiting = self._fitting(height)
        if waiting and (parts := waiting[0].split(height - sum(block.height for block in fitting))):
            fitting.append(parts[0])
            waiting[0] = parts[1]
        if not fitting or fitting[-1].kind is BlockKind.HEADING:
            return []
        return [CardSection(fitting), CardSection(waiting)]

    def _fitting(self, height: float) -> tuple[list[CardBlock], list[CardBlock]]:
        fitting, waiting = [], list(self.blocks)
        while waiting and waiting[0].height <= height:
            height -= waiting[0].height
            fitting.append(waiting.pop(0))
        return fitting, waiting

    def draw(self) -> None:
        top = self.height
        for block in self.blocks:
            _draw_block(self.canv, block, top - block.air)
            top -= block.height


def _sections(blocks: Iterable[MarkdownBlock]) -> Iterator[CardSection]:
    section: list[CardBlock] = []
    for block in map(_card_block, blocks):
        if block.kind is BlockKind.HEADING and section and section[-1].kind is not BlockKind.HEADING:
            yield CardSection(section)
            section = []
        section.append(block)
    if section:
        yield CardSection(section)


def _card_block(block: MarkdownBlock) -> CardBlock:
    style = HEADING if block.kind is BlockKind.HEADING else TEXT
    strong = block.kind is BlockKind.WARNING
    runs = [(words.text, style.bold() if words.strong or strong else style) for words in block.words]
    indent = INDENT * min(block.depth, DEEPEST) if block.kind is BlockKind.TEXT else 0.0
    if block.kind is BlockKind.WARNING:
        indent = 8 * PADDING
    return CardBlock(block.kind, rich_lines(runs, frame().width - indent - 2 * PADDING), block.marker, indent)


def _draw_block(canvas: Canvas, block: CardBlock, top: float) -> None:
    if block.kind is BlockKind.WARNING:
        _draw_frame(canvas, top, block.height - block.air)
    elif block.kind is BlockKind.HEADING:
        canvas.setStrokeGray(0)
        canvas.setLineWidth(RULE)
        bottom = top - len(block.lines) * block.leading
        canvas.line(0, bottom, frame().width, bottom)
    elif block.marker:
        _draw_marker(canvas, block.marker, block.indent - INDENT, top)
    top -= block.padding
    for line in block.lines:
        draw_rich_line(canvas, line, block.indent, top)
        top -= block.leading


def _draw_marker(canvas: Canvas, marker: str, left: float, top: float) -> None:
    """A number on a disc, wider where it has many figures; a dot for a bullet."""
    middle = top - TEXT.leading / 2 - 0.5
    canvas.setFillGray(0)
    if marker == BULLET:
        canvas.circle(left + INDENT - 4 * PADDING, middle, 2, stroke=0, fill=1)
        return
    line = Line(marker, NUMBER)
    width = max(2 * DISC, line.width + 2 * PADDING)
    right = left + INDENT - 2 * PADDING
    canvas.roundRect(right - width, middle - DISC, width, 2 * DISC, DISC, stroke=0, fill=1)
    draw_line(canvas, line, right - width / 2 - line.width / 2, middle + NUMBER.leading / 2 - 0.4)


def _draw_frame(canvas: Canvas, top: float, height: float) -> None:
    """A shade with a thick bar, and a triangle that is seen without colour."""
    canvas.setFillGray(SHADE)
    canvas.rect(0, top - height, frame().width, height, stroke=0, fill=1)
    canvas.setStrokeGray(0)
    canvas.setLineWidth(2 * THICK)
    canvas.line(THICK, top, THICK, top - height)
    mark = Style(Face.BOLD, TEXT.size + 2, TEXT.leading, mark=True)
    draw_line(canvas, Line("", mark, indent=1), 3 * PADDING, top - 2 * PADDING)
