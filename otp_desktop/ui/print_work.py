"""The work of the printing page, off the interface thread: counting, writing into a folder, writing for a look."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QObject

from otp_desktop.services import sheets
from otp_desktop.services.documents import DOCUMENTS
from otp_desktop.services.sheet_kinds import SheetKind
from otp_desktop.services.sheet_source import Source
from otp_desktop.services.sheets import PrintSize, SheetChoice
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import _
from otp_desktop.texts.formats import number
from otp_desktop.ui.background import Control, Job
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.widgets.progress import Report


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be printed: the plan by operation and version, what changed since which one, and the choice."""

    operation_id: int
    version: int
    since: int
    choice: SheetChoice


@dataclass(frozen=True)
class Made:
    """The files written, and at which level of their outline stand sheets for one person each."""

    files: tuple[Path, ...] = ()
    handed_out: Mapping[Path, int] = field(default_factory=dict)


class PrintWork(QObject):
    """The plan is read once for each version, not for every tick; ``forget`` after it changed."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._source: Source | None = None
        self._read_for: tuple[int, int, int] | None = None
        self._private: TemporaryDirectory[str] | None = None

    def forget(self) -> None:
        self._source = None

    def count(self, order: Order, done: Callable[[PrintSize], object]) -> None:
        """How much paper an order makes; errors are left to who prints."""
        workspace, known = self._desk.workspace, self._known(order)

        def work() -> tuple[Source, PrintSize]:
            source = known or _read(workspace, order, ())
            return source, sheets.size_of(source, order.choice)

        def show(counted: tuple[Source, PrintSize]) -> None:
            self._source, self._read_for = counted[0], _plan_of(order)
            done(counted[1])

        self._desk.background.query(self, work, show, key="count", failed=lambda _error: True)

    def write(self, order: Order, folder: Path, done: Callable[[Made], object]) -> None:
        """Writes the documents into a folder, with progress and Stop."""
        workspace = self._desk.workspace

        def work(control: Control) -> Made:
            source, report = _read(workspace, order, order.choice.kinds), partial(_report, control)
            files = sheets.write_sheets(source, folder, order.choice, report, control.stop_requested)
            return Made(files, _handed_out(source, folder, order.choice))

        self._desk.background.run(
            Job(owner=self, function=work, done=done, title=_("Making the documents"), can_stop=True)
        )

    def write_for_look(self, order: Order, done: Callable[[Made], object]) -> None:
        """The same into a private folder that goes with the next look, or with the window."""
        self.end_look()
        self._private = TemporaryDirectory(prefix="otp-desktop-", ignore_cleanup_errors=True)
        self.write(order, Path(self._private.name) / "documents", done)

    def end_look(self) -> None:
        if self._private is not None:
            self._private.cleanup()
            self._private = None

    def _known(self, order: Order) -> Source | None:
        return self._source if self._read_for == _plan_of(order) else None


def _handed_out(source: Source, folder: Path, choice: SheetChoice) -> dict[Path, int]:
    """Where several pages share a side, the sheets of several people do: they are cut apart."""
    if choice.page_format.pages > 1:
        return {}
    jobs = sheets.sheets_to_print(source, folder, choice)
    return {job.file: int(bool(job.bound)) for job in jobs if DOCUMENTS[job.kind].handed_out}


def _plan_of(order: Order) -> tuple[int, int, int]:
    return order.operation_id, order.version, order.since


def _read(workspace: Workspace, order: Order, kinds: Collection[SheetKind]) -> Source:
    """With what documents of these kinds need beside the plan; counting needs none of it."""
    extract = order.choice.extract
    return sheets.read_source(workspace, order.operation_id, order.version, extract, order.since, kinds)


def _report(control: Control, written: int, total: int) -> None:
    text = _("{done} of {total} files").format(done=number(written), total=number(total))
    control.report(Report(written, total, text))
