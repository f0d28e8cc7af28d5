"""The force against the need in words and rows: the same for the eye, the keyboard and the screen reader."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import IntEnum, auto

from otp_desktop.services.capacity import Capacity, CapacityHour, Group, GroupCapacity, GroupKind
from otp_desktop.texts import N_, _, ngettext
from otp_desktop.texts.formats import clock, day_and_date, number, time_range
from otp_desktop.ui.models.record_model import Heading, RecordModel, headings_of
from otp_desktop.ui.models.rows import Cell, Rows, Tone, number_cell, row, rows, text_cell

HOUR = timedelta(hours=1)

Labels = Mapping[str, str]  # of qualifications, by code


class HourColumn(IntEnum):
    HOUR = 0
    REQUIRED = auto()
    PRESENT = auto()
    MISSING = auto()


class HourModel(RecordModel[CapacityHour]):
    def __init__(self) -> None:
        super().__init__(
            headings_of(
                HourColumn,
                Heading(N_("Hour"), figures=True),
                Heading(N_("Required"), figures=True),
                Heading(N_("Present"), figures=True),
                Heading(N_("Missing"), figures=True),
            )
        )


def hour_rows(hours: Sequence[CapacityHour]) -> Rows[CapacityHour]:
    return rows(
        row(
            (hour.start, hour.start.fold),
            hour,
            (
                Cell(clock(hour.start), (False, rank)),
                number_cell(hour.required),
                number_cell(hour.present),
                number_cell(hour.missing, tone=Tone.BAD) if hour.missing else text_cell("–", Tone.MUTED),
            ),
        )
        for rank, hour in enumerate(hours)
    )


def hours_of(group: GroupCapacity, day: date) -> tuple[CapacityHour, ...]:
    """The hours that begin on this civil day: 23 to 25 of them."""
    return tuple(hour for hour in group.hours if hour.start.date() == day)


def days_of(capacity: Capacity) -> list[date]:
    """The civil days that the needs touch, in order."""
    return sorted({hour.start.date() for group in capacity.groups[:1] for hour in group.hours})


def hour_text(hour: CapacityHour) -> str:
    """``16 h 00 – 17 h 00``; both passes of the hour that October plays twice begin at 2:00."""
    return time_range(hour.start, hour.start.replace(fold=0) + HOUR)


def group_name(group: Group, labels: Labels) -> str:
    match group.kind:
        case GroupKind.EVERYBODY:
            return _("All agents")
        case GroupKind.QUALIFICATION:
            return labels.get(group.codes[0], group.codes[0])
        case GroupKind.CORPS:
            return _("Corps: {codes}").format(codes=", ".join(group.codes))


def worst_text(capacity: Capacity, labels: Labels) -> str:
    """The worst hour of all groups in one sentence."""
    worst = capacity.worst
    if worst is None or worst.worst is None:
        return _("No need yet: nothing to compare the force with.")
    return group_text(worst, labels)


def group_text(group: GroupCapacity, labels: Labels) -> str:
    """The worst hour of one group in one sentence."""
    hour = group.worst
    if hour is None:
        return _("{group}: nobody is required.").format(group=group_name(group.group, labels))
    place = {
        "group": group_name(group.group, labels),
        "when": f"{day_and_date(hour.start.date())}, {hour_text(hour)}",
        "required": number(hour.required),
        "present": number(hour.present),
    }
    if hour.missing:
        text = ngettext(
            "Worst hour: {when}. {group}: {required} required, {present} present, at least {count} missing.",
            "Worst hour: {when}. {group}: {required} required, {present} present, at least {count} missing.",
            hour.missing,
        )
        return text.format(count=number(hour.missing), **place)
    return _("Enough agents are present at every hour. Tightest: {when}. {group}: {required} required, {present} "
             "present.").format(**place)  # fmt: skip


def day_text(group: GroupCapacity, day: date, labels: Labels) -> str:
    """What the chart of a day shows, for those who do not see it."""
    hours = hours_of(group, day)
    short = [hour for hour in hours if hour.missing]
    name = f"{group_name(group.group, labels)}, {day_and_date(day)}"
    if not short:
        return _("{name}: enough agents are present at every hour.").format(name=name)
    worst = max(short, key=lambda hour: hour.missing)
    text = ngettext("{name}: {count} hour short; worst {hour}: {required} required, {present} present.",
                    "{name}: {count} hours short; worst {hour}: {required} required, {present} present.",
                    len(short))  # fmt: skip
    return text.format(name=name, count=number(len(short)), hour=hour_text(worst),
                       required=number(worst.required), present=number(worst.present))  # fmt: skip
