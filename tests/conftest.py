"""Set before Qt is loaded: no screen is needed, and Chromium runs in containers and as root."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from otp_desktop.texts import use_language
from otp_desktop.texts.language import DEFAULT_LANGUAGE

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

# A submission is judged on the same examples each time; on a developer's machine every run draws new ones.
settings.register_profile("ci", derandomize=True, print_blob=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


@pytest.fixture(autouse=True)
def default_language() -> Iterator[None]:
    """Each test starts in the default language, whatever the one before it spoke: the setting is process-wide."""
    use_language(DEFAULT_LANGUAGE)
    yield
    use_language(DEFAULT_LANGUAGE)
