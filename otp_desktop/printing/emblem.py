"""The emblem of the service: a user's picture made safe and small, then drawn on sheets."""

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageOps
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from otp_desktop.printing.errors import NoEmblemError

KINDS = ("PNG", "JPEG")
LARGEST_FILE = 10_000_000  # bytes
MOST_PIXELS = 40_000_000  # of the user's picture
SIDE = 480  # pixels of the longer side that is kept: 1,000 dots an inch at 12 mm


def as_emblem(content: bytes) -> bytes:
    """The picture on white as a small PNG without anything else that its file held. Raises NoEmblemError."""
    if len(content) > LARGEST_FILE:
        raise NoEmblemError()
    try:
        with Image.open(BytesIO(content), formats=KINDS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise NoEmblemError()
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:  # whatever a broken file brings
        raise NoEmblemError() from error
    upright.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    flat = Image.new("RGB", upright.size, "white")
    flat.paste(upright, mask=upright)
    written = BytesIO()
    flat.save(written, "PNG", optimize=True)
    return written.getvalue()


def width_of_emblem(emblem: bytes, height: float, most: float) -> float:
    """In points, at this height, or less high where it would be wider than ``most``; 0 for none."""
    if not emblem:
        return 0.0
    width, tall = _reader(emblem).getSize()
    return float(min(most, height * width / tall))


def draw_emblem(canvas: Canvas, emblem: bytes, left: float, top: float, width: float, height: float) -> None:
    """As large as it fits in the box that hangs from ``top``, in its proportions."""
    if emblem:
        reader = _reader(emblem)
        canvas.drawImage(reader, left, top - height, width, height, preserveAspectRatio=True, anchor="nw")


@lru_cache(maxsize=4)
def _reader(emblem: bytes) -> ImageReader:
    return ImageReader(BytesIO(emblem))
