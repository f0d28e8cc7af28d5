"""The time of one search, and when it has to end."""

from otp_desktop.planning.progress import StopRequested
from otp_desktop.planning.solver.stopping import AnyOf, Request, TimeLimit

GRACE = 0.3  # seconds: a plan is worth more with its proof, so the bound may end a little late


class Watch:
    """``asked``: somebody wants it to stop; ``over``: that, or the time is out; ``late``: even for proofs."""

    def __init__(self, seconds: float, stop: StopRequested) -> None:
        self.time = TimeLimit(seconds)
        self.asked = Request(stop)
        self.over = AnyOf(self.asked, self.time)
        self.late = AnyOf(self.asked, TimeLimit(seconds + GRACE))
