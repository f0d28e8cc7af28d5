"""Every use case that writes: ``WRITES`` prepares a small force for each and gives the write itself, to be done later.

A new one belongs here: ``test_undo`` refuses a use case that is not tried.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.force import Absence, Agent, HeldQualification, Unit
from otp_desktop.domain.letterhead import Letterhead
from otp_desktop.domain.operations import Need, RoleLine
from otp_desktop.domain.sites import Site
from otp_desktop.domain.working_time import Derogation
from otp_desktop.planning.editing.edit import Edit
from otp_desktop.planning.explain.problem_changes import LimitDerogated, NeedMoved
from otp_desktop.planning.explain.remedy import Kind, Move, Remedy
from otp_desktop.planning.plan import Plan
from otp_desktop.planning.problem import Assignment
from otp_desktop.resources import resource
from otp_desktop.services import (
    demonstration,
    force,
    imports,
    letterhead,
    morning,
    needs,
    operations,
    plan_files,
    plan_in_hand,
    plans,
    remedies,
    sites,
    versions,
)
from otp_desktop.services.morning import Absentees, ReplanChoice
from otp_desktop.services.operations import OperationRequest
from otp_desktop.services.optimise import OptimiseOptions, start_optimisation
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import sentence
from tests.services.list_writes import LIST_WRITES
from tests.services.map_writes import MAP_WRITES
from tests.services.need_writes import NEED_WRITES
from tests.services.small_force import OPERATION, THURSDAY, operation_id, optimised, site

Write = Callable[[], Changes]
SHARED = Path(__file__).parents[3] / "shared" / "data" / "paris"
DOUBLED_HOUR = datetime(2026, 10, 25, 2, 30)


def id_of(record: Agent | Need | Site | Unit) -> int:
    assert record.id is not None
    return record.id


def held_need(ws: Workspace) -> Need:
    """A need that two agents of the draft hold, one of them locked."""
    need = next(need for need in needs.list_needs(ws, operation_id(ws)) if need.heads >= 2)
    role = need.roles[0].code
    plans.assign(ws, operation_id(ws), "001", need.code, role)
    plans.assign(ws, operation_id(ws), "002", need.code, role, locked=True)
    return need


def schematic_layers(ws: Workspace) -> Write:
    return lambda: demonstration.add_schematic_layers(ws)


def save_letterhead(ws: Workspace) -> Write:
    picture = BytesIO()
    Image.new("RGB", (9, 9), "navy").save(picture, "PNG")
    return lambda: letterhead.save_letterhead(ws, Letterhead("Police municipale de Lutèce", picture.getvalue()))


def save_agent(ws: Workspace) -> Write:
    agent = force.list_agents(ws)[5]
    night = Absence(start=DOUBLED_HOUR.replace(fold=1), end=DOUBLED_HOUR.replace(hour=9), reason="rendez-vous médical")
    held = HeldQualification(code="leader", valid_until=date(2027, 1, 31))
    changed = replace(agent, last_name="Nouveau", absences=(*agent.absences, night), qualifications=(held,))
    return lambda: force.save_agent(ws, changed)


def save_unit(ws: Workspace) -> Write:
    return lambda: force.save_unit(ws, Unit(code="DT14", name="Division territoriale du 14e"))


def remove_agents(ws: Workspace) -> Write:
    held_need(ws)
    return lambda: force.remove_agents(ws, [id_of(agent) for agent in force.list_agents(ws)])


def remove_units(ws: Workspace) -> Write:
    save_unit(ws)()
    spare = next(unit for unit in force.list_units(ws) if unit.code == "DT14")
    return lambda: force.remove_units(ws, [id_of(spare)])


def import_agents(ws: Workspace) -> Write:
    return lambda: imports.import_agents(ws, resource("demo/agents.csv")).changes


def import_absences(ws: Workspace) -> Write:
    import_agents(ws)()
    return lambda: imports.import_agents(ws, resource("demo/absences.csv")).changes


def import_sites(ws: Workspace) -> Write:
    return lambda: imports.import_sites(ws, resource("demo/sites.csv")).changes


def import_real_schools(ws: Workspace) -> Write:
    return lambda: imports.import_sites(ws, _shared("etablissements-scolaires-maternelles.csv")).changes


def import_units(ws: Workspace) -> Write:
    file = ws.folder / "units.csv"
    file.write_text("code;nom;latitude;longitude\nDT13;Le 13e;48.83;2.35\nDT14;Le 14e;48.82;2.32\n", "utf-8")
    return lambda: imports.import_units(ws, file).changes


def import_layer(ws: Workspace) -> Write:
    file = _shared("arrondissements.geojson")
    imports.import_layer(ws, file)
    moved = replace(sites.list_sites(ws)[0], zone="75101")
    sites.save_site(ws, moved)
    other = ws.folder / "autre.geojson"
    other.write_text(file.read_text("utf-8").replace("13ème", "Treizième"), "utf-8")
    return lambda: imports.import_layer(ws, other).changes


def remove_needs(ws: Workspace) -> Write:
    need = held_need(ws)
    return lambda: needs.remove_needs(ws, [id_of(need)])


def save_need(ws: Workspace) -> Write:
    """Its role line goes, and with it the assignments of the draft."""
    line = RoleLine(code="chief", count=1, minimum=1, qualifications=("leader",), corps=("PM",))
    changed = replace(held_need(ws), roles=(line,), label="Sortie")
    return lambda: needs.save_need(ws, changed)


def create_operation(ws: Workspace) -> Write:
    request = OperationRequest(
        template="rentree", code="SEM38", name="Semaine", first_day=date(2026, 9, 14), last_day=date(2026, 9, 18)
    )
    return lambda: operations.create_operation(ws, request)


def save_operation(ws: Workspace) -> Write:
    operation = operations.find_operation(ws, OPERATION)
    changed = replace(operation, name="Autre", rules=replace(operation.rules, duty_minutes=540), note="<b>note</b>")
    return lambda: operations.save_operation(ws, changed)


def remove_operation(ws: Workspace) -> Write:
    """With a draft and a published plan."""
    optimised(ws)
    versions.publish_plan(ws, operation_id(ws))
    held_need(ws)
    number = operation_id(ws)
    return lambda: operations.remove_operation(ws, number)


def store_optimised(ws: Workspace) -> Write:
    held_need(ws)

    def write() -> Changes:
        with start_optimisation(ws, operation_id(ws), OptimiseOptions(seconds=2, workers=1)) as search:
            *_progress, plan = search.events()
            assert isinstance(plan, Plan)
            return search.store(plan)

    return write


def import_plan(ws: Workspace) -> Write:
    need = held_need(ws)
    content = plan_files.export_plan(ws, operation_id(ws)).encode()
    plans.unassign(ws, operation_id(ws), [("001", need.code)])
    return lambda: plan_files.import_plan(ws, operation_id(ws), content)


def store_edit(ws: Workspace) -> Write:
    need = held_need(ws)
    role = need.roles[0].code
    edit = Edit(added=(Assignment("003", need.code, role),), removed=(Assignment("001", need.code, role),))
    return lambda: plan_in_hand.store_edit(ws, operation_id(ws), edit, sentence("{agent} leaves", agent="001"))


def assign(ws: Workspace) -> Write:
    need = held_need(ws)
    return lambda: plans.assign(ws, operation_id(ws), "003", need.code, need.roles[0].code)


def publish_plan(ws: Workspace) -> Write:
    optimised(ws)
    return lambda: versions.publish_plan(ws, operation_id(ws))


def restore_version(ws: Workspace) -> Write:
    optimised(ws)
    versions.publish_plan(ws, operation_id(ws))
    rows = plans.load_snapshot(ws, operation_id(ws)).plan.assignments
    plans.unassign(ws, operation_id(ws), [(row.agent, row.need) for row in rows])
    return lambda: versions.restore_version(ws, operation_id(ws), 1)


def set_locked(ws: Workspace) -> Write:
    need = held_need(ws)
    return lambda: plans.set_locked(ws, operation_id(ws), [("001", need.code)], locked=True)


def unassign(ws: Workspace) -> Write:
    need = held_need(ws)
    return lambda: plans.unassign(ws, operation_id(ws), [("001", need.code), ("002", need.code)])


def remove_sites(ws: Workspace) -> Write:
    sites.save_site(ws, site(5))
    spare = next(found for found in sites.list_sites(ws) if found.code == site(5).code)
    return lambda: sites.remove_sites(ws, [id_of(spare)])


def save_site(ws: Workspace) -> Write:
    changed = replace(sites.list_sites(ws)[0], name="École « Wurtz » 😀", position=None)
    return lambda: sites.save_site(ws, changed)


def add_demonstration(ws: Workspace) -> Write:
    return lambda: demonstration.add_demonstration(ws)


def apply_remedy(ws: Workspace) -> Write:
    """A need half an hour later, a derogation and a new row."""
    need = needs.list_needs(ws, operation_id(ws))[0]
    line = (need.code, need.roles[0].code)
    given = Derogation(first_day=THURSDAY, last_day=THURSDAY, limits=(("duty_minutes", 660),))
    row = Assignment("001", *line)
    remedy = Remedy(Kind.DEROGATION, line, 1, (Move((), row),), (NeedMoved(need.code, 30), LimitDerogated(given)))
    gesture = sentence("Remedy")
    moves = remedy.edit
    return lambda: remedies.apply_remedy(ws, operation_id(ws), remedy, moves, "École 1", gesture)


def store_replan(ws: Workspace) -> Write:
    """The first agent of the plan is absent all day; his posts stay empty."""
    held_need(ws)
    away = Absentees(
        numbers=("001",), start=datetime.combine(THURSDAY, time()), end=datetime.combine(THURSDAY, time(23))
    )
    before = morning.plan_in_force(ws, operation_id(ws))
    kept = morning.with_absentees(before, away).plan.assignments
    rows = tuple(Assignment(row.agent, row.need, row.role) for row in kept)
    choice = ReplanChoice(changes=0, missing=0, below_minimum=0, proved=False, rows=rows)
    return lambda: morning.store_replan(ws, operation_id(ws), before, away, choice)


WRITES: dict[str, Callable[[Workspace], Write]] = {
    **LIST_WRITES,
    **MAP_WRITES,
    **NEED_WRITES,
    "demonstration.add_demonstration": add_demonstration,
    "demonstration.add_schematic_layers": schematic_layers,
    "force.remove_agents": remove_agents,
    "force.remove_units": remove_units,
    "force.save_agent": save_agent,
    "letterhead.save_letterhead": save_letterhead,
    "force.save_unit": save_unit,
    "imports.import_agents": import_agents,
    "imports.import_agents, absences": import_absences,
    "imports.import_layer": import_layer,
    "imports.import_sites": import_sites,
    "imports.import_sites, real schools": import_real_schools,
    "imports.import_units": import_units,
    "morning.store_replan": store_replan,
    "needs.remove_needs": remove_needs,
    "needs.save_need": save_need,
    "operations.create_operation": create_operation,
    "operations.remove_operation": remove_operation,
    "operations.save_operation": save_operation,
    "optimise.store": store_optimised,
    "plan_files.import_plan": import_plan,
    "plan_in_hand.store_edit": store_edit,
    "plans.assign": assign,
    "versions.publish_plan": publish_plan,
    "plans.set_locked": set_locked,
    "plans.unassign": unassign,
    "remedies.apply_remedy": apply_remedy,
    "sites.remove_sites": remove_sites,
    "sites.save_site": save_site,
    "versions.restore_version": restore_version,
}


def _shared(name: str) -> Path:
    if not (SHARED / name).exists():
        pytest.skip("the real files are not here")
    return SHARED / name
