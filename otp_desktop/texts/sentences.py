"""A sentence that knows its values and is put into words only when somebody reads it."""

from dataclasses import dataclass

from otp_desktop.texts.language import _, ngettext


@dataclass(frozen=True)
class Sentence:
    """An English template with named ``{values}``; ``str()`` gives it in the language in use.

    The values are pairs rather than a mapping, so that a sentence can be hashed and sent between processes.
    """

    template: str
    values: tuple[tuple[str, object], ...] = ()
    plural: str = ""
    count: int = 1

    def __str__(self) -> str:
        template = ngettext(self.template, self.plural, self.count) if self.plural else _(self.template)
        return template.format(**dict(self.values))


def sentence(template: str, **values: object) -> Sentence:
    """A sentence from its English template; Babel collects the template from the call."""
    return Sentence(template, tuple(values.items()))


def plural_sentence(singular: str, plural: str, count: int, **values: object) -> Sentence:
    """A sentence whose form depends on ``count``, also given to the template as ``{count}``."""
    return Sentence(singular, (("count", count), *values.items()), plural, count)
