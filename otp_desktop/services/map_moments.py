"""The minutes that the map counts, as civil times of the operation."""

from datetime import datetime

from otp_desktop.domain.snapshot import PlanSnapshot


def minute_of(snapshot: PlanSnapshot, moment: datetime) -> int:
    """The minute of the map's slider at a civil time of the operation."""
    from otp_desktop.maps.moments import Moments

    return Moments(snapshot).minute(moment)


def moment_of(snapshot: PlanSnapshot, minute: int | None) -> datetime | None:
    """The civil time of a minute of the map's slider; None stands for the whole operation."""
    from otp_desktop.maps.moments import Moments  # with babel's dates: not at the window's start

    return None if minute is None else Moments(snapshot).civil(minute)
