from dataclasses import replace

import pytest

from otp_desktop.domain.plans import Plan
from otp_desktop.domain.sites import Layer, LayerFeature, LayerKind
from otp_desktop.domain.words import role_name
from otp_desktop.printing.words import operation_days, sources_line, version_name, zone_of
from tests.printing.examples import ATTRIBUTION, operation, school_week


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("75101", "1er\u00a0arrondissement"),
        ("75120", "20e\u00a0arrondissement"),
        ("75121", "75121"),
        ("92026", "Courbevoie"),
        ("", ""),
    ],
)
def test_a_zone_is_named_as_people_name_it(zone: str, words: str) -> None:
    towns = Layer(
        kind=LayerKind.OTHER,
        name="Communes",
        features=(
            LayerFeature(code="92026", name="Courbevoie", geometry={"type": "Point", "coordinates": [2.2, 48.9]}),
        ),
    )
    assert zone_of(zone, replace(school_week(agents=1, days=1), layers=(towns,))) == words


def test_sources_are_those_of_official_layers_each_once() -> None:
    snapshot = school_week(agents=1, days=1)
    official = snapshot.layers[0]
    assert sources_line(replace(snapshot, layers=(official, official))) == f"Source\u00a0: {ATTRIBUTION}"
    assert sources_line(replace(snapshot, layers=(replace(official, official=False),))) == ""


def test_a_plan_says_its_version_and_an_operation_its_days() -> None:
    assert (version_name(Plan()), version_name(Plan(number=12))) == ("PROJET – non publié", "Version 12")
    assert operation_days(operation(1)) == "lundi 2 septembre 2024"
    assert operation_days(operation(2)) == "du lundi 2 septembre 2024 au mardi 3 septembre 2024"


def test_usual_roles_have_words_and_others_keep_their_code() -> None:
    assert [role_name(code) for code in ("chief", "guard", "first_aid", "maître-chien")] == [
        "chef",
        "garde",
        "secouriste",
        "maître-chien",
    ]
