"""Known errors of the command line itself."""

from otp_desktop.domain.errors import KnownError
from otp_desktop.texts import N_


class NotTextError(KnownError):
    template = N_("“{file}” is not a text file in UTF-8: give a JSON file.")
