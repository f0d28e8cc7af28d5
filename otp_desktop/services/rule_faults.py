"""What is wrong in the rules of an operation: the law's limits, and derogations from them.

Source: décret 2000-815 du 25 août 2000, article 3 II: a derogation is limited in time, decided, and told to the
representatives of the agents.
"""

from otp_desktop.domain.faults import Fault
from otp_desktop.domain.legal_limits import BY_NAME, LIMITS, Limit
from otp_desktop.domain.operations import Operation
from otp_desktop.domain.working_time import Derogation, WorkingTimeRules
from otp_desktop.texts import N_, Sentence, _, sentence
from otp_desktop.texts.formats import duration, number, short_date

MOST_DAYS = 7
MOST_MINUTES = 7 * 24 * 60


def rule_faults(rules: WorkingTimeRules) -> tuple[Fault, ...]:
    """One Fault a limit that no one can work by, or that the law does not allow; its column is the limit's name."""
    faults = []
    for limit in LIMITS:
        value = getattr(rules, limit.name)
        if value is not None and not _possible(limit, value):
            faults.append(Fault(_impossible(limit), column=limit.name, value=str(value)))
        elif not limit.allows(value):
            faults.append(Fault(_beyond_the_law(limit), column=limit.name, value=str(value)))
    return tuple(faults)


def derogation_faults(operation: Operation) -> tuple[Fault, ...]:
    """What the derogations lack, told once a kind; their column is ``derogations``."""
    found = [fault for derogation in operation.derogations for fault in _faults_of(derogation, operation)]
    return tuple(Fault(message, column="derogations") for message in dict.fromkeys(found))


def unsettled(derogation: Derogation) -> tuple[Sentence, ...]:
    """What a derogation still lacks to be relied on: who signed it, when the representatives were told."""
    lacking = []
    if not derogation.signed_by.strip():
        lacking.append(sentence(N_("The derogation from {day} is not signed yet."), day=_day(derogation)))
    if derogation.representatives_informed_on is None:
        text = N_("The staff representatives have not been informed yet of the derogation from {day}.")
        lacking.append(sentence(text, day=_day(derogation)))
    return tuple(lacking)


def limit_text(limit: Limit, value: int | None) -> str:
    """``48 h 00``, ``6 days``, or that there is no limit."""
    if value is None:
        return _("none")
    return _("{count} days").format(count=number(value)) if limit.days else duration(value)


def _faults_of(derogation: Derogation, operation: Operation) -> list[Sentence]:
    day = _day(derogation)
    faults = []
    if derogation.last_day < derogation.first_day:
        faults.append(sentence(N_("The derogation from {day} ends before it starts."), day=day))
    elif derogation.last_day < operation.first_day or operation.last_day < derogation.first_day:
        faults.append(sentence(N_("The derogation from {day} lies outside the days of the operation."), day=day))
    if not derogation.limits:
        faults.append(sentence(N_("The derogation from {day} changes no limit."), day=day))
    if not derogation.reason.strip():
        faults.append(sentence(N_("The derogation from {day} has no reason: the decision must state one."), day=day))
    names = [name for name, _value in derogation.limits]
    if len(set(names)) < len(names):
        faults.append(sentence(N_("The derogation from {day} changes a limit twice."), day=day))
    for name, value in derogation.limits:
        if not _possible(BY_NAME[name], value):
            faults.append(_impossible(BY_NAME[name]))
    return faults


def _possible(limit: Limit, value: int) -> bool:
    return 0 < value <= (MOST_DAYS if limit.days else MOST_MINUTES)


def _impossible(limit: Limit) -> Sentence:
    if limit.days:
        return sentence(N_("A number of days from 1 to {days} is expected."), days=MOST_DAYS)
    return sentence(N_("A duration of up to {hours} hours is expected, such as “10 h”."), hours=MOST_MINUTES // 60)


def _beyond_the_law(limit: Limit) -> Sentence:
    text = N_("The law asks for at least {legal}: less needs a derogation (next tab).")
    if not limit.at_least:
        text = N_("The law allows at most {legal}: more needs a derogation (next tab).")
    return sentence(text, legal=limit_text(limit, limit.legal))


def _day(derogation: Derogation) -> str:
    return short_date(derogation.first_day)
