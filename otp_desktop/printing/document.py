"""A document before it is a file: what stands on its pages, and what its pages and its properties say of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.platypus import Flowable

from otp_desktop.printing.furniture import Furniture


@dataclass(frozen=True)
class Document:
    """A story with what its file and its pages say of it. ``subject`` is for the file's properties.

    ``bookmark`` is the entry of the outline that leads to its first page, where several stand in one file.
    """

    title: str
    subject: str
    furniture: Furniture
    story: Sequence[Flowable] = field(repr=False)
    bookmark: str = ""
