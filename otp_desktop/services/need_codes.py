"""Codes of needs: short, telling their site and day, and each used once in its operation."""

from collections.abc import Collection
from datetime import date

DAY_IN_CODE = "%y%m%d"


class FreeCodes:
    """Gives out codes that the operation does not use yet."""

    def __init__(self, taken: Collection[str]) -> None:
        self._taken = set(taken)

    def take(self, wanted: str) -> str:
        """The code itself; where it is taken, with the next free rank at its end."""
        code = wanted
        stem, slash, last = wanted.rpartition("/")
        rank = int(last) if slash and last.isdecimal() else 1
        while code in self._taken:
            rank += 1
            code = f"{stem}/{rank}" if slash and last.isdecimal() else f"{wanted}/{rank}"
        self._taken.add(code)
        return code


def code_of_day(code: str, old: date, new: date) -> str:
    """The code with the new day in the place of the old one, where it tells its day."""
    return code.replace(f"/{old:{DAY_IN_CODE}}", f"/{new:{DAY_IN_CODE}}")
