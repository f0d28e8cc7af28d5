"""A branch of an organisation chart: a box, and hung from it in columns the boxes that depend on it.

It runs over pages without being cut: a box goes on in the next column under the same head.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from otp_desktop.printing.bookmarks import add_bookmark
from otp_desktop.printing.frame import frame
from otp_desktop.printing.styles import HAIRLINE, PADDING, RULE, SHADE, SOFT, THICK
from otp_desktop.printing.text import MOST_LINES, Line, Phrase, draw_lines, height_of, set_lines
from otp_desktop.texts import _

LEAST_COLUMN = 54 * mm
TICK = 5 * mm  # from the trunk of a column to its boxes
GAP = 3 * mm  # between two boxes
DROP = 5 * mm  # from the upper box down to the trunks
STEPS = 24  # heights tried to make the columns even
SHORT_PART = 150.0  # points: a part no higher than this is never split

Lines = tuple[Line, ...]


@dataclass(frozen=True)
class Box:
    """``head`` stands on a shade, ``again`` in its place where the box goes on; ``parts`` stay whole where they can."""

    head: Lines
    again: Lines
    parts: tuple[Lines, ...] = ()

    @property
    def head_height(self) -> float:
        return height_of(self.head) + 2 * PADDING

    @property
    def height(self) -> float:
        return self.head_height + sum(map(_part_height, self.parts))

    def split(self, room: float) -> tuple["Box", "Box"] | None:
        """What fits in ``room`` and the rest; None where it is better begun in another column."""
        left, taken = room - self.head_height, 0
        while taken < len(self.parts) and _part_height(self.parts[taken]) <= left:
            left -= _part_height(self.parts[taken])
            taken += 1
        if 0 < taken < len(self.parts):
            return replace(self, parts=self.parts[:taken]), self._rest(self.parts[taken:])
        return self._split_part(left) if self.parts and _part_height(self.parts[0]) > SHORT_PART else None

    def _split_part(self, room: float) -> tuple["Box", "Box"] | None:
        """Between two lines of a part that is higher than a column."""
        part, fitting = self.parts[0], 0
        while height_of(part[: fitting + 1]) + 2 * PADDING <= room and fitting < len(part):
            fitting += 1
        if fitting < 2:
            return None
        return replace(self, parts=(part[:fitting],)), self._rest((part[fitting:], *self.parts[1:]))

    def _rest(self, parts: tuple[Lines, ...]) -> "Box":
        return Box(self.again, self.again, parts)


Columns = list[list[Box]]


class Branch(Flowable):  # type: ignore[misc]  # ReportLab has no type information
    """``root`` over the whole width, ``boxes`` below. ``bookmark`` is its entry in the outline, at this ``level``."""

    leads = False
    spaceAfter = 4 * PADDING  # noqa: N815 - ReportLab's name

    def __init__(self, title: str, root: Box, boxes: Sequence[Box], bookmark: str = "", level: int = 0) -> None:
        super().__init__()
        self.title, self.root, self.boxes = title, root, tuple(boxes)
        self.bookmark, self.level = bookmark, level
        self.columns = _even_columns(self.boxes)
        self.height = self._top_height + max(map(_column_height, self.columns), default=0.0)

    @property
    def _top_height(self) -> float:
        return self.root.height + (DROP if self.boxes else 0.0)

    def wrap(self, _width: float, height: float) -> tuple[float, float]:
        """Columns are as even as can be; where they would leave the page, they are filled one after another."""
        if self.height > height:
            columns, rest = _filled(self.boxes, height - self._top_height)
            if not rest:
                self._hang(columns)
        return frame().width, self.height

    def split(self, _width: float, height: float) -> list[Flowable]:
        """The boxes that fit, and the rest under the same box again. Empty where none does."""
        columns, rest = _filled(self.boxes, height - self._top_height)
        if not any(columns):
            return []
        first = Branch(self.title, self.root, (), self.bookmark, self.level)
        first._hang(columns)
        return [first, Branch(self.title, _headed_again(self.root), rest)]

    def _hang(self, columns: Columns) -> None:
        self.boxes = tuple(box for column in columns for box in column)
        self.columns = columns
        self.height = self._top_height + max(map(_column_height, columns))

    def draw(self) -> None:
        canvas, top = self.canv, self.height
        if self.bookmark:
            add_bookmark(canvas, self.title, self.bookmark, self.level, top)
        _draw_box(canvas, self.root, 0, top, frame().width, THICK)
        if self.boxes:
            self._draw_columns(canvas, top - self.root.height)

    def _draw_columns(self, canvas: Canvas, top: float) -> None:
        _ink(canvas, RULE)
        canvas.line(frame().width / 2, top, frame().width / 2, top - DROP / 2)
        hung = [left for left, column in zip(_lefts(), self.columns, strict=True) if column]
        canvas.line(min(*hung, frame().width / 2), top - DROP / 2, max(*hung, frame().width / 2), top - DROP / 2)
        for left, column in zip(_lefts(), self.columns, strict=True):
            if column:
                self._draw_column(canvas, column, left, top - DROP / 2)

    def _draw_column(self, canvas: Canvas, column: Sequence[Box], left: float, bus: float) -> None:
        top = bus - DROP / 2
        for box in column:
            tick = top - box.head_height / 2
            _ink(canvas, RULE)
            canvas.line(left, tick, left + TICK, tick)
            _draw_box(canvas, box, left + TICK, top, _box_width(), RULE)
            top -= box.height + GAP
        _ink(canvas, RULE)
        canvas.line(left, bus, left, tick)


def box_lines(*phrases: Phrase, most: int | None = MOST_LINES) -> Lines:
    """The phrases broken to the width of a box in a column, each to ``most`` lines."""
    return set_lines(phrases, _box_width() - 2 * PADDING, most)


def root_lines(*phrases: Phrase) -> Lines:
    """The same for the box at the top."""
    return set_lines(phrases, frame().width - 2 * PADDING)


def _column_count() -> int:
    return max(1, int((frame().width + GAP) // (LEAST_COLUMN + TICK)))


def _column_width() -> float:
    return float((frame().width - GAP * (_column_count() - 1)) / _column_count())


def _box_width() -> float:
    return float(_column_width() - TICK)


def _lefts() -> Iterator[float]:
    return (place * (_column_width() + GAP) for place in range(_column_count()))


def _filled(boxes: Sequence[Box], height: float, whole: bool = False) -> tuple[Columns, list[Box]]:
    """Columns no higher than ``height``, filled one after another, and the boxes that found no room.

    ``whole`` boxes are not split.
    """
    waiting, columns = deque(boxes), []
    for _place in range(_column_count()):
        column: list[Box] = []
        room = height
        while waiting and waiting[0].height <= room:
            room -= waiting[0].height + GAP
            column.append(waiting.popleft())
        if waiting and not whole and (parts := waiting[0].split(room)):
            waiting.popleft()
            waiting.appendleft(parts[1])
            column.append(parts[0])
        columns.append(column)
    return columns, list(waiting)


def _even_columns(boxes: Sequence[Box]) -> Columns:
    """All boxes, none of them split, in columns of about one height."""
    if not boxes:
        return []
    most = sum(box.height + GAP for box in boxes)
    least = max(most / _column_count(), max(box.height for box in boxes))
    heights = (least + (most - least) * (step / STEPS) ** 2 for step in range(STEPS + 1))
    filled = (_filled(boxes, height, whole=True) for height in heights)
    return next(columns for columns, rest in filled if not rest)


def _headed_again(root: Box) -> Box:
    return Box(root.again, root.again)


def _column_height(column: Sequence[Box]) -> float:
    return sum(box.height for box in column) + GAP * (len(column) - 1) if column else 0.0


def _part_height(part: Lines) -> float:
    return height_of(part) + 2 * PADDING


def _draw_box(canvas: Canvas, box: Box, left: float, top: float, width: float, weight: float) -> None:
    bottom = top - box.head_height
    canvas.setFillGray(SHADE)
    canvas.rect(left, bottom, width, box.head_height, stroke=0, fill=1)
    draw_lines(canvas, box.head, left + PADDING, top - PADDING)
    for number, part in enumerate(box.parts):
        if number:
            _ink(canvas, HAIRLINE, SOFT)
            canvas.line(left + PADDING, bottom, left + width - PADDING, bottom)
        draw_lines(canvas, part, left + PADDING, bottom - PADDING)
        bottom -= _part_height(part)
    _ink(canvas, weight)
    canvas.rect(left, bottom, width, top - bottom, stroke=1, fill=0)


def _ink(canvas: Canvas, weight: float, grey: float = 0.0) -> None:
    canvas.setStrokeGray(grey)
    canvas.setLineWidth(weight)


def continued(name: str) -> str:
    return _("{title} (continued)").format(title=name)
