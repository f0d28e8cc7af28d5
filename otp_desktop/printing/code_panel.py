"""Who the sheet is for, and at the right the code that tells whether the sheet is still current."""

from collections.abc import Sequence

from reportlab.lib.units import mm

from otp_desktop.printing.blocks import Facts
from otp_desktop.printing.frame import frame
from otp_desktop.printing.qr import QUIET, draw_qr
from otp_desktop.printing.styles import FURNITURE, PADDING, STRONG
from otp_desktop.printing.text import Line, Phrase, draw_line, draw_lines, height_of, set_lines
from otp_desktop.texts import _

CODE_WIDTH = 36 * mm
SIDE = 26 * mm  # of the square, with its white border
BORDER = SIDE * QUIET / (21 + 2 * QUIET)  # about; the code of a sheet has 21 modules a side


class CodedFacts(Facts):
    def __init__(self, facts: Sequence[tuple[str, str]], code: str) -> None:
        super().__init__(facts, frame().width - CODE_WIDTH - 4 * PADDING)
        self.code = code
        self.asks = set_lines([Phrase(_("Still current? Type this code in the program."), FURNITURE)], CODE_WIDTH)
        code_height = SIDE - BORDER + STRONG.leading + height_of(self.asks) + 2 * PADDING
        self.height = max(self.height, code_height)

    def draw(self) -> None:
        self.draw_facts(self.height)
        left = frame().width - CODE_WIDTH
        top = self.height - SIDE + BORDER
        draw_qr(self.canv, self.code, left - BORDER, top, SIDE)
        draw_line(self.canv, Line(self.code, STRONG), left, top + BORDER - PADDING)
        draw_lines(self.canv, self.asks, left, top + BORDER - PADDING - STRONG.leading)
