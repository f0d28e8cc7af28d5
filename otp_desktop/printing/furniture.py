"""What every page repeats: the running head, and the foot with the version and the page of how many."""

from dataclasses import dataclass
from datetime import datetime

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from otp_desktop.printing.frame import MARGIN, frame
from otp_desktop.printing.styles import FURNITURE, FURNITURE_STRONG, HAIRLINE, PADDING
from otp_desktop.printing.text import Line, draw_line, draw_right, one_line
from otp_desktop.texts import _
from otp_desktop.texts.formats import moment

HEAD_ROOM = 12 * mm  # above the running head
FOOT_TOP = 18 * mm


@dataclass(frozen=True, slots=True)
class Furniture:
    """``head`` names document and subject from page 2 on; ``operation`` and ``version`` stand in every foot."""

    head: str
    operation: str
    version: str
    sources: str = ""


def draw_furniture(canvas: Canvas, furniture: Furniture, page: int, pages: int, edited_at: datetime) -> None:
    if page > 1:
        _draw_head(canvas, furniture)
    _draw_foot(canvas, furniture, page, pages, edited_at)


def _draw_head(canvas: Canvas, furniture: Furniture) -> None:
    version, top = Line(furniture.version, FURNITURE_STRONG), frame().page_height - HEAD_ROOM
    draw_line(canvas, one_line(furniture.head, FURNITURE_STRONG, frame().width - version.width - 20), MARGIN, top)
    draw_right(canvas, version, frame().right, top)


def _draw_foot(canvas: Canvas, furniture: Furniture, page: int, pages: int, edited_at: datetime) -> None:
    right = frame().right
    canvas.setStrokeGray(0)
    canvas.setLineWidth(HAIRLINE)
    canvas.line(MARGIN, FOOT_TOP + PADDING, right, FOOT_TOP + PADDING)
    number = Line(_("Page {page} of {pages}").format(page=page, pages=pages), FURNITURE_STRONG)
    edited = _("Printed on {moment}").format(moment=moment(edited_at))
    end = Line(f" · {furniture.version} · {edited}", FURNITURE)
    operation = one_line(furniture.operation, FURNITURE, frame().width - number.width - end.width - 20)
    draw_right(canvas, number, right, FOOT_TOP)
    draw_line(canvas, Line(operation.text + end.text, FURNITURE), MARGIN, FOOT_TOP)
    if furniture.sources:
        draw_line(canvas, one_line(furniture.sources, FURNITURE, frame().width), MARGIN, FOOT_TOP - FURNITURE.leading)
