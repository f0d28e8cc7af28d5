"""Night work is counted in real minutes, from 22:00 to 5:00."""

from datetime import datetime

import pytest

from otp_desktop.domain.nights import night_minutes
from otp_desktop.domain.times import PARIS


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("2026-09-10T08:00", "2026-09-10T22:00", 0),
        ("2026-09-10T21:00", "2026-09-10T23:00", 60),
        ("2026-09-10T20:00", "2026-09-11T06:00", 420),
        ("2026-09-10T03:00", "2026-09-10T06:00", 120),
        ("2026-09-10T05:00", "2026-09-10T22:00", 0),
        ("2026-09-10T04:00", "2026-09-10T23:00", 120),
        ("2026-10-24T22:00", "2026-10-25T05:00", 480),  # clocks go back
        ("2026-03-28T22:00", "2026-03-29T05:00", 360),  # clocks go forward
    ],
)
def test_minutes_of_night(start: str, end: str, minutes: int) -> None:
    assert night_minutes(datetime.fromisoformat(start), datetime.fromisoformat(end), PARIS) == minutes
