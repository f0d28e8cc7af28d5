"""Why a need is short, line by line, and the cheapest remedies, each tried before it is told."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from otp_desktop.domain.errors import KnownError
from otp_desktop.planning.explain.board import Board, Line
from otp_desktop.planning.explain.chains import Chains
from otp_desktop.planning.explain.exceptions import derogation_remedies, recall_remedies, waiver_remedies
from otp_desktop.planning.explain.funnel import Funnel, funnel
from otp_desktop.planning.explain.moves import ALTERNATIVES, chain_remedies, freeing_remedies, shifted_remedies
from otp_desktop.planning.explain.proof import holds
from otp_desktop.planning.explain.remedy import Kind, Legality, Remedy
from otp_desktop.planning.problem import Assignment, Problem
from otp_desktop.planning.progress import StopRequested
from otp_desktop.texts import N_


class UnknownNeedError(KnownError):
    template = N_("The problem has no need “{need}”: check its identifier.")


@dataclass(frozen=True, slots=True)
class LineExplanation:
    """Why one role line is short, and what fills it, cheapest first."""

    funnel: Funnel
    remedies: tuple[Remedy, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """``lines``: the short role lines of a need; empty where it lacks nobody."""

    need: str
    lines: tuple[LineExplanation, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What is known so far: ``done`` of ``ways`` kinds of remedies were looked for."""

    line: LineExplanation
    done: int
    ways: int


Told = Callable[[Found], object]


def explain(
    problem: Problem,
    assignments: Iterable[Assignment],
    need: str,
    *,
    role: str | None = None,
    recallable: Collection[str] | None = None,
    tell: Told = lambda _found: None,
    stop_requested: StopRequested = lambda: False,
) -> Explanation:
    """Why the need is short in this plan; with ``role``, on this line alone. Raises UnknownNeedError.

    ``recallable``: agents away at that time who may be asked to come. None where nobody said it, as in a problem file:
    then all who are away are proposed, to be asked by who knows why (decision 0021).
    ``tell`` hears of each line first the funnel, then each remedy as soon as it is proved; a stop keeps what was found.
    """
    if need not in problem.need:
        raise UnknownNeedError(need=need)
    board = Board.of(problem, assignments)
    asked = [(need, line.id) for line in problem.need[need].roles if role in (None, line.id)]
    search = Search(board, recallable, stop_requested)
    return Explanation(need, tuple(_last_told(search, line, tell) for line in asked if board.missing(line)))


class Search:
    """Looks for what fills lines of one plan."""

    def __init__(
        self, board: Board, recallable: Collection[str] | None, stop_requested: StopRequested = lambda: False
    ) -> None:
        self._board = board
        self._recallable = recallable
        self._stop_requested = stop_requested
        self._chains: Chains | None = None

    def explained(self, line: Line) -> Iterator[Found]:
        """First the funnel, then what is known with each remedy more, and after each kind of them; last all."""
        reasons, found = funnel(self._board, line), list[Remedy]()
        ways = self._ways(line, reasons)
        yield Found(LineExplanation(reasons, ()), 0, len(ways))
        for done, (kind, way) in enumerate(ways, start=1):
            if self._stop_requested():
                return
            needless = kind is not Kind.WAIVER and any(_is_perfect(remedy, reasons) for remedy in found)
            for remedy in () if needless else way():
                if self._stop_requested():
                    return
                if self._is_worth_keeping(remedy, found):
                    found.append(remedy)
                    yield Found(LineExplanation(reasons, _best(found)), done - 1, len(ways))
            yield Found(LineExplanation(reasons, _best(found)), done, len(ways))

    def _ways(self, line: Line, reasons: Funnel) -> tuple[tuple[Kind, Callable[[], Iterator[Remedy]]], ...]:
        """Ways to fill the line, the quickest to look for first."""
        board = self._board
        return (
            (Kind.MOVE, lambda: chain_remedies(self._ready_chains(), line)),
            (Kind.RECALL, lambda: recall_remedies(board, line, reasons, self._recallable)),
            (Kind.WAIVER, lambda: waiver_remedies(board, line, reasons)),
            (Kind.SHIFT, lambda: shifted_remedies(board, line, reasons)),
            (Kind.DEROGATION, lambda: derogation_remedies(board, line, reasons)),
            (Kind.MOVE, lambda: freeing_remedies(self._ready_chains(), line, reasons)),
        )

    def _ready_chains(self) -> Chains:
        """Made once, and not before the funnel is told."""
        if self._chains is None:
            self._chains = Chains(self._board)
        return self._chains

    def _is_worth_keeping(self, remedy: Remedy, found: list[Remedy]) -> bool:
        return remedy not in found and remedy in _best([*found, remedy]) and holds(self._board, remedy)


def _last_told(search: Search, line: Line, tell: Told) -> LineExplanation:
    for found in search.explained(line):
        tell(found)
    return found.line


def _best(found: Iterable[Remedy]) -> tuple[Remedy, ...]:
    """Legal ways first, then those that fill more, that cost fewer heads elsewhere, and that disturb fewer people.

    A way that is in nothing better than a legal one of another kind is left out, unless it is forbidden: people ask for
    it. So are all but the first of each kind.
    """
    ordered = sorted(found, key=_cost)
    kept: dict[Kind, list[Remedy]] = {kind: [] for kind in Kind}
    for remedy in ordered:
        if len(kept[remedy.kind]) < ALTERNATIVES and not _is_idle(remedy, ordered):
            kept[remedy.kind].append(remedy)
    return tuple(sorted((remedy for known in kept.values() for remedy in known), key=_cost))


def _is_perfect(remedy: Remedy, reasons: Funnel) -> bool:
    """Whether nothing can be better: legal, the line full, nothing lost, nobody disturbed but those who fill it."""
    legal = remedy.legality is Legality.LEGAL
    return legal and remedy.heads == reasons.missing == remedy.disturbed and not remedy.lost


def _is_idle(remedy: Remedy, found: list[Remedy]) -> bool:
    """Whether a legal way of another kind, cheaper, does as well."""
    if remedy.legality is Legality.FORBIDDEN:
        return False
    cheaper = (other for other in found if other.kind is not remedy.kind and _cost(other) < _cost(remedy))
    return any(remedy.is_no_better_than(other) for other in cheaper)


def _cost(remedy: Remedy) -> tuple[object, ...]:
    """Compared least first; the last parts only make the order the same in every run."""
    return (
        tuple(Legality).index(remedy.legality),
        -remedy.heads,
        remedy.heads_lost,
        remedy.disturbed,
        tuple(Kind).index(remedy.kind),
        abs(sum(getattr(change, "minutes", 0) for change in remedy.changes)),
        tuple(move.takes for move in remedy.moves),
        repr(remedy.changes),
    )
