"""The rules a plan obeys: one function a rule, with its id, its name and its source."""

from otp_desktop.planning.rules.alerts import ALERTS
from otp_desktop.planning.rules.days import CONSECUTIVE_DAYS
from otp_desktop.planning.rules.duties import AMPLITUDE, CONTINUOUS_WORK, DAILY_REST, DUTY_MINUTES
from otp_desktop.planning.rules.eligibility import CORPS, FORBIDDEN_MIXES, SKILLS
from otp_desktop.planning.rules.places import FREE_AND_IN_TIME
from otp_desktop.planning.rules.rows import HEADS_ON_A_LINE, LOCKED_ROWS, ONE_ROLE
from otp_desktop.planning.rules.rule import Measure, Norm, Rule, Violation, shown
from otp_desktop.planning.rules.weeks import MEAN_WEEK, TOTAL_MINUTES, WEEK_MINUTES, WEEKLY_REST

__all__ = ["ALERTS", "NORM_OF_ID", "RULES", "RULE_OF_ID", "Measure", "Norm", "Rule", "Violation", "shown"]

RULES = (
    WEEK_MINUTES,
    MEAN_WEEK,
    DUTY_MINUTES,
    AMPLITUDE,
    DAILY_REST,
    WEEKLY_REST,
    CONTINUOUS_WORK,
    CONSECUTIVE_DAYS,
    TOTAL_MINUTES,
    SKILLS,
    CORPS,
    FORBIDDEN_MIXES,
    FREE_AND_IN_TIME,
    ONE_ROLE,
    HEADS_ON_A_LINE,
    LOCKED_ROWS,
)
RULE_OF_ID = {rule.id: rule for rule in RULES}
NORM_OF_ID: dict[str, Norm] = {norm.id: norm for norm in (*RULES, *ALERTS)}
