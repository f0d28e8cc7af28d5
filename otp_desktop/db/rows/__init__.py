"""The tables, one class each. Importing this package makes ``Base.metadata`` complete."""

from otp_desktop.db.rows.base import Base, RecordRow
from otp_desktop.db.rows.convoys import ConvoyRow
from otp_desktop.db.rows.force import AbsenceRow, AgentRow, HeldQualificationRow, PastWorkRow, QualificationRow, UnitRow
from otp_desktop.db.rows.journal import EntryRow, GestureRow, ReasonsRow, SubjectRow
from otp_desktop.db.rows.operations import NeedRow, OperationRow, RoleQualificationRow, RoleRow
from otp_desktop.db.rows.places import LayerFeatureRow, LayerRow, SiteRow
from otp_desktop.db.rows.plans import AssignmentRow, PlanRow, PublishedContentRow
from otp_desktop.db.rows.procedure_cards import ProcedureCardRow
from otp_desktop.db.rows.settings import SettingRow

__all__ = [
    "AbsenceRow",
    "AgentRow",
    "AssignmentRow",
    "Base",
    "ConvoyRow",
    "EntryRow",
    "GestureRow",
    "HeldQualificationRow",
    "LayerFeatureRow",
    "LayerRow",
    "NeedRow",
    "OperationRow",
    "PastWorkRow",
    "PlanRow",
    "ProcedureCardRow",
    "PublishedContentRow",
    "QualificationRow",
    "ReasonsRow",
    "RecordRow",
    "RoleQualificationRow",
    "RoleRow",
    "SettingRow",
    "SiteRow",
    "SubjectRow",
    "UnitRow",
]
