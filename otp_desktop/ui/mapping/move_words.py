"""What moving a point changes, in words."""

from collections.abc import Iterator

from otp_desktop.domain.zones import zone_name
from otp_desktop.services.site_moves import SiteMove
from otp_desktop.texts import N_, _, sentence
from otp_desktop.texts.formats import number

BY_SCHEMA = N_("{zone}, by the schematic base map, which is not exact at the borders: check it.")


def move_text(move: SiteMove) -> str:
    """One line for each thing that changes or stays."""
    return "\n".join(_lines(move))


def zone_source(zone: str, *, official: bool) -> str:
    """Where a point stands, and how far that can be trusted."""
    if official:
        return str(sentence("{zone}, by the official layer.", zone=zone_name(zone)))
    return str(sentence(BY_SCHEMA, zone=zone_name(zone)))


def _lines(move: SiteMove) -> Iterator[str]:
    before, after = move.before, move.after
    source = zone_source(after.zone, official=move.official)
    yield _("By {metres} m.").format(metres=number(round(move.metres)))
    if before.zone == after.zone:
        yield _("It stays in its arrondissement: {source}").format(source=source)
    else:
        words = _("It leaves its arrondissement ({zone}): {source}")
        yield words.format(zone=zone_name(before.zone), source=source)
    if before.sector != after.sector:
        none = _("no sector")
        yield _("Sector: {before} → {after}.").format(before=before.sector or none, after=after.sector or none)
    if after.address:
        yield _("Its address stays: {address}").format(address=after.address)
    yield _("Travel times of every plan that needs it change with it.")
