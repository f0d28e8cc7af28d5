"""Runs one command: the language first, then the command, then an exit code for whatever happened."""

import errno
import os
import sys
from collections.abc import Sequence

from otp_desktop.cli.exit_codes import BUG, INTERRUPTED, KNOWN_ERROR, OK
from otp_desktop.cli.language import language_of
from otp_desktop.domain.errors import KnownError
from otp_desktop.texts import N_, current_language, sentence, use_language

FAULTS_SHOWN = 50

WORDS_OF_SYSTEM_ERRORS: dict[type[OSError], str] = {
    FileNotFoundError: N_("There is no file “{file}”: check its name and folder."),
    IsADirectoryError: N_("“{file}” is a folder: a file is needed."),
    PermissionError: N_("You may not read or write “{file}”: ask for the right, or choose another place."),
}


def run(arguments: Sequence[str]) -> int:
    """Runs the command line and returns its exit code; sentences for people go to standard error."""
    _speak_utf8()
    before = current_language()
    use_language(language_of(arguments))
    try:
        return _exit_code(arguments)
    except KnownError as error:
        _tell_known(error)
        return KNOWN_ERROR
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _silence_output()
        return OK
    except OSError as error:
        _tell(_words_of(error))
        return KNOWN_ERROR
    except Exception as error:
        _report_bug(error)
        return BUG
    finally:
        use_language(before)


def _exit_code(arguments: Sequence[str]) -> int:
    import typer

    from otp_desktop.cli.commands import app
    from otp_desktop.cli.usage import usage_sentence

    try:
        code = app(args=list(arguments), prog_name="otp-desktop", standalone_mode=False)
    except typer.Abort:
        return INTERRUPTED
    except typer.TyperException as error:
        _tell(error.message if type(error).__name__ == "NoArgsIsHelpError" else usage_sentence(error))
        return KNOWN_ERROR
    return code if isinstance(code, int) else OK


def _words_of(error: OSError) -> object:
    place = error.filename or error.filename2
    if error.errno == errno.ENOSPC:
        return sentence("The disk is full: make room on it and try again.")
    if place is None:
        return sentence("The system refuses: {reason}.", reason=error.strerror or error)
    for kind, words in WORDS_OF_SYSTEM_ERRORS.items():
        if isinstance(error, kind):
            return sentence(words, file=place)
    return sentence("“{file}”: the system refuses ({reason}).", file=place, reason=error.strerror or error)


def _tell_known(error: KnownError) -> None:
    """The sentence; for a refused file then every fault that it does not say itself, each with its place."""
    told = str(error)
    _tell(told)
    for fault in getattr(error, "faults", ())[:FAULTS_SHOWN]:
        if str(fault.message) not in told:
            _tell(fault)


def _report_bug(error: Exception) -> None:
    from otp_desktop.app import log_bug

    log = log_bug(error)
    _tell(sentence("The program made a mistake; nothing more was done. The details are in {log}.", log=log))


def _tell(text: object) -> None:
    sys.stderr.write(f"{text}\n")


def _speak_utf8() -> None:
    """French needs accents even where the machine's language is not set (``LC_ALL=C``, old Windows consoles)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _silence_output() -> None:
    """The reader of a pipe left: Python must not complain again when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
