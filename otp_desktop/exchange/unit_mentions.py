"""How files name a unit: by a code, by a name, or by one word that may be either."""

from otp_desktop.exchange.results import UnitMention

_CODE_CHARACTERS = 10


def unit_mention(code: str, name: str) -> UnitMention:
    """A single column holds codes ("DT13") or names: a code is one short word with a digit or in capitals."""
    name = " ".join(name.split())
    short = len(name) <= _CODE_CHARACTERS and " " not in name
    if not code and short and (name.isupper() or any(character.isdigit() for character in name)):
        return UnitMention(code=name)
    return UnitMention(code, name)
