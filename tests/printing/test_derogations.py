"""The drafts that go with a derogation state what the database knows, and leave blank what it doesn't."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from otp_desktop.domain.legal_control import DerogationUse, LegalControl, RuleState, RuleVerdict
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.domain.working_time import Derogation
from otp_desktop.printing.derogations import write_derogation_decisions, write_information_notes
from otp_desktop.printing.legal_control import write_legal_control
from otp_desktop.printing.words import BLANK
from otp_desktop.texts import Sentence
from tests.printing.examples import BROKEN, EDITED_AT, FIRST_DAY, ceremony
from tests.printing.pages import pages_of, squeezed, text_of

LONG_DUTY = Derogation(
    first_day=FIRST_DAY,
    last_day=FIRST_DAY,
    limits=(("duty_minutes", 720), ("daily_rest_minutes", 600)),
    reason="Fête & <b>foire</b> de rentrée",
    signed_by="La directrice",
    representatives_informed_on=date(2024, 8, 28),
)
BARE = Derogation(first_day=FIRST_DAY, last_day=date(2024, 9, 4), limits=(("consecutive_days", 7),))


def uses(snapshot: PlanSnapshot) -> tuple[DerogationUse, ...]:
    said = tuple(Sentence(f"{agent.full_name} travaille 11 h 00.") for agent in snapshot.agents)
    return DerogationUse(derogation=LONG_DUTY, agents=snapshot.agents, uses=said), DerogationUse(derogation=BARE)


@pytest.fixture
def decisions(tmp_path: Path) -> Path:
    snapshot = ceremony(crews=3)
    file = tmp_path / "decisions.pdf"
    return write_derogation_decisions(snapshot, uses(snapshot), BROKEN.fingerprint, file, EDITED_AT)


def test_the_decision_states_rules_limits_dates_reason_and_who_signs(decisions: Path) -> None:
    first = squeezed(pages_of(decisions)[0])
    for words in (
        "Projet à compléter",
        "Signataire La directrice",
        "décret n° 2000-815 du 25 août 2000",
        "décret n° 2001-623 du 12 juillet 2001",
        "Considérant ce qui suit : Fête & <b>foire</b> de rentrée",
        "b) du II du même article",
        "Durée de travail d’une vacation RT-03 au plus 10 h 00 au plus 12 h 00",
        "Repos entre deux vacations RT-05 au moins 11 h 00 au moins 10 h 00",
        "La dérogation s’applique le lundi 2 septembre 2024.",
        "7 agents dépassent les limites ordinaires",
        "Représentants du personnel informés le : mercredi 28 août 2024",
        BROKEN.fingerprint,
    ):
        assert squeezed(words) in first, words


def test_what_is_not_known_is_left_to_be_written(decisions: Path) -> None:
    last = squeezed(pages_of(decisions)[-1])
    for words in (
        f"Signataire {BLANK}",
        f"Considérant ce qui suit : {BLANK}",
        f"Représentants du personnel informés le : {BLANK}",
        "du lundi 2 septembre 2024 au mercredi 4 septembre 2024",
        "au plus 6 jours au plus 7 jours",
        "aucun agent ne dépasse les limites ordinaires",
    ):
        assert squeezed(words) in last, words


def test_everybody_concerned_stands_in_the_annex(decisions: Path) -> None:
    snapshot, text = ceremony(crews=3), squeezed(text_of(decisions))
    annex = text[text.index(squeezed("Annexe : agents concernés")) :]
    for agent in snapshot.agents:
        assert annex.count(f"({agent.staff_number})") == 1


def test_each_derogation_has_a_decision_and_a_note_of_its_own(decisions: Path, tmp_path: Path) -> None:
    snapshot = ceremony(crews=3)
    notes = write_information_notes(snapshot, uses(snapshot), tmp_path / "notes.pdf", EDITED_AT)
    for file, name in ((decisions, "Projet de décision de dérogation"), (notes, "Note d’information")):
        entries = [str(entry.title) for entry in PdfReader(file).outline if not isinstance(entry, list)]
        assert [title[-1] for title in entries] == ["1", "2"]
        assert all(title.startswith(name) for title in entries)


def test_the_note_tells_the_representatives_what_why_and_when(tmp_path: Path) -> None:
    snapshot = ceremony(crews=3)
    first, second = pages_of(write_information_notes(snapshot, uses(snapshot), tmp_path / "notes.pdf", EDITED_AT))
    for words in ("comité social territorial", "Fête & <b>foire</b> de rentrée", "au plus 12 h 00", "7 agents"):
        assert squeezed(words) in squeezed(first), words
    assert squeezed(f"Circonstances : {BLANK}") in squeezed(second)
    assert snapshot.agents[0].staff_number not in first


def test_who_relies_on_a_derogation_is_counted_and_named_after_the_signatures(tmp_path: Path) -> None:
    verdict = RuleVerdict(
        rule="RT-03",
        name=Sentence("Durée de travail d’une vacation"),
        source=Sentence("Décret"),
        state=RuleState.DEROGATED,
        limit=600,
        dispensed=tuple(Sentence(f"AGENT {place} travaille 11 h 00.") for place in range(3)),
        agents=2,
    )
    unused = replace(verdict, rule="RT-04", dispensed=(), agents=0)
    control = LegalControl(verdicts=(verdict, unused), fingerprint=BROKEN.fingerprint)
    text = text_of(write_legal_control(ceremony(crews=2), control, tmp_path / "legal.pdf", EDITED_AT))
    assert "Aucune règle enfreinte. 3 dépassements couverts par une dérogation" in text
    assert "Dérogée 3 fois 2 agents" in text
    assert text.count("Respectée, dérogation non utilisée") == 1
    assert text.index("Approuvé par") < text.index("AGENT 0 travaille")
