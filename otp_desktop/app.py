"""The composition root: where logs lie, what is logged, and the window over an open database."""

import logging
import os
import re
import sys
from collections.abc import Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from otp_desktop.domain.errors import KnownError
from otp_desktop.private_files import PRIVATE_FILE, make_private_folder
from otp_desktop.texts import N_

if TYPE_CHECKING:
    from otp_desktop.ui.program import Program

PROGRAM = "otp-desktop"
LOG_FILE = "otp-desktop.log"
LARGEST_LOG = 1_000_000  # bytes of one log file; five older ones are kept
OLDER_LOGS = 5

DEBIAN_PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libOpenGL.so.0": "libopengl0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libnss3.so": "libnss3",
    "libnssutil3.so": "libnss3",
    "libsmime3.so": "libnss3",
    "libnspr4.so": "libnspr4",
    "libasound.so.2": "libasound2",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libXcomposite.so.1": "libxcomposite1",
    "libXdamage.so.1": "libxdamage1",
    "libXrandr.so.2": "libxrandr2",
    "libXtst.so.6": "libxtst6",
    "libXi.so.6": "libxi6",
    "libxkbfile.so.1": "libxkbfile1",
    "libgbm.so.1": "libgbm1",
}


class MissingLibraryError(KnownError):
    template = N_(
        "The window needs what the system lacks: {library}. "
        "Install it (Debian, Ubuntu: apt-get install {package}), or use the commands that need no window."
    )


class NoScreenError(KnownError):
    template = N_("There is no screen to open the window on. The commands need none: see “otp-desktop --help”.")


def run_window(location: str | None = None, *, language_asked: bool = False) -> int:
    """Opens the window over the database at this path or URL, by default the last one; returns the exit code.

    The window speaks the language remembered, unless this run's was asked for.

    Raises NoScreenError, and MissingLibraryError when a system library that Qt needs is not installed.
    """
    if not has_screen():
        raise NoScreenError()
    start_logging()
    try:
        from otp_desktop.planning.compile_ahead import start_compiling_ahead
        from otp_desktop.ui.application import make_application
        from otp_desktop.ui.platform import missing_screen_libraries
        from otp_desktop.ui.program import Program
    except ImportError as error:
        raise known_import_error(error) from error
    if missing := missing_screen_libraries():
        raise missing_libraries(missing)
    application = make_application(sys.argv[:1])
    program = Program(application, language_asked=language_asked)
    try:
        program.start(location)
        start_compiling_ahead()
        # Qt runs slots outside of any caller: what they raise would only pass by on a terminal nobody sees.
        sys.excepthook = lambda _kind, error, _trace: _tell(program, error)
        return application.exec()
    finally:
        sys.excepthook = sys.__excepthook__
        program.end()


def has_screen() -> bool:
    """Whether a window could be shown: always on Windows and macOS, with a display server elsewhere.

    A Qt platform that is asked for by name, such as ``offscreen``, counts as a screen.
    """
    if os.name == "nt" or os.uname().sysname == "Darwin":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def start_logging() -> Path:
    """Sends warnings and errors to a rotating file that only the user can read; returns it. Does it once."""
    file = log_file()
    root = logging.getLogger()
    if not any(isinstance(handler, _PrivateRotatingHandler) for handler in root.handlers):
        handler = _PrivateRotatingHandler(
            file, maxBytes=LARGEST_LOG, backupCount=OLDER_LOGS, encoding="utf-8", delay=True
        )
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        handler.setLevel(logging.WARNING)
        root.addHandler(handler)
    return file


def log_bug(error: Exception) -> Path:
    """Writes the trace of a bug to the log, without the values of variables; returns the log file."""
    file = start_logging()
    logging.getLogger(PROGRAM).error("bug", exc_info=error)
    return file


def _tell(program: "Program", error: BaseException) -> None:
    """What a slot raised: shown once, and logged when it is a bug. Ctrl-C in the terminal closes the window."""
    from otp_desktop.ui.messages import show_error

    assert program.window is not None
    if isinstance(error, KeyboardInterrupt):
        program.window.close()
    else:
        show_error(program.window, error)


def log_file() -> Path:
    folder = platformdirs.user_log_path(PROGRAM, appauthor=False)
    make_private_folder(folder)
    return folder / LOG_FILE


class _PrivateRotatingHandler(RotatingFileHandler):
    """Creates its files for their owner alone."""

    def _open(self):  # type: ignore[no-untyped-def]  # the stream's type differs between typeshed versions
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT, PRIVATE_FILE)
        return open(descriptor, self.mode, encoding=self.encoding)  # noqa: PTH123 - the handler closes it


def known_import_error(error: ImportError) -> Exception:
    """The known error for a system library that is missing, else the import error itself: a bug."""
    match = re.search(r"(lib[\w.+-]+\.so[.\d]*)", str(error))
    if match is None:
        return error
    return missing_libraries((match.group(1),))


def missing_libraries(libraries: Sequence[str]) -> MissingLibraryError:
    """Names the libraries and the Debian packages that bring them, all at once."""
    packages = [DEBIAN_PACKAGES.get(library, library.partition(".so")[0].lower()) for library in libraries]
    return MissingLibraryError(library=", ".join(libraries), package=" ".join(dict.fromkeys(packages)))
