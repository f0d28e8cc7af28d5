"""Set before Qt is loaded: no screen is needed, and Chromium runs in containers and as root."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
