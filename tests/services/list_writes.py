"""The use cases of the lists that write, each prepared on the small force."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.force import Absence, Qualification, Unit
from otp_desktop.domain.procedure_cards import ProcedureCard
from otp_desktop.domain.sites import SiteKind
from otp_desktop.services import absences, force, holders, imports, pasting, procedure_cards, sites
from otp_desktop.services.pasting import PasteTable, Subject
from otp_desktop.services.workspace import Workspace

Write = Callable[[], Changes]
FROM, UNTIL = date(2026, 9, 1), date(2027, 8, 31)
COURSE = Absence(start=datetime(2026, 9, 14, 8), end=datetime(2026, 9, 14, 17), reason="stage")
SQUARE = [[2.3, 48.8], [2.4, 48.8], [2.4, 48.9], [2.3, 48.9], [2.3, 48.8]]


def agent_ids(ws: Workspace) -> list[int]:
    return [agent.id for agent in force.list_agents(ws) if agent.id is not None]


def spare_qualification(ws: Workspace) -> int:
    holders.save_qualification(ws, Qualification(code="aid", label="Premiers secours"))
    return next(one.id for one in force.list_qualifications(ws) if one.code == "aid" and one.id is not None)


def save_agents(ws: Workspace) -> Write:
    changed = [replace(agent, grade="brigadier") for agent in force.list_agents(ws)[:4]]
    return lambda: force.save_agents(ws, changed)


def save_units(ws: Workspace) -> Write:
    force.save_unit(ws, Unit(code="DT14", name="Division territoriale du 14e"))
    changed = [replace(unit, position=None, name=f"{unit.name} (ancienne)") for unit in force.list_units(ws)]
    return lambda: force.save_units(ws, changed)


def save_sites(ws: Workspace) -> Write:
    changed = [replace(site, danger_rank=5, active=False) for site in sites.list_sites(ws)]
    return lambda: sites.save_sites(ws, changed)


def remove_layers(ws: Workspace) -> Write:
    file = ws.folder / "eau.geojson"
    shape = {"type": "Polygon", "coordinates": [SQUARE]}
    feature = {"type": "Feature", "properties": {"nom": "Seine"}, "geometry": shape}
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    imports.import_layer(ws, file)
    ids = [layer.id for layer in sites.list_all_layers(ws) if layer.official and layer.id is not None]
    return lambda: sites.remove_layers(ws, ids)


def save_card(ws: Workspace) -> Write:
    procedure_cards.save_card(ws, ProcedureCard(code="", title="Chien", text="x", site_kinds=(SiteKind.SCHOOL,)))
    (card,) = (card for card in procedure_cards.list_cards(ws) if card.id is not None)
    return lambda: procedure_cards.save_card(ws, replace(card, text="y", templates=("relay",)))


def remove_cards(ws: Workspace) -> Write:
    save_card(ws)()
    ids = [card.id for card in procedure_cards.list_cards(ws) if card.id is not None]
    return lambda: procedure_cards.remove_cards(ws, ids)


def save_qualification(ws: Workspace) -> Write:
    return lambda: holders.save_qualification(ws, Qualification(code="aid", label="Premiers secours"))


def remove_qualifications(ws: Workspace) -> Write:
    spare = spare_qualification(ws)
    return lambda: holders.remove_qualifications(ws, [spare])


def grant(ws: Workspace) -> Write:
    return lambda: holders.grant(ws, "leader", ("2", "3"), FROM, UNTIL)


def renew(ws: Workspace) -> Write:
    holders.grant(ws, "leader", ("2", "3"), None, date(2026, 3, 31))
    return lambda: holders.renew(ws, "leader", agent_ids(ws), FROM, UNTIL)


def take_off(ws: Workspace) -> Write:
    return lambda: holders.take_off(ws, "leader", agent_ids(ws))


def add_absences(ws: Workspace) -> Write:
    return lambda: absences.add_absences(ws, ("1", "002"), COURSE)


def change_absences(ws: Workspace) -> Write:
    add_absences(ws)()
    found = absences.absences_of(force.list_agents(ws))
    return lambda: absences.change_absences(ws, [(one, replace(one.absence, reason="autre")) for one in found])


def remove_absences(ws: Workspace) -> Write:
    add_absences(ws)()
    found = absences.absences_of(force.list_agents(ws))
    return lambda: absences.remove_absences(ws, found)


def store_paste(ws: Workspace) -> Write:
    fields = ("staff_number", "last_name", "grade")
    table = PasteTable(Subject.AGENTS, fields, (("1", "Nom1", "brigadier"), ("77", "Zay", "")))
    made = pasting.preview_paste(ws, table, ws.folder)
    return lambda: pasting.store_paste(ws, made)


LIST_WRITES: dict[str, Callable[[Workspace], Write]] = {
    "absences.add_absences": add_absences,
    "absences.change_absences": change_absences,
    "absences.remove_absences": remove_absences,
    "force.save_agents": save_agents,
    "force.save_units": save_units,
    "holders.grant": grant,
    "holders.remove_qualifications": remove_qualifications,
    "holders.renew": renew,
    "holders.save_qualification": save_qualification,
    "holders.take_off": take_off,
    "pasting.store_paste": store_paste,
    "procedure_cards.remove_cards": remove_cards,
    "procedure_cards.save_card": save_card,
    "sites.remove_layers": remove_layers,
    "sites.save_sites": save_sites,
}
