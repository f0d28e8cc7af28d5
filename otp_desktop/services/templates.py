"""Templates of operations: files of ``resources/templates`` that say which needs an operation starts with."""

from datetime import time
from functools import cache
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from otp_desktop.domain.sites import SiteKind
from otp_desktop.resources import resource
from otp_desktop.services.errors import UnknownTemplateError
from otp_desktop.services.recurrence import EVERY_WEEKDAY

Weekday = Annotated[int, Field(ge=1, le=7)]  # ISO 8601: Monday is 1
Heads = Annotated[int, Field(ge=0, le=1000)]
Priority = Annotated[int, Field(ge=1, le=5)]
ByDanger = tuple[Heads, Heads, Heads, Heads, Heads]  # one figure a danger rank, from 1 to 5


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SlotTemplate(_Part):
    """A daily window of civil times; one that ends at or before its start ends the day after."""

    label: str
    start: time
    end: time
    weekdays: tuple[Weekday, ...] = EVERY_WEEKDAY
    burden: int = 0
    channel: str = ""
    equipment: str = ""
    meeting_place: str = ""
    meeting_minutes: int | None = None
    instructions: str = ""


class ConvoyTemplate(_Part):
    """A convoy that passes the sites in their order; a post is held around its passing time."""

    label: str
    start: time
    end: time
    closes_before_minutes: int = Field(ge=0)
    opens_after_minutes: int = Field(gt=0)
    burden: int = 0


class RoleTemplate(_Part):
    """A role line whose heads depend on the danger rank of the site."""

    code: str
    count_by_danger: ByDanger
    minimum_by_danger: ByDanger
    qualifications: tuple[str, ...] = ()
    corps: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _minimum_within_count(self) -> "RoleTemplate":
        if any(least > wanted for least, wanted in zip(self.minimum_by_danger, self.count_by_danger, strict=True)):
            raise ValueError(f"role {self.code}: a minimum is above its count")
        return self


class Template(_Part):
    """What an operation of this kind needs. ``label`` and ``description`` are texts to translate when shown.

    ``calendar`` "school" leaves out the days on which schools are closed. ``site_kinds`` says which sites it takes
    when nobody chooses them. ``group_by_site`` wants the same faces at the same site.
    """

    code: str
    label: str
    description: str
    calendar: Literal["school", "every_day"]
    site_kinds: tuple[SiteKind, ...]
    slots: tuple[SlotTemplate, ...] = ()
    convoy: ConvoyTemplate | None = None
    priority_by_danger: tuple[Priority, Priority, Priority, Priority, Priority]
    roles: tuple[RoleTemplate, ...]
    relieved: bool = False
    group_by_site: bool = False


@cache
def list_templates() -> tuple[Template, ...]:
    """All shipped templates, the blank one last. A template file that is wrong is a bug and raises."""
    files = sorted(resource("templates").glob("*.json"))
    templates = [Template.model_validate_json(file.read_text(encoding="utf-8")) for file in files]
    return tuple(sorted(templates, key=lambda template: (template.code == "blank", template.code)))


def find_template(code: str) -> Template:
    """Raises UnknownTemplateError, which names the known ones."""
    for template in list_templates():
        if template.code == code:
            return template
    raise UnknownTemplateError(code=code, known=", ".join(template.code for template in list_templates()))
