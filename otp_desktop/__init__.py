"""OTP Desktop: a field-mission planner for municipal police forces."""

__version__ = "0.1.0"
