"""Processor time of the check of an edit by hand, and of the board's paint: ``python -m benchmarks.editing``.

On the ceremony (2,200 agents; aim 100 ms) and on a quarter (10,681 missions; aim 200 ms), each filled for some seconds;
the board with 2,200 agents over 92 days at every zoom, scrolled both ways (aim 16 ms a paint). No screen is needed.
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import datetime

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QScrollBar

from benchmarks.scenario_plan import records_of_scenario, scenario_plan
from otp_desktop.domain.plans import Assignment
from otp_desktop.planning import problem as planning
from otp_desktop.planning.scenarios import SCENARIOS
from otp_desktop.planning.solver import SolverOptions, solve
from otp_desktop.services.candidates import candidates_for
from otp_desktop.services.edit_words import words_of
from otp_desktop.services.plan_in_hand import PlanInHand, take_in_hand
from otp_desktop.ui.desk import counted
from otp_desktop.ui.models.findings import finding_kinds

from otp_desktop.ui.application import make_application, spare_the_collector  # isort: skip
from otp_desktop.ui.boards.board_view import BoardView  # isort: skip
from otp_desktop.ui.boards.content import Bar, BarKey, BoardContent, BoardRow, Grouping, Look, content_of  # isort: skip
from otp_desktop.ui.boards.geometry import BoardGeometry  # isort: skip
from otp_desktop.ui.boards.plan_rows import board_of  # isort: skip
from otp_desktop.ui.boards.time_scale import TimeScale  # isort: skip

SEED = 1
ROUNDS = 15
AIMS = {"ceremony": 100, "quarter": 200}
SIZE = (1600, 900)
STEPS = 40  # of a scroll
PARIS = "Europe/Paris"
QUARTER = datetime(2026, 7, 1)
DAY = 24 * 60
LOOKS = (Look.PLAIN, Look.PLAIN, Look.LOCKED, Look.CHIEF, Look.BY_HAND, Look.BROKEN, Look.PLAIN, Look.LOCKED)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=8.0, help="time given to the optimiser")
    arguments = parser.parse_args()
    application = make_application(["benchmark"])
    spare_the_collector()
    for name, aim in AIMS.items():
        plan = plan_of(SCENARIOS[name](SEED), arguments.seconds)
        measure_edits(name, plan, aim)
        measure_paint(name, board_of(plan, Grouping.AGENT))
    measure_paint("2,200 agents × 92 days", busy_quarter())
    application.processEvents()


def plan_of(problem: planning.Problem, seconds: float) -> PlanInHand:
    """The scenario as the window holds it, with a plan found in so many seconds."""
    rows = solve(problem, SolverOptions(seconds=seconds, workers=2, seed=SEED)).assignments
    assignments = (Assignment(agent=row.agent, need=row.need, role=row.role) for row in rows)
    snapshot = scenario_plan(records_of_scenario(problem), assignments)
    begun = time.process_time()
    plan = take_in_hand(snapshot)
    say(problem.name, f"{len(rows)} rows judged once", [milliseconds(begun)])
    return plan


def measure_edits(name: str, plan: PlanInHand, aim: int) -> None:
    """One agent taken off and put back elsewhere, as a drag does: the verdict, the plan after it, what pages show."""
    rows = plan.snapshot.plan.assignments[:: max(1, len(plan.snapshot.plan.assignments) // ROUNDS)][:ROUNDS]
    edits = [plan.removing([row]) for row in rows]
    say(name, "verdict in words", timed(lambda edit: words_of(plan.effect(edit), plan.snapshot), edits), aim)
    after = [plan.edited(edit) for edit in edits]
    say(name, "edited plan", timed(plan.edited, edits), aim)
    say(name, "counts and broken rules", timed(counted, [plan.edited(edit) for edit in edits]), aim)
    say(name, "edit to check shown", timed(lambda edit: shown(plan.edited(edit)), edits), aim)
    gaps = [(row.need, row.role) for row in rows]
    pairs = list(zip(after, gaps, strict=True))
    say(name, "candidates of a gap", timed(lambda pair: candidates_for(pair[0], *pair[1]), pairs))


def shown(plan: PlanInHand) -> object:
    """All that Control needs after an edit."""
    snapshot, breaches = counted(plan)
    return finding_kinds(snapshot, breaches)


def measure_paint(name: str, content: BoardContent) -> None:
    """A paint for each step of a scroll, from a quarter of a year on the screen to a quarter of an hour."""
    view = BoardView("board")
    view.resize(*SIZE)
    view.show()
    view.show_content(content)
    bars = f"{len(content.rows)} rows, {len(content.bars)} bars"
    for days in (92, 28, 7, 2, 1, 1 / 4, 1 / 24, 1 / 96):
        view.zoom(view.viewport().width() / (days * DAY) / view.geometry_of_board.scale.pixels_per_minute)
        shown = f"{days:g} days" if days >= 1 else f"{days * 24:g} h"
        for way, bar in (("down", view.verticalScrollBar()), ("across", view.horizontalScrollBar())):
            say(name, f"paint, {shown} in the width, scrolling {way} ({bars})", painted(view, bar), 16)


def painted(view: BoardView, bar: QScrollBar) -> list[float]:
    """Processor milliseconds of each paint, margins included, while a bar goes from one end to the other."""
    found = []
    for step in range(STEPS):
        bar.setValue(bar.maximum() * step // STEPS)
        begun = time.process_time()
        view.grab()
        found.append((time.process_time() - begun) * 1000)
    return found


def busy_quarter() -> BoardContent:
    """As many agents as the ceremony has, each with a duty of two posts on five days of seven."""
    first = BoardGeometry(content_of(Grouping.AGENT, PARIS, ()), TimeScale(PARIS, 0)).scale.minute_of(QUARTER)
    rows = []
    for agent in range(2200):
        begins = first + 6 * 60 + agent % 12 * 30
        days = (day for day in range(92) if (day + agent) % 7 < 5)
        bars = tuple(
            Bar(
                BarKey(f"{agent:05}", f"{day}/{part}", "guard"),
                begins + day * DAY + part * 270,
                begins + day * DAY + part * 270 + 240,
                f"Poste {(agent * 7 + day) % 300}",
                LOOKS[(agent + day + part) % len(LOOKS)],
            )
            for day in days
            for part in range(2)
        )
        rows.append(BoardRow(f"{agent:05}", f"NOM{agent} Prénom", "DT13", bars=bars))
    return content_of(Grouping.AGENT, PARIS, rows)


def timed(function: Callable[..., object], values: Sequence[object]) -> list[float]:
    """Processor milliseconds of each call."""
    found = []
    for value in values:
        begun = time.process_time()
        function(value)
        found.append(milliseconds(begun))
    return found


def milliseconds(begun: float) -> float:
    return (time.process_time() - begun) * 1000


def say(scenario: str, what: str, times: Sequence[float], aim: int | None = None) -> None:
    aimed = f", aim {aim}" if aim is not None else ""
    print(f"{scenario}: {what}: median {statistics.median(times):.1f} ms, worst {max(times):.1f} ms{aimed}")


if __name__ == "__main__":
    main()
