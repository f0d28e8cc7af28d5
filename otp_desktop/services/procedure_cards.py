"""Procedure cards: those that the program brings, and those that users write or import in their place."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from otp_desktop.db.unit_of_work import UnitOfWork
from otp_desktop.domain.changes import Changes
from otp_desktop.domain.faults import Fault
from otp_desktop.domain.procedure_cards import ProcedureCard, cards_for
from otp_desktop.domain.sites import SiteKind
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.resources import resource
from otp_desktop.services.errors import InvalidRecordError, UnreadableCardError
from otp_desktop.services.field_faults import known, required
from otp_desktop.services.file_names import safe_file_name
from otp_desktop.services.templates import list_templates
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import N_, current_language, sentence
from otp_desktop.texts.folding import fold

LONGEST_TEXT = 20_000  # characters: about six pages
LARGEST_FILE = 200_000  # bytes

Missions = dict[str, dict[str, tuple[str, ...]]]  # for each code its templates and its kinds of post


def list_cards(ws: Workspace) -> tuple[ProcedureCard, ...]:
    """The user's own cards and the shipped ones that none of them replaces, in the order of their titles."""
    with ws.unit_of_work() as work:
        return read_cards(work)


def read_cards(work: UnitOfWork) -> tuple[ProcedureCard, ...]:
    """The same inside a unit of work that is already open."""
    own = tuple(work.procedure_cards.list())
    replaced = {card.code for card in own}
    shipped = (card for card in shipped_cards() if card.code not in replaced)
    return tuple(sorted((*own, *shipped), key=lambda card: (fold(card.title), card.code)))


def cards_of_plan(cards: Iterable[ProcedureCard], snapshot: PlanSnapshot) -> tuple[ProcedureCard, ...]:
    """The cards that belong to the operation or to one of its posts."""
    return cards_for(cards, snapshot.operation.template, {site.kind for site in snapshot.sites})


def shipped_cards() -> tuple[ProcedureCard, ...]:
    """In the language in use. They have no id."""
    return _shipped(current_language())


def save_card(ws: Workspace, card: ProcedureCard) -> Changes:
    """Adds a card, or changes one that has an id. Raises InvalidRecordError.

    A new card without a code gets one from its title.
    """
    if faults := card_faults(card):
        raise InvalidRecordError(faults)
    with ws.unit_of_work(sentence(N_("Procedure card {title}"), title=card.title)) as work:
        if card.id is not None:
            work.procedure_cards.update(card)
        else:
            work.procedure_cards.add(card if card.code else _coded(work, card))
        return work.commit()


def remove_cards(ws: Workspace, ids: Iterable[int]) -> Changes:
    """Removes cards of the user's; the shipped ones that they replaced come back."""
    with ws.unit_of_work(sentence(N_("Deletion of procedure cards"))) as work:
        work.procedure_cards.remove(ids)
        return work.commit()


def card_faults(card: ProcedureCard) -> tuple[Fault, ...]:
    """What keeps a card from being stored, one Fault a field."""
    faults = required("title", card.title)
    if not card.text.strip():
        faults.append(Fault(sentence(N_("This field is required.")), column="text"))
    if len(card.text) > LONGEST_TEXT:
        faults.append(Fault(sentence(N_("At most {count} characters."), count=LONGEST_TEXT), column="text"))
    codes = [template.code for template in list_templates()]
    return (*faults, *(fault for code in card.templates for fault in known("templates", code, codes)))


def read_card_file(file: Path) -> ProcedureCard:
    """A new card from a Markdown file, titled by its first heading or its name. Nothing that it links to is read.

    Raises UnreadableCardError.
    """
    from otp_desktop.exchange.encodings import decode  # for who imports: the window starts without it

    try:
        with file.open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        raise UnreadableCardError(file=file.name, reason=sentence(N_("it could not be opened"))) from error
    if len(content) > LARGEST_FILE:
        raise UnreadableCardError(file=file.name, reason=sentence(N_("it is too large for a card")))
    text = decode(content)
    if text is None:
        raise UnreadableCardError(file=file.name, reason=sentence(N_("it is not a text")))
    title, body = titled(text.replace("\r\n", "\n"))
    return ProcedureCard(code="", title=title or file.stem, text=body)


def titled(text: str) -> tuple[str, str]:
    """The first heading of a Markdown text and what comes after it; no title where it begins otherwise."""
    first, _line_end, rest = text.lstrip("\n").partition("\n")
    if first.startswith("# "):
        return first[2:].strip(), rest.strip("\n")
    return "", text.strip("\n")


@cache
def _shipped(language: str) -> tuple[ProcedureCard, ...]:
    """A card file that is missing or wrong is a bug and raises."""
    folder = resource("procedures")
    missions = TypeAdapter[Missions](Missions).validate_json((folder / "missions.json").read_text("utf-8"))
    return tuple(_shipped_card(folder / language / f"{code}.md", code, of) for code, of in missions.items())


def _shipped_card(file: Path, code: str, missions: dict[str, tuple[str, ...]]) -> ProcedureCard:
    title, text = titled(file.read_text("utf-8"))
    kinds = tuple(SiteKind(kind) for kind in missions["site_kinds"])
    return ProcedureCard(code=code, title=title, text=text, templates=missions["templates"], site_kinds=kinds)


def _coded(work: UnitOfWork, card: ProcedureCard) -> ProcedureCard:
    taken = {other.code for other in (*work.procedure_cards.list(), *shipped_cards())}
    base = safe_file_name(card.title).lower()
    codes = (base if rank == 1 else f"{base}-{rank}" for rank in range(1, len(taken) + 2))
    return replace(card, code=next(code for code in codes if code not in taken))
