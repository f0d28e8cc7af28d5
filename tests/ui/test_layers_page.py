"""The tab of reference layers: imported ones replace the schematic ones, and give way again."""

import json
from pathlib import Path

from pytestqt.qtbot import QtBot

from otp_desktop.services import imports
from otp_desktop.services.demonstration import create_demonstration
from otp_desktop.services.workspace import Workspace
from otp_desktop.ui.main_window import MainWindow
from otp_desktop.ui.models.layers import LayerColumn
from tests.ui.conftest import Settle
from tests.ui.test_forms import agree

SQUARE = [[2.3, 48.8], [2.4, 48.8], [2.4, 48.9], [2.3, 48.9], [2.3, 48.8]]


def water(folder: Path) -> Path:
    file = folder / "plan-d-eau.geojson"
    shape = {"type": "Polygon", "coordinates": [SQUARE]}
    feature = {"type": "Feature", "properties": {"nom": "Seine", "type": "eau"}, "geometry": shape}
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    return file


def test_an_imported_layer_is_listed_and_deleted(
    window: MainWindow, workspace: Workspace, qtbot: QtBot, settle: Settle, tmp_path: Path
) -> None:
    page = window.places.layers
    window.go_to(page)
    settle(window)
    assert page.records.empty.isVisible()
    create_demonstration(workspace)
    imports.import_layer(workspace, water(tmp_path))
    window.refresh()
    settle(window)
    origins = [row.cells[LayerColumn.ORIGIN].text for row in page.records.model.shown]
    assert origins.count("Fichier importé") == 1
    total = page.records.model.rowCount()
    page.records.table.selectAll()
    page.remove()
    agree(window, qtbot, "Supprimer")
    settle(window)
    assert page.records.model.rowCount() == total - 1
    page.records.table.selectAll()
    assert not page.remove_button.isEnabled()
