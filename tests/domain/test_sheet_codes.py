from dataclasses import replace

import pytest

from otp_desktop.domain.agent_posts import posts_of
from otp_desktop.domain.sheet_codes import SheetCode, WrongSheetCodeError, read_sheet_code, sheet_code
from otp_desktop.domain.snapshot import PlanSnapshot
from tests.printing.examples import school_week


def code_of(snapshot: PlanSnapshot, place: int = 0) -> SheetCode:
    return sheet_code(snapshot, snapshot.agents[place])


def test_a_code_is_read_as_it_was_written_whatever_the_hand() -> None:
    code = code_of(school_week(agents=3, days=1))
    written = str(code)
    assert read_sheet_code(written) == code
    assert read_sheet_code(f"  {written.lower()} ") == code
    assert read_sheet_code(written.replace("0", "o").replace("1", "I")) == code
    large = SheetCode(40_000, 1_234_567, code.digest)
    assert read_sheet_code(str(large)) == large


def test_a_reader_set_to_an_american_keyboard_is_understood_on_a_french_one() -> None:
    """It presses the keys that have these signs in America; the French ones stand there."""
    french = dict(zip("1234567890-MAQZW", "&é\"'(-è_çà)?QAWZ", strict=True))
    for agents in range(3, 9):
        code = code_of(school_week(agents=agents, days=1), agents - 1)
        assert read_sheet_code("".join(french.get(sign, sign) for sign in str(code))) == code


@pytest.mark.parametrize("text", ["", "2026", "1-1-AAAAAA-00", "1-1-AAAAA-AAA", "1-U-AAAAAA-AA", "é-1-AAAAAA-AA"])
def test_what_was_never_printed_is_refused_in_words(text: str) -> None:
    with pytest.raises(WrongSheetCodeError, match="n’est pas le code d’une fiche"):
        read_sheet_code(text)


def test_nearly_every_slip_of_the_finger_is_caught() -> None:
    written = str(code_of(school_week(agents=3, days=1)))
    slips = [
        written[:place] + "7" + written[place + 1 :] for place in range(len(written)) if written[place] not in "7-"
    ]
    slips += [written[:place] + written[place + 1] + written[place] + written[place + 2 :] for place in (4, 5, 6, 7)]
    wrong = [slip for slip in slips if slip != written]
    assert len(wrong) > 10
    for slip in wrong:
        with pytest.raises(WrongSheetCodeError):
            read_sheet_code(slip)


def test_the_digest_follows_times_place_role_and_chief_and_nothing_else() -> None:
    snapshot = school_week(agents=3, days=1)
    code, need, site = code_of(snapshot), snapshot.needs[0], snapshot.sites[0]
    later = replace(need, start=need.start.replace(minute=10))
    assert code_of(replace(snapshot, needs=(later, *snapshot.needs[1:]))) != code
    moved = replace(site, address="autre adresse")
    assert code_of(replace(snapshot, sites=(moved, *snapshot.sites[1:]))) != code
    shorter = replace(snapshot.plan, assignments=snapshot.plan.assignments[1:])
    assert code_of(replace(snapshot, plan=shorter)) != code
    others = tuple(row for row in snapshot.plan.assignments if row.agent == snapshot.agents[0].staff_number)
    alone = replace(snapshot.plan, assignments=tuple(reversed(others)), number=7, seed=3)
    assert code_of(replace(snapshot, plan=alone)) == code


def test_posts_come_in_the_order_of_time() -> None:
    snapshot = school_week(agents=3, days=2)
    posts = posts_of(snapshot, snapshot.agents[0].staff_number)
    assert len(posts) == 10
    assert [post.start for post in posts] == sorted(post.start for post in posts)
    assert posts_of(snapshot, "nobody") == ()
