"""``otp-desktop`` and ``python -m otp_desktop``."""

import sys


def main() -> None:
    """Runs the command line and ends the process with its exit code."""
    from otp_desktop.cli.start import run  # spawned solver processes import this module: keep it light

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
