"""Draws of absences in a process of their own: the window never stutters, and Stop keeps the draws made."""

import atexit
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from traceback import format_exc

from otp_desktop.domain.errors import KnownError
from otp_desktop.planning.problem import Assignment, Problem
from otp_desktop.planning.stress import StressOptions, StressResult, stress
from otp_desktop.texts import N_

_STOP = "stop"
LAST_WORDS = 5.0  # seconds granted to a process that was asked to end


class StressDiedError(KnownError):
    """The process ended without a result: killed from outside, or out of memory."""

    template = N_(
        "The stress test was ended from outside, or ran out of memory, before it had finished. The plan is as it was. "
        "Close other programs, then start it again."
    )


class StressBugError(RuntimeError):
    """The draws raised what nobody expected; the message is its trace."""


@dataclass(frozen=True)
class _Failure:
    trace: str


_Message = int | StressResult | _Failure


class StressProcess:
    """Draws in a spawned process. ``events()`` yields the number of draws made, and last the result."""

    def __init__(self, problem: Problem, rows: Sequence[Assignment], options: StressOptions) -> None:
        context = get_context("spawn")
        self._pipe, childs_end = context.Pipe()
        arguments = (problem, tuple(rows), options, childs_end)
        self._process = context.Process(target=_work, args=arguments, name="otp-stress", daemon=True)
        self._process.start()
        atexit.register(self.close)
        childs_end.close()  # the child holds the only other end: when it dies, reading ends

    @property
    def pid(self) -> int | None:
        return self._process.pid

    def events(self) -> Iterator[int | StressResult]:
        """Raises StressDiedError when the process died before its result."""
        while True:
            match self._receive():
                case _Failure(trace):
                    raise StressBugError(trace)
                case StressResult() as result:
                    yield result
                    return
                case int() as done:
                    yield done

    def stop(self) -> None:
        """Asks for the result of the draws made so far, which then comes as the last event."""
        with suppress(OSError):
            self._pipe.send(_STOP)

    def close(self) -> None:
        """Ends the process, whatever it is doing. A second call does nothing."""
        atexit.unregister(self.close)
        if self._pipe.closed:
            return
        if self._process.is_alive():
            self._process.terminate()
            self._process.join(LAST_WORDS)
            if self._process.is_alive():
                self._process.kill()
        self._process.join()
        self._process.close()
        self._pipe.close()

    def __enter__(self) -> "StressProcess":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _receive(self) -> _Message:
        try:
            message: _Message = self._pipe.recv()
        except (EOFError, OSError) as ended:
            raise StressDiedError from ended
        return message


def _work(problem: Problem, rows: tuple[Assignment, ...], options: StressOptions, pipe: Connection) -> None:
    """The process's main function."""
    try:
        _send_result(problem, rows, options, pipe)
    except ConnectionError:
        pass  # the window was closed: there is nobody left to tell
    finally:
        pipe.close()


def _send_result(problem: Problem, rows: tuple[Assignment, ...], options: StressOptions, pipe: Connection) -> None:
    try:
        message: _Message = stress(problem, rows, options, on_draw=pipe.send, stop=pipe.poll)
    except ConnectionError:
        raise
    except Exception:
        message = _Failure(format_exc())
    pipe.send(message)
