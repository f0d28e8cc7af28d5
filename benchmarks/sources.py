"""What a run was made from: results of other code are not those of today."""

from collections.abc import Sequence
from functools import cache
from hashlib import sha256

from benchmarks.places import ROOT

ENGINE = ("otp_desktop/planning/**/*.py", "otp_desktop/domain/**/*.py")
ROSTERING = ("otp_desktop/planning/solver/**/*.py", "benchmarks/curtois.py")
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
    """Eight hexadecimal digits of all files that match."""
    digest = sha256()
    for path in sorted({path for pattern in patterns for path in ROOT.glob(pattern)}):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:8]
