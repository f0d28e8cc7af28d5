"""What stands around the tables: the heading of a document, facts about its subject, and notes."""

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from otp_desktop.printing.emblem import draw_emblem, width_of_emblem
from otp_desktop.printing.frame import frame
from otp_desktop.printing.letterhead import service_emblem
from otp_desktop.printing.styles import BODY, DOCUMENT, PADDING, RULE, SERVICE, SUBJECT, THICK, VERSION
from otp_desktop.printing.text import Line, Phrase, draw_lines, draw_right, height_of, set_lines

EMBLEM_HEIGHT, EMBLEM_ROOM, EMBLEM_GAP = 34.0, 40 * mm, 8.0
EMBLEM_LIFT = 2.0  # above the top of the lines beside it
VERSION_HEIGHT = 22.0
VERSION_ROOM = 62 * mm
TERM_WIDTH = 34 * mm
HIGHEST = 0.85  # of the frame: endless texts are cut, so that all facts stand on one page


class Heading(Flowable):  # type: ignore[misc]  # ReportLab has no type information
    """Who publishes, which document, of whom; the version stands in a frame, filled once it is published."""

    leads = True

    def __init__(self, service: str, document: str, subject: str, version: str, published: bool) -> None:
        super().__init__()
        self.version, self.published = Line(version, VERSION), published
        self.emblem = service_emblem()
        self.emblem_width = width_of_emblem(self.emblem, EMBLEM_HEIGHT, EMBLEM_ROOM)
        self.indent = self.emblem_width + EMBLEM_GAP if self.emblem else 0.0
        names = (Phrase(service, SERVICE), Phrase(document, DOCUMENT))
        self.names = set_lines(names, frame().width - VERSION_ROOM - self.indent)
        self.subject = set_lines([Phrase(subject, SUBJECT)], frame().width)
        self.height = height_of(self.names) + PADDING + height_of(self.subject) + 3 * PADDING

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return frame().width, self.height

    def draw(self) -> None:
        top = self.height
        draw_emblem(self.canv, self.emblem, 0, top + EMBLEM_LIFT, self.emblem_width, EMBLEM_HEIGHT)
        draw_lines(self.canv, self.names, self.indent, top)
        self._draw_version(top)
        top -= height_of(self.names) + PADDING
        self.canv.setStrokeGray(0)
        self.canv.setLineWidth(THICK)
        self.canv.line(0, top, frame().width, top)
        draw_lines(self.canv, self.subject, 0, top - PADDING)

    def _draw_version(self, top: float) -> None:
        width = self.version.width + 6 * PADDING
        self.canv.setFillGray(0)
        self.canv.setStrokeGray(0)
        self.canv.setLineWidth(RULE)
        left = frame().width - width
        self.canv.rect(left, top - VERSION_HEIGHT, width, VERSION_HEIGHT, stroke=1, fill=int(self.published))
        style = VERSION if not self.published else VERSION.white()
        text_top = top - (VERSION_HEIGHT - VERSION.leading) / 2
        draw_right(self.canv, Line(self.version.text, style), frame().width - 3 * PADDING, text_top)


class Facts(Flowable):  # type: ignore[misc]  # ReportLab has no type information
    """Terms and what they are, one under another, never higher than a page."""

    leads = True

    def __init__(self, facts: Sequence[tuple[str, str]], width: float | None = None) -> None:
        super().__init__()
        self._room = (frame().width if width is None else width) - TERM_WIDTH
        most = frame().most_lines
        self._set(facts, most)
        while most > 1 and self.height > HIGHEST * frame().height:
            most = most * 2 // 3
            self._set(facts, most)

    def _set(self, facts: Sequence[tuple[str, str]], most: int) -> None:
        self.facts = [
            (set_lines([Phrase(term, BODY)], TERM_WIDTH), set_lines([Phrase(value, BODY.bold())], self._room, most))
            for term, value in facts
        ]
        self.height = sum(self._height(*fact) for fact in self.facts) + 3 * PADDING

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return frame().width, self.height

    def draw(self) -> None:
        self.draw_facts(self.height)

    def draw_facts(self, top: float) -> None:
        for term, value in self.facts:
            draw_lines(self.canv, term, 0, top)
            draw_lines(self.canv, value, TERM_WIDTH, top)
            top -= self._height(term, value)

    @staticmethod
    def _height(term: tuple[Line, ...], value: tuple[Line, ...]) -> float:
        return max(height_of(term), height_of(value)) + 1


class Note(Flowable):  # type: ignore[misc]  # ReportLab has no type information
    """Paragraphs over the whole width, split between lines where a page ends."""

    def __init__(self, *phrases: Phrase, leads: bool = False) -> None:
        super().__init__()
        self._hold(set_lines(phrases, frame().width, most=None), leads)

    def _hold(self, lines: tuple[Line, ...], leads: bool) -> None:
        self.lines, self.leads = lines, leads
        self.height = height_of(lines) + 2 * PADDING

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return frame().width, self.height

    def split(self, _width: float, height: float) -> list[Flowable]:
        taken, used = 0, 2 * PADDING
        while taken < len(self.lines) and used + self.lines[taken].style.leading <= height:
            used += self.lines[taken].style.leading
            taken += 1
        parts = [self.lines[:taken], self.lines[taken:]]
        return [self._part(lines) for lines in parts if lines] if taken else []

    def _part(self, lines: tuple[Line, ...]) -> "Note":
        part = Note(leads=self.leads)
        part._hold(lines, self.leads)
        return part

    def draw(self) -> None:
        draw_lines(self.canv, self.lines, 0, self.height)
