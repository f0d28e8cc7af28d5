"""Processes that start with empty hands: what they work on follows through their pipe.

A process that gets its work when it starts reads it before any code of this program runs: where the one who starts it
is ended in the middle of that, the child leaves a trace that tells nobody anything. Sent afterwards, half a message
only ends it, without a word. Ctrl-C is for the one who waits: children never see it.
"""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import Pipe, get_context, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import current_thread, main_thread
from typing import Any

from otp_desktop.planning.orphans import end_with_parent

Work = Callable[..., None]


def start_child(
    work: Work, arguments: tuple[Any, ...], name: str, *, daemon: bool = False
) -> tuple[BaseProcess, Connection]:
    """A process that calls ``work(*arguments, pipe)``, all picklable, and this end of the pipe.

    It holds the only other end: when it dies, reading ends. A daemon may start no process of its own.
    """
    pipe, childs_end = Pipe()
    process = get_context("spawn").Process(target=begin, args=(work, childs_end), name=name, daemon=daemon)
    with interrupts_kept_here():
        process.start()
        childs_end.close()
        with suppress(OSError):  # it died already, as whoever reads from it will see
            pipe.send(arguments)
    return process, pipe


def fork_child(work: Work, arguments: tuple[Any, ...], name: str) -> tuple[BaseProcess, Connection]:
    """The same, quicker and with nothing sent: only for callers with a single thread, on Linux."""
    pipe, childs_end = Pipe()
    process = get_context("fork").Process(target=_go_on, args=(work, arguments, childs_end), name=name)
    with interrupts_kept_here():
        process.start()
    childs_end.close()
    return process, pipe


def begin(work: Work, pipe: Connection) -> None:
    """The main function of a process that starts anew."""
    end_with_parent()
    try:
        arguments = pipe.recv()
    except (EOFError, OSError):  # nobody is left to work for
        return
    work(*arguments, pipe)


def _go_on(work: Work, arguments: tuple[Any, ...], pipe: Connection) -> None:
    """The main function of a process that was doubled."""
    end_with_parent()
    work(*arguments, pipe)


@contextmanager
def interrupts_kept_here() -> Iterator[None]:
    """A process started here never sees Ctrl-C, which a terminal sends to all: only the one that waits for it does.

    It inherits that the signal is blocked. One that comes meanwhile is not lost: it waits, or another thread hears it.
    Windows has no such thing, and loses it.
    """
    if sys.platform == "win32":
        with _interrupts_ignored():
            yield
        return
    resource_tracker.ensure_running()  # which lets the signal through again when it starts
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """By the main thread, which alone may say so."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
