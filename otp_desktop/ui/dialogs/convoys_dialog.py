"""The convoys of the operation: one is opened or deleted."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.convoys import Convoy
from otp_desktop.services import convoys
from otp_desktop.texts import _
from otp_desktop.texts.formats import moment
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.pick_dialog import PickDialog


class ConvoysDialog(PickDialog):
    """``chosen`` brings the convoy to be changed."""

    def __init__(self, desk: Desk, found: Sequence[Convoy], parent: QWidget) -> None:
        super().__init__(desk, _("Convoys"), _("No convoy yet: the menu of the needs makes one."), found, parent)

    def text_of(self, record: Convoy) -> str:
        return f"{record.name} – {moment(record.departure)}"

    def removal_of(self, record: Convoy) -> tuple[str, str]:
        return (
            _("Delete the convoy {name}?").format(name=record.name),
            _("Its needs go with it, their assignments too, and the points made for it that nothing else needs."),
        )

    def remove(self, record: Convoy) -> Changes:
        assert record.operation_id is not None, "a convoy belongs to an operation"
        assert record.id is not None, "a listed convoy is stored"
        return convoys.remove_convoy(self.desk.workspace, record.operation_id, record.id)
