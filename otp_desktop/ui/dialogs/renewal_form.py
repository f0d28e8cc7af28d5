"""A qualification renewed for several agents at once."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.faults import Fault
from otp_desktop.domain.force import Qualification
from otp_desktop.services import holders
from otp_desktop.services.field_faults import ordered
from otp_desktop.texts import N_, _, ngettext, sentence
from otp_desktop.texts.formats import number
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.dialogs.record_form import Reading, RecordForm
from otp_desktop.ui.widgets.dates import DAY_FAULT, DayField

NO_END = N_("Write until when it is valid.")
Days = tuple[date | None, date | None]


class RenewalForm(RecordForm):
    """Until when the qualification of these agents is valid from now on."""

    def __init__(self, desk: Desk, qualification: Qualification, agent_ids: Sequence[int], parent: QWidget) -> None:
        title = ngettext("Renew {label} for {count} agent", "Renew {label} for {count} agents", len(agent_ids))
        super().__init__(desk, title.format(label=qualification.label, count=number(len(agent_ids))), parent)
        self._code = qualification.code
        self._agent_ids = tuple(agent_ids)
        self.until = DayField()
        self.start = DayField(date.today())
        self.add_field("until", _("Valid &until"), self.until)
        self.add_field(
            "start",
            _("Renewed &from"),
            self.start,
            _("If it expired before this day, it was not held in between."),
        )
        self.ready()

    def read_record(self, reading: Reading) -> Days:
        start = reading.take("start", self.start.value, DAY_FAULT, None)
        return start, reading.take("until", self.until.value, DAY_FAULT, None)

    def own_faults(self, record: Days) -> Sequence[Fault]:
        start, until = record
        missing = [Fault(sentence(NO_END), column="until")] if until is None else []
        missing += [Fault(sentence(DAY_FAULT), column="start")] if start is None else []
        return missing or ordered("until", start, until, strict=False)

    def save(self, record: Days) -> Changes:
        start, until = record
        assert start is not None, "own_faults refuses it"
        assert until is not None, "own_faults refuses it"
        return holders.renew(self.desk.workspace, self._code, self._agent_ids, start, until)
