"""Two plans side by side, in short sentences and lines: the same after an optimisation and between versions."""

from collections.abc import Iterator
from dataclasses import dataclass

from otp_desktop.domain.coverage import HeadCount
from otp_desktop.services.plan_comparison import CountChange, PlanComparison
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import coverage_rate, number

SAME = 0.05  # below that a cost is shown as the same


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One measure: its name, before, after, and how it changed."""

    name: str
    before: str
    after: str
    change: str


def people_sentence(comparison: PlanComparison) -> str:
    """``12 agents changent : DT13 (8), DT14 (4)``."""
    count = len(comparison.changes)
    if not count:
        return _("Nobody changes.")
    text = ngettext("{count} agent changes: {units}", "{count} agents change: {units}", count)
    units = (f"{unit or _('No unit')} ({number(heads)})" for unit, heads in comparison.by_unit.items())
    return text.format(count=number(count), units=", ".join(units))


def rules_sentence(comparison: PlanComparison) -> str:
    """Broken rules mended and newly broken."""
    mended, broken = len(comparison.mended), len(comparison.broken)
    parts = []
    if mended:
        text = ngettext("{count} broken rule mended", "{count} broken rules mended", mended)
        parts.append(text.format(count=number(mended)))
    if broken:
        text = ngettext("{count} rule newly broken", "{count} rules newly broken", broken)
        parts.append(text.format(count=number(broken)))
    return ", ".join(parts) + "." if parts else _("No broken rule comes or goes.")


def compared_lines(comparison: PlanComparison) -> tuple[ComparedLine, ...]:
    """Coverage first, then the heads won and lost by priority, then the costs."""
    before, after = comparison.before, comparison.after
    return (
        ComparedLine(_("Heads held"), _held(before), _held(after), _change(after.held - before.held)),
        ComparedLine(
            _("Below the minimum"),
            number(before.below_minimum),
            number(after.below_minimum),
            _change(after.below_minimum - before.below_minimum),
        ),
        *_priority_lines(comparison),
        *_cost_lines(comparison),
    )


def group_lines(changes: tuple[CountChange, ...]) -> tuple[ComparedLine, ...]:
    """Arrondissements or days whose coverage changes."""
    return tuple(
        ComparedLine(
            change.name, _held(change.before), _held(change.after), _change(change.after.held - change.before.held)
        )
        for change in changes
    )


def _priority_lines(comparison: PlanComparison) -> Iterator[ComparedLine]:
    for change in comparison.priorities:
        name = _("Posts of priority {priority}: {won} won, {lost} lost").format(
            priority=change.priority, won=number(change.won), lost=number(change.lost)
        )
        yield ComparedLine(name, "", "", _change(change.won - change.lost))


def _cost_lines(comparison: PlanComparison) -> Iterator[ComparedLine]:
    was, now = comparison.cost_before, comparison.cost_after
    for name, before, after, decimals in (
        (_("Travel (km)"), was.travel_km, now.travel_km, 1),
        (_("Units beyond the first, post by post"), was.extra_units, now.extra_units, 0),
        (_("New faces at the same post"), was.continuity, now.continuity, 0),
        (_("Unequal burdens (sum of squares)"), was.equity, now.equity, 0),
    ):
        yield ComparedLine(name, number(before, decimals), number(after, decimals), _change(after - before, decimals))


def _held(count: HeadCount) -> str:
    return _("{held} of {required} ({rate})").format(
        held=number(count.held), required=number(count.required), rate=coverage_rate(count.rate)
    )


def _change(value: float, decimals: int = 0) -> str:
    """``+3``, ``−1,2``, ``=``."""
    if abs(value) < SAME:
        return "="
    return ("+" if value > 0 else "−") + number(abs(value), decimals)
