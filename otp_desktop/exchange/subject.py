"""What a file may list."""

from enum import StrEnum


class Subject(StrEnum):
    AGENTS = "agents"
    ABSENCES = "absences"
    SITES = "sites"
    UNITS = "units"
    LAYER = "layer"
    NEEDS = "needs"
    ASSIGNMENTS = "assignments"
    PLAN = "plan"
    PROBLEM = "problem"
    HISTORY = "history"
