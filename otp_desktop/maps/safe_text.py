"""Text from data made harmless for the page: it shows as it was typed, and does nothing."""

import json
from html import escape as escape_html
from typing import Any

# Inside a script element these would end it or open another; in a JSON string their escapes mean the same.
_IN_SCRIPT = {"<": r"\u003c", ">": r"\u003e", "&": r"\u0026"}


def html_text(text: object) -> str:
    """For an element or a quoted attribute.

    An address typed by somebody shows, but does not stand in the file. Braces are escaped as well: folium reads what
    its elements write as a Jinja template, where "{{…}}" would run.
    """
    return escape_html(str(text)).replace("{", "&#123;").replace("://", ":&#47;&#47;")


def script_json(value: Any) -> str:
    """For the inside of a ``<script type="application/json">`` that goes into the page verbatim."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character, harmless in _IN_SCRIPT.items():
        text = text.replace(character, harmless)
    return text.replace("://", r"\u003a\/\/")
