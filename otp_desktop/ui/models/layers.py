"""The table of reference layers."""

from collections.abc import Collection, Iterable
from enum import IntEnum, auto

from otp_desktop.domain.sites import Layer, LayerKind
from otp_desktop.texts import N_, _
from otp_desktop.ui.models.record_model import Heading, RecordModel, headings_of
from otp_desktop.ui.models.rows import Row, Rows, Tone, number_cell, row, rows, text_cell

KINDS = {
    LayerKind.ARRONDISSEMENTS: N_("Arrondissements"),
    LayerKind.WATER: N_("Water"),
    LayerKind.INCIDENTS: N_("Incidents"),
    LayerKind.OTHER: N_("Other"),
    LayerKind.SECTORS: N_("Sector"),
}


class LayerColumn(IntEnum):
    NAME = 0
    KIND = auto()
    ORIGIN = auto()
    SHAPES = auto()
    STATE = auto()
    ATTRIBUTION = auto()


class LayerModel(RecordModel[Layer]):
    def __init__(self) -> None:
        super().__init__(
            headings_of(
                LayerColumn,
                Heading(N_("Name"), stretch=True),
                Heading(N_("Kind")),
                Heading(N_("Origin")),
                Heading(N_("Shapes"), figures=True),
                Heading(N_("Use")),
                Heading(N_("Attribution"), stretch=True),
            )
        )


def layer_rows(layers: Iterable[Layer], in_use: Collection[int | None]) -> Rows[Layer]:
    """``in_use`` are the ids of the layers that maps and zones are made from."""
    return rows(_row(layer, layer.id in in_use) for layer in layers)


def _row(layer: Layer, in_use: bool) -> Row[Layer]:
    cells = (
        text_cell(layer.name if layer.official else _(layer.name)),
        text_cell(_(KINDS[layer.kind])),
        text_cell(_("Imported file") if layer.official else _("Schematic, of the program")),
        number_cell(len(layer.features)),
        text_cell(_("● In use"), Tone.GOOD) if in_use else text_cell(_("– Replaced"), Tone.MUTED),
        text_cell(layer.attribution if layer.official else _(layer.attribution)),
    )
    return row(layer.id, layer, cells)
