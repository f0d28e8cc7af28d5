"""Entries of a file's outline: each leads to a place of a page, and leaves the reader's zoom as it is."""

from reportlab.pdfgen.canvas import Canvas


def add_bookmark(canvas: Canvas, title: str, key: str, level: int, top: float, *, closed: bool = False) -> None:
    """``top`` is measured where the canvas now draws. A place without coordinates is an error to some readers."""
    _left, height = canvas.absolutePosition(0, top)
    canvas.bookmarkPage(key, fit="XYZ", left=0, top=height, zoom=0)
    canvas.addOutlineEntry(title, key, level, closed=closed)
