"""Templates of needs that planners save for themselves, kept in the database beside the shipped ones."""

from collections.abc import Iterable, Sequence
from datetime import time
from typing import Any

from pydantic import ValidationError

from otp_desktop.db.unit_of_work import UnitOfWork
from otp_desktop.domain.changes import Changes
from otp_desktop.domain.faults import Fault
from otp_desktop.domain.operations import Need, RoleLine
from otp_desktop.domain.orders import SHARED_ORDERS
from otp_desktop.domain.sites import SiteKind
from otp_desktop.services.errors import InvalidRecordError
from otp_desktop.services.field_faults import required
from otp_desktop.services.templates import RoleTemplate, SlotTemplate, Template, list_templates
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import N_, sentence
from otp_desktop.texts.folding import fold

SETTING = "need_templates"
RANKS = 5


def list_need_templates(ws: Workspace) -> tuple[Template, ...]:
    """Those that planners saved, in the order of their names, then the shipped ones that have times of day."""
    own = sorted(list_own_templates(ws), key=lambda template: fold(template.label))
    return (*own, *(template for template in list_templates() if template.slots))


def list_own_templates(ws: Workspace) -> tuple[Template, ...]:
    with ws.unit_of_work() as work:
        return tuple(_stored(work).values())


def save_own_template(ws: Workspace, template: Template) -> Changes:
    """Adds the template, or takes the place of the one with this code. Raises InvalidRecordError."""
    faults = [*required("label", template.label)]
    if template.code in {shipped.code for shipped in list_templates()}:
        faults.append(Fault(sentence(N_("A template of the program has this name.")), column="label"))
    if not template.slots or not template.roles:
        faults.append(Fault(sentence(N_("A template has at least one time of day and one role line."))))
    if faults:
        raise InvalidRecordError(faults)
    with ws.unit_of_work(sentence(N_("Template {name}"), name=template.label)) as work:
        work.take_turn()
        stored = dict(work.settings.get(SETTING, {}))
        work.settings.set(SETTING, {**stored, template.code: template.model_dump(mode="json")})
        return work.commit()


def remove_own_template(ws: Workspace, code: str) -> Changes:
    """Needs made from it stay as they are."""
    with ws.unit_of_work(sentence(N_("Deletion of a template"))) as work:
        work.take_turn()
        stored = dict(work.settings.get(SETTING, {}))
        work.settings.set(SETTING, {known: value for known, value in stored.items() if known != code})
        return work.commit()


def template_of(name: str, needs: Sequence[Need], danger_of_site: dict[str, int]) -> Template:
    """The template that would make needs such as these: their times, and the heads of each danger rank.

    A rank that none of the sites has gets the heads of the nearest rank. At least one need is given.
    """
    first = needs[0]
    return Template(
        code=f"own:{fold(name.strip())}",
        label=name.strip(),
        description="",
        calendar="every_day",
        site_kinds=tuple(SiteKind),
        slots=tuple(_slots(needs)),
        priority_by_danger=_by_danger([(danger_of_site.get(need.site, 3), need.priority) for need in needs]),
        roles=tuple(_roles(needs, danger_of_site)),
        relieved=first.relieved,
        group_by_site=bool(first.group),
    )


def _slots(needs: Iterable[Need]) -> Iterable[SlotTemplate]:
    """One for each time of day, on the weekdays on which it was seen, with the orders that all its needs share."""
    windows: dict[tuple[time, time, str, int], list[Need]] = {}
    for need in needs:
        window = need.start.time().replace(fold=0), need.end.time().replace(fold=0), need.label, need.burden
        windows.setdefault(window, []).append(need)
    weekdays = {window: {need.start.isoweekday() for need in alike} for window, alike in windows.items()}
    single = len(set().union(*weekdays.values())) == 1
    for window, alike in sorted(windows.items(), key=lambda item: item[0]):
        start, end, label, burden = window
        chosen: dict[str, Any] = {} if single else {"weekdays": tuple(sorted(weekdays[window]))}
        yield SlotTemplate(label=label, start=start, end=end, burden=burden, **chosen, **_shared_orders(alike))


def _shared_orders(needs: Sequence[Need]) -> dict[str, Any]:
    """What the needs all say alike; a call sign is one crew's own and stays out."""
    said = {name: {getattr(need, name) for need in needs} for name in SHARED_ORDERS}
    return {name: values.pop() for name, values in said.items() if len(values) == 1}


def _roles(needs: Sequence[Need], danger_of_site: dict[str, int]) -> Iterable[RoleTemplate]:
    lines: dict[str, RoleLine] = {}
    for need in needs:
        for role in need.roles:
            lines.setdefault(role.code, role)
    for code, line in lines.items():
        heads = [(danger_of_site.get(need.site, 3), _line(need, code)) for need in needs]
        yield RoleTemplate(
            code=code,
            count_by_danger=_by_danger([(rank, role.count if role else 0) for rank, role in heads]),
            minimum_by_danger=_by_danger([(rank, role.minimum if role else 0) for rank, role in heads]),
            qualifications=line.qualifications,
            corps=line.corps,
        )


def _line(need: Need, code: str) -> RoleLine | None:
    return next((role for role in need.roles if role.code == code), None)


def _by_danger(figures: Sequence[tuple[int, int]]) -> tuple[int, int, int, int, int]:
    """The first figure seen of each rank from 1 to 5, or that of the nearest rank."""
    seen: dict[int, int] = {}
    for rank, figure in figures:
        seen.setdefault(rank, figure)
    one, two, three, four, five = (seen[_nearest(seen, rank)] for rank in range(1, RANKS + 1))
    return one, two, three, four, five


def _nearest(ranks: Iterable[int], rank: int) -> int:
    return min(ranks, key=lambda known: (abs(known - rank), known))


def _stored(work: UnitOfWork) -> dict[str, Template]:
    """Templates of a newer program that this one cannot read are left out; they stay stored."""
    found = {}
    for code, value in dict(work.settings.get(SETTING, {})).items():
        try:
            found[code] = Template.model_validate(value)
        except ValidationError:
            continue
    return found
