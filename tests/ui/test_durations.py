"""Durations are read as people write them."""

import pytest

from otp_desktop.ui.widgets.durations import parse_duration


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("10 h", 600), ("10h30", 630), ("10\u00a0h\u00a000", 600), ("10:30", 630), ("48", 2880), ("7,5", 450), ("7.25 h", 435),
        ("20 min", 20), ("600 mn", 600), ("35 heures", 2100), ("", None), ("  ", None),
    ],
)  # fmt: skip
def test_a_duration_is_read(text: str, minutes: int | None) -> None:
    assert parse_duration(text) == minutes


@pytest.mark.parametrize("text", ["dix heures", "10:75", "-3 h", "1 000 h", "h", "10 h 30 h"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_duration(text)
