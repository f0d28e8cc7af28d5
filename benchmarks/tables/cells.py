"""What the cells of all tables are made of."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from statistics import median

REACHED, MISSED = "reached", "**missed**"


def spread(values: Sequence[float], show: Callable[[float], str]) -> str:
    """The median, and the range in brackets where there is one."""
    if not values:
        return "–"
    low, middle, high = show(min(values)), show(median(values)), show(max(values))
    return middle if low == high else f"{middle} [{low} … {high}]"


def seconds(value: float) -> str:
    return f"{value:.2f}"


def whole(value: float) -> str:
    return f"{value:.0f}"


def percent(value: float) -> str:
    return f"{100 * value:.2f} %"


def ratio(value: float) -> str:
    return f"{value:.3f}"


def row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def head(*columns: str) -> list[str]:
    return [row(columns), f"|{'---|' * len(columns)}"]


def target(reached: Sequence[bool], wanted: str) -> str:
    """Whether every run reached what is wanted."""
    word = REACHED if all(reached) else MISSED
    return f"{word} ({sum(reached)} of {len(reached)}: {wanted})"


def counted(words: Iterable[str]) -> str:
    """Each word with how often it was said."""
    return ", ".join(f"{word} ({number})" for word, number in Counter(words).items())
