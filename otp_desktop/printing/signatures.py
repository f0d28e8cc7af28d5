"""Boxes to sign in, side by side, never parted from their titles."""

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from otp_desktop.printing.frame import frame
from otp_desktop.printing.styles import BODY_STRONG, PADDING, RULE, SMALL
from otp_desktop.printing.text import Phrase, draw_lines, set_lines

HEIGHT = 36 * mm
GAP = 5 * mm


class Signatures(Flowable):  # type: ignore[misc]  # ReportLab has no type information
    """``boxes`` have a title and, under it, what is to be written besides the signature."""

    leads = False

    def __init__(self, boxes: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.width = (frame().width - GAP * (len(boxes) - 1)) / len(boxes)
        inner = self.width - 4 * PADDING
        self.boxes = [set_lines((Phrase(title, BODY_STRONG), Phrase(text, SMALL)), inner) for title, text in boxes]

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return frame().width, HEIGHT + 4 * PADDING

    def draw(self) -> None:
        self.canv.setStrokeGray(0)
        self.canv.setLineWidth(RULE)
        for place, lines in enumerate(self.boxes):
            left = place * (self.width + GAP)
            self.canv.rect(left, 0, self.width, HEIGHT, stroke=1, fill=0)
            draw_lines(self.canv, lines, left + 2 * PADDING, HEIGHT - PADDING)
