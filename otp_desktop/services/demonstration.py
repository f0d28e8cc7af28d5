"""The demonstration operation, made through the same doors as a user's own: imports, a template."""

import json
from datetime import date

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.force import Unit
from otp_desktop.domain.operations import Operation
from otp_desktop.domain.places import Position
from otp_desktop.maps.basemap import schematic_layers
from otp_desktop.resources import resource
from otp_desktop.services.imports import import_agents, import_sites
from otp_desktop.services.operations import OperationRequest, create_operation, find_operation, list_operations
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import N_, _, sentence

CODE = "DEMO-RENTREE"
FIRST_DAY = date(2026, 8, 31)  # the calendar leaves the Monday out: pupils come back on Tuesday 1 September 2026
LAST_DAY = date(2026, 9, 4)


def create_demonstration(ws: Workspace) -> Operation:
    """The demonstration: 350 school points and 463 fictitious agents in the first school week of September 2026.

    Found again where the database already holds it.
    """
    add_demonstration(ws)
    return find_operation(ws, CODE)


def add_demonstration(ws: Workspace) -> Changes:
    """The same in one gesture; nothing where the database already holds it."""
    if CODE in {operation.code for operation in list_operations(ws)}:
        return Changes()
    with ws.unit_of_work(sentence(N_("Demonstration"))) as work:
        part = ws.joined(work)
        add_schematic_layers(part)
        _add_units(part)
        import_sites(part, resource("demo/sites.csv"))
        import_agents(part, resource("demo/agents.csv"))
        import_agents(part, resource("demo/absences.csv"))
        create_operation(part, _request())
        return work.commit()


def add_schematic_layers(ws: Workspace) -> Changes:
    """Stores the schematic base map of Paris, once; layers that the user imports replace it on maps."""
    with ws.unit_of_work(sentence(N_("Schematic base map"))) as work:
        known = {(layer.kind, layer.name) for layer in work.layers.list()}
        work.layers.add_all(layer for layer in schematic_layers() if (layer.kind, layer.name) not in known)
        return work.commit()


def _add_units(ws: Workspace) -> None:
    """A roll names units but not where their bases are."""
    units = json.loads(resource("demo/units.json").read_text(encoding="utf-8"))["units"]
    with ws.unit_of_work(sentence(N_("Units of the demonstration"))) as work:
        known = {unit.code for unit in work.units.list()}
        work.units.add_all(
            Unit(code=unit["code"], name=unit["name"], position=Position(unit["latitude"], unit["longitude"]))
            for unit in units
            if unit["code"] not in known
        )
        work.commit()


def _request() -> OperationRequest:
    return OperationRequest(
        template="rentree",
        code=CODE,
        name=_("School reopening (demonstration)"),
        first_day=FIRST_DAY,
        last_day=LAST_DAY,
        note=_("Demonstration: agents, addresses and school points are fictitious."),
    )
