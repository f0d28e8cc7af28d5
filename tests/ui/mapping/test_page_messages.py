"""What the map's page says is read strictly: a message of another shape is none."""

import json

import pytest

from otp_desktop.ui.mapping.page_messages import (
    LONGEST,
    PREFIX,
    MomentTold,
    PageMessage,
    SiteTold,
    ZoneTold,
    read_message,
)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ({"kind": "choice", "code": "E13-07"}, SiteTold("E13-07")),
        ({"kind": "zone", "code": "75113"}, ZoneTold("75113")),
        ({"kind": "moment", "minute": 485}, MomentTold(485)),
        ({"kind": "moment", "minute": None}, MomentTold(None)),
    ],
)
def test_messages_of_the_page_are_understood(said: dict[str, object], meant: PageMessage) -> None:
    assert read_message(PREFIX + json.dumps(said)) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "[]",
        '"choice"',
        '{"kind": "choice"}',
        '{"kind": "choice", "code": 7}',
        '{"kind": "choice", "code": "' + "x" * 201 + '"}',
        '{"kind": ["choice"], "code": "x"}',
        '{"kind": "moment", "minute": 4.5}',
        '{"kind": "moment", "minute": true}',
        '{"kind": "moment", "minute": -1}',
        '{"kind": "moment", "minute": 1e99}',
        '{"kind": "moment", "minute": NaN}',
        '{"kind": "run", "code": "rm"}',
        "[" * 100_000,
        " " * (LONGEST + 1),
    ],
)
def test_anything_else_is_no_message(text: str) -> None:
    assert read_message(PREFIX + text) is None
