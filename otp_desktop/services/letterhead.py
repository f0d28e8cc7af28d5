"""The name and the emblem of the service, kept in the database and printed at the head of every sheet."""

from base64 import b64decode, b64encode
from pathlib import Path

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.faults import Fault
from otp_desktop.domain.letterhead import Letterhead
from otp_desktop.services.errors import InvalidRecordError, PictureNotReadError
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import N_, sentence

NAME, EMBLEM = "service_name", "service_emblem"
PICTURE = "data:image/png;base64,"
LONGEST_NAME = 80


def read_letterhead(ws: Workspace) -> Letterhead:
    with ws.unit_of_work() as work:
        name, picture = str(work.settings.get(NAME, "")), str(work.settings.get(EMBLEM, ""))
    return Letterhead(name, b64decode(picture.removeprefix(PICTURE)))


def save_letterhead(ws: Workspace, letterhead: Letterhead) -> Changes:
    """The emblem is one that ``emblem_of`` gave. Raises InvalidRecordError."""
    if faults := letterhead_faults(letterhead):
        raise InvalidRecordError(faults)
    with ws.unit_of_work(sentence(N_("Name and emblem of the service"))) as work:
        work.settings.set(NAME, letterhead.name.strip())
        picture = b64encode(letterhead.emblem).decode()
        work.settings.set(EMBLEM, f"{PICTURE}{picture}" if picture else "")
        return work.commit()


def letterhead_faults(letterhead: Letterhead) -> tuple[Fault, ...]:
    if len(letterhead.name.strip()) <= LONGEST_NAME:
        return ()
    return (
        Fault(sentence(N_("At most {count} letters fit at the head of a sheet."), count=LONGEST_NAME), column="name"),
    )


def emblem_of(picture: Path) -> bytes:
    """A user's PNG or JPEG made small and safe. Raises PictureNotReadError, NoEmblemError."""
    from otp_desktop.printing.emblem import LARGEST_FILE  # the drawing library is for who prints

    try:
        with picture.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)  # one byte more is refused, whatever follows
    except OSError as error:
        raise PictureNotReadError(file=picture.name) from error
    return safe_emblem(content)


def safe_emblem(content: bytes) -> bytes:
    """Raises NoEmblemError."""
    from otp_desktop.printing.emblem import as_emblem  # the drawing library is for who prints

    return as_emblem(content)
