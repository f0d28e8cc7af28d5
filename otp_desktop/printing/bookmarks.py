"""Entries of a file's outline: each leads to a place of a page, and leaves the reader's zoom as it is."""

from reportlab.pdfgen.canvas import Canvas


def add_bookmark(canvas: Canvas, title: str, key: str, level: int, top: float, *, closed: bool = False) -> None:
    """``top`` is measured where the canvas now draws. A place without coordinates is an error to some readers.

    In a file of several parts the entry stands below that of its part, and its key is the part's own.
    """
    _left, height = canvas.absolutePosition(0, top)
    part: int = getattr(canvas, "part", 0)
    own = f"{part}/{key}" if part else key
    canvas.bookmarkPage(own, fit="XYZ", left=0, top=height, zoom=0)
    canvas.addOutlineEntry(title, own, level + min(part, 1), closed=closed)
