"""The first page of a dossier."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from otp_desktop.printing.blocks import Facts
from otp_desktop.printing.fonts import Face
from otp_desktop.printing.frame import frame
from otp_desktop.printing.styles import PADDING, RULE, SMALL, THICK
from otp_desktop.printing.text import Line, Phrase, Style, draw_line, draw_lines, height_of, set_lines

SERVICE = Style(Face.BOLD, 13, 17)
DOCUMENT = Style(Face.REGULAR, 20, 26)
SUBJECT = Style(Face.BOLD, 32, 38)
DAYS = Style(Face.REGULAR, 16, 21)
VERSION = Style(Face.BOLD, 18, 24)
TITLE_TOP = 62 * mm  # below the top of the frame
MOST_LINES = 5  # of the operation's name


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverTitle:
    service: str
    document: str
    subject: str
    days: str
    version: str
    published: bool


class Cover(Flowable):  # type: ignore[misc]  # ReportLab has no type information
    """Takes the whole page: service, document, operation and days, the version in a frame, ``facts`` at the foot."""

    leads = False

    def __init__(self, title: CoverTitle, facts: Sequence[tuple[str, str]], note: str) -> None:
        super().__init__()
        self.service, self.version = Line(title.service, SERVICE), Line(title.version, VERSION)
        self.published = title.published
        self.document = set_lines([Phrase(title.document, DOCUMENT)], frame().width)
        self.subject = set_lines([Phrase(title.subject, SUBJECT)], frame().width, MOST_LINES)
        self.days = set_lines([Phrase(title.days, DAYS)], frame().width)
        self.facts = Facts(facts)
        self.note = set_lines([Phrase(note, SMALL)], frame().width)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return frame().width, frame().first_height

    def draw(self) -> None:
        draw_line(self.canv, self.service, 0, frame().first_height)
        top = frame().first_height - TITLE_TOP
        for lines, air in ((self.document, 2 * PADDING), (self.subject, 3 * PADDING)):
            draw_lines(self.canv, lines, 0, top)
            top -= height_of(lines) + air
        self.canv.setStrokeGray(0)
        self.canv.setLineWidth(THICK)
        self.canv.line(0, top, frame().width, top)
        draw_lines(self.canv, self.days, 0, top - 3 * PADDING)
        self._draw_version(top - 3 * PADDING - height_of(self.days) - 5 * PADDING)
        self._draw_foot()

    def _draw_version(self, top: float) -> None:
        width, height = self.version.width + 10 * PADDING, VERSION.leading + 4 * PADDING
        self.canv.setFillGray(0)
        self.canv.setLineWidth(RULE)
        self.canv.rect(0, top - height, width, height, stroke=1, fill=int(self.published))
        style = VERSION.white() if self.published else VERSION
        draw_line(self.canv, Line(self.version.text, style), 5 * PADDING, top - 2 * PADDING)

    def _draw_foot(self) -> None:
        bottom = height_of(self.note) + 2 * PADDING
        self.facts.canv = self.canv
        self.facts.draw_facts(self.facts.height + bottom)
        draw_lines(self.canv, self.note, 0, height_of(self.note))
