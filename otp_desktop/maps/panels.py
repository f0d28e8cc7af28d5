"""The words around the map, as HTML: the heading with the plan's figures, and the legend, which is also the filter."""

from collections import Counter
from collections.abc import Iterable

from otp_desktop.domain.coverage import CoverageState
from otp_desktop.domain.plans import Plan
from otp_desktop.domain.sites import Site, SiteKind
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.words import site_kind_name
from otp_desktop.maps.figures import bound_sentence
from otp_desktop.maps.incidents import incident_data
from otp_desktop.maps.points import placed_sites, unplaced_sites
from otp_desktop.maps.safe_text import html_text
from otp_desktop.maps.sectors import sector_data
from otp_desktop.maps.symbols import SHADES, STATES, SYMBOLS, kind_svg
from otp_desktop.texts import _, ngettext, sentence
from otp_desktop.texts.formats import coverage_rate, long_date, moment, number


def heading(snapshot: PlanSnapshot, title: str) -> str:
    """``title`` stands for the operation's name when given."""
    operation, total = snapshot.operation, snapshot.coverage.total
    figures = (
        ("required", _("Required"), number(total.required)),
        ("held", _("Heads held"), number(total.held)),
        ("some-missing" if total.missing else "missing", _("Missing"), number(total.missing)),
        ("rate", _("Coverage"), coverage_rate(total.rate)),
    )
    kind, proof = _("Coverage map"), bound_sentence(snapshot)
    return (
        f"<header><div><p class='eyebrow'>{html_text(kind)}</p>"
        f"<h1>{html_text(title or operation.name)}</h1>"
        f"<p class='dates'>{html_text(_dates(snapshot))} · {html_text(plan_name(snapshot.plan))}</p></div>"
        f"<div class='sums'><dl>{''.join(_figure(*figure) for figure in figures)}</dl>"
        + (f"<p class='proof'>{html_text(proof)}</p>" if proof else "")
        + "</div></header>"
    )


def legend(snapshot: PlanSnapshot, convoys: bool) -> str:
    """One box to tick a state, with the number of its points; the shades; what cannot be shown."""
    counts = Counter(snapshot.coverage.site_state(site.code) for site in placed_sites(snapshot))
    title, points, rates = _("Legend"), _("Points"), _("Rate by arrondissement")
    filter_name = _("Uncovered only")
    size_note = _("Larger: more heads required at once. Small figure: danger rank, 1 the most dangerous.")
    return (
        f"<details id='legend' open><summary>{html_text(title)}</summary>"
        f"<fieldset><legend>{html_text(points)}</legend>{''.join(_state_row(state, counts[state]) for state in STATES)}"
        f"<button type='button' id='uncovered-only' aria-pressed='false'>{html_text(filter_name)}</button>"
        f"{_kinds(snapshot)}<p class='note'>{html_text(size_note)}</p></fieldset>"
        f"{_layers(snapshot, convoys)}<fieldset><legend>{html_text(rates)}</legend>"
        f"<ul class='shades'>{''.join(_shade_rows())}</ul></fieldset>{_unplaced(unplaced_sites(snapshot))}</details>"
    )


def points_panel() -> str:
    """The list of points with its search; the page fills it."""
    title, search = html_text(_("Points")), html_text(_("Search by name or address"))
    return (
        f"<details id='points-panel' open><summary>{title}</summary>"
        f"<input type='search' id='search' placeholder='{search}' aria-label='{search}'>"
        "<ul id='points-list'></ul><p id='points-rest' role='status'></p></details>"
    )


def plan_title(plan: Plan) -> str:
    return _("draft") if plan.is_draft else str(sentence("published v{number}", number=plan.number))


def plan_name(plan: Plan) -> str:
    name = plan_title(plan)
    if plan.made_at is None:
        return str(sentence("Plan: {name}", name=name))
    return str(sentence("Plan: {name}, made on {moment}", name=name, moment=moment(plan.made_at)))


def _dates(snapshot: PlanSnapshot) -> str:
    first, last = snapshot.operation.first_day, snapshot.operation.last_day
    if first == last:
        return str(sentence("On {day}", day=long_date(first)))
    return str(sentence("From {first} to {last}", first=long_date(first), last=long_date(last)))


def _figure(key: str, label: str, value: str) -> str:
    return f"<div class='{key}'><dt>{html_text(label)}</dt><dd>{html_text(value)}</dd></div>"


def _state_row(state: CoverageState, count: int) -> str:
    symbol = SYMBOLS[state]
    return (
        f"<label><input type='checkbox' name='state' value='{STATES.index(state)}' checked>"
        f"{symbol.svg}<span>{html_text(_(symbol.label))}</span>"
        f"<b id='count-{state.value}'>{html_text(number(count))}</b></label>"
    )


def _kinds(snapshot: PlanSnapshot) -> str:
    """What each shape stands for, of the kinds that are there."""
    found = {site.kind for site in placed_sites(snapshot)}
    rows = (f"<li>{kind_svg(kind)}{html_text(site_kind_name(kind))}</li>" for kind in SiteKind if kind in found)
    return f"<ul class='kinds'>{''.join(rows)}</ul>"


def _shade_rows() -> Iterable[str]:
    for rank, shade in enumerate(SHADES):
        yield f"<li><i style='background:var(--shade-{rank})'></i>{html_text(_(shade.label))}</li>"


def _layers(snapshot: PlanSnapshot, convoys: bool) -> str:
    """A box to tick for each layer that the plan has; convoys are shown at once."""
    title = _("Layers")
    boxes = [_layer_row("convoys", _("Convoy and streets held"), shown=True)] if convoys else []
    if sector_data(snapshot.layers):
        boxes.append(_layer_row("sectors", _("Sectors"), shown=True))
    if any(unit.position for unit in snapshot.units):
        boxes += [
            _layer_row("bases", _("Bases of the units")),
            _layer_row("lines", _("Lines from base to point")),
            _layer_row("reserve", _("Reserve: agents on no post")),
        ]
    if count := len(incident_data(snapshot.layers)):
        boxes.append(_layer_row("incidents", _("Last incidents ({count})").format(count=number(count))))
    if not boxes:
        return ""
    return f"<fieldset><legend>{html_text(title)}</legend>{''.join(boxes)}</fieldset>"


def _layer_row(key: str, label: str, shown: bool = False) -> str:
    ticked = " checked" if shown else ""
    return f"<label><input type='checkbox' name='layer' value='{key}'{ticked}><span>{html_text(label)}</span></label>"


def _unplaced(sites: tuple[Site, ...]) -> str:
    if not sites:
        return ""
    words = ngettext(
        "{count} point without position is not shown", "{count} points without position are not shown", len(sites)
    ).format(count=number(len(sites)))
    rows = "".join(f"<li>{html_text(site.name or site.code)}</li>" for site in sites)
    return f"<details id='unplaced'><summary>{html_text(words)}</summary><ul>{rows}</ul></details>"
