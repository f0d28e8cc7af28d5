"""One stress test as the window sees it: draws made, a report or a failure. The draws are in a process of their own."""

from threading import Lock

from PySide6.QtCore import QObject, Signal

from otp_desktop.services.stress import StressReport, StressRequest, StressTest, start_stress_test
from otp_desktop.ui.background import Control, Job
from otp_desktop.ui.desk import Desk


class StressRun(QObject):
    """``ended`` carries the report, or None where it was cancelled before the first draw."""

    stepped = Signal(int)
    ended = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, operation_id: int, request: StressRequest) -> None:
        super().__init__(desk)
        self._desk = desk
        self._operation_id = operation_id
        self._request = request
        self._lock = Lock()
        self._test: StressTest | None = None
        self._stopped = False

    def start(self) -> None:
        self._desk.background.run(
            Job(
                owner=self,
                function=self._work,
                done=self.ended.emit,
                failed=self._tell_failure,
                reported=self.stepped.emit,
                stop=self.stop,
            )
        )

    def stop(self) -> None:
        """The draws made so far are the result."""
        with self._lock:
            self._stopped = True
            if self._test is not None:
                self._test.stop()

    def _work(self, control: Control) -> StressReport | None:
        if self._stopped:
            return None
        with start_stress_test(self._desk.workspace, self._operation_id, self._request) as test:
            with self._lock:
                self._test = test
                if self._stopped:
                    test.stop()
            for event in test.events():
                if isinstance(event, StressReport):
                    return event
                control.report(event)
        raise RuntimeError("the stress test ended without a report")

    def _tell_failure(self, error: Exception) -> bool:
        self.failed.emit(error)
        return True
