"""What the large documents of a great ceremony cost: ``python -m benchmarks.dossier``.

2,200 agents on 420 posts: organisation chart, dossier, legal control, draft decision and procedure cards, one after
another in this process.
"""

import resource
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from pypdf import PdfReader

from benchmarks.ceremony_plan import ceremony_plan
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.printing.derogations import write_derogation_decisions
from otp_desktop.printing.dossier import write_dossier
from otp_desktop.printing.legal_control import write_legal_control
from otp_desktop.printing.organisation import write_organisation_chart
from otp_desktop.printing.procedure_card import write_procedure_cards
from otp_desktop.services.derogation_use import uses_of
from otp_desktop.services.legal_control import legal_control, plan_fingerprint
from otp_desktop.services.procedure_cards import cards_of_plan, shipped_cards

AT = datetime(2024, 7, 20, 10)
Writer = Callable[[PlanSnapshot, Path], Path]
WRITERS: dict[str, Writer] = {
    "organisation chart": lambda plan, file: write_organisation_chart(plan, file, AT),
    "dossier": lambda plan, file: write_dossier(plan, plan_fingerprint(plan), file, AT),
    "legal control": lambda plan, file: write_legal_control(plan, legal_control(plan), file, AT),
    "draft decision": lambda plan, file: write_derogation_decisions(
        plan, uses_of(plan), plan_fingerprint(plan), file, AT
    ),
    "procedure cards": lambda plan, file: write_procedure_cards(plan, cards_of_plan(shipped_cards(), plan), file, AT),
}


def main() -> None:
    plan = ceremony_plan()
    with TemporaryDirectory() as folder:
        for name, write in WRITERS.items():
            started = process_time()
            file = write(plan, Path(folder) / f"{name}.pdf")
            seconds = process_time() - started
            pages, size = len(PdfReader(file).pages), file.stat().st_size / 1e6
            print(f"{name:20} {seconds:5.2f} s of processor time, {pages:4} pages, {size:5.2f} MB")
    print(
        f"memory, with the search that filled the plan: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MiB"
    )


if __name__ == "__main__":
    main()
