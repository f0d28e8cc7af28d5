"""Why a post is empty, what would fill it, and which capacity the whole plan lacks."""

from otp_desktop.planning.explain.capacity import CapacityGap, missing_capacity
from otp_desktop.planning.explain.explain import Explanation, Found, LineExplanation, UnknownNeedError, explain
from otp_desktop.planning.explain.funnel import Fallen, Funnel, FunnelStep, Step
from otp_desktop.planning.explain.remedy import Kind, Legality, Move, Remedy, applied

__all__ = [
    "CapacityGap",
    "Explanation",
    "Fallen",
    "Found",
    "Funnel",
    "FunnelStep",
    "Kind",
    "Legality",
    "LineExplanation",
    "Move",
    "Remedy",
    "Step",
    "UnknownNeedError",
    "applied",
    "explain",
    "missing_capacity",
]
