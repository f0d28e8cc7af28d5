"""A story spread over pages: laid out first, so that each page says how many there are."""

from collections import deque
from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from otp_desktop.printing.frame import MARGIN, frame
from otp_desktop.printing.giving_up import go_on

Page = list[tuple[Flowable, float]]  # each with its height, in points


def paginate(canvas: Canvas, story: Sequence[Flowable]) -> list[Page]:
    """Spreads the story over pages.

    What doesn't fit starts on a new page, so that a day can be pinned up by itself; it is split where it is longer than
    a page, or where only leading parts (a heading) would be left behind. What ``starts_page`` begins one in any case.
    """
    pages: list[Page] = [[]]
    room = frame().first_height
    waiting = deque(story)
    while waiting:
        go_on()
        item = waiting.popleft()
        if getattr(item, "starts_page", False) and pages[-1]:
            pages.append([])
            room = frame().height
        _width, height = item.wrapOn(canvas, frame().width, room)
        if height <= room:
            pages[-1].append((item, height))
            room -= height + item.getSpaceAfter()
            continue
        only_led = all(getattr(before, "leads", False) for before, _height in pages[-1])
        parts = item.splitOn(canvas, frame().width, room) if only_led else []
        if not pages[-1] and len(parts) < 2:
            raise ValueError(f"{type(item).__name__} of {height:.0f} points is higher than a page and cannot be split")
        if len(parts) > 1:
            waiting.extendleft(reversed(parts))  # the first part now fits
        else:
            waiting.appendleft(item)
            pages.append([])
            room = frame().height
    return pages


def draw_page(canvas: Canvas, page: Page, top: float) -> None:
    for item, height in page:
        top -= height
        item.drawOn(canvas, MARGIN, top)
        top -= item.getSpaceAfter()
