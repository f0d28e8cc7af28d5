"""The language in use and the look-up of one text in it."""

import gettext
from functools import cache
from pathlib import Path

from otp_desktop.resources import resources_folder

DEFAULT_LANGUAGE = "fr"
LANGUAGE_NAMES = {"fr": "Français", "en": "English"}  # each in its own words
LANGUAGES = tuple(LANGUAGE_NAMES)

_language = DEFAULT_LANGUAGE


def use_language(code: str) -> None:
    """Shows all later texts in this language, one of LANGUAGES."""
    global _language  # one screen, one language: a process-wide setting by nature
    if code not in LANGUAGES:
        raise ValueError(f"unknown language: {code}")
    _language = code


def current_language() -> str:
    return _language


def N_(text: str) -> str:  # noqa: N802 - the name gettext users know
    """Marks a text for translation and leaves it as it is; it is translated where it is shown."""
    return text


def _(text: str) -> str:
    """The text in the language in use."""
    return _catalogue(_language).gettext(text) if text else ""


def ngettext(singular: str, plural: str, count: int) -> str:
    """The singular or plural text for ``count`` in the language in use."""
    return _catalogue(_language).ngettext(singular, plural, count)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    """All catalogues of a language, chained: a layer adds its texts by adding a file."""
    merged = gettext.NullTranslations()
    for file in sorted(_catalogue_files(language)):
        with file.open("rb") as stream:
            part: gettext.NullTranslations = gettext.GNUTranslations(stream)
        part.add_fallback(merged)
        merged = part
    return merged


def _catalogue_files(language: str) -> list[Path]:
    return list((resources_folder() / "translations" / language).glob("*.mo"))
