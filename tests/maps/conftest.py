import os

# Before any Qt application is made: no screen, and Chromium refuses its sandbox to root in containers.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
