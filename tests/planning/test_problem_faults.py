"""Everything that a problem file is refused for, each fault with its path, all at once."""

import json
import pickle
import re
from typing import Any

import pytest

from otp_desktop.planning.problem_file import ProblemFaultsError, read_problem
from otp_desktop.planning.structure_faults import SENTENCES
from otp_desktop.texts import _, use_language
from tests.planning.documents import example, put, text_of

NEED = "E13-07/0902/1"


def faults_of(text: str | bytes) -> list[tuple[str, str]]:
    """Path and English sentence of each fault."""
    use_language("en")
    with pytest.raises(ProblemFaultsError) as refused:
        read_problem(text)
    use_language("fr")
    for fault in refused.value.faults:
        assert _(fault.message.template) != fault.message.template, "a sentence lacks its French"
    use_language("en")
    return [(fault.path, str(fault.message)) for fault in refused.value.faults]


@pytest.fixture(autouse=True)
def _french_again() -> Any:
    yield
    use_language("fr")


NAN, INFINITY = float("nan"), float("inf")


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("/nonsense", 1, "unknown here"),
        ("/agents/0/nonsense", 1, "unknown here"),
        ("/needs/0/roles/0/a~b", 1, "unknown here"),
        ("/agents/0/id", 4512, "text"),
        ("/agents/0/id", "", "empty"),
        ("/agents/0/id", None, "text"),
        ("/agents/0/skills", {}, "list"),
        ("/agents/0/limits", [], "object"),
        ("/agents/0", "004512", "object"),
        ("/needs", None, "list"),
        ("/needs/0/relieved", 1, "true or false"),
        ("/needs/0/relieved", "true", "true or false"),
        ("/needs/0/roles/0/count", "2", "whole number"),
        ("/needs/0/roles/0/count", True, "whole number"),
        ("/needs/0/roles/0/count", 2.0, "whole number"),
        ("/needs/0/roles/0/count", NAN, "finite"),
        ("/needs/0/roles/1/minimum", -1, "at least 0"),
        ("/needs/0/roles/0/count", 10**12, "at most"),
        ("/rules/duty_minutes", -1, "at least 0"),
        ("/rules/mean_weeks", 0, "at least 1"),
        ("/rules/mean_weeks", None, "whole number"),
        ("/rules/forbidden_mixes/0", ["PM"], "at least 2"),
        ("/rules/forbidden_mixes/0/1", "ASVP", "twice"),
        ("/agents/0/history/week_minutes/0", -5, "at least 0"),
        ("/agents/0/history/burden", INFINITY, "finite"),
        ("/agents/0/history/last_end", "2024-03-31T02:30", "never show"),
        ("/needs/0/priority", 0, "at least 1"),
        ("/needs/0/priority", 6, "at most 5"),
        ("/needs/0/burden", -1, "at least 0"),
        ("/agents/0/lat", 90.1, "at most 90"),
        ("/agents/0/lat", NAN, "finite"),
        ("/sites/0/lon", -180.5, "at least -180"),
        ("/sites/0/lat", True, "number"),
        ("/travel/speed_kmh", 0, "greater than 0"),
        ("/travel/detour", INFINITY, "finite"),
        ("/wishes/0/cost", NAN, "finite"),
        ("/objective/travel", -1, "at least 0"),
        ("/objective/coverage_weights", [1, 2, 3, 4], "at least 5"),
        ("/objective/coverage_weights", [1, 2, 3, 4, 5, 6], "at most 5"),
        ("/objective/coverage_weights", [1, 2, 3, 4, INFINITY], "finite"),
        ("/objective/coverage_weights", [1, 2, 3, 4, -5], "at least 0"),
        ("/timezone", "Europe/Atlantis", "time zone"),
        ("/timezone", "../../etc/passwd", "time zone"),
        ("/timezone", "Europe", "time zone"),
        ("/timezone", "europe/paris", "time zone"),
        ("/timezone", "localtime", "time zone"),
        ("/timezone", "Factory", "time zone"),
        ("/timezone", "posixrules", "time zone"),
        ("/timezone", "right/Europe/Paris", "time zone"),
        ("/timezone", None, "text"),
        ("/needs/0/start", "2024-09-02", "local time"),
        ("/needs/0/start", "2024-09-02 08:05", "local time"),
        ("/needs/0/start", "2024-09-02T08:05:30", "local time"),
        ("/needs/0/start", "2024-09-02T08:05Z", "local time"),
        ("/needs/0/start", "2024-09-02T08:05+02:00", "local time"),
        ("/needs/0/start", "2024-02-30T08:05", "local time"),
        ("/needs/0/start", "0001-01-01T08:05", "local time"),
        ("/needs/0/start", 1725264300, "text"),
        ("/needs/0/end", "2024-09-02T24:00", "local time"),
        ("/agents/0/skills/1/from", "01/01/2024", "a day"),
        ("/agents/0/skills/1/until", "2023-12-31", "before the first"),
        ("/needs/0/end", "2024-09-02T08:05", "give it a length"),
        ("/needs/0/end", "2024-09-02T08:04", "before it starts"),
        ("/agents/0/unavailable/0/end", "2024-09-01T00:00", "before it starts"),
        ("/wishes/0/end", "2024-09-04T12:00", "give it a length"),
        ("/wishes/0/start", "2024-03-31T02:59", "never show"),
        ("/agents/0/unit", "DT99", "No unit"),
        ("/needs/0/site", "nowhere", "No site"),
        ("/wishes/0/agent", "ghost", "No agent"),
        ("/locked/0/agent", "ghost", "No agent"),
        ("/locked/0/need", "ghost", "No need"),
        ("/locked/0/role", "ghost", "No role"),
        ("/baseline/0/agent", "ghost", "No agent"),
        ("/baseline/0/need", "ghost", "No need"),
        ("/baseline/0/role", "ghost", "No role"),
        ("/needs/0/roles/0/minimum", 3, "greater than the count"),
        ("/needs/0/roles/0/corps/1", "PM", "twice"),
        ("/needs/0/roles/1/skills/1", "leader", "twice"),
        ("/agents/0/skills/2", {"code": "leader"}, "same skill"),
        ("/locked/1", {"agent": "004512", "need": NEED, "role": "chief"}, "same assignment"),
        ("/baseline/1", {"agent": "004512", "need": NEED, "role": "chief"}, "same assignment"),
        ("/locked/1", {"agent": "004512", "need": NEED, "role": "guard"}, "another role"),
    ],
)
def test_a_fault_is_named_at_its_place(path: str, value: object, words: str) -> None:
    told = example()
    put(told, path, value)
    pointer = path.replace("a~b", "a~0b")
    found = faults_of(json.dumps(told))
    assert any(place.startswith(pointer) and words in sentence for place, sentence in found), found


