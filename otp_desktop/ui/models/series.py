"""A series that is about to be created, in words."""

from datetime import date, datetime

from otp_desktop.domain.operations import Need
from otp_desktop.services.series import SeriesPreview
from otp_desktop.services.templates import SlotTemplate, Template
from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import clock, day_and_date, number, time_range


def preview_text(preview: SeriesPreview) -> str:
    """What will be created, from when to when, and what will not be."""
    first, last = preview.first, preview.last
    if first is None or last is None:
        parts = [_("Nothing to create.")]
    else:
        text = ngettext(
            "{count} need, {heads} heads in all.", "{count} needs, {heads} heads in all.", len(preview.needs)
        )
        parts = [text.format(count=number(len(preview.needs)), heads=number(preview.heads))]
        parts.append(_("First: {first}. Last: {last}.").format(first=_when(first), last=_when(last)))
    if preview.existing:
        text = ngettext(
            "{count} stands there already and is left as it is.",
            "{count} stand there already and are left as they are.",
            preview.existing,
        )
        parts.append(text.format(count=number(preview.existing)))
    if unknown := preview.unknown:
        text = ngettext(
            "{count} day is unknown, and left out: {why}",
            "{count} days are unknown, and left out: {why}",
            len(unknown),
        )
        parts.append(text.format(count=number(len(unknown)), why=str(unknown[0].reason)))
    return " ".join(parts)


def _when(need: Need) -> str:
    return f"{day_and_date(need.start.date())}, {time_range(need.start, need.end)}"


def times_text(template: Template) -> str:
    """The times of day of the template, each once."""
    times = dict.fromkeys(_slot_text(slot) for slot in sorted(template.slots, key=lambda slot: slot.start))
    return ", ".join(times)


def _slot_text(slot: SlotTemplate) -> str:
    today = date(2024, 1, 1)
    start, end = datetime.combine(today, slot.start), datetime.combine(today, slot.end)
    return f"{clock(start)} – {clock(end)}"
