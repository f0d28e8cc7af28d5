"""How kinds of files, fields of columns and states of rows read on screen."""

from otp_desktop.services.importing.matching import RowState
from otp_desktop.services.importing.requests import Subject
from otp_desktop.texts import N_, _
from otp_desktop.ui.models.rows import Tone

SUBJECTS = {
    Subject.AGENTS: N_("Agents: the roll"),
    Subject.ABSENCES: N_("Absences"),
    Subject.SITES: N_("Points and posts"),
    Subject.UNITS: N_("Units and their bases"),
    Subject.LAYER: N_("Reference layer"),
    Subject.NEEDS: N_("Needs of the operation"),
    Subject.ASSIGNMENTS: N_("Assignments of the draft"),
    Subject.PLAN: N_("Plan made elsewhere"),
    Subject.PROBLEM: N_("Planning problem: a new operation"),
    Subject.HISTORY: N_("Earlier work: hours and burdens"),
}
SAYS_ITSELF = frozenset({Subject.PLAN, Subject.PROBLEM})
OF_OPERATION = frozenset({Subject.NEEDS, Subject.ASSIGNMENTS, Subject.PLAN})
STATES = {
    RowState.NEW: (N_("+ New"), Tone.GOOD),
    RowState.CHANGED: (N_("≠ Changed"), Tone.WARNING),
    RowState.UNCHANGED: (N_("= Unchanged"), Tone.MUTED),
    RowState.REFUSED: (N_("✕ Refused"), Tone.BAD),
}
FIELDS = {
    "staff_number": N_("Staff number"),
    "last_name": N_("Surname"),
    "first_name": N_("First name"),
    "full_name": N_("Surname and first name"),
    "corps": N_("Corps"),
    "grade": N_("Grade"),
    "unit_code": N_("Code of the unit"),
    "unit": N_("Unit"),
    "qualifications": N_("Qualifications, in a list"),
    "own_qualification": N_("One qualification, named by the heading"),
    "start": N_("Start (day or time)"),
    "end": N_("End (day or time)"),
    "reason": N_("Reason (private)"),
    "recallable": N_("May be asked to come (yes or no)"),
    "latitude": N_("Latitude"),
    "longitude": N_("Longitude"),
    "active": N_("In service"),
    "point": N_("Position (latitude, longitude)"),
    "shape": N_("Geometry"),
    "x": N_("X (Lambert 93)"),
    "y": N_("Y (Lambert 93)"),
    "name": N_("Name"),
    "address": N_("Address"),
    "street_number": N_("Street number"),
    "street_kind": N_("Kind of street"),
    "street_name": N_("Street"),
    "postal_code": N_("Postal code"),
    "city": N_("Town"),
    "zone": N_("INSEE code"),
    "arrondissement": N_("Arrondissement"),
    "kind": N_("Kind"),
    "danger_rank": N_("Danger rank"),
    "note": N_("Note"),
    "code": N_("Code"),
    "register": N_("Number in a public register"),
    "need": N_("Code of the need"),
    "site": N_("Point (code or name)"),
    "day": N_("Day"),
    "times": N_("Times (8:05–9:00)"),
    "role": N_("Role"),
    "count": N_("Number of agents"),
    "minimum": N_("Minimum"),
    "priority": N_("Priority"),
    "label": N_("Label"),
    "burden": N_("Burden"),
    "relieved": N_("Breaks relieved"),
    "group": N_("Group"),
    "wave": N_("Wave"),
    "call_sign": N_("Call sign"),
    "channel": N_("Radio channel"),
    "equipment": N_("Equipment"),
    "meeting_place": N_("Meeting point"),
    "meeting_minutes": N_("Meeting (time, or minutes before the start)"),
    "instructions": N_("Instructions"),
    "locked": N_("Locked"),
    "week": N_("Week"),
    "month": N_("Month"),
    "hours": N_("Hours worked"),
    "nights": N_("Nights"),
    "sundays": N_("Sundays"),
    "holidays": N_("Public holidays"),
    "events": N_("Events"),
    "hard_posts": N_("Hard posts"),
}
NOT_USED = N_("– not used –")


def subject_name(subject: Subject) -> str:
    return _(SUBJECTS[subject])


def field_name(field: str) -> str:
    return _(FIELDS.get(field, field)) if field else _(NOT_USED)
