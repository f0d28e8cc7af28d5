"""The balance of one arrondissement as a sentence."""

from otp_desktop.services.zone_balance import ZoneBalance
from otp_desktop.texts import _
from otp_desktop.texts.formats import number


def balance_text(one: ZoneBalance) -> str:
    """``13e arrondissement : 240 places, 12 non tenues ; …``."""
    words = _(
        "{zone}: {required} heads required, {missing} missing. Held by {own} heads of its own and {borrowed} borrowed; "
        "{lent} lent elsewhere."
    )
    return words.format(
        zone=one.name,
        required=number(one.count.required),
        missing=number(one.count.missing),
        own=number(one.own),
        borrowed=number(one.borrowed),
        lent=number(one.lent),
    )
