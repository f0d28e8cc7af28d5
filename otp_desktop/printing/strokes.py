"""Many boxes and lines at once, written as the page's own operators (ISO 32000-1, 8.5).

ReportLab's path objects write the same letters one number at a time, which takes half the time of a sheet with a map.
"""

from collections.abc import Iterable

from reportlab.pdfgen.canvas import Canvas

FILL, STROKE, FILL_AND_STROKE, FILL_EVEN_ODD = "f", "S", "B", "f*"

Box = tuple[float, float, float, float]  # left, bottom, width and height, in points
Spot = tuple[float, float]


def draw_boxes(canvas: Canvas, boxes: Iterable[Box], paint: str) -> None:
    """In the canvas's colours and line width."""
    drawn = " ".join(f"{left:.2f} {bottom:.2f} {width:.2f} {height:.2f} re" for left, bottom, width, height in boxes)
    if drawn:
        canvas.addLiteral(f"{drawn} {paint}")


def draw_lines_through(canvas: Canvas, lines: Iterable[Iterable[Spot]], paint: str) -> None:
    """Each line goes through its spots; what is filled closes by itself."""
    drawn = " ".join(
        f"{east:.2f} {north:.2f} {'l' if place else 'm'}" for line in lines for place, (east, north) in enumerate(line)
    )
    if drawn:
        canvas.addLiteral(f"{drawn} {paint}")
