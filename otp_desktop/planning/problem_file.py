"""The public file format ``otp-problem/1``: read, written, and named by its hash."""

import json
from hashlib import sha256

from otp_desktop.planning.file_errors import ProblemFaultsError
from otp_desktop.planning.file_reading import read_shape
from otp_desktop.planning.memory import collector_paused
from otp_desktop.planning.problem import Problem
from otp_desktop.planning.problem_document import problem_document
from otp_desktop.planning.problem_faults import problem_faults
from otp_desktop.planning.problem_mapping import to_problem
from otp_desktop.planning.problem_models import FORMAT, ProblemPart
from otp_desktop.planning.raw_rows import RawRow

__all__ = ["ProblemFaultsError", "problem_sha256", "read_problem", "text_sha256", "write_problem"]


@collector_paused()
def read_problem(text: str | bytes) -> Problem:
    """The problem that the text states. Bytes are read as UTF-8.

    Raises ProblemFaultsError with every fault at once: of form, of shape, and between the parts.
    """
    data, file, faults = read_shape(text, ProblemPart, FORMAT, ProblemFaultsError)
    faults += tuple(problem_faults(RawRow("", data)))
    if file is None or faults:
        raise ProblemFaultsError(faults)
    return to_problem(file)


@collector_paused()
def write_problem(problem: Problem) -> str:
    """The text of the problem, one row a line; ``read_problem`` gives an equal one back."""
    document = problem_document(problem)
    sections = ",\n".join(f"{json.dumps(name)}: {_section(value)}" for name, value in document.items())
    return f"{{{sections}}}\n"


def problem_sha256(problem: Problem) -> str:
    """The SHA-256, in hexadecimal, of the file that ``write_problem`` makes of the problem.

    A plan of a problem that came as a file carries the hash of that file's bytes instead: what other programs compute.
    """
    return text_sha256(write_problem(problem))


def text_sha256(text: str | bytes) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    return sha256(text.encode() if isinstance(text, str) else text).hexdigest()


def _section(value: object) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(f" {_line(row)}" for row in value) + "\n]"
    return _line(value)


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
