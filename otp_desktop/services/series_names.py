"""The series of a convoy belongs to it alone: its needs are made anew with it, and others in it would be lost."""

from collections.abc import Iterable

from otp_desktop.db.unit_of_work import UnitOfWork
from otp_desktop.domain.faults import Fault
from otp_desktop.texts import N_, sentence

OF_A_CONVOY = N_("“{series}” is a convoy, which makes its needs itself: choose another name.")


def convoy_codes(work: UnitOfWork, operation_id: int) -> frozenset[str]:
    """The series that are convoys."""
    return frozenset(convoy.code for convoy in work.convoys.list(operation_id))


def series_faults(
    work: UnitOfWork, operation_id: int, changes: Iterable[tuple[str, str]], column: str = "series"
) -> list[Fault]:
    """A Fault where a need would join the series of a convoy; ``changes`` pairs its series before and after."""
    joined = {after for before, after in changes if after and after != before}
    taken = sorted(joined & convoy_codes(work, operation_id))
    return [Fault(sentence(OF_A_CONVOY, series=code), column=column, value=code) for code in taken]
