"""The names of the lists that are written as a workbook; ``plan_lists`` makes them."""

from enum import StrEnum


class PlanList(StrEnum):
    """The value names the list on the command line; the order is the one of the sheets in the workbook."""

    SIGN_IN = "sign-in"
    CHIEF_LIST = "chief-list"
    UNIT_LIST = "unit-list"
    NOT_HELD = "not-held"
    BULLETIN = "bulletin"
