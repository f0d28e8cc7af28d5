"""The words of a heading, whatever way it was written."""

import re

from otp_desktop.texts.folding import plain_words

_CAMEL_CASE = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")


def words(text: str) -> tuple[str, ...]:
    """The folded words of a heading; ``nomEtablissement`` has two."""
    return tuple(plain_words(_CAMEL_CASE.sub(" ", text)).split())
