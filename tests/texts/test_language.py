"""The language in use, sentences and French typography."""

import pickle
from datetime import date, datetime

import pytest

from otp_desktop.texts import Sentence, formats, plural_sentence, sentence, use_language


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown language"):
        use_language("de")


def test_a_sentence_is_put_into_words_when_it_is_read() -> None:
    late = sentence("Line {line}: ", line=7)
    assert str(late) == "Ligne 7\u00a0: "
    use_language("en")
    assert str(late) == "Line 7: "


def test_a_sentence_survives_the_way_between_two_processes() -> None:
    sent = plural_sentence("{count} agent", "{count} agents", 2)
    assert pickle.loads(pickle.dumps(sent)) == sent
    assert hash(sent) == hash(pickle.loads(pickle.dumps(sent)))


def test_a_plural_sentence_follows_its_count() -> None:
    use_language("en")
    assert str(Sentence("{count} day", (("count", 1),), "{count} days", 1)) == "1 day"
    assert str(Sentence("{count} day", (("count", 3),), "{count} days", 3)) == "3 days"


def test_french_numbers_are_grouped_with_a_narrow_space_and_have_a_decimal_comma() -> None:
    assert formats.number(10681) == "10\u202f681"
    assert formats.number(1034.25, 1) == "1\u202f034,2"


def test_french_percentages_have_a_no_break_space() -> None:
    assert formats.percent(0.987) == "99\u00a0%"
    assert formats.percent(0.9876, 1) == "98,8\u00a0%"


def test_a_rate_of_coverage_reads_all_only_when_nobody_is_missing() -> None:
    assert formats.coverage_rate(0.9996) == "99\u00a0%"
    assert formats.coverage_rate(1.0) == "100\u00a0%"
    assert formats.coverage_rate(29 / 100) == "29\u00a0%"
    assert formats.coverage_rate(0.0) == "0\u00a0%"


def test_times_are_written_as_the_french_do() -> None:
    start, end = datetime(2024, 9, 2, 22, 5), datetime(2024, 9, 3, 5, 0)
    assert formats.clock(start) == "22\u00a0h\u00a005"
    assert formats.time_range(start, end) == "22\u00a0h\u00a005\u00a0–\u00a05\u00a0h\u00a000 (mar.\u00a03\u00a0sept.)"
    assert formats.long_date(date(2024, 9, 2)) == "lundi 2 septembre 2024"
    assert formats.long_date(date(2024, 9, 1)) == "dimanche 1er septembre 2024"


def test_english_dates_never_use_the_american_order() -> None:
    use_language("en")
    assert formats.short_date(date(2024, 9, 2)) == "2024-09-02"
    assert formats.clock(datetime(2024, 9, 2, 8, 5)) == "08:05"
    assert formats.percent(0.98) == "98%"


def test_durations_are_hours_and_minutes() -> None:
    assert formats.duration(40) == "40\u00a0min"
    assert formats.duration(100) == "1\u00a0h\u00a040"
    assert formats.duration(600) == "10\u00a0h\u00a000"
