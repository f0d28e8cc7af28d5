"""Why a sheet could not be written, in words."""

import errno

from otp_desktop.domain.errors import KnownError
from otp_desktop.texts import N_, Sentence, sentence


class SheetNotWrittenError(KnownError):
    """The disk is full, the folder is missing or may not be written. The file that stood there before still stands."""

    template = N_("The sheet “{file}” was not written: {reason}")


class NoEmblemError(KnownError):
    template = N_(
        "This is no picture for a sheet: choose a PNG or JPEG file of at most 10 MB and 40 million dots, or an SVG."
    )


def reason_of(error: OSError) -> Sentence:
    """What is wrong and what to do, from the number of the system's error."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return sentence("the disk is full. Make room on it, or choose a folder on another disk, then print again.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return sentence("you may not write here. Choose another folder, or ask for the right to write in this one.")
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return sentence("its folder does not exist. Create the folder or choose another one, then print again.")
    if error.errno in (errno.EISDIR, errno.ENOTEMPTY):
        return sentence("a folder has this name. Choose another folder, or rename the one that is there.")
    said = error.strerror or str(error)
    return sentence("the system says “{error}”. Choose another folder, then print again.", error=said)
