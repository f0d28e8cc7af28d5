"""Every text of the program has its French, the compiled catalogues are fresh, and typography is right."""

import re
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from otp_desktop.resources import resource

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import translations  # noqa: E402 - a script of the checkout, not a package

PLACEHOLDER = re.compile(r"{(\w+)")


@pytest.mark.parametrize("layer", translations.LAYERS)
def test_each_text_of_a_layer_has_its_french(layer: str) -> None:
    assert translations.missing(translations.updated(layer)) == []


@pytest.mark.parametrize("layer", translations.LAYERS)
def test_the_catalogue_of_a_layer_is_what_its_code_says_now(layer: str) -> None:
    po = translations.po_bytes(translations.updated(layer))
    assert (translations.FRENCH / f"{layer}.po").read_bytes() == po, "run: make translations"
    assert (translations.FRENCH / f"{layer}.mo").read_bytes() == translations.mo_bytes(po), "run: make translations"


@pytest.mark.parametrize("layer", translations.LAYERS)
def test_a_translation_names_the_same_values_as_its_text(layer: str) -> None:
    with (translations.FRENCH / f"{layer}.po").open("rb") as stream:
        catalogue = read_po(stream, locale="fr")
    for message in catalogue:
        if not message.id:
            continue
        sources = message.id if isinstance(message.id, tuple) else (message.id,)
        french = message.string if isinstance(message.string, tuple) else (message.string,)
        allowed = {name for source in sources for name in PLACEHOLDER.findall(str(source))}
        for text in french:
            named = set(PLACEHOLDER.findall(str(text)))
            assert named <= allowed, f"{message.id!r} -> {text!r}"
            if not isinstance(message.id, tuple):
                assert named == allowed, f"{message.id!r} -> {text!r}"


def test_french_typography_is_set_whatever_was_typed() -> None:
    assert translations.typeset("décret n° 2000-815") == "décret n°\u00a02000-815"
    assert translations.typeset("Ligne 3 : l'agent « Élise » ?") == "Ligne 3\u00a0: l’agent «\u00a0Élise\u00a0»\u00a0?"


def test_an_english_text_has_one_french_in_all_layers() -> None:
    """The catalogues are looked up as one: of two translations only one would ever be seen."""
    found: dict[str, dict[str, list[str]]] = {}
    for layer in translations.LAYERS:
        for message in translations.updated(layer):
            if message.id:
                found.setdefault(str(message.id), {}).setdefault(str(message.string), []).append(layer)
    assert {text: french for text, french in found.items() if len(french) > 1} == {}


def test_the_french_of_the_shipped_procedure_cards_is_typeset() -> None:
    for file in resource("procedures/fr").glob("*.md"):
        for line in file.read_text("utf-8").splitlines():
            words = re.sub(r"^(#+|>|-) ", "", line)
            assert words == translations.typeset(words), (file.name, line)
