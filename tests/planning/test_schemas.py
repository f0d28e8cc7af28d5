"""The published schemas say what the readers accept."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from otp_desktop.planning.schemas import plan_schema, problem_schema
from tests.planning.documents import example, example_plan
from tests.planning.test_plan_file import PROBLEM

SCHEMAS = {"otp-problem/1": problem_schema(), "otp-plan/1": plan_schema()}


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_json_of_the_current_draft_and_closed(name: str) -> None:
    schema = json.loads(json.dumps(SCHEMAS[name]))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == name
    for part in [schema, *schema["$defs"].values()]:
        assert part["additionalProperties"] is False


def test_the_schema_knows_each_field_of_the_example() -> None:
    for name, document in (("otp-problem/1", example()), ("otp-plan/1", example_plan(PROBLEM))):
        assert list(unknown_fields(document, SCHEMAS[name], SCHEMAS[name])) == []


def test_fields_are_named_as_in_the_file() -> None:
    assert {"from", "until", "code"} == set(problem_schema()["$defs"]["SkillPart"]["properties"])


def test_times_have_a_pattern_that_their_writing_fits() -> None:
    pattern = problem_schema()["$defs"]["NeedPart"]["properties"]["start"]["pattern"]
    assert re.search(pattern, "2024-09-02T08:05")
    assert not re.search(pattern, "2024-09-02 08:05")


def unknown_fields(value: Any, schema: Any, root: Any) -> Iterator[str]:
    """Fields of a document that its schema does not name."""
    schema = resolved(schema, root)
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in schema.get("properties", {}):
                yield name
            else:
                yield from unknown_fields(inner, schema["properties"][name], root)
    elif isinstance(value, list):
        for inner in value:
            yield from unknown_fields(inner, schema.get("items", {}), root)


def resolved(schema: Any, root: Any) -> Any:
    options = [each for each in schema.get("anyOf", [schema]) if each.get("type") != "null"]
    (schema,) = options
    return root["$defs"][schema["$ref"].rsplit("/", 1)[1]] if "$ref" in schema else schema
