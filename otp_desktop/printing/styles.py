"""The measures and styles all sheets share: black and white first, one grid, nothing below 8 points."""

from dataclasses import replace

from otp_desktop.printing.fonts import Face
from otp_desktop.printing.text import Style

PADDING = 4.0
THICK, RULE, HAIRLINE = 1.6, 0.8, 0.35
SOFT = 0.45  # grey of hairlines
SHADE = 0.9  # grey of table heads

BODY = Style()
STRONG = Style(Face.BOLD, 10.5, 12)  # one leading for the first line of every cell: their baselines agree
BODY_STRONG = BODY.bold()
BODY_SMALLER = replace(BODY, size=8.5)
SMALL = Style(Face.REGULAR, 8.5, 10.5)
SMALL_STRONG = SMALL.bold()
ALERT = replace(BODY, face=Face.BOLD, mark=True)
TABLE_HEAD = Style(Face.BOLD, 8.5, 11)
SECTION = Style(Face.BOLD, 14, 19)
SECTION_SIDE = Style(Face.REGULAR, 10, 13)
SERVICE = Style(Face.BOLD, 9, 12)
DOCUMENT = Style(Face.REGULAR, 13, 17)
SUBJECT = Style(Face.BOLD, 21, 25)
FURNITURE = Style(Face.REGULAR, 8, 10)
FURNITURE_STRONG = FURNITURE.bold()
VERSION = Style(Face.BOLD, 12, 16)
