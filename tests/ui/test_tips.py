"""Tool tips."""

from otp_desktop.ui.tips import tip


def test_a_tip_shows_signs_as_they_are_and_keeps_its_lines() -> None:
    assert tip("<img src=x> & co\nBrigade") == "<span>&lt;img src=x&gt; &amp; co<br>Brigade</span>"


def test_nothing_has_no_tip() -> None:
    assert tip("") == ""
