"""What the documents of a whole operation share: heading, facts, and the foot of each page."""

from collections.abc import Iterable, Sequence

from reportlab.platypus import Flowable

from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.printing.blocks import Facts, Heading
from otp_desktop.printing.document import Document
from otp_desktop.printing.furniture import Furniture
from otp_desktop.printing.letterhead import service_name
from otp_desktop.printing.words import (
    operation_days,
    operation_name,
    part_facts,
    sources_line,
    version_name,
)
from otp_desktop.texts import _


def operation_document(
    snapshot: PlanSnapshot, name: str, facts: Sequence[tuple[str, str]], story: Iterable[Flowable]
) -> Document:
    """A document called ``name`` about the operation; ``facts`` come after its dates."""
    operation, version = operation_name(snapshot.operation), version_name(snapshot.plan)
    subject = snapshot.operation.name or snapshot.operation.code
    heading = Heading(service_name(), name, subject, version, published=not snapshot.plan.is_draft)
    return Document(
        title=f"{name} – {subject}",
        subject=f"{operation} – {version}",
        furniture=Furniture(f"{name} · {subject}", operation, version, sources_line(snapshot)),
        story=[
            heading,
            Facts([(_("Dates"), operation_days(snapshot.operation)), *part_facts(snapshot), *facts]),
            *story,
        ],
    )
