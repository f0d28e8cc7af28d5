"""What an import changes, field by field, in words."""

from dataclasses import replace
from datetime import datetime

from otp_desktop.domain.operations import RoleLine
from otp_desktop.domain.plans import Assignment
from otp_desktop.domain.sites import SiteKind
from otp_desktop.services.importing.differences import differences
from tests.services.small_force import need_at, site


def told(before: object, after: object) -> list[str]:
    return [str(change) for change in differences(before, after)]


def test_codes_are_told_in_words() -> None:
    moved = replace(site(1), kind=SiteKind.FIXED, zone="75114")
    assert told(site(1), moved) == [
        "Type\u00a0: Point école → Poste fixe",
        "Arrondissement\u00a0: 13e\u00a0arrondissement → 14e\u00a0arrondissement",
    ]
    row = Assignment(agent="001", need="N1", role="guard")
    assert told(row, replace(row, role="chief", locked=True)) == [
        "Rôle\u00a0: garde → chef",
        "Verrouillée\u00a0: non → oui",
    ]


def test_role_lines_are_told_with_their_heads() -> None:
    need = need_at(datetime(2026, 9, 10, 8), datetime(2026, 9, 10, 9))
    assert told(need, replace(need, roles=(RoleLine(code="guard", count=3, minimum=1),))) == [
        "Lignes de rôle\u00a0: garde 1–1 → garde 1–3"
    ]
