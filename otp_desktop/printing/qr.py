"""A square code that a reader types into the program: ISO/IEC 18004, drawn as vectors."""

from functools import lru_cache
from itertools import groupby

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel
from reportlab.pdfgen.canvas import Canvas

from otp_desktop.printing.strokes import FILL, draw_boxes

MASK = 0  # any of the eight is valid; trying all of them would take most of the time of a sheet
QUIET = 4  # modules left white on each side, as the standard asks

Run = tuple[int, int, int]  # row, first column, columns


def draw_qr(canvas: Canvas, text: str, left: float, bottom: float, side: float) -> None:
    """Draws the code in a square whose side, in points, includes the white border that readers need."""
    modules, runs = _runs(text)
    step = side / (modules + 2 * QUIET)
    boxes = (
        (left + (column + QUIET) * step, bottom + (modules - 1 - row + QUIET) * step, columns * step, step)
        for row, column, columns in runs
    )
    canvas.setFillGray(0)
    draw_boxes(canvas, boxes, FILL)


@lru_cache(maxsize=256)
def _runs(text: str) -> tuple[int, tuple[Run, ...]]:
    """How many modules a side has, and the dark ones gathered into runs of a row."""
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.version = code.calculate_version()
    code.makeImpl(False, MASK)
    runs: list[Run] = []
    for row, modules in enumerate(code.modules):
        column = 0
        for dark, group in groupby(modules):
            columns = len(list(group))
            if dark:
                runs.append((row, column, columns))
            column += columns
    return code.moduleCount, tuple(runs)
