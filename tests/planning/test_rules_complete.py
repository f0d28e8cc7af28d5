"""No rule without its test, its check, its source and its French words."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from otp_desktop.planning import rules
from otp_desktop.planning.rules import ALERTS, NORM_OF_ID, RULES, Norm, Rule, places
from otp_desktop.texts import _, use_language

HERE = Path(__file__).parent
RULE_FILES = sorted(Path(rules.__file__).parent.glob("*.py"))


def ids_in_test_names() -> set[str]:
    """The ids at the head of test names, such as ``test_rt_03_…``."""
    names = [
        node.name
        for file in HERE.glob("test_rules_*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    ]
    found = [re.match(r"test_([a-z]{2})_(\d\d)_", name) for name in names]
    return {f"{match[1]}-{match[2]}".upper() for match in found if match}


def _made(kind: str) -> int:
    made = re.compile(rf"^\w+ = {kind}\($", re.MULTILINE)
    return sum(len(made.findall(file.read_text(encoding="utf-8"))) for file in RULE_FILES)


def test_each_id_stands_for_one_rule() -> None:
    assert len(NORM_OF_ID) == len(RULES) + len(ALERTS)


def test_each_rule_made_in_the_folder_is_registered() -> None:
    assert _made("Rule") == len(RULES)
    assert len({rule.check for rule in RULES}) == len(RULES)
    assert _made("Norm") == len(ALERTS)


def test_each_rule_has_its_test_and_each_test_its_rule() -> None:
    assert ids_in_test_names() == NORM_OF_ID.keys()


@pytest.mark.parametrize("rule", NORM_OF_ID.values(), ids=lambda rule: rule.id)
def test_each_rule_says_in_french_what_it_is_and_where_it_comes_from(rule: Norm) -> None:
    use_language("fr")
    texts = [rule.name, rule.source, rule.sentence]
    if rule is places.FREE_AND_IN_TIME:
        texts += [places.ABSENT, places.ELSEWHERE, places.TOO_FAR]
    for text in texts:
        assert text
        assert _(text) != text
        assert fields(_(text)) == fields(text)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_rule_says_what_it_judges(rule: Rule) -> None:
    assert rule.check.__doc__


def fields(template: str) -> set[str | None]:
    return {name for _literal, name, _spec, _conversion in Formatter().parse(template)} - {None}
