"""The system libraries without which Qt cannot open a window on an X11 screen.

Qt loads them itself and ends the process where one is missing: they are looked for before it has the occasion.
"""

import ctypes
import os
import sys

XCB_LIBRARIES = (
    "libxcb-cursor.so.0",
    "libxcb-icccm.so.4",
    "libxcb-image.so.0",
    "libxcb-keysyms.so.1",
    "libxcb-randr.so.0",
    "libxcb-render-util.so.0",
    "libxcb-render.so.0",
    "libxcb-shape.so.0",
    "libxcb-shm.so.0",
    "libxcb-sync.so.1",
    "libxcb-xfixes.so.0",
    "libxcb-xkb.so.1",
    "libxkbcommon-x11.so.0",
)


def missing_screen_libraries() -> tuple[str, ...]:
    """The libraries that the X11 screen in use asks for and the system lacks; none elsewhere."""
    return tuple(library for library in XCB_LIBRARIES if not _loads(library)) if _on_x11() else ()


def _on_x11() -> bool:
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform:
        return platform.startswith("xcb")
    return sys.platform == "linux" and bool(os.environ.get("DISPLAY")) and not os.environ.get("WAYLAND_DISPLAY")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
