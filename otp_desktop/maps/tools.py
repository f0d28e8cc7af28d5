"""The tools that the program adds to the map it shows, as one script: reach, balance, drawing.

They stand in no exported map: a page that travels has nothing to tell a program, and nothing to draw with.
"""

import json
from functools import cache
from pathlib import Path

from otp_desktop.texts import _

_TOOLS = Path(__file__).with_name("page") / "tools"
_SCRIPTS = ("reach", "base_map", "sketch", "moving", "drawing", "bridge")


def tools_script() -> str:
    """JavaScript to run in a page of ``coverage_map`` once it is loaded; it leaves ``window.tools``."""
    texts = json.dumps({"corner": _("Corner {number} of {count}")})
    return f"{_code()}\naddStyle({json.dumps(_style())});\nwindow.tools = new MapTools(window.coverage, {texts});"


@cache
def _code() -> str:
    return "\n".join((_TOOLS / f"{name}.js").read_text(encoding="utf-8") for name in _SCRIPTS)


@cache
def _style() -> str:
    return (_TOOLS / "tools.css").read_text(encoding="utf-8")
