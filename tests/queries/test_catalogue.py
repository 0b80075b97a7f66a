"""Every query file says what it is and runs."""

import pytest
from pyoxigraph import QuerySolutions, QueryTriples, Store

from graph.derive import Rule
from graph.validation import Check
from queries import catalogue


@pytest.mark.parametrize("rule", catalogue.rules(), ids=lambda rule: rule.name)
def test_every_rule_is_a_construct_query_with_words_in_both_languages(rule: Rule) -> None:
    assert isinstance(Store().query(rule.query), QueryTriples)
    assert set(rule.label) == set(rule.comment) == {"nb", "en"}


@pytest.mark.parametrize("check", catalogue.checks(), ids=lambda check: check.name)
def test_every_check_selects_its_focus_in_a_fixed_order(check: Check) -> None:
    result = Store().query(check.query)
    assert isinstance(result, QuerySolutions)
    assert {variable.value for variable in result.variables} <= {"focus", "value"}
    assert check.severity in ("violation", "warning")
    assert "ORDER BY" in check.query
