"""The solver in a process of its own: a crash or a memory limit costs nothing, and Stop keeps the best plan."""

import atexit
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from traceback import format_exc

from otp_desktop.domain.errors import KnownError
from otp_desktop.planning.plan import Plan
from otp_desktop.planning.problem import Assignment, Problem
from otp_desktop.planning.progress import Progress
from otp_desktop.planning.solver.engine import Search
from otp_desktop.planning.solver.options import SolverOptions
from otp_desktop.texts import N_

_STOP = "stop"
LAST_WORDS = 5.0  # seconds granted to a process that was asked to end


class SolverDiedError(KnownError):
    """The process ended without a plan: killed from outside, or out of memory."""

    template = N_(
        "The optimiser was ended from outside, or ran out of memory, before it had finished. Nothing was "
        "changed. Close other programs or optimise fewer needs at once, then start it again."
    )


class SolverBugError(RuntimeError):
    """The solver raised what nobody expected; the message is its trace."""


@dataclass(frozen=True)
class _Incumbent:
    assignments: tuple[Assignment, ...]


@dataclass(frozen=True)
class _Failure:
    error: KnownError | None
    trace: str = ""


_Message = Progress | Plan | _Incumbent | _Failure


class SolverProcess:
    """One search in a spawned process. ``events()`` yields its progress and last its plan.

    ``best`` holds the assignments of the best plan sent so far, at most a second old: they outlive the process.
    """

    def __init__(self, problem: Problem, options: SolverOptions) -> None:
        context = get_context("spawn")
        self._pipe, childs_end = context.Pipe()
        # Not a daemon, which could start no process for its bounds; so the end of the program has to close it.
        self._process = context.Process(target=_work, args=(problem, options, childs_end), name="otp-solver")
        self._process.start()
        atexit.register(self.close)
        childs_end.close()  # the child holds the only other end: when it dies, reading ends
        self.best: tuple[Assignment, ...] = ()

    @property
    def pid(self) -> int | None:
        return self._process.pid

    def events(self) -> Iterator[Progress | Plan]:
        """Progress, and last the Plan. Raises SolverDiedError when the process died before it gave one."""
        while True:
            match self._receive():
                case _Incumbent(assignments):
                    self.best = assignments
                case Plan() as plan:
                    self.best = plan.assignments
                    yield plan
                    return
                case _Failure(error, trace):
                    raise error or SolverBugError(trace)
                case Progress() as event:
                    yield event

    def stop(self) -> None:
        """Asks for the best plan so far, which then comes as the last event."""
        # A message, not a shared event: a process killed while it holds an event's lock would block us for ever.
        with suppress(OSError):
            self._pipe.send(_STOP)

    def close(self) -> None:
        """Ends the process, whatever it is doing, and frees what it held. A second call does nothing."""
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

    def __enter__(self) -> "SolverProcess":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _receive(self) -> _Message:
        try:
            message: _Message = self._pipe.recv()
        except (EOFError, OSError) as ended:
            raise SolverDiedError from ended
        return message


class _Reporter:
    """Passes on what the search says; hears whether to stop, also from a caller who died."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe

    def progress(self, event: Progress) -> None:
        self._pipe.send(event)

    def incumbent(self, assignments: tuple[Assignment, ...]) -> None:
        self._pipe.send(_Incumbent(assignments))

    def stop_requested(self) -> bool:
        return self._pipe.poll()


def _work(problem: Problem, options: SolverOptions, pipe: Connection) -> None:
    """The process's main function."""
    try:
        _send_plan(problem, options, pipe)
    except ConnectionError:
        pass  # the window was closed: there is nobody left to tell
    finally:
        pipe.close()


def _send_plan(problem: Problem, options: SolverOptions, pipe: Connection) -> None:
    reporter = _Reporter(pipe)
    try:
        message: _Message = Search(problem, options, reporter, reporter.stop_requested).run()
    except KnownError as error:
        message = _Failure(error)
    except MemoryError:
        message = _Failure(SolverDiedError())
    except ConnectionError:
        raise
    except Exception:
        message = _Failure(None, format_exc())
    pipe.send(message)
