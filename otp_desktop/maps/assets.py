"""The map library's own files, ready to stand inside a page: no address is left in them.

Leaflet and its clusters come from the XStatic packages, in the version folium asks for; this project's own script and
style sheet stand in ``page/``.
"""

import re
from base64 import b64encode
from functools import cache
from pathlib import Path

from xstatic.pkg import leaflet, leaflet_markercluster

_LEAFLET = Path(leaflet.BASE_DIR)
_CLUSTERS = Path(leaflet_markercluster.BASE_DIR)
_PAGE = Path(__file__).with_name("page")

_OWN_SCRIPTS = ("elements", "counting", "points", "zones", "layers", "strip", "time", "table", "compare", "coverage")

_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
_ADDRESS = re.compile(r"http(s?)://")
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS_IMAGE = re.compile(r"url\((images/[\w.-]+\.png)\)")


@cache
def scripts(clusters: bool = False) -> str:
    """The JavaScript of a map, in the order it has to run."""
    files = [_LEAFLET / "leaflet.js", *(_PAGE / f"{name}.js" for name in _OWN_SCRIPTS)]
    if clusters:
        files.insert(1, _CLUSTERS / "leaflet.markercluster.js")
    return "\n".join(_script(file) for file in files)


@cache
def styles(clusters: bool = False) -> str:
    """The style sheets of a map, images inside."""
    files = [_LEAFLET / "leaflet.css", _PAGE / "coverage.css"]
    if clusters:
        files.insert(1, _CLUSTERS / "MarkerCluster.css")
    return "\n".join(_style(file) for file in files)


def _script(file: Path) -> str:
    text = _SOURCE_MAP.sub("", file.read_text(encoding="utf-8"))
    # In a string of JavaScript "\\x68" is "h" and "\\/" is "/": the SVG namespace keeps its value, and no address,
    # plain or escaped, stands in the page.
    return _ADDRESS.sub(r"\\x68ttp\1:\\/\\/", text)


def _style(file: Path) -> str:
    text = _CSS_COMMENT.sub("", file.read_text(encoding="utf-8"))
    return _CSS_IMAGE.sub(lambda match: f"url({_data_uri(file.parent / match[1])})", text)


def _data_uri(image: Path) -> str:
    return "data:image/png;base64," + b64encode(image.read_bytes()).decode("ascii")
