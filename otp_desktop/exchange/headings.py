"""Columns recognised by the words of their headings: the best score first, one column a field, one field a column."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from otp_desktop.exchange.words import words

_EXACT = 100
_WITHIN = 60  # all words of a synonym stand in a longer heading
_A_WORD = 5  # two matching words say more than one
_SPARE = 6  # each word more makes the meaning less sure
_NOISE = frozenset(("le", "la", "les", "l", "de", "du", "des", "d", "the", "of", "wgs84", "wgs", "84", "degres", "deg"))


@dataclass(frozen=True)
class Meaning:
    """A field and the headings that mean it: ``synonyms`` separated by bars, ``never`` the words that rule it out.

    A heading that may mean something else too, such as "position", is not ``sure``: what the column holds decides.
    A word too common to mean anything inside a longer heading, such as "code", is ``exact``.
    """

    field: str
    synonyms: str
    never: str = ""
    sure: bool = True
    exact: bool = False

    def score(self, heading: Sequence[str]) -> int:
        """0 where the heading cannot mean this field, 100 and more where it says just that."""
        if not heading or set(self.never.split()) & set(heading):
            return 0
        scores = [_score(synonym, heading) for synonym in _split(self.synonyms)]
        return max((score for score in scores if score >= _EXACT or not self.exact), default=0)


def match_headings(
    headings: Sequence[str], meanings: Iterable[Meaning], holds: Callable[[str, int], bool] = lambda *_: True
) -> dict[str, int]:
    """The column of each field that a heading names; ``holds(field, column)`` judges those that are not sure."""
    candidates = [
        (score, -rank, -column, meaning.field)
        for rank, meaning in enumerate(meanings)
        for column, heading in enumerate(headings)
        if (score := max(meaning.score(words(heading)), meaning.score(significant_words(heading)))) > 0
        and (meaning.sure or holds(meaning.field, column))
    ]
    columns: dict[str, int] = {}
    for _, _, minus_column, field in sorted(candidates, reverse=True):
        if field not in columns and -minus_column not in columns.values():
            columns[field] = -minus_column
    return columns


def significant_words(heading: str) -> tuple[str, ...]:
    """The words of a heading less articles and units; all of them where nothing else would be left."""
    all_words = words(heading)
    return tuple(word for word in all_words if word not in _NOISE) or all_words


@cache
def _split(synonyms: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(synonym.split()) for synonym in synonyms.split("|"))


def _score(synonym: tuple[str, ...], heading: Sequence[str]) -> int:
    if synonym == tuple(heading):
        return _EXACT + _A_WORD * len(synonym)
    if not set(synonym) <= set(heading):
        return 0
    return max(1, _WITHIN + _A_WORD * len(synonym) - _SPARE * (len(heading) - len(synonym)))
