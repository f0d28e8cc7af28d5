"""What all pages of one window share: the workspace, the background work, the operation in hand and its plan."""

from PySide6.QtCore import QObject, QSettings, QTimer, Signal
from PySide6.QtWidgets import QWidget

from otp_desktop.domain.changes import Changes, Kind
from otp_desktop.domain.operations import Operation
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.services import operations, plans
from otp_desktop.services.checking import RuleBreach
from otp_desktop.services.plan_in_hand import PlanInHand
from otp_desktop.services.workspace import Workspace
from otp_desktop.ui.background import Background
from otp_desktop.ui.gestures import Gestures
from otp_desktop.ui.plan_editor import PlanEditor

Counted = tuple[PlanSnapshot, tuple[RuleBreach, ...]]


class Desk(QObject):
    """``settings`` remember what the user arranged.

    Reads the operations and the plan of the current one again whenever a write touched them.
    """

    operationsChanged = Signal(object)
    operationChanged = Signal(object)
    snapshotChanged = Signal(object)
    breachesChanged = Signal(object)
    siteChosen = Signal(str)
    operationWanted = Signal()
    importWanted = Signal()

    def __init__(self, workspace: Workspace, window: QWidget, settings: QSettings) -> None:
        super().__init__(window)
        self.settings = settings
        self.workspace = workspace
        self.background = Background(window)
        self.gestures = Gestures(workspace, self.background, self)
        self.editor = PlanEditor(workspace, self.background, self)
        self.operations: tuple[Operation, ...] = ()
        self.operation: Operation | None = None
        self.snapshot: PlanSnapshot | None = None
        self.site = ""
        self._wanted_code = ""
        self._wanted_id: int | None = None
        self.background.changed.connect(self._after_changes)
        self.editor.planChanged.connect(self._take_plan)
        self.editor.wantReading.connect(self.reload_snapshot)

    @property
    def operation_id(self) -> int | None:
        return self.operation.id if self.operation is not None else None

    def choose_site(self, code: str) -> None:
        """The board, the map and the lists look at one point: who shows it follows, and who shows it already stays.

        Told each time: a point whose card was closed on the map opens again when the board chooses it again.
        """
        self.site = code
        self.siteChosen.emit(code)

    def start(self, operation_code: str = "") -> None:
        """Reads the operations, then the plan of the one with this code, else of the first."""
        self._wanted_code = operation_code
        QTimer.singleShot(0, self.reload_operations)

    def choose(self, operation: Operation | None) -> None:
        """Makes it the operation in hand for all pages."""
        if operation == self.operation:
            return
        same = operation is not None and self.operation is not None and operation.id == self.operation.id
        self.operation = operation
        if not same:
            self.snapshot = None
            self.editor.take(None)
            self.snapshotChanged.emit(None)
        self.operationChanged.emit(operation)
        self.reload_snapshot()

    def choose_id(self, operation_id: int) -> None:
        """Chooses one of the operations that were read; another one is gone."""
        for operation in self.operations:
            if operation.id == operation_id:
                self.choose(operation)

    def choose_code(self, code: str) -> None:
        """Chooses an operation that may be still to be read."""
        self._wanted_code = code
        self.reload_operations()

    def choose_stored(self, operation_id: int) -> None:
        """Chooses an operation that was stored just now and is still to be read."""
        self._wanted_id = operation_id
        self.reload_operations()

    def reload_operations(self) -> None:
        """Reads the operations again, then the plan of the one in hand."""
        workspace = self.workspace
        self.background.query(
            self, lambda: operations.list_operations(workspace), self._take_operations, key="operations"
        )

    def reload_snapshot(self) -> None:
        operation_id, workspace = self.operation_id, self.workspace
        if operation_id is None:
            return
        self.background.query(
            self, lambda: _read_snapshot(workspace, operation_id), self._take_snapshot, key="snapshot"
        )

    def _take_operations(self, found: tuple[Operation, ...]) -> None:
        self.operations = found
        self.operationsChanged.emit(found)
        current = self.operation.code if self.operation is not None else ""
        codes = {operation.code: operation for operation in found}
        stored = next((operation for operation in found if operation.id == self._wanted_id), None)
        chosen = stored or codes.get(self._wanted_code) or codes.get(current) or (found[0] if found else None)
        self._wanted_code, self._wanted_id = "", None
        if chosen == self.operation:
            self.reload_snapshot()
        else:
            self.choose(chosen)

    def _take_snapshot(self, snapshot: PlanSnapshot) -> None:
        if snapshot.operation.id != self.operation_id or self.editor.is_ahead:
            return
        differs = self.editor.take(snapshot)
        self.snapshot = snapshot
        if differs:
            self.snapshotChanged.emit(snapshot)

    def _take_plan(self, plan: PlanInHand | None) -> None:
        """The plan in hand was judged, or edited: its counts are made off the interface thread before it is shown."""
        if plan is not None:
            self.background.query(self, lambda: counted(plan), self._show_plan, key="plan")

    def _show_plan(self, counted: Counted) -> None:
        snapshot, breaches = counted
        if snapshot.operation.id != self.operation_id:
            return
        if snapshot is not self.snapshot:
            self.snapshot = snapshot
            self.snapshotChanged.emit(snapshot)
        self.breachesChanged.emit(breaches)

    def _after_changes(self, changes: Changes) -> None:
        """The plan is read after the operations: the one in hand may be gone."""
        if Kind.OPERATION in changes.kinds:
            self.reload_operations()
        elif changes:
            self.reload_snapshot()


def _read_snapshot(workspace: Workspace, operation_id: int) -> PlanSnapshot:
    snapshot = plans.load_snapshot(workspace, operation_id)
    _count(snapshot)
    return snapshot


def counted(plan: PlanInHand) -> Counted:
    """The snapshot keeps its counts: the screens only look them up."""
    _count(plan.snapshot)
    return plan.snapshot, plan.breaches


def _count(snapshot: PlanSnapshot) -> None:
    coverage = snapshot.coverage
    _kept = coverage.total, coverage.by_need, coverage.shortages
