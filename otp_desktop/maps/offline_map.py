"""A folium map that stands in one file: its libraries inside, and a policy that forbids the page any address."""

from collections.abc import Iterator, Sequence
from typing import Any

import folium
from branca.element import Element, Figure
from folium.template import Template

from otp_desktop.maps import assets
from otp_desktop.maps.safe_text import html_text

MAX_ZOOM = 19

# Belt and braces: were an address to slip into the page, the browser would still not follow it.
_POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src "


class OfflineMap(folium.Map):
    """``folium.Map`` without its links to the outside; Bootstrap, Font Awesome and jQuery are not needed here."""

    default_js = []  # noqa: RUF012 - as folium declares them
    default_css = []  # noqa: RUF012

    def __init__(self, title: str, clusters: bool = False, image_sources: Sequence[str] = ()) -> None:
        """``image_sources``: where pictures may come from besides the page itself; none in a file that travels."""
        super().__init__(
            location=(48.8566, 2.3522),  # until the page fits the view to its points
            zoom_start=12,
            tiles=None,
            zoom_control="bottomright",
            maxZoom=MAX_ZOOM,  # without tiles Leaflet knows no zoom limits, and clusters need one
            minZoom=9,
            zoomSnap=0.25,
            wheelPxPerZoomLevel=120,
        )
        self.clusters = clusters
        self.policy = _POLICY + " ".join(("data:", *image_sources))
        self.page.title = html_text(title)

    @property
    def page(self) -> Figure:
        root = self.get_root()
        assert isinstance(root, Figure)
        return root

    def render(self, **kwargs: Any) -> str:
        """Adds the libraries after folium's own style, so that ours wins. Nobody reads what an element gives here."""
        super().render(**kwargs)  # type: ignore[no-untyped-call]  # folium leaves it so
        header = self.page.header
        header.add_child(
            Verbatim(f'<meta http-equiv="Content-Security-Policy" content="{self.policy}">'), name="policy"
        )
        header.add_child(Verbatim(f"<script>{assets.scripts(self.clusters)}</script>"), name="scripts")
        header.add_child(Verbatim(f"<style>{assets.styles(self.clusters)}</style>"), name="styles")
        return ""

    def html(self) -> str:
        """The whole page; folium names things at random, here they are numbered: the same plan gives the same file."""
        for number, element in enumerate(_descendants(self)):
            element._id = str(number)
        return str(self.page.render())


class Verbatim(Element):
    """Text that goes into the page as it is.

    What folium's own elements write is read once more as a Jinja template: "{{" in a name would be run in this program.
    """

    _template = Template("{{ this.text }}")

    def __init__(self, text: str) -> None:
        super().__init__()
        self._name = "Verbatim"
        self.text = text


def _descendants(element: Element) -> Iterator[Element]:
    yield element
    for child in element._children.values():
        yield from _descendants(child)
