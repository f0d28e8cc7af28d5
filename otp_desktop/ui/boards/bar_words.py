"""What a bar says in words: its tooltip, and what a screen reader hears."""

from otp_desktop.domain.words import role_name
from otp_desktop.texts import N_, _
from otp_desktop.texts.formats import day_and_date, time_range
from otp_desktop.ui.boards.content import Look
from otp_desktop.ui.boards.geometry import BoardGeometry

STATES = {
    Look.CHIEF: N_("chief"),
    Look.LOCKED: N_("locked"),
    Look.BY_HAND: N_("by hand"),
    Look.IMPORTED: N_("imported"),
    Look.BROKEN: N_("breaks a rule"),
    Look.DISPENSED: N_("legal only by a derogation"),
    Look.BELOW_MINIMUM: N_("below the minimum"),
}


def describe(geometry: BoardGeometry, bar: int) -> str:
    """``MARTIN Élise – École Wurtz, lun. 2 sept. 8 h 05 – 9 h 00, garde, verrouillée``, in the language in use."""
    content, scale = geometry.content, geometry.scale
    shown, row = content.bars[bar], content.rows[int(content.row[bar])]
    start, end = scale.civil(shown.start), scale.civil(shown.end)
    text = _("missing: {heads}").format(heads=shown.text) if shown.look & Look.GAP else shown.text
    parts = [f"{row.title} – {text}", f"{day_and_date(start.date())} {time_range(start, end)}"]
    if shown.key.role and not shown.look & Look.GAP:
        parts.append(role_name(shown.key.role))
    parts += [_(name) for flag, name in STATES.items() if shown.look & flag]
    return ", ".join(parts)
