"""The words that the page's script says; {names} in them are filled by the page."""

from typing import Any

from otp_desktop.texts import _, current_language


def page_texts() -> dict[str, Any]:
    return {
        "figures": [_("Required"), _("Heads held"), _("Missing")],
        "missing": _("missing:"),
        "missing_heads": _("Missing heads: {count}"),
        "none": _("No need at this point"),
        "base_agents": _("{name}: {count} agents on the roll"),
        "reserve": _("{name}: {count} in reserve now, of {agents}. Present and on no post; rest is not taken off."),
        "reserve_whole": _("{name}: {count} of {agents} hold no post of the whole operation"),
        "whole": _("Whole operation"),
        "hold_moment": _("Hold this moment"),
        "held_moment": _("Held: {moment}"),
        "gained_since": _("Gained since the moment held:"),
        "lost_since": _("Lost:"),
        "nothing_to_compare": _("Hold a moment, or choose a plan to compare with"),
        "play": _("Play"),
        "pause": _("Pause"),
        "more": _("And {count} more: narrow the search"),
        "nothing_found": _("No point is shown with these filters"),
        "zone_rate": _("{zone}: {rate} held ({held} of {required}), {missing} missing"),
        "balance": _("Heads of its own: {own}, borrowed: {borrowed}, lent: {lent}"),
        "zone_none": _("{zone}: no need"),
        "percent": "\u00a0%" if current_language() == "fr" else "%",
        "close": _("Close"),
        "zoom_in": _("Zoom in"),
        "zoom_out": _("Zoom out"),
    }
