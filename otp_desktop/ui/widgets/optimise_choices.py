"""What an optimisation is asked: what it may change, for how long, and what matters."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.working_time import ObjectiveWeights
from otp_desktop.domain.zones import zone_name
from otp_desktop.services.force import units_without_base
from otp_desktop.services.optimise import OptimiseOptions
from otp_desktop.services.optimise_scope import Scope, ScopeKind, scopes_of
from otp_desktop.services.optimise_weights import WEIGHED, WeightStep, step_of, with_step
from otp_desktop.texts import N_, _, ngettext
from otp_desktop.texts.formats import day_and_date, number
from otp_desktop.ui.models.rows import Tone
from otp_desktop.ui.widgets.fields import add_field, choice, chosen_value, new_form
from otp_desktop.ui.widgets.labels import label, set_tone

UNTIL_PROVED = 12 * 3600  # seconds: an end all the same
TIMES = {"10": N_("10 seconds"), "60": N_("1 minute"), "300": N_("5 minutes"), str(UNTIL_PROVED): N_("Until proved")}
SCOPES = {
    ScopeKind.ALL: N_("The whole plan, except locked rows"),
    ScopeKind.GAPS: N_("Only the gaps: nobody moves"),
    ScopeKind.DAY: N_("One day"),
    ScopeKind.ZONE: N_("One arrondissement"),
    ScopeKind.SECTOR: N_("One sector"),
}
SENTENCES = {
    "travel": N_("Limit travel"),
    "cohesion": N_("Keep units together on a post"),
    "continuity": N_("Keep the same faces at the same post"),
    "equity": N_("Share hard posts fairly"),
}
STEPS = {
    WeightStep.NOT: N_("not at all"),
    WeightStep.LITTLE: N_("a little"),
    WeightStep.USUAL: N_("as usual"),
    WeightStep.MUCH: N_("much"),
    WeightStep.FIRST: N_("before all else"),
}


class OptimiseChoices(QWidget):
    """``weights`` are those of the operation, until a step is moved."""

    def __init__(self, snapshot: PlanSnapshot | None) -> None:
        super().__init__()
        self._snapshot = snapshot
        self._weights = snapshot.operation.weights if snapshot is not None else ObjectiveWeights()
        self._values = _values_of(snapshot)
        self.scope = choice({kind: _(SCOPES[kind]) for kind in self._kinds()}, ScopeKind.ALL, name=_("What may change"))
        self.part = QComboBox()
        self.part.setAccessibleName(_("Which one"))
        self.time = choice({seconds: _(text) for seconds, text in TIMES.items()}, "60", name=_("Time at most"))
        self.steps = {name: WeightSlider(_(SENTENCES[name]), step_of(self._weights, name)) for name in WEIGHED}
        self.warning = _wrapped(_bases_sentence(snapshot))
        set_tone(self.warning, Tone.WARNING)
        self.warning.setVisible(bool(self.warning.text()))
        self.scope.currentIndexChanged.connect(lambda _place: self._offer_parts())
        self._lay_out()
        self._offer_parts()

    def options(self) -> OptimiseOptions:
        weights = self._weights
        for name, slider in self.steps.items():
            weights = with_step(weights, name, slider.step)
        return OptimiseOptions(
            seconds=float(chosen_value(self.time)),
            scope=Scope(self._kind, str(self.part.currentData() or "")),
            weights=weights if weights != self._weights else None,
        )

    @property
    def _kind(self) -> ScopeKind:
        return ScopeKind(chosen_value(self.scope))

    def _kinds(self) -> list[ScopeKind]:
        """Those with something to choose from."""
        return [kind for kind in SCOPES if kind in (ScopeKind.ALL, ScopeKind.GAPS) or self._values.get(kind)]

    def _offer_parts(self) -> None:
        self.part.clear()
        for value, text in self._values.get(self._kind, {}).items():
            self.part.addItem(text, value)
        self.part.setVisible(self.part.count() > 0)

    def _lay_out(self) -> None:
        form = new_form()
        add_field(form, _("What may &change"), self.scope)
        form.addRow("", self.part)
        add_field(form, _("&Time at most"), self.time)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(_wrapped(_("Assigns agents to the needs under the working-time rules; coverage comes first.")))
        layout.addLayout(form)
        layout.addWidget(label(_("And then, among plans that cover as much"), "heading"))
        layout.addLayout(self._slider_form())
        layout.addWidget(self.warning)
        layout.addStretch(1)

    def _slider_form(self) -> QFormLayout:
        form = new_form()
        for slider in self.steps.values():
            name = label(slider.sentence)
            name.setBuddy(slider.slider)
            form.addRow(name, slider)
        return form


class WeightSlider(QWidget):
    """A sentence with five steps; the step in words stands beside."""

    def __init__(self, sentence: str, step: WeightStep) -> None:
        super().__init__()
        self.sentence = sentence
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(WeightStep.NOT, WeightStep.FIRST)
        self.slider.setPageStep(1)
        self.slider.setTickPosition(QSlider.TickPosition.TicksBelow)
        self.slider.setAccessibleName(sentence)
        self.words = label()
        self.words.setMinimumWidth(max(self.fontMetrics().horizontalAdvance(_(text)) for text in STEPS.values()) + 8)
        self.slider.valueChanged.connect(lambda _value: self._say())
        self.slider.setValue(step)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.slider, 1)
        layout.addWidget(self.words)
        self._say()

    @property
    def step(self) -> WeightStep:
        return WeightStep(self.slider.value())

    def _say(self) -> None:
        text = _(STEPS[self.step])
        self.words.setText(text)
        self.slider.setAccessibleDescription(text)


def _values_of(snapshot: PlanSnapshot | None) -> dict[ScopeKind, dict[str, str]]:
    """Code and words of each day, arrondissement and sector of the plan."""
    if snapshot is None:
        return {}
    values = scopes_of(snapshot)
    sites = snapshot.site
    return {
        ScopeKind.DAY: {day: day_and_date(date.fromisoformat(day)) for day in values[ScopeKind.DAY]},
        ScopeKind.ZONE: {zone: zone_name(zone) for zone in values[ScopeKind.ZONE]},
        ScopeKind.SECTOR: {code: sites[code].name if code in sites else code for code in values[ScopeKind.SECTOR]},
    }


def _bases_sentence(snapshot: PlanSnapshot | None) -> str:
    """What makes the travel look shorter than it is; empty where nothing does."""
    count = len(units_without_base(snapshot)) if snapshot is not None else 0
    if not count:
        return ""
    return ngettext(
        "{count} unit has no base: the travel of its agents counts for 0 km.",
        "{count} units have no base: the travel of their agents counts for 0 km.",
        count,
    ).format(count=number(count))


def _wrapped(text: str) -> QLabel:
    made = label(text)
    made.setWordWrap(True)
    return made
