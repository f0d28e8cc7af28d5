"""School, fixed, mobile or sector: what the words of a cell, of a name or of a file's name say."""

from collections.abc import Collection

from otp_desktop.domain.sites import SiteKind
from otp_desktop.exchange.site_meanings import FIXED_WORDS, MOBILE_WORDS, SCHOOL_WORDS, SECTOR_WORDS
from otp_desktop.texts.folding import plain_words

_KINDS = (
    (SCHOOL_WORDS, SiteKind.SCHOOL),
    (MOBILE_WORDS, SiteKind.MOBILE),
    (SECTOR_WORDS, SiteKind.SECTOR),
    (FIXED_WORDS, SiteKind.FIXED),
)


def kind_of_cell(text: str) -> SiteKind | None:
    """What a cell of a type column says; None where it says nothing of this."""
    found = set(plain_words(text).split())
    return next((kind for kind_words, kind in _KINDS if kind_words & found), None)


def kind_of_name(name: str) -> SiteKind | None:
    """A name that begins as a school's; "Gymnase du lycée" does not, nor does "Rue de l'École"."""
    return kind_of_words(plain_words(name).split()[:1])


def kind_of_words(found: Collection[str]) -> SiteKind | None:
    return SiteKind.SCHOOL if SCHOOL_WORDS & set(found) else None
