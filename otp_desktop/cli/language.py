"""The language that a run of the command line speaks: asked for by an option, or by the environment."""

import os
from collections.abc import Sequence

from otp_desktop.texts.language import LANGUAGES

LANGUAGE_OPTION = "--language"
LANGUAGE_VARIABLE = "OTP_DESKTOP_LANGUAGE"


def language_of(arguments: Sequence[str]) -> str:
    """Help texts are put into words before the options are read, so the language is looked up first."""
    wanted = os.environ.get(LANGUAGE_VARIABLE, "")
    for place, argument in enumerate(arguments):
        if argument == LANGUAGE_OPTION and place + 1 < len(arguments):
            wanted = arguments[place + 1]
        elif argument.startswith(f"{LANGUAGE_OPTION}="):
            wanted = argument.partition("=")[2]
    return wanted if wanted in LANGUAGES else LANGUAGES[0]
