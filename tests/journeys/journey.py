"""Runs the real program in a process of its own, as a user does."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from otp_desktop.cli.start import run


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


def otp(*arguments: object, home: Path, timeout: float = 120, without_screen: bool = False) -> Ran:
    """Runs ``otp-desktop`` with a home folder of its own, so that no test touches the user's data or logs."""
    done = subprocess.run(
        command(*arguments),
        capture_output=True,
        encoding="utf-8",
        timeout=timeout,
        env=environment(home, without_screen),
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "otp_desktop", *map(str, arguments)]


def otp_here(capture: pytest.CaptureFixture[str], *arguments: object) -> Ran:
    """The same inside the test's own process: quicker, for commands that are told their database."""
    capture.readouterr()
    code = run([str(argument) for argument in arguments])
    out, err = capture.readouterr()
    return Ran(code, out, err)


def environment(home: Path, without_screen: bool = False) -> dict[str, str]:
    hidden = ["DISPLAY", "WAYLAND_DISPLAY", "OTP_DESKTOP_LANGUAGE", "XDG_DATA_HOME", "XDG_STATE_HOME"]
    if without_screen:
        hidden.append("QT_QPA_PLATFORM")
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    return {**kept, "HOME": str(home), "PYTHONWARNINGS": "error"}
