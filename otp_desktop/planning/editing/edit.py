"""A change of a plan by hand: rows taken away, rows put in."""

from collections.abc import Iterable
from dataclasses import dataclass

from otp_desktop.planning.problem import Assignment


@dataclass(frozen=True, slots=True)
class Edit:
    """Rows that leave the plan and rows that join it; none is in both."""

    removed: tuple[Assignment, ...] = ()
    added: tuple[Assignment, ...] = ()

    @property
    def agents(self) -> frozenset[str]:
        return frozenset(row.agent for row in (*self.removed, *self.added))

    @property
    def needs(self) -> frozenset[str]:
        return frozenset(row.need for row in (*self.removed, *self.added))

    def then(self, other: "Edit") -> "Edit":
        """Both as one edit: what comes and goes is left out."""
        removed, added = set(self.removed), set(self.added)
        for row in other.removed:
            added.discard(row) if row in added else removed.add(row)
        for row in other.added:
            removed.discard(row) if row in removed else added.add(row)
        return edit(removed, added)


def edit(removed: Iterable[Assignment] = (), added: Iterable[Assignment] = ()) -> Edit:
    """The edit from any rows, in one order; a row on both sides is left out."""
    leaving, joining = set(removed), set(added)
    return Edit(removed=tuple(sorted(leaving - joining)), added=tuple(sorted(joining - leaving)))


def difference(before: Iterable[Assignment], after: Iterable[Assignment]) -> Edit:
    """The edit that leads from one plan to another."""
    old, new = set(before), set(after)
    return edit(old - new, new - old)
