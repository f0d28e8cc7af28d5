"""One question answered in a process of its own: Stop is heard at once, and a crash costs nothing but the answer."""

import atexit
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from traceback import format_exc
from typing import Any, ClassVar, Literal, Self

from otp_desktop.domain.errors import KnownError
from otp_desktop.planning.child_process import fork_child, start_child
from otp_desktop.planning.progress import StopRequested
from otp_desktop.texts import N_

LAST_WORDS = 5.0  # seconds granted to a process that was asked to end

Tell = Callable[[object], None]
Question = Callable[[Tell, StopRequested], object]

_STOP, _TOLD, ANSWER, _KNOWN, _BUG, _OUT_OF_MEMORY = "stop", "told", "answer", "known", "bug", "out of memory"


class SideProcessDiedError(KnownError):
    """The process ended without an answer: killed from outside, or out of memory."""

    template = N_(
        "The calculation was ended from outside, or ran out of memory: there is no answer, and nothing was changed. "
        "Close other programs, then start it again."
    )


class SideProcessBugError(RuntimeError):
    """The question raised what nobody expected; the message is its trace."""


class SideProcess:
    """``question(tell, stop_requested)`` is called in another process; it and what it says are picklable.

    ``events()`` yields what it tells and last its answer. Use it as a context manager: the process ends with it.
    ``died``: what is raised where it ended without an answer.
    """

    died: ClassVar[type[KnownError]] = SideProcessDiedError

    def __init__(self, question: Question, start: Literal["spawn", "fork"] = "spawn") -> None:
        """``start="fork"`` is quicker, and only for callers with a single thread, on Linux."""
        # Not a daemon, which could start no process of its own; so the end of the program has to close it.
        starting = fork_child if start == "fork" else start_child
        self._process, self._pipe = starting(_work, (question,), "otp-question")
        atexit.register(self.close)

    @property
    def pid(self) -> int | None:
        return self._process.pid

    def events(self) -> Iterator[Any]:
        """What is told while it works, and last the answer. Raises ``died``, or the KnownError met."""
        while True:
            kind, value = self._receive()
            if kind == _OUT_OF_MEMORY:
                raise self.died
            if kind == _KNOWN:
                raise value
            if kind == _BUG:
                raise SideProcessBugError(value)
            yield value
            if kind == ANSWER:
                return

    def answer(self) -> Any:
        """Waits for the answer. Raises as ``events`` does."""
        *_told, answer = self.events()
        return answer

    def stop(self) -> None:
        """Asks for the best answer so far."""
        # A message, not a shared event: a process killed while it holds an event's lock would block us for ever.
        with suppress(OSError):
            self._pipe.send(_STOP)

    def end(self) -> None:
        """Ends the process without an answer: who waits for one gets ``died``. For any thread, also once it closed."""
        with suppress(ValueError):  # closed meanwhile by the thread that waited for it
            self._process.terminate()

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

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _receive(self) -> tuple[str, Any]:
        try:
            message: tuple[str, Any] = self._pipe.recv()
        except (EOFError, OSError) as ended:
            raise self.died from ended
        return message


def _work(question: Question, pipe: Connection) -> None:
    """What the process does."""
    with suppress(ConnectionError):  # the window was closed: there is nobody left to tell
        pipe.send(_answered(question, pipe))
    pipe.close()


def _answered(question: Question, pipe: Connection) -> tuple[str, Any]:
    try:
        return ANSWER, question(lambda value: pipe.send((_TOLD, value)), pipe.poll)
    except KnownError as error:
        return _KNOWN, error
    except MemoryError:
        return _OUT_OF_MEMORY, None
    except ConnectionError:
        raise
    except Exception:
        return _BUG, format_exc()
