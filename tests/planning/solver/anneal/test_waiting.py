"""Where no compiled loops are kept yet, the search goes on beside the compiler, and ends without waiting for it."""

from collections.abc import Callable
from threading import Event, Thread

import pytest

from otp_desktop.planning.progress import Progress
from otp_desktop.planning.scenarios import rentree
from otp_desktop.planning.solver import SolverOptions, solve
from otp_desktop.planning.solver.anneal.annealing import Annealing
from otp_desktop.planning.solver.search import annealing

SEARCH = SolverOptions(seconds=600, workers=1, seed=1)


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> Event:
    """The loops count as compiled when the event is set."""
    event = Event()
    monkeypatch.setattr(Annealing, "compile", lambda *_: started(event.wait))
    monkeypatch.setattr(annealing, "LOADING", 0.0)
    return event


def started(work: Callable[[], object]) -> Thread:
    thread = Thread(target=work, daemon=True)
    thread.start()
    return thread


def test_flows_go_on_while_loops_are_compiled_and_annealing_follows(compiled: Event) -> None:
    phases: list[str] = []

    def hear(progress: Progress) -> None:
        phases.append(progress.phase)
        if progress.phase == "sweeps":
            compiled.set()

    solve(rentree(3, points=12, agents=16), SEARCH, hear, lambda: "neighbourhoods" in phases and "sweeps" in phases)
    assert phases.index("sweeps") < len(phases) - 1 - phases[::-1].index("neighbourhoods")


def test_a_stop_does_not_wait_for_the_compiler(compiled: Event) -> None:
    phases: list[str] = []
    solve(
        rentree(3, points=12, agents=16),
        SEARCH,
        lambda progress: phases.append(progress.phase),
        lambda: "sweeps" in phases,
    )
    assert "sweeps" in phases
    assert not compiled.is_set()
