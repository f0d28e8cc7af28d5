"""What commands print: results on standard output, progress on standard error; plain where nobody looks."""

import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from time import monotonic
from types import TracebackType
from typing import Self

from otp_desktop.planning.plan import Bound, Objective
from otp_desktop.planning.progress import Progress
from otp_desktop.texts import sentence
from otp_desktop.texts.formats import coverage_rate, number, percent

LINE_EVERY_SECONDS = 1.0
NO_GAP = 1e-6  # soft cost: below it, plan and bound differ by rounding alone


def say(text: object = "") -> None:
    """One line on standard output."""
    sys.stdout.write(f"{text}\n")


def tell(text: object) -> None:
    """One line on standard error."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def print_table(headings: Sequence[object], rows: Iterable[Sequence[object]]) -> None:
    """A table on a terminal; tab-separated lines when the output is piped."""
    if not sys.stdout.isatty():
        for row in (headings, *rows):
            say("\t".join(" ".join(str(cell).split()) for cell in row))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(str(heading))
    for row in rows:
        table.add_row(*(Text(str(cell)) for cell in row))
    Console().print(table)


class StatusLine:
    """One line on standard error that changes while something is done; nothing where no terminal is."""

    def __init__(self) -> None:
        from rich.console import Console

        console = Console(stderr=True)
        self._status = console.status("") if console.is_terminal else None

    def __enter__(self) -> Self:
        if self._status:
            self._status.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._status:
            self._status.stop()

    def write(self, text: object) -> None:
        if self._status:
            from rich.text import Text

            self._status.update(Text(str(text)))  # no markup: texts may hold brackets


class ProgressLine(StatusLine):
    """Shows a search: as above on a terminal, a line a second elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self._last_line = float("-inf")
        self._last_text = ""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        super().__exit__(kind, error, trace)
        if self._last_text:
            tell(self._last_text)

    def show(self, progress: Progress) -> None:
        text = progress_text(progress)
        if self._status:
            self.write(text)
        elif monotonic() - self._last_line >= LINE_EVERY_SECONDS:
            self._last_line = monotonic()
            self._last_text = ""
            tell(text)
        else:
            self._last_text = text


def progress_text(progress: Progress) -> str:
    """Incumbent, bound, gap and coverage on one line."""
    rate = progress.held_heads / progress.required_heads if progress.required_heads else 1.0
    return str(
        sentence(
            "{seconds} s · coverage {rate} ({held}/{required}) · plan {incumbent} · bound {bound} · gap {gap}",
            seconds=number(progress.seconds, 1),
            rate=coverage_rate(rate),
            held=number(progress.held_heads),
            required=number(progress.required_heads),
            incumbent=value_text(progress.incumbent),
            bound=value_text(progress.bound),
            gap=gap_text(progress.incumbent, progress.bound),
        )
    )


def value_text(value: Objective | Bound | None) -> str:
    """``0·0·0·0·0 | 0·9·0·0·0 | 1 234,5``: heads below minimum and below count by priority, then the soft cost."""
    if value is None:
        return "–"
    minimum = "·".join(str(heads) for heads in value.missing_minimum)
    count = "·".join(str(heads) for heads in value.missing_count)
    soft = number(round(value.soft, 1) + 0.0, 1) if value.soft > float("-inf") else "–"
    return f"{minimum} | {count} | {soft}"


def gap_text(incumbent: Objective | None, bound: Bound | None) -> str:
    """The soft gap in per cent once the coverage is proved best, else the first priority that is not proved."""
    if incumbent is None or bound is None:
        return "–"
    if not coverage_proved(incumbent, bound):
        return str(sentence("coverage not proved yet"))
    if bound.soft == float("-inf"):
        return "–"
    gap = incumbent.soft - bound.soft
    return percent(gap / abs(incumbent.soft) if gap > NO_GAP else 0.0, 2)


def coverage_proved(incumbent: Objective, bound: Bound) -> bool:
    """Whether no legal plan covers better."""
    return (incumbent.missing_minimum, incumbent.missing_count) == (bound.missing_minimum, bound.missing_count)


@contextmanager
def stop_on_interrupt(stop: "StopFlag") -> Iterator[None]:
    """The first Ctrl-C only raises the flag: the best plan is kept. The second one ends the program."""

    def ask(_number: int, _frame: object) -> None:
        if stop.requested:
            raise KeyboardInterrupt
        stop.requested = True

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class StopFlag:
    """Raised once, polled by the search."""

    def __init__(self) -> None:
        self.requested = False

    def __call__(self) -> bool:
        return self.requested
