"""What a run was made from: results of other code are not those of today."""

from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

from benchmarks.places import ROOT

ENGINE = (  # rosters of kinds of duty are solved by programs of their own
    "otp_desktop/planning/**/*.py",
    "!otp_desktop/planning/solver/rostering/**/*.py",
    "otp_desktop/planning/solver/rostering/linear.py",
    "otp_desktop/domain/**/*.py",
)
ROSTERING = (
    "otp_desktop/planning/solver/rostering/**/*.py",
    "otp_desktop/planning/solver/glop.py",
    "otp_desktop/planning/solver/native.py",
    "benchmarks/curtois.py",
)
PEERS = (  # the peer itself, its problems, and who judges its plans
    "benchmarks/peers/**/*.py",
    "benchmarks/peers/**/*.java",
    "otp_desktop/planning/scenarios/*.py",
    "otp_desktop/planning/rules/*.py",
    "otp_desktop/planning/checker.py",
    "otp_desktop/planning/score*.py",
)
SHAPES = (*ENGINE, "benchmarks/shapes/*.py")


@cache
def code_of(patterns: Sequence[str]) -> str:
    """Eight hexadecimal digits of all files that match; a pattern after ``!`` takes away what those before it match."""
    digest, files = sha256(), set[Path]()
    for pattern in patterns:
        found = set(ROOT.glob(pattern.removeprefix("!")))
        files = files - found if pattern.startswith("!") else files | found
    for path in sorted(files):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:8]
