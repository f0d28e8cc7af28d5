"""The base map of this workstation: nothing goes out before a yes, and only to the host it was said for."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSettings, QUrl
from PySide6.QtWebEngineCore import QWebEngineUrlRequestInfo
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from otp_desktop.services.base_maps import SCHEMATIC, BaseKind, image_sources, online_base
from otp_desktop.ui.dialogs.base_map_dialog import BaseMapDialog
from otp_desktop.ui.main_window import MainWindow
from otp_desktop.ui.mapping.base_choice import BaseChoice, keep_choice, read_choice
from otp_desktop.ui.mapping.tile_scheme import read_place
from otp_desktop.ui.widgets.map_view import NoNetwork
from tests.maps.tile_examples import write_mbtiles
from tests.ui.conftest import Settle
from tests.ui.test_accessibility import nameless

IMAGE = QWebEngineUrlRequestInfo.ResourceType.ResourceTypeImage
SCRIPT = QWebEngineUrlRequestInfo.ResourceType.ResourceTypeScript
IGN = "data.geopf.fr"


class Request:
    """What Qt asks the guard about: an address and what it is for."""

    def __init__(self, address: str, kind: QWebEngineUrlRequestInfo.ResourceType) -> None:
        self._url, self._kind = QUrl(address), kind
        self.blocked = False

    def requestUrl(self) -> QUrl:  # noqa: N802 - Qt's name
        return self._url

    def resourceType(self) -> QWebEngineUrlRequestInfo.ResourceType:  # noqa: N802 - Qt's name
        return self._kind

    def block(self, blocked: bool) -> None:
        self.blocked = blocked


def _passes(guard: NoNetwork, address: str, kind: QWebEngineUrlRequestInfo.ResourceType = IMAGE) -> bool:
    request = Request(address, kind)
    guard.interceptRequest(request)  # type: ignore[arg-type]  # Qt makes no such object for others
    return not request.blocked


@pytest.fixture
def dialog(window: MainWindow, settle: Settle) -> BaseMapDialog:
    settle(window)
    window.map.choose_base()
    opened = QApplication.activeModalWidget()
    assert isinstance(opened, BaseMapDialog)
    return opened


def test_without_a_yes_no_address_at_all_passes() -> None:
    owner = QObject()
    guard = NoNetwork(owner)
    addresses = [f"https://{IGN}/wmts?x", "https://tile.openstreetmap.org/1/1/1.png", "http://127.0.0.1/a", "ftp://a/b"]
    assert not any(_passes(guard, address) for address in addresses)
    assert guard.refused == len(addresses)


def test_a_yes_lets_pictures_of_that_host_through_and_nothing_else() -> None:
    owner = QObject()
    guard = NoNetwork(owner)
    guard.host = online_base("ign").host
    assert _passes(guard, f"https://{IGN}/wmts?x=1")
    for address in (
        f"http://{IGN}/wmts",
        f"https://{IGN}:8443/wmts",
        f"https://{IGN}.example.invalid/wmts",
        f"https://example.invalid/{IGN}",
        f"https://{IGN}@example.invalid/",
        "https://tile.openstreetmap.org/1/1/1.png",
        "file:///etc/passwd",
    ):
        assert not _passes(guard, address), address
    assert not _passes(guard, f"https://{IGN}/script.js", SCRIPT)


def test_the_page_may_take_pictures_from_what_was_chosen_alone(tmp_path: Path) -> None:
    file = BaseChoice(BaseKind.FILE, write_mbtiles(tmp_path / "plan.mbtiles"))
    assert image_sources(SCHEMATIC) == ()
    assert image_sources(file.base_map()) == ("otp-tiles:",)
    assert image_sources(online_base("ign")) == (f"https://{IGN}",)


def test_only_three_numbers_of_a_tile_are_read_from_an_address() -> None:
    assert read_place("/12/2074/1409") == (12, 2074, 1409)
    for path in (
        "/12/2074",
        "/12/2074/1409/",
        "/../../etc/passwd",
        "/1/2/1",
        "/25/0/0",
        "/12/-1/3",
        "/12/٣/3",
        "/a/b/c",
    ):
        assert read_place(path) is None, path


def test_nothing_online_is_chosen_before_the_box_is_ticked_and_the_yes_can_be_taken_back(
    dialog: BaseMapDialog, window: MainWindow, settle: Settle
) -> None:
    settings = window.desk.settings
    assert dialog.schematic.isChecked()
    assert read_choice(settings) == BaseChoice()
    assert nameless(dialog) == []
    ign, osm = (radio for radio, _service in dialog.services.values())
    ign.click()
    assert not dialog.apply_button.isEnabled()
    assert "adresse IP" in dialog.reveals.text()
    assert IGN in dialog.reveals.text()
    dialog.agree.setChecked(True)
    osm.click()
    assert not dialog.agree.isChecked()
    assert not dialog.apply_button.isEnabled()
    ign.click()
    dialog.agree.setChecked(True)
    dialog.chosen.disconnect()  # the map would be drawn: it would ask
    dialog.apply()
    settle(window)
    assert read_choice(settings) == BaseChoice(BaseKind.ONLINE, service="ign")

    keep_choice(settings, BaseChoice())
    settings.setValue("map/base", "online")
    settings.setValue("map/service", "ign")
    assert read_choice(settings) == BaseChoice()


def test_a_file_that_cannot_be_drawn_is_said_and_nothing_changes(
    dialog: BaseMapDialog, window: MainWindow, settle: Settle, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.show_file(write_mbtiles(tmp_path / "vecteurs.mbtiles", {"format": "pbf"}))
    dialog.apply()
    settle(window)
    qtbot.waitUntil(lambda: "vecteurs" in dialog.fault.text())
    assert dialog.isVisible()
    assert read_choice(window.desk.settings) == BaseChoice()


def test_another_workstation_agreed_to_nothing(settings: QSettings, tmp_path: Path) -> None:
    keep_choice(settings, BaseChoice(BaseKind.ONLINE, service="osm"))
    assert read_choice(settings).service == "osm"
    assert read_choice(QSettings(str(tmp_path / "other.ini"), QSettings.Format.IniFormat)) == BaseChoice()
