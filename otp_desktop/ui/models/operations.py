"""The table of operations."""

from collections.abc import Iterable, Mapping
from enum import IntEnum, auto

from otp_desktop.domain.operations import Operation
from otp_desktop.texts import N_, _
from otp_desktop.ui.models.record_model import Heading, RecordModel, headings_of
from otp_desktop.ui.models.rows import Row, Rows, date_cell, number_cell, row, rows, text_cell


class OperationColumn(IntEnum):
    CODE = 0
    NAME = auto()
    TEMPLATE = auto()
    FIRST_DAY = auto()
    LAST_DAY = auto()
    DAYS = auto()
    NOTE = auto()


class OperationModel(RecordModel[Operation]):
    def __init__(self) -> None:
        super().__init__(
            headings_of(
                OperationColumn,
                Heading(N_("Code")),
                Heading(N_("Name"), stretch=True),
                Heading(N_("Template")),
                Heading(N_("From"), figures=True),
                Heading(N_("Until"), figures=True),
                Heading(N_("Days"), figures=True),
                Heading(N_("Note"), stretch=True),
            )
        )


def operation_rows(operations: Iterable[Operation], template_labels: Mapping[str, str]) -> Rows[Operation]:
    return rows(_row(operation, template_labels) for operation in operations)


def _row(operation: Operation, template_labels: Mapping[str, str]) -> Row[Operation]:
    return row(
        operation.id,
        operation,
        (
            text_cell(operation.code),
            text_cell(operation.name),
            text_cell(_(template_labels.get(operation.template, operation.template))),
            date_cell(operation.first_day),
            date_cell(operation.last_day),
            number_cell((operation.last_day - operation.first_day).days + 1),
            text_cell(operation.note),
        ),
    )
