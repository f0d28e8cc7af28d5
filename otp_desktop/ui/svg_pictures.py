"""Pictures that users choose, an SVG among them: drawn here, where the drawing library is."""

import re
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter

from otp_desktop.services.errors import PictureNotReadError
from otp_desktop.services.letterhead import emblem_of, safe_emblem

SIDE = 960  # pixels of the longer side
_LEADS_OUT = re.compile(rb"""(?:href|src)\s*=\s*["'](?!\#|data:)|url\s*\(\s*["']?(?!\#)|<!ENTITY""", re.IGNORECASE)


def picture_of(file: Path) -> bytes:
    """A picture as the small PNG that sheets carry. Raises PictureNotReadError, NoEmblemError."""
    return safe_emblem(_drawn(file)) if file.suffix.lower() == ".svg" else emblem_of(file)


def _drawn(file: Path) -> bytes:
    """Empty for what is no drawing, or one that asks for other files: nothing is fetched for a picture."""
    from PySide6.QtSvg import QSvgRenderer  # the window starts without it

    try:
        content = file.read_bytes()
    except OSError as error:
        raise PictureNotReadError(file=file.name) from error
    if b"<svg" not in content or _LEADS_OUT.search(content):
        return b""
    renderer = QSvgRenderer(QByteArray(content))
    size = renderer.defaultSize()
    if not renderer.isValid() or size.isEmpty():
        return b""
    image = QImage(size.scaled(SIDE, SIDE, Qt.AspectRatioMode.KeepAspectRatio), QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(image.rect()))
    painter.end()
    return _png(image)


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())
