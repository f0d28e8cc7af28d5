"""What the map's page says is read strictly: a message of another shape is none."""

import json

import pytest

from otp_desktop.domain.places import Position
from otp_desktop.ui.mapping.page_messages import (
    LONGEST,
    PREFIX,
    FinishTold,
    LeaveTold,
    MomentTold,
    MovedTold,
    PageMessage,
    PlacedTold,
    SiteTold,
    SketchTold,
    ZoneTold,
    read_message,
)

PARIS = Position(48.85, 2.35)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ({"kind": "choice", "code": "E13-07"}, SiteTold("E13-07")),
        ({"kind": "zone", "code": "75113"}, ZoneTold("75113")),
        ({"kind": "moment", "minute": 485}, MomentTold(485)),
        ({"kind": "moment", "minute": None}, MomentTold(None)),
        ({"kind": "sketch", "corners": [[48.85, 2.35], [48, 2]]}, SketchTold((PARIS, Position(48, 2)))),
        ({"kind": "placed", "position": [48.85, 2.35]}, PlacedTold(PARIS)),
        ({"kind": "moved", "code": "E13-07", "position": [48.85, 2.35]}, MovedTold("E13-07", PARIS)),
        ({"kind": "finish"}, FinishTold()),
        ({"kind": "leave"}, LeaveTold()),
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
        '{"kind": "placed", "position": [48.85]}',
        '{"kind": "placed", "position": ["48.85", 2.35]}',
        '{"kind": "placed", "position": [NaN, 2.35]}',
        '{"kind": "placed", "position": [1e400, 2.35]}',
        '{"kind": "placed", "position": [91, 2.35]}',
        '{"kind": "placed", "position": {"48": 1, "2": 1}}',
        '{"kind": "moved", "position": [48.85, 2.35]}',
        '{"kind": "sketch", "corners": "48.85, 2.35"}',
        '{"kind": "sketch", "corners": [[48.85, true]]}',
        '{"kind": "sketch", "corners": [' + ",".join(["[48, 2]"] * 1001) + "]}",
        "[" * 100_000,
        " " * (LONGEST + 1),
    ],
)
def test_anything_else_is_no_message(text: str) -> None:
    assert read_message(PREFIX + text) is None
