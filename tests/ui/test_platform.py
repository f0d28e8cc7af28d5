"""System libraries that the screen needs are named before Qt ends the process for want of one."""

import sys

import pytest

from otp_desktop.app import DEBIAN_PACKAGES, missing_libraries
from otp_desktop.ui import platform


def test_every_library_of_the_screen_has_its_package() -> None:
    assert set(platform.XCB_LIBRARIES) <= DEBIAN_PACKAGES.keys()


def test_no_library_is_asked_for_without_an_x11_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "XCB_LIBRARIES", ("libnowhere.so.9",))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert platform.missing_screen_libraries() == ()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no X11 screen")
def test_each_library_that_the_screen_lacks_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "XCB_LIBRARIES", ("libnowhere.so.9", "libxcb-icccm-nowhere.so.4"))
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    assert platform.missing_screen_libraries() == ("libnowhere.so.9", "libxcb-icccm-nowhere.so.4")


def test_all_packages_are_named_in_one_sentence() -> None:
    told = str(missing_libraries(("libxcb-icccm.so.4", "libxcb-keysyms.so.1", "libodd.so.7")))
    assert "apt-get install libxcb-icccm4 libxcb-keysyms1 libodd" in told
