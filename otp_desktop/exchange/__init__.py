"""Files in and out: CSV, XLSX and GeoJSON. Never touches the database.

Columns are recognised by meaning: by the words of their headings, then by what they hold.
"""

from otp_desktop.exchange.agent_sheets import staff_key
from otp_desktop.exchange.agents import read_agents
from otp_desktop.exchange.export import ExportSheet, export_sheets, export_table
from otp_desktop.exchange.layers import read_layer
from otp_desktop.exchange.rejected import write_rejected
from otp_desktop.exchange.results import (
    AgentRecord,
    AgentsRead,
    LayerRead,
    SiteRecord,
    SitesRead,
    UnitRecord,
    UnitsRead,
)
from otp_desktop.exchange.sites import read_sites
from otp_desktop.exchange.units import read_units
from otp_desktop.exchange.zones import ZoneFinder, assign_zones

__all__ = [
    "AgentRecord",
    "AgentsRead",
    "ExportSheet",
    "LayerRead",
    "SiteRecord",
    "SitesRead",
    "UnitRecord",
    "UnitsRead",
    "ZoneFinder",
    "assign_zones",
    "export_sheets",
    "export_table",
    "read_agents",
    "read_layer",
    "read_sites",
    "read_units",
    "staff_key",
    "write_rejected",
]
