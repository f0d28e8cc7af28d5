"""The first page of a dossier."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from otp_desktop.printing.blocks import Facts
from otp_desktop.printing.emblem import draw_emblem, width_of_emblem
from otp_desktop.printing.fonts import Face
from otp_desktop.printing.frame import frame
from otp_desktop.printing.letterhead import service_emblem
from otp_desktop.printing.styles import PADDING, RULE, SMALL, THICK
from otp_desktop.printing.text import Line, Phrase, Style, draw_line, draw_lines, height_of, one_line, set_lines

SERVICE = Style(Face.BOLD, 13, 17)
DOCUMENT = Style(Face.REGULAR, 20, 26)
SUBJECT = Style(Face.BOLD, 32, 38)
DAYS = Style(Face.REGULAR, 16, 21)
VERSION = Style(Face.BOLD, 18, 24)
EMBLEM_HEIGHT, EMBLEM_ROOM = 56.0, 200.0
VERSION_HEIGHT = VERSION.leading + 4 * PADDING
TITLE_SHARE = 0.4  # of the free height, above the title
MOST_LINES = 3  # of the operation's name


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
        room = frame().width - EMBLEM_ROOM - 3 * PADDING
        self.service, self.version = one_line(title.service, SERVICE, room), Line(title.version, VERSION)
        self.published = title.published
        self.document = set_lines([Phrase(title.document, DOCUMENT)], frame().width)
        self.subject = set_lines([Phrase(title.subject, SUBJECT)], frame().width, MOST_LINES)
        self.days = set_lines([Phrase(title.days, DAYS)], frame().width)
        self.facts = Facts(facts)
        self.note = set_lines([Phrase(note, SMALL)], frame().width)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return frame().width, frame().first_height

    def draw(self) -> None:
        foot = self.facts.height + height_of(self.note) + 2 * PADDING
        top = self._draw_service(frame().first_height)
        top -= TITLE_SHARE * (top - foot - self._title_height)
        for lines, air in ((self.document, 2 * PADDING), (self.subject, 3 * PADDING)):
            draw_lines(self.canv, lines, 0, top)
            top -= height_of(lines) + air
        self.canv.setStrokeGray(0)
        self.canv.setLineWidth(THICK)
        self.canv.line(0, top, frame().width, top)
        draw_lines(self.canv, self.days, 0, top - 3 * PADDING)
        self._draw_version(top - 3 * PADDING - height_of(self.days) - 5 * PADDING)
        self._draw_foot(foot)

    def _draw_service(self, top: float) -> float:
        """The emblem with the name beside it; returns where they end."""
        if not (emblem := service_emblem()):
            draw_line(self.canv, self.service, 0, top)
            return top - SERVICE.leading
        width = width_of_emblem(emblem, EMBLEM_HEIGHT, EMBLEM_ROOM)
        draw_emblem(self.canv, emblem, 0, top, width, EMBLEM_HEIGHT)
        draw_line(self.canv, self.service, width + 3 * PADDING, top - (EMBLEM_HEIGHT - SERVICE.leading) / 2)
        return top - EMBLEM_HEIGHT

    @property
    def _title_height(self) -> float:
        """From the name of the document to the lower edge of the version."""
        return height_of((*self.document, *self.subject, *self.days)) + 13 * PADDING + VERSION_HEIGHT

    def _draw_version(self, top: float) -> None:
        width = self.version.width + 10 * PADDING
        self.canv.setFillGray(0)
        self.canv.setLineWidth(RULE)
        self.canv.rect(0, top - VERSION_HEIGHT, width, VERSION_HEIGHT, stroke=1, fill=int(self.published))
        style = VERSION.white() if self.published else VERSION
        draw_line(self.canv, Line(self.version.text, style), 5 * PADDING, top - 2 * PADDING)

    def _draw_foot(self, top: float) -> None:
        self.facts.canv = self.canv
        self.facts.draw_facts(top)
        draw_lines(self.canv, self.note, 0, height_of(self.note))
