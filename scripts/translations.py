"""Collects the texts of each layer into its French catalogue and compiles it.

``python scripts/translations.py`` updates ``resources/translations/fr/<layer>.po`` from the code, compiles the ``.mo``
beside it and says what still lacks French. ``--check`` changes nothing and fails where the files are not up to date.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "otp_desktop"
FRENCH = ROOT / "resources" / "translations" / "fr"
LAYERS: dict[str, tuple[str, ...]] = {
    "domain": ("domain", "texts"),
    "planning": ("planning",),
    "db": ("db",),
    "exchange": ("exchange",),
    "printing": ("printing",),
    "maps": ("maps",),
    "services": ("services",),
    "ui": ("ui",),
    "cli": ("cli", "app.py", "__main__.py"),
}
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "N_": None,
    "sentence": None,
    "ngettext": (1, 2),
    "plural_sentence": (1, 2),
}


def collected(layer: str) -> Catalog:
    """The texts of a layer as its code has them now."""
    catalog = Catalog(locale="fr")
    for file in _source_files(layer):
        for _line, message, _comments, _context in extract_from_file("python", str(file), keywords=KEYWORDS):
            if message and (not isinstance(message, tuple) or all(message)):
                catalog.add(message)
    return catalog


def updated(layer: str) -> Catalog:
    """The French catalogue of a layer with the texts its code has now: translations kept, texts gone dropped."""
    file = FRENCH / f"{layer}.po"
    old = _read(file) if file.exists() else Catalog(locale="fr")
    fresh = Catalog(
        locale="fr",
        project="OTP Desktop",
        header_comment="# French texts of OTP Desktop.",
        fuzzy=False,
    )
    for message in collected(layer):
        if message.id:
            known = old.get(message.id if isinstance(message.id, str) else message.id[0])
            fresh.add(message.id, string=_typeset_all(known.string) if known else None)
    return fresh


def typeset(french: str) -> str:
    """French typography, whatever was typed: no-break spaces around high punctuation, curly apostrophes.

    Source: Lexique des règles typographiques en usage à l'Imprimerie nationale.
    """
    spaced = re.sub(r" +(?=[:;!?%»])", "\u00a0", french)
    numbered = re.sub(r"(?<=\bn°) +", "\u00a0", spaced)
    quoted = re.sub(r"(?<=«) +", "\u00a0", numbered)
    return re.sub(r"(?<=\w)'(?=\w)", "’", quoted)


def po_bytes(catalog: Catalog) -> bytes:
    """The text file of a catalogue; no dates and no line numbers, so that it changes only when texts do."""
    stream = io.BytesIO()
    write_po(stream, catalog, no_location=True, omit_header=True, sort_output=True, width=118)
    header = (
        'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
    )
    return header.encode() + stream.getvalue()


class _DatelessCatalog(Catalog):
    """A catalogue whose head tells no date and no tool: the same texts compile to the same bytes everywhere."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", "nplurals=2; plural=(n > 1);"),
        ]


def mo_bytes(po: bytes) -> bytes:
    """The compiled form of a catalogue's text file."""
    catalog = _DatelessCatalog(locale="fr")
    for message in read_po(io.BytesIO(po), locale="fr"):
        if message.id:
            catalog.add(message.id, string=message.string)
    stream = io.BytesIO()
    write_mo(stream, catalog)
    return stream.getvalue()


def missing(catalog: Catalog) -> list[str]:
    """Texts of a catalogue that lack French."""
    return [str(message.id) for message in catalog if message.id and not _translated(message.string)]


def main() -> int:
    check = "--check" in sys.argv[1:]
    FRENCH.mkdir(parents=True, exist_ok=True)
    return max(_update(layer, check) for layer in LAYERS)


def _update(layer: str, check: bool) -> int:
    catalog = updated(layer)
    po = po_bytes(catalog)
    stale = _stale_files(layer, po)
    lacking = missing(catalog)
    for text in lacking:
        sys.stdout.write(f"{layer}: no French for {text!r}\n")
    for file, content in stale.items():
        if check:
            sys.stdout.write(f"{file.relative_to(ROOT)} is not up to date: make translations\n")
        else:
            file.write_bytes(content)
    return int(bool(lacking or (check and stale)))


def _stale_files(layer: str, po: bytes) -> dict[Path, bytes]:
    wanted = {FRENCH / f"{layer}.po": po, FRENCH / f"{layer}.mo": mo_bytes(po)}
    return {file: content for file, content in wanted.items() if not file.exists() or file.read_bytes() != content}


def _source_files(layer: str) -> Iterator[Path]:
    for part in LAYERS[layer]:
        place = PACKAGE / part
        if place.is_dir():
            yield from sorted(place.rglob("*.py"))
        elif place.exists():
            yield place


def _read(file: Path) -> Catalog:
    with file.open("rb") as stream:
        return read_po(stream, locale="fr")


def _typeset_all(string: object) -> str | tuple[str, ...]:
    if isinstance(string, (tuple, list)):
        return tuple(typeset(form) for form in string)
    return typeset(str(string))


def _translated(string: object) -> bool:
    return all(string) if isinstance(string, (tuple, list)) else bool(string)


if __name__ == "__main__":
    sys.exit(main())
