"""The short code of an agent's sheet: whose it is, in which operation, and a digest of what it states.

The letters are those of Crockford's Base32: no I, L, O or U, so that a code read under a lamp is typed as it is meant.
"""

import re
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from hashlib import sha256

from otp_desktop.domain.agent_posts import AgentPost, posts_of
from otp_desktop.domain.errors import KnownError
from otp_desktop.domain.force import Agent
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.texts import N_

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
DIGEST_LETTERS, CHECK_LETTERS = 6, 2  # one changed sheet in a thousand million goes unseen; one slip in a thousand
MISREAD = str.maketrans("OIL", "011")
# What a reader set to an American keyboard types on a French one, key by key.
FRENCH_KEYS = str.maketrans("&é\"'(-è_çà)?,AaQqWwZz", "1234567890-MMQqAaZzWw")
_WRITTEN = re.compile(rf"([{ALPHABET}]+)-([{ALPHABET}]+)-([{ALPHABET}]{{{DIGEST_LETTERS}}})-([{ALPHABET}]+)")


class WrongSheetCodeError(KnownError):
    template = N_(
        "“{code}” is not the code of a sheet. Type it again: four groups of letters and figures joined by hyphens, "
        "under the square at the top of the sheet."
    )


@dataclass(frozen=True, slots=True)
class SheetCode:
    """``operation`` and ``agent`` are the ids of their records; ``digest`` stands for what the sheet states."""

    operation: int
    agent: int
    digest: str

    def __str__(self) -> str:
        """``3-1K7-9XQ2M4-T8``: the last group catches a slip of the finger."""
        said = f"{_in_base32(self.operation)}-{_in_base32(self.agent)}-{self.digest}"
        return f"{said}-{_letters(said, CHECK_LETTERS)}"


def sheet_code(snapshot: PlanSnapshot, agent: Agent) -> SheetCode:
    """The code of the sheet that this plan gives this agent; both are stored ones, which have ids."""
    assert snapshot.operation.id is not None and agent.id is not None, "sheets are made from stored records"
    return SheetCode(snapshot.operation.id, agent.id, _digest(posts_of(snapshot, agent.staff_number)))


def read_sheet_code(text: str) -> SheetCode:
    """A code as somebody typed or scanned it. Raises WrongSheetCodeError for anything that was never printed."""
    typed = re.sub(r"\s+", "", text)
    for keys in (typed, typed.translate(FRENCH_KEYS)):
        if (code := _read(keys.upper().translate(MISREAD))) is not None:
            return code
    raise WrongSheetCodeError(code=text.strip())


def _read(typed: str) -> SheetCode | None:
    match = _WRITTEN.fullmatch(typed)
    if match is None:
        return None
    code = SheetCode(_from_base32(match[1]), _from_base32(match[2]), match[3])
    return code if str(code) == typed else None


def _digest(posts: Iterable[AgentPost]) -> str:
    return _letters(repr([_stated(post) for post in posts]), DIGEST_LETTERS)


def _stated(post: AgentPost) -> tuple[object, ...]:
    """Without orders where none are given: sheets printed before posts had any keep their codes."""
    stated = astuple(post)
    return stated if post.orders else stated[:-1]


def _letters(text: str, count: int) -> str:
    number = int.from_bytes(sha256(text.encode()).digest())
    return "".join(ALPHABET[number >> 5 * place & 31] for place in range(count))


def _in_base32(number: int) -> str:
    high, low = divmod(number, 32)
    return (_in_base32(high) if high else "") + ALPHABET[low]


def _from_base32(text: str) -> int:
    number = 0
    for letter in text:
        number = number * 32 + ALPHABET.index(letter)
    return number
