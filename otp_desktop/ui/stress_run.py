"""One stress test as the window sees it: draws made, a report or a failure. The draws are in a process of their own."""

from otp_desktop.services.stress import StressReport, StressRequest, StressTest, start_stress_test
from otp_desktop.ui.background import Control
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.side_run import SideRun


class StressRun(SideRun[StressTest]):
    """``stepped`` carries the number of draws made, ``ended`` the report."""

    def __init__(self, desk: Desk, operation_id: int, request: StressRequest) -> None:
        super().__init__(desk)
        self._operation_id = operation_id
        self._request = request

    def _work(self, control: Control) -> StressReport:
        with self._hold(start_stress_test(self._desk.workspace, self._operation_id, self._request)) as test:
            for event in test.events():
                if isinstance(event, StressReport):
                    return event
                control.report(event)
        raise RuntimeError("the stress test ended without a report")
