"""A fault of an input, with its place: all faults of a file are collected and shown at once."""

from dataclasses import dataclass

from otp_desktop.texts import Sentence, sentence


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, where it is, and what to do.

    ``line`` counts from 1 as the user's editor does (the heading is line 1); ``column`` is the heading as it stands
    in the file. ``path`` is the place in a JSON file, such as ``/agents/3/id``.
    """

    message: Sentence
    line: int | None = None
    column: str = ""
    path: str = ""
    value: str = ""

    def __str__(self) -> str:
        return f"{self._place()}{self.message}"

    def _place(self) -> str:
        if self.path:
            return f"{self.path}: "
        if self.line is None:
            return ""
        if self.column:
            return str(sentence("Line {line}, column “{column}”: ", line=self.line, column=self.column))
        return str(sentence("Line {line}: ", line=self.line))
