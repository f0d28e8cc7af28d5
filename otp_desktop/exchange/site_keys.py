"""What recognises a site when it is imported again, from the same file or from another one."""

from collections import defaultdict
from collections.abc import Iterable

from otp_desktop.domain.places import Position
from otp_desktop.texts.folding import plain_words


def register_key(number: str) -> str:
    """The key of a site that a public register numbers (UAI, SIRET, FINESS)."""
    return f"register:{plain_words(number)}"


def code_key(code: str) -> str:
    """The key of a site that its owner codes."""
    return f"code:{plain_words(code)}"


def place_key(name: str, address: str, zone: str, position: Position | None = None) -> str:
    """The key of a site known by its name, address and arrondissement only.

    The position, to about 10 m, is given where names alone would not tell sites apart.
    """
    place = f"@{position.latitude:.4f},{position.longitude:.4f}" if position else ""
    return f"{plain_words(name)}|{plain_words(address)}|{zone}{place}"


def tells_apart(pairs: Iterable[tuple[str, str]]) -> bool:
    """Whether no identifier of the (identifier, name) pairs stands for two names: a SIRET may cover many sites."""
    names = defaultdict(set)
    for identifier, name in pairs:
        if identifier:
            names[plain_words(identifier)].add(plain_words(name))
    return all(len(found) == 1 for found in names.values())


def are_codes(values: Iterable[str]) -> bool:
    """Whether the values of a column number its rows: a value or two may repeat by mistake, most do not."""
    found = [plain_words(value) for value in values if value]
    return len(set(found)) >= len(found) / 2
