"""Agents as people name them in a message or a sheet: by staff number or by name, one a line or several."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from otp_desktop.domain.force import Agent
from otp_desktop.services.staff_numbers import AgentsByNumber
from otp_desktop.texts.folding import fold

_BETWEEN_LINES = re.compile(r"[\r\n;]+")
_BETWEEN_WORDS = re.compile(r"[\s,]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognisedAgents:
    """``numbers``: staff numbers, each once. What nobody is called, and what several are called, as it was written."""

    numbers: tuple[str, ...]
    unknown: tuple[str, ...]
    ambiguous: tuple[str, ...]


def recognise_agents(agents: Iterable[Agent], text: str) -> RecognisedAgents:
    """Each line is a name, in either order, or holds staff numbers; zeros that a spreadsheet ate make no difference."""
    known = AgentsByNumber(agents)
    by_name = _by_name(known.agents.values())
    numbers: dict[str, None] = {}
    unknown: list[str] = []
    ambiguous: list[str] = []
    for line in filter(None, (" ".join(part.split()) for part in _BETWEEN_LINES.split(text))):
        found, lost = _numbers_in(line, known)
        named = by_name.get(_name_key(line), [])
        if found:
            numbers.update(dict.fromkeys(found))
            unknown += lost
        elif len(named) == 1:
            numbers[named[0]] = None
        else:
            (ambiguous if named else unknown).append(line)
    return RecognisedAgents(numbers=tuple(numbers), unknown=tuple(unknown), ambiguous=tuple(ambiguous))


def _numbers_in(line: str, known: AgentsByNumber) -> tuple[list[str], list[str]]:
    """The staff numbers of a line, and the words with a figure that are none."""
    words = {word: known.find(word) for word in _BETWEEN_WORDS.split(line) if word}
    found = [agent.staff_number for agent in words.values() if agent is not None]
    lost = [word for word, agent in words.items() if agent is None and any(sign.isdigit() for sign in word)]
    return found, lost


def _by_name(agents: Iterable[Agent]) -> dict[str, list[str]]:
    names: dict[str, list[str]] = defaultdict(list)
    for agent in agents:
        for name in {f"{agent.last_name} {agent.first_name}", f"{agent.first_name} {agent.last_name}"}:
            names[_name_key(name)].append(agent.staff_number)
    return names


def _name_key(name: str) -> str:
    return " ".join(_BETWEEN_WORDS.split(fold(name))).strip()
