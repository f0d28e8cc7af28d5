"""A new plan that disturbs as few people as possible, and what each further disturbance would buy."""

from otp_desktop.planning.old_plan import read_old_rows, surviving_rows
from otp_desktop.planning.replan.absences import UnknownAgentsError, with_absences
from otp_desktop.planning.replan.frontier import FrontierPoint, frontier
from otp_desktop.planning.replan.replan import replan, replan_problem

__all__ = [
    "FrontierPoint",
    "UnknownAgentsError",
    "frontier",
    "read_old_rows",
    "replan",
    "replan_problem",
    "surviving_rows",
    "with_absences",
]
