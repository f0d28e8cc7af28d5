"""Procedure cards (fiches réflexe): what to do, step by step, in a situation that a mission may bring."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from otp_desktop.domain.sites import SiteKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureCard:
    """``text`` is Markdown. The card belongs to operations made from ``templates`` and to posts of ``site_kinds``.

    A card of the user's with the ``code`` of one that the program brings takes its place.
    """

    id: int | None = None
    version: int = 0
    code: str
    title: str
    text: str = ""
    templates: tuple[str, ...] = ()
    site_kinds: tuple[SiteKind, ...] = ()

    def belongs_to(self, template: str, kinds: Collection[SiteKind]) -> bool:
        return template in self.templates or any(kind in self.site_kinds for kind in kinds)


def cards_for(cards: Iterable[ProcedureCard], template: str, kinds: Collection[SiteKind]) -> tuple[ProcedureCard, ...]:
    """Those of a mission: an operation made from ``template``, with posts of these kinds."""
    return tuple(card for card in cards if card.belongs_to(template, kinds))
