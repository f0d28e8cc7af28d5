"""Bad arguments, in one sentence of the language in use: the command-line library has English words only."""

import re

from typer import TyperException

from otp_desktop.texts import Sentence, sentence

_QUOTED = re.compile(r"'(.*)'")
_WRONG_NUMBER = re.compile(r"^Input should be (a valid (number|integer)|greater|less)")


def usage_sentence(error: TyperException) -> Sentence:
    """What is wrong with the arguments, and where to read how they go."""
    command = _command(error)
    match type(error).__name__:  # the classes themselves are private to the library
        case "MissingParameter":
            return sentence("{name} is missing: see “{command} --help”.", name=_parameter(error), command=command)
        case "NoSuchOption":
            name = getattr(error, "option_name", "")
            return sentence("There is no option {name}: see “{command} --help”.", name=name, command=command)
        case "BadParameter":
            return _bad_value(error, command)
    if error.message.startswith("No such command") and (found := _QUOTED.search(error.message)):
        return sentence("There is no command “{name}”: see “{command} --help”.", name=found[1], command=command)
    reason = error.message.rstrip(".")
    return sentence("These arguments do not fit ({reason}): see “{command} --help”.", reason=reason, command=command)


def _bad_value(error: TyperException, command: str) -> Sentence:
    name = _parameter(error)
    if _WRONG_NUMBER.match(error.message):
        return sentence("{name} asks for a number in its range: see “{command} --help”.", name=name, command=command)
    if not name:
        return sentence("{reason}: see “{command} --help”.", reason=error.message.rstrip("."), command=command)
    reason = error.message.rstrip(".")
    return sentence("{name}: {reason}: see “{command} --help”.", name=name, reason=reason, command=command)


def _parameter(error: TyperException) -> str:
    """``--out`` for an option, ``OPERATION`` for an argument."""
    parameter = getattr(error, "param", None)
    if parameter is None:
        return ""
    options = [option for option in parameter.opts if option.startswith("-")]
    return max(options, key=len) if options else str(parameter.metavar or parameter.name.upper())


def _command(error: TyperException) -> str:
    context = getattr(error, "ctx", None)
    return str(context.command_path) if context is not None else "otp-desktop"
