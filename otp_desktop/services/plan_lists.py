"""The lists of a plan as a workbook: for a unit's own spreadsheet, for the mayors, for the duty officer."""

from collections.abc import Callable, Collection
from pathlib import Path

from otp_desktop.domain.plans import DRAFT
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.services import plan_list_rows as rows
from otp_desktop.services.errors import NothingToPrintError
from otp_desktop.services.plan_list_kinds import PlanList
from otp_desktop.services.plan_list_rows import Table
from otp_desktop.services.sheet_extract import EVERYWHERE, Extract, refuse_unknown
from otp_desktop.services.snapshots import load_snapshot
from otp_desktop.services.workspace import Workspace
from otp_desktop.texts import N_, _

LISTS: dict[PlanList, tuple[str, Callable[[PlanSnapshot], Table]]] = {
    PlanList.SIGN_IN: (N_("Sign-in"), rows.sign_in),
    PlanList.CHIEF_LIST: (N_("By chief"), rows.by_chief),
    PlanList.UNIT_LIST: (N_("By unit"), rows.by_unit),
    PlanList.NOT_HELD: (N_("Posts not held"), rows.not_held),
    PlanList.BULLETIN: (N_("Service bulletin"), rows.bulletin),
}


def export_plan_lists(
    ws: Workspace,
    operation_id: int,
    file: Path,
    number: int = DRAFT,
    lists: Collection[PlanList] = tuple(PlanList),
    extract: Extract = EVERYWHERE,
) -> Path:
    """Writes an XLSX workbook with one sheet a list, private, of a plan or of a part of it.

    Raises NothingToPrintError, UnknownSheetsError for a part that the plan does not have, UnknownExportKindError for
    another ending than .xlsx, and UnwritableFileError.
    """
    from otp_desktop.exchange.export import ExportSheet, export_sheets  # openpyxl: not at the window's start

    snapshot = load_snapshot(ws, operation_id, number)
    if not snapshot.needs:
        raise NothingToPrintError(code=snapshot.operation.code)
    refuse_unknown(snapshot, extract)
    part = extract.of(snapshot)
    sheets = []
    for one in PlanList:
        if one in lists:
            title, table = LISTS[one]
            headings, found = table(part)
            sheets.append(ExportSheet(_(title), headings, list(found), _foot(part)))
    return export_sheets(file, sheets)


def _foot(snapshot: PlanSnapshot) -> str:
    """What stands under each printed page: operation, version, and the part where it is not the whole plan."""
    plan, operation = snapshot.plan, snapshot.operation
    version = _("Draft") if plan.is_draft else _("Version {number}").format(number=plan.number)
    return " · ".join([operation.name or operation.code, version, *map(str, snapshot.part)])
