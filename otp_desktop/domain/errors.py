"""Errors a user can understand and mend: one class a cause, with the sentence inside.

Anything else that is raised is a bug: logged with its trace, shown once.
"""

from typing import ClassVar

from otp_desktop.texts import Sentence, sentence


class KnownError(Exception):
    """Base of every error shown to the user as one sentence, without a trace.

    A subclass gives ``template``, an English sentence with named values, marked with ``N_`` for translation.
    """

    template: ClassVar[str]

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(values)

    @property
    def sentence(self) -> Sentence:
        return sentence(self.template, **self.values)

    def __str__(self) -> str:
        return str(self.sentence)

    def __reduce__(self) -> tuple[object, ...]:
        # The solver's process sends its errors to the window's: keyword values must survive pickling.
        return _rebuild, (type(self), self.values)


def _rebuild(kind: type[KnownError], values: dict[str, object]) -> KnownError:
    return kind(**values)
