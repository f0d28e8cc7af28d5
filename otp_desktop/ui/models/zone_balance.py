"""The table of what each arrondissement needs, has, borrows and lends."""

from collections.abc import Iterable
from enum import IntEnum, auto

from otp_desktop.domain.zones import zone_number
from otp_desktop.services.zone_balance import ZoneBalance
from otp_desktop.texts import N_
from otp_desktop.ui.models.record_model import Heading, RecordModel, headings_of
from otp_desktop.ui.models.rows import Cell, Row, Rows, Tone, number_cell, row, rows


class BalanceColumn(IntEnum):
    ZONE = 0
    REQUIRED = auto()
    MISSING = auto()
    OWN = auto()
    BORROWED = auto()
    LENT = auto()
    AGENTS = auto()


class BalanceModel(RecordModel[ZoneBalance]):
    def __init__(self) -> None:
        super().__init__(
            headings_of(
                BalanceColumn,
                Heading(N_("Arr.")),
                Heading(N_("Required"), figures=True),
                Heading(N_("Missing"), figures=True),
                Heading(N_("Own"), figures=True),
                Heading(N_("Borrowed"), figures=True),
                Heading(N_("Lent"), figures=True),
                Heading(N_("Based here"), figures=True),
            )
        )


def balance_rows(balances: Iterable[ZoneBalance]) -> Rows[ZoneBalance]:
    return rows(_row(balance) for balance in balances)


def _row(balance: ZoneBalance) -> Row[ZoneBalance]:
    missing = balance.count.missing
    return row(
        balance.zone,
        balance,
        (
            Cell(zone_number(balance.zone) or balance.name, (not balance.zone, balance.zone)),
            number_cell(balance.count.required),
            number_cell(missing, tone=Tone.BAD if missing else Tone.PLAIN),
            number_cell(balance.own),
            number_cell(balance.borrowed),
            number_cell(balance.lent),
            number_cell(balance.agents),
        ),
    )
