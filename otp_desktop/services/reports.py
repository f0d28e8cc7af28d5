"""What an import did: counts, faults, and where the refused rows are."""

from dataclasses import dataclass
from pathlib import Path

from otp_desktop.domain.changes import Changes
from otp_desktop.domain.faults import Fault
from otp_desktop.exchange.results import UnderstoodColumn
from otp_desktop.services.checking import RuleBreach
from otp_desktop.texts import Sentence, sentence

NO_CHANGES = Changes()


@dataclass(frozen=True, kw_only=True)
class ImportReport:
    """Counts of records added, changed, left as they were, and rows refused.

    ``faults`` refuse their rows; ``warnings`` only tell. ``columns`` says how each column was understood;
    ``breaches`` are the rules that assignments break. With ``dry_run`` nothing was stored and no file written.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()
    columns: tuple[UnderstoodColumn, ...] = ()
    breaches: tuple[RuleBreach, ...] = ()
    rejected_file: Path | None = None
    changes: Changes = NO_CHANGES
    dry_run: bool = False

    @property
    def unused_columns(self) -> Sentence | None:
        """Which columns were not understood, hence not stored; None where all were."""
        unused = [column.heading for column in self.columns if not column.field and column.heading]
        return sentence("Columns that were not used: {headings}.", headings=", ".join(unused)) if unused else None

    @property
    def sentence(self) -> Sentence:
        """One line such as ``647 added, 0 changed, 69 unchanged, 0 rows refused.``"""
        return sentence(
            "{added} added, {changed} changed, {unchanged} unchanged, {refused} rows refused.",
            added=self.added,
            changed=self.changed,
            unchanged=self.unchanged,
            refused=self.refused,
        )