@pytest.mark.parametrize("section", ["units", "agents", "sites", "needs"])
def test_an_id_that_stands_twice_is_a_fault(section: str) -> None:
    told = example()
    told[section].append(dict(told[section][0]))
    found = faults_of(text_of(told))
    assert (f"/{section}/1/id", f"The id “{told[section][0]['id']}” stands already at /{section}/0.") in found


def test_a_role_that_stands_twice_in_a_need_is_a_fault() -> None:
    told = example()
    put(told, "/needs/0/roles/0/id", "chief")
    assert ("/needs/0/roles/1/id", "The id “chief” stands already at /needs/0/roles/0.") in faults_of(text_of(told))


@pytest.mark.parametrize("field", ["format", "agents", "sites", "needs"])
def test_a_part_that_must_be_there_is_missed(field: str) -> None:
    told = example()
    del told[field]
    assert (f"/{field}", f"The field “{field}” is missing.") in faults_of(text_of(told))


def test_half_a_position_is_a_fault() -> None:
    told = example()
    del told["sites"][0]["lon"]
    assert faults_of(text_of(told)) == [("/sites/0", "lat and lon go together: give both or neither.")]


def test_a_derogation_of_an_unknown_limit_or_backwards_is_a_fault() -> None:
    told = example()
    told["derogations"] = [{"from": "2024-07-20", "until": "2024-07-19", "rules": {"mean_weeks": 3}}]
    assert [path for path, _sentence in faults_of(text_of(told))] == [
        "/derogations/0/rules/mean_weeks",
        "/derogations/0/until",
    ]


def test_an_unknown_format_is_the_only_fault() -> None:
    told = example() | {"format": "otp-problem/2", "agents": 3}
    assert [path for path, _sentence in faults_of(text_of(told))] == ["/format"]


