"""Reference layers: the polygons drawn under the points, which also give them their arrondissement."""

from PySide6.QtCore import Signal

from otp_desktop.domain.changes import Kind
from otp_desktop.domain.sites import Layer
from otp_desktop.services import sites
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.models.layers import LayerModel, layer_rows
from otp_desktop.ui.models.rows import Rows
from otp_desktop.ui.pages.list_page import ListPage
from otp_desktop.ui.widgets.empty_state import EmptyState


class LayersPage(ListPage):
    """Layers come from files alone: there is no form."""

    name = "layers"
    icon_name = "layers-outline"
    kind = Kind.LAYER
    kinds = frozenset({Kind.LAYER})
    importWanted = Signal()

    def __init__(self, desk: Desk) -> None:
        empty = EmptyState(
            "layers-outline",
            _("No reference layer yet"),
            _("Import the arrondissements or the water of your city as GeoJSON (Ctrl+N)."),
        )
        super().__init__(desk, _("Reference layers"), LayerModel(), _count_text, empty, _("Import a layer"))
        self.edit_button.hide()

    def reload(self) -> None:
        workspace = self.desk.workspace
        self.desk.background.query(self, lambda: _read(workspace), self.records.show_rows, key="rows")

    def add(self) -> None:
        self.importWanted.emit()

    def remove(self) -> None:
        selected: list[Layer] = self.records.selected()
        ids = [layer.id for layer in selected if layer.id is not None and layer.official]
        if not ids:
            return
        question = ngettext("Delete the layer {name}?", "Delete {count} layers?", len(ids))
        workspace = self.desk.workspace
        self.ask_removal(
            question.format(name=next(layer.name for layer in selected if layer.official), count=number(len(ids))),
            lambda: sites.remove_layers(workspace, ids),
            _("The schematic layer of the program takes its place."),
        )

    def show_possible(self) -> None:
        super().show_possible()
        self.remove_button.setEnabled(any(layer.official for layer in self.records.selected()))


def _read(workspace: Workspace) -> Rows[Layer]:
    in_use = {layer.id for layer in sites.list_layers(workspace)}
    return layer_rows(sites.list_all_layers(workspace), in_use)


def _count_text(count: int) -> str:
    return ngettext("{count} layer", "{count} layers", count).format(count=number(count))
