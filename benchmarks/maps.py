"""How fast the coverage map shows and steps through time in QtWebEngine: ``python -m benchmarks.maps``.

Aims: 350 points within 1 s; 10,681 missions over 92 days within 3 s, each step of the slider within 100 ms; the page
in less than 200 MB. The plans are drawn by chance, nineteen places of twenty filled: the page does not mind.
"""

import json
import os
import statistics
import tempfile
import time
from pathlib import Path
from random import Random
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

from PySide6.QtCore import QEventLoop, QUrl
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication

from otp_desktop.domain.plans import Assignment
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.maps.coverage_map import write_coverage_map
from otp_desktop.planning.problem import Problem
from otp_desktop.planning.scenarios import SCENARIOS

from benchmarks.scenario_plan import records_of_scenario, scenario_plan  # isort: skip

SEED = 1
FILLED = 0.95
STEPS = 60
# Promises of the page are awaited by asking again; a frame that is painted ends a step.
PAINTED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def main() -> None:
    application = QApplication(["benchmark"])
    assert application is not None
    with tempfile.TemporaryDirectory() as folder:
        for name in ("rentree", "quarter"):
            snapshot = random_plan(SCENARIOS[name](SEED), SEED)
            started = time.perf_counter()
            file = write_coverage_map(snapshot, Path(folder) / f"{name}.html")
            written = time.perf_counter() - started
            print(f"{name}: {len(snapshot.sites)} points, {len(snapshot.needs)} needs")
            print(f"  written in {written:.2f} s, {file.stat().st_size / 1e6:.1f} MB")
            measure(file)


def measure(file: Path) -> None:
    """Prints when the page is painted, how long each kind of step takes, and the memory of its process."""
    view = QWebEngineView()
    view.resize(1280, 800)
    view.show()
    first(view)
    started, worked = time.perf_counter(), processor_seconds(view)
    load(view, file)
    ask(view, PAINTED)
    shown, working = time.perf_counter() - started, processor_seconds(view) - worked
    print(f"  shown in {shown:.2f} s, {working:.2f} s of processor in the page's process")
    for name, step in (("each change", 0), ("1 day", 24 * 60)):
        ask(view, f"Promise.resolve(document.getElementById('step').value = {step})")
        print(f"  step of {name}: {told(steps(view))}")
    ask(view, "Promise.resolve(document.getElementById('uncovered-only').click())")
    print(f"  step of 1 day, uncovered only: {told(steps(view))}")
    ask(view, "Promise.resolve(document.querySelector('[name=layer][value=lines]').click())")
    print(f"  step of 1 day, uncovered only and lines: {told(steps(view))}")
    print(f"  memory of the page’s process: {memory(view):.0f} MB")
    view.close()
    view.page().deleteLater()


def first(view: QWebEngineView) -> None:
    """Chromium starts before anything is measured: in the window it does so once."""
    loop = QEventLoop()
    view.loadFinished.connect(loop.quit)
    view.setHtml("<p>")
    loop.exec()


def load(view: QWebEngineView, file: Path) -> None:
    loop = QEventLoop()
    view.loadFinished.connect(loop.quit)
    view.load(QUrl.fromLocalFile(str(file)))
    loop.exec()


def steps(view: QWebEngineView) -> list[float]:
    """Milliseconds from a step to its layout, for steps spread over the operation's time."""
    script = f"""(async () => {{ const times = [];
      for (let place = 0; place < {STEPS}; place++) {{
        const from = coverage.time.from + (coverage.time.until - coverage.time.from) * place / {STEPS};
        coverage.time.minute = Math.round(from);
        const start = performance.now();
        coverage.time.move(1);
        document.body.getBoundingClientRect();
        times.push(performance.now() - start);
        await {PAINTED};
      }}
      return times; }})()"""
    times: list[float] = ask(view, script)
    return times


def ask(view: QWebEngineView, promise: str) -> Any:
    """The value of a promise of the page."""
    view.page().runJavaScript(f"window.answer = undefined; {promise}.then(value => window.answer = [value])")
    answers: list[str] = []
    loop = QEventLoop()

    def take(answer: str) -> None:
        answers.append(answer)
        loop.quit()

    while not (answers and answers[-1]):
        view.page().runJavaScript("JSON.stringify(window.answer)", take)
        loop.exec()
    return json.loads(answers[-1])[0]


def told(times: list[float]) -> str:
    return f"median {statistics.median(times):.0f} ms, worst {max(times):.0f} ms"


def processor_seconds(view: QWebEngineView) -> float:
    """What the page's process has worked so far: on a busy machine the clock tells of the others."""
    fields = Path(f"/proc/{view.page().renderProcessPid()}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(view: QWebEngineView) -> float:
    """Resident megabytes that are the process's own."""
    status = Path(f"/proc/{view.page().renderProcessPid()}/status").read_text()
    fields = dict(line.split(":", 1) for line in status.splitlines())
    return int(fields["RssAnon"].split()[0]) / 1024


def random_plan(problem: Problem, seed: int) -> PlanSnapshot:
    """The scenario with most of its places filled, with no thought of rules."""
    random = Random(seed)
    records = records_of_scenario(problem)
    assignments = (
        Assignment(agent=random.choice(records.agents).staff_number, need=need.code, role=role.code)
        for need in records.needs
        for role in need.roles
        for _head in range(role.count)
        if random.random() < FILLED
    )
    return scenario_plan(records, assignments)


if __name__ == "__main__":
    main()
