"""The bar over the map, as HTML: the slider of time with its buttons, and the strip of what is held and missing."""

from otp_desktop.domain.plans import Plan
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.maps.panels import plan_title
from otp_desktop.maps.safe_text import html_text
from otp_desktop.texts import N_, _, sentence

# Minutes of a step; 0 goes to the next change of the needs.
STEPS = ((0, N_("each change")), (15, N_("15 minutes")), (60, N_("1 hour")), (24 * 60, N_("1 day")))


def time_bar(snapshot: PlanSnapshot, before: Plan | None = None) -> str:
    """Empty where there is no need: nothing changes then. ``before`` is the plan to compare with."""
    if not snapshot.needs:
        return ""
    return f"<section id='time'><div class='controls'>{_controls(before)}</div>{_track()}</section>"


# Texts stand outside the f-strings: the collector of texts does not look inside them.
def _controls(before: Plan | None) -> str:
    buttons = (
        _button("whole", _("Whole operation"), pressed=True),
        _button("back", _("Earlier")),
        _button("play", _("Play"), pressed=False),
        _button("on", _("Later")),
    )
    compared = (
        _button("hold", _("Hold this moment"), pressed=False),
        _button("beside", _("Side by side"), pressed=False),
    )
    figures = [_key("required", _("Required")), _key("held", _("Heads held")), _key("missing", _("Missing"))]
    if before is not None:
        name = plan_title(before)
        figures.append(_key("gained", str(sentence("Gained over the {plan}:", plan=name))))
        figures.append(_key("lost", _("Lost:")))
    step = _("Step:")
    return (
        f"{''.join(buttons)}{_steps(step)}{''.join(compared)}<output id='moment' for='minute'></output>"
        f"<ul id='now'>{''.join(figures)}</ul>"
    )


def _steps(label: str) -> str:
    options = "".join(f"<option value='{minutes}'>{html_text(_(name))}</option>" for minutes, name in STEPS)
    return f"<label>{html_text(label)} <select id='step'>{options}</select></label>"


def _track() -> str:
    moment, strip = html_text(_("Moment shown")), html_text(_("Heads required, held and missing over time"))
    return (
        f"<div class='track'><canvas id='strip' role='img' aria-label='{strip}'></canvas>"
        f"<input type='range' id='minute' step='1' aria-label='{moment}'></div>"
    )


def _button(key: str, label: str, pressed: bool | None = None) -> str:
    state = "" if pressed is None else f" aria-pressed='{str(pressed).lower()}'"
    return f"<button type='button' id='{key}'{state}>{html_text(label)}</button>"


def _key(key: str, label: str) -> str:
    return f"<li class='{key}'><i></i><span>{html_text(label)} </span><b></b></li>"
