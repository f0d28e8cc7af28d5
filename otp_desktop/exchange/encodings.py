"""Bytes to text: the encodings that French offices really use, then whatever charset-normalizer recognises."""

import codecs
import re

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark begins the same
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OFFICE_ENCODINGS = ("cp1252", "mac_roman", "cp850")
_FRENCH = frozenset("àâäçéèêëîïôöùûüÿœæÀÂÇÉÈÊËÎÏÔÙÛŒ«»’‘“”–—…°€·№\u00a0\u202f")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SAMPLE_BYTES = 65_536
_CONTROL_SHARE = 0.02
_FRENCH_SHARE = 0.8


def decode(content: bytes) -> str | None:
    """The text of a file, or None where the bytes are not text in any encoding known."""
    text = _decode_marked(content) or _decode_utf16(content) or _decoded(content, "utf-8") or _decode_office(content)
    if text is None or _looks_binary(text):
        return None
    return text.removeprefix("\ufeff")


def _decode_marked(content: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content, encoding)
    return None


def _decode_utf16(content: bytes) -> str | None:
    """UTF-16 without its mark: every second byte of a mostly Latin text is zero."""
    sample = content[:_SAMPLE_BYTES]
    if len(sample) < 4 or len(content) % 2:
        return None
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = sample[first::2]
        if half.count(0) > 0.8 * len(half) and sample[1 - first :: 2].count(0) < 0.1 * len(half):
            return _decoded(content, encoding)
    return None


def _decode_office(content: bytes) -> str | None:
    """Single-byte encodings give a text whatever the bytes: the one with French letters is the right one."""
    sample = bytes(byte for byte in content if byte > 127)[:_SAMPLE_BYTES]
    shares = {encoding: _french_share(sample, encoding) for encoding in _OFFICE_ENCODINGS}
    best = max(_OFFICE_ENCODINGS, key=shares.__getitem__)
    if shares[best] >= _FRENCH_SHARE:
        return content.decode(best, errors="replace")
    guess = from_bytes(content[:_SAMPLE_BYTES]).best()
    return _decoded(content, guess.encoding) if guess else None


def _french_share(sample: bytes, encoding: str) -> float:
    letters = sample.decode(encoding, errors="replace")
    return sum(letter in _FRENCH for letter in letters) / max(1, len(letters))


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _looks_binary(text: str) -> bool:
    """A stray control character is the fault of one cell; many of them are no text."""
    sample = text[:_SAMPLE_BYTES]
    return len(_CONTROL.findall(sample)) > max(3, _CONTROL_SHARE * len(sample))
