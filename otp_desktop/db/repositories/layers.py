"""Reference layers with their shapes."""

from collections.abc import Sequence

from sqlalchemy import insert, select

from otp_desktop.db.repositories.base import Condition, Repository
from otp_desktop.db.repositories.parts import delete_children, grouped
from otp_desktop.db.rows import LayerFeatureRow, LayerRow
from otp_desktop.db.transaction import Values
from otp_desktop.domain.changes import Kind
from otp_desktop.domain.sites import Layer, LayerFeature
from otp_desktop.texts import Sentence, sentence


class Layers(Repository[Layer]):
    """Nothing is unique about a layer: several of one kind may lie over one another."""

    kind = Kind.LAYER
    shape = Layer
    row = LayerRow
    key = ()

    def list(self) -> tuple[Layer, ...]:
        """All layers, in the order in which they were added."""
        return self._read()

    def _read(self, *conditions: Condition) -> tuple[Layer, ...]:
        rows = self._transaction.read(select(*LayerRow.__table__.c).where(*conditions).order_by(LayerRow.id))
        shapes = (
            select(LayerFeatureRow.layer_id, LayerFeatureRow.code, LayerFeatureRow.name, LayerFeatureRow.geometry)
            .join_from(LayerFeatureRow, LayerRow)
            .where(*conditions)
            .order_by(LayerFeatureRow.layer_id, LayerFeatureRow.position)
        )
        features = grouped(
            self._transaction.read(shapes),
            lambda code, name, geometry: LayerFeature(code=code, name=name, geometry=geometry),
        )
        return tuple(
            Layer(
                id=row.id,
                version=row.version,
                kind=row.kind,
                name=row.name,
                attribution=row.attribution,
                official=row.official,
                features=features.get(row.id, ()),
            )
            for row in rows
        )

    def _values(self, records: Sequence[Layer]) -> Sequence[Values]:
        return [
            {"kind": layer.kind, "name": layer.name, "attribution": layer.attribution, "official": layer.official}
            for layer in records
        ]

    def title(self, record: Layer) -> str:
        return record.name

    def _name(self, record: Layer) -> Sentence:
        return sentence("Layer {name}", name=record.name)

    def _add_children(self, records: Sequence[Layer]) -> None:
        rows = [
            {
                "layer_id": layer.id,
                "position": position,
                "code": feature.code,
                "name": feature.name,
                "geometry": dict(feature.geometry),
            }
            for layer in records
            for position, feature in enumerate(layer.features)
        ]
        self._transaction.write(insert(LayerFeatureRow), rows)

    def _replace_children(self, records: Sequence[Layer]) -> None:
        delete_children(self._transaction, LayerFeatureRow, "layer_id", (layer.id for layer in records))
        self._add_children(records)
