"""Routes of convoys, read from files and from typed positions."""

from pathlib import Path

from otp_desktop.domain.places import Position


def read_route(path: Path) -> tuple[Position, ...]:
    """The line of a GPX or GeoJSON file. Raises an UnreadableFileError that says what is wrong with the file."""
    from otp_desktop.exchange import routes  # readers of files are imported when one is read

    return routes.read_route(path)


def parse_route(text: str) -> tuple[Position, ...]:
    """Positions written one a line, latitude first. Raises as ``read_route`` does."""
    from otp_desktop.exchange import routes

    return routes.parse_route(text)