def test_locks_at_once_are_named_whatever_stands_between_them() -> None:
    told = example()
    hours = (("all day", "08:00", "18:00"), ("noon", "12:00", "13:00"), ("evening", "17:00", "19:00"))
    told["needs"] += [
        told["needs"][0] | {"id": id, "start": f"2024-09-03T{start}", "end": f"2024-09-03T{end}"}
        for id, start, end in hours
    ]
    told["locked"] = [{"agent": "004512", "need": id, "role": "guard"} for id in ("evening", "noon", "all day")]
    assert faults_of(text_of(told)) == [
        ("/locked/2", "“004512” is locked already elsewhere at that time, at /locked/0."),
        ("/locked/2", "“004512” is locked already elsewhere at that time, at /locked/1."),
    ]


def test_contradictory_locks_are_named() -> None:
    told = example()
    told["needs"].append(told["needs"][0] | {"id": "other", "start": "2024-09-02T08:59", "end": "2024-09-02T10:00"})
    told["needs"].append(told["needs"][0] | {"id": "after", "start": "2024-09-02T09:00", "end": "2024-09-02T10:00"})
    told["agents"].append({"id": "B"})
    told["locked"] += [
        {"agent": "004512", "need": "other", "role": "guard"},
        {"agent": "B", "need": NEED, "role": "chief"},
        {"agent": "B", "need": "after", "role": "guard"},
    ]
    assert faults_of(text_of(told)) == [
        ("/locked/2", f"2 agents are locked on the role “chief” of “{NEED}”, which asks for 1."),
        ("/locked/1", "“004512” is locked already elsewhere at that time, at /locked/0."),
    ]


def test_every_fault_is_told_at_once_those_of_shape_and_those_between_parts() -> None:
    told = example()
    for path, value in {
        "/agents/0/unit": "DT99",
        "/agents/0/lat": 200,
        "/needs/0/priority": "1",
        "/needs/0/end": "2024-09-02T08:00",
        "/needs/0/roles/0/minimum": 9,
        "/locked/0/need": "ghost",
        "/extra": 1,
    }.items():
        put(told, path, value)
    found = {path for path, _sentence in faults_of(text_of(told))}
    assert found == {
        "/agents/0/unit",
        "/agents/0/lat",
        "/needs/0/priority",
        "/needs/0/end",
        "/needs/0/roles/0/minimum",
        "/locked/0/need",
        "/extra",
    }


def test_a_key_that_stands_twice_is_a_fault() -> None:
    text = text_of(example()).replace('"corps": "PM"', '"corps": "PM", "corps": "ASVP"', 1)
    assert faults_of(text) == [("/agents/0/corps", "The field “corps” stands twice in one object.")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("%PDF-1.7", "not JSON"),
        ("[]", "one JSON object"),
        ("3", "one JSON object"),
        ("null", "one JSON object"),
        (b'{"name": "\xe9"}', "not UTF-8"),
        (text_of(example()).encode("utf-16"), "not UTF-8"),
        ("[" * 200_000, "nested too deeply"),
        ('{"name": ' + "1" * 5000 + "}", "too long"),
    ],
)
def test_what_is_no_json_object_is_refused_in_one_sentence(text: str | bytes, words: str) -> None:
    ((_path, sentence),) = faults_of(text)
    assert words in sentence


def test_what_a_terminal_would_obey_is_no_part_of_an_id_and_is_spelled_out_in_paths() -> None:
    document = example()
    document["agents"][0]["id"] = "A\x1b[31m"
    document["needs"][0]["\x1b]0;title\x07"] = 1
    found = faults_of(text_of(document))
    assert ("/agents/0/id", "“id” holds a control character, which cannot be printed.") in found
    assert any(path == "/needs/0/\\x1b]0;title\\x07" for path, _words in found)
    assert not any("\x1b" in path + words for path, words in found)


def test_half_a_character_is_refused() -> None:
    text = text_of(example()).replace('"rentree 2024"', '"\\ud800"')
    ((path, sentence),) = faults_of(text)
    assert path == "/name"
    assert "half a character" in sentence


def test_the_error_says_how_many_faults_there_are_and_survives_the_way_between_processes() -> None:
    use_language("fr")
    with pytest.raises(ProblemFaultsError) as refused:
        read_problem(text_of(example() | {"extra": 1, "other": 2}))
    error = pickle.loads(pickle.dumps(refused.value))
    assert error.faults == refused.value.faults
    words = str(error).replace("\u00a0", " ")
    assert words.startswith(
        "Le fichier de problème a 2 erreurs. La première : /extra: Le champ « extra » est inconnu ici"
    )


def test_the_words_of_the_validator_never_reach_the_user() -> None:
    assert not [text for text in SENTENCES.values() if re.search(r"\b[Ii]nput\b", text)]
