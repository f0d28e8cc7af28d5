"""What the columns of each kind of file may hold, for the user to choose from."""

from otp_desktop.exchange.subject import Subject

_ABSENCE_FIELDS = ("staff_number", "start", "end", "reason", "recallable")
_NEVER_CHOSEN = frozenset({"person"})


def field_choices(subject: Subject) -> tuple[str, ...]:
    """The fields of a subject, in the order in which they are looked for; none for layers and plans."""
    if subject is Subject.ABSENCES:
        return _ABSENCE_FIELDS
    from otp_desktop.exchange.agents import OWN_QUALIFICATION  # with the readers: not at the window's start
    from otp_desktop.exchange.subjects import COLUMNS

    if subject not in COLUMNS:
        return ()
    fields = tuple(field for field in COLUMNS[subject].fields if field not in _NEVER_CHOSEN)
    return (*fields, OWN_QUALIFICATION) if subject is Subject.AGENTS else fields
