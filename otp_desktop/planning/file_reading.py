"""A file of ours on the way to its parts: its text in the shape of its format, or every fault of that."""

from collections.abc import Mapping
from typing import TypeVar

from otp_desktop.domain.faults import Fault
from otp_desktop.planning.file_errors import FileFaultsError
from otp_desktop.planning.file_types import Part
from otp_desktop.planning.json_text import Json, read_object
from otp_desktop.planning.structure_faults import shape, unknown_format

Shape = TypeVar("Shape", bound=Part)


def read_shape(
    text: str | bytes, model: type[Shape], known: str, refused: type[FileFaultsError]
) -> tuple[Mapping[str, Json], Shape | None, tuple[Fault, ...]]:
    """The object that the text holds, the same in the shape of the model, and every fault of form and of shape.

    Raises ``refused`` where nothing of it can be judged: no object at all, or one of a format that is not ``known``.
    """
    data, faults = read_object(text)
    if faults and not data:
        raise refused(faults)
    if foreign := unknown_format(data, known):
        raise refused((foreign,))
    file, misshapen = shape(model, data)
    return data, file, faults + misshapen
