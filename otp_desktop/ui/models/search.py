"""Search in folded texts: all the words asked for, in any order."""

from otp_desktop.texts.folding import fold


def words_of(query: str) -> tuple[str, ...]:
    """The folded words that a search asks for, in any order."""
    return tuple(fold(query).split())


def matches(haystack: str, words: tuple[str, ...]) -> bool:
    """Whether an already folded text holds every word."""
    return all(word in haystack for word in words)
