"""Timefold, from the jars of the PyPI package `timefold`, by a program of its own (``java/TimefoldPeer.java``).

Java rather than the package's Python layer: the same engine with nothing between, which is the peer at its best.
``python -m benchmarks.peers.timefold FILE SCENARIO SEED SECONDS``; the package lies in ``benchmarks/.venv-timefold``.
"""

import subprocess
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.peers.layout import words
from benchmarks.peers.peer import PeerRun, main
from benchmarks.peers.plain import Flat
from benchmarks.places import ROOT
from otp_desktop.planning.problem import Assignment

SOURCE = Path(__file__).parent / "java" / "TimefoldPeer.java"
CLASSES = ROOT / "out" / "bench" / "classes"
HEAP = "6g"


def jars() -> str:
    """The class path. Raises FileNotFoundError when the package is not installed."""
    found = sorted((ROOT / "benchmarks" / ".venv-timefold").glob("lib/python*/site-packages/timefold/solver/jars"))
    if not found:
        raise FileNotFoundError("Timefold is not installed: make benchmarks/.venv-timefold")
    return f"{found[0]}/*"


def compiled() -> Path:
    """The folder of the compiled program, made anew when the source is younger."""
    done = CLASSES / "TimefoldPeer.class"
    if not done.exists() or done.stat().st_mtime < SOURCE.stat().st_mtime:
        CLASSES.mkdir(parents=True, exist_ok=True)
        subprocess.run(["javac", "-cp", jars(), "-d", str(CLASSES), str(SOURCE)], check=True)
    return CLASSES


def solve(run: PeerRun) -> Iterable[Assignment]:
    """The assignments that Timefold ends with. Laying out the problem and starting Java are not on its clock."""
    flat = Flat(run.problem)
    with TemporaryDirectory() as folder:
        layout, out = Path(folder) / "layout.txt", Path(folder) / "out.txt"
        layout.write_text(words(flat), encoding="ascii")
        path = f"{compiled()}:{jars()}"
        arguments = [str(layout), f"{run.seconds:g}", str(run.seed), str(out)]
        subprocess.run(
            ["java", f"-Xmx{HEAP}", "-cp", path, "TimefoldPeer", *arguments], check=True, capture_output=True
        )
        rows = [tuple(map(int, row.split())) for row in out.read_text(encoding="ascii").splitlines()]
    return [flat.assignment(agent, flat.lines[line]) for agent, line in rows]


if __name__ == "__main__":
    main("Timefold", solve)
