"""The two file formats as JSON Schema (draft 2020-12), from the same models that read them."""

from typing import Any

from otp_desktop.planning.file_types import Part
from otp_desktop.planning.plan_models import PlanPart
from otp_desktop.planning.problem_models import ProblemPart

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def problem_schema() -> dict[str, Any]:
    """The shape of ``otp-problem/1``. What refers to what is beyond a schema: ``read_problem`` checks that."""
    return _schema(ProblemPart, "otp-problem/1")


def plan_schema() -> dict[str, Any]:
    """The shape of ``otp-plan/1``."""
    return _schema(PlanPart, "otp-plan/1")


def _schema(model: type[Part], title: str) -> dict[str, Any]:
    return {"$schema": DIALECT, **model.model_json_schema(by_alias=True), "title": title}
