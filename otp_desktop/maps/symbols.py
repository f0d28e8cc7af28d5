"""How coverage looks: for each state a colour, a lightness and a mark; for each kind of site a shape; shades of rates.

Blue, amber and vermilion stay apart for the colour-blind (after Okabe and Ito), and differ in lightness for paper in
black and white; the mark says the same again.
"""

from dataclasses import dataclass

from otp_desktop.domain.coverage import RATE_FLOORS, CoverageState
from otp_desktop.domain.sites import SiteKind
from otp_desktop.texts import N_


@dataclass(frozen=True)
class Symbol:
    """``label`` is English, marked for translation; ``glyph`` says the same in text.

    ``paint`` are SVG attributes of the ground, ``shape`` its outline where no kind of site gives one, ``mark`` what is
    drawn on it; all on 20 × 20.
    """

    label: str
    glyph: str
    paint: str
    shape: str
    mark: str = ""

    @property
    def svg(self) -> str:
        return self.svg_in(self.shape)

    def svg_in(self, shape: str) -> str:
        """The state in the shape of a kind of site."""
        return f'<svg viewBox="0 0 20 20" aria-hidden="true"><g {self.paint}>{shape}</g>{self.mark}</svg>'


@dataclass(frozen=True)
class Shade:
    """``floor`` is the least rate, from 0 to 1, that has this fill; ``dark`` is the fill on a dark screen."""

    floor: float
    fill: str
    dark: str
    label: str


_CIRCLE = '<circle cx="10" cy="10" r="8.6"/>'
_DIAMOND = '<path d="M10 .8L19.2 10 10 19.2.8 10z" stroke-linejoin="round"/>'
_SQUARE = '<rect x="2" y="2" width="16" height="16" rx="3"/>'

# In the order of the legend: what asks for attention first.
SYMBOLS: dict[CoverageState, Symbol] = {
    CoverageState.NOT_HELD: Symbol(
        N_("Not held"),
        "✕",
        'fill="#b92d14" stroke="#fff" stroke-width="1.5"',
        _SQUARE,
        '<path d="M7 7l6 6m0-6l-6 6" stroke="#fff" stroke-width="2.4" stroke-linecap="round"/>',
    ),
    CoverageState.PARTLY: Symbol(
        N_("Partly held"),
        "!",
        'fill="#f5b01b" stroke="#4a3200" stroke-width="1.1"',
        _DIAMOND,
        '<path d="M10 5.4v5.4" stroke="#2e1f00" stroke-width="2.3" stroke-linecap="round"/>'
        '<circle cx="10" cy="14.2" r="1.4" fill="#2e1f00"/>',
    ),
    CoverageState.HELD: Symbol(
        N_("Fully held"),
        "",
        'fill="#1f66a8" stroke="#fff" stroke-width="1.5"',
        _CIRCLE,
        '<path d="M6.4 10.4l2.6 2.6L13.9 7.6" fill="none" stroke="#fff" stroke-width="2.2" stroke-linecap="round"'
        ' stroke-linejoin="round"/>',
    ),
    CoverageState.NOT_NEEDED: Symbol(
        N_("No need"),
        "",
        'fill="#ffffff" stroke="#6b7480" stroke-width="2"',
        '<circle cx="10" cy="10" r="5.5"/>',
    ),
}
STATES = tuple(SYMBOLS)

# The outline says the kind of site, colour and mark its state: a house, a circle, a lozenge on its way, a hexagon.
KIND_SHAPES: dict[SiteKind, str] = {
    SiteKind.SCHOOL: '<path d="M10 .9L19.1 7.6V18.6H.9V7.6z" stroke-linejoin="round"/>',
    SiteKind.FIXED: _CIRCLE,
    SiteKind.MOBILE: _DIAMOND,
    SiteKind.SECTOR: '<path d="M5.2 1.6h9.6L19.4 10l-4.6 8.4H5.2L.6 10z" stroke-linejoin="round"/>',
}


def kind_svg(kind: SiteKind) -> str:
    """The outline alone, for the legend: it takes the colour of the text."""
    return (
        '<svg viewBox="0 0 20 20" aria-hidden="true"><g fill="none" stroke="currentColor" stroke-width="1.8">'
        f"{KIND_SHAPES[kind]}</g></svg>"
    )


# Darker where less is held, lighter on a dark screen: one hue, so that the order survives a black-and-white print.
SHADES = (
    Shade(RATE_FLOORS[0], "#f7f5f0", "#262a30", N_("100%")),
    Shade(RATE_FLOORS[1], "#f6e3c9", "#43382b", N_("95 to 99%")),
    Shade(RATE_FLOORS[2], "#f0cfa8", "#5a452f", N_("85 to 94%")),
    Shade(RATE_FLOORS[3], "#e3b283", "#725230", N_("70 to 84%")),
    Shade(RATE_FLOORS[4], "#c98a5c", "#8b5e2f", N_("under 70%")),
)
NO_NEED = Shade(0.0, "#fbfaf7", "#212429", N_("No need"))


def shade_style() -> str:
    """The fills as the page's variables: ``--shade-0`` is the best rate, ``--shade-none`` where nobody is needed."""
    named = [(f"--shade-{rank}", shade) for rank, shade in enumerate(SHADES)] + [("--shade-none", NO_NEED)]
    light = ";".join(f"{name}:{shade.fill}" for name, shade in named)
    dark = ";".join(f"{name}:{shade.dark}" for name, shade in named)
    return f":root{{{light}}}@media screen{{:root[data-theme=dark]{{{dark}}}}}"
