"""A broken rule in full: what it is called, where it comes from, what was counted and what is allowed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout

from otp_desktop.services.checking import RuleBreach, rule_name, rule_source
from otp_desktop.texts import _
from otp_desktop.ui.widgets.labels import label


class RuleCard(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.heading = label(role="heading")
        self.says = label()
        self.source = label()
        self.figure = label()
        self.limit = label()
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(16)
        grid.addWidget(self.heading, 0, 0, 1, 2)
        grid.addWidget(self.says, 1, 0, 1, 2)
        for line, (name, value) in enumerate(
            ((_("Counted"), self.figure), (_("Limit"), self.limit), (_("Source"), self.source)), start=2
        ):
            grid.addWidget(label(name, "muted"), line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, line, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(5, 1)
        for text in (self.heading, self.says, self.source):
            text.setWordWrap(True)

    def show_breach(self, breach: RuleBreach | None) -> None:
        """None: nothing is known of it any longer."""
        self.setVisible(breach is not None)
        if breach is None:
            return
        self.heading.setText(f"{breach.rule} – {rule_name(breach.rule)}")
        self.says.setText(str(breach.sentence))
        self.figure.setText(breach.figure)
        self.limit.setText(breach.limit)
        self.source.setText(str(rule_source(breach.rule)))
