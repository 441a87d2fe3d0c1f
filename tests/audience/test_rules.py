"""The language of rules: what is read, how it is written back, and where errors point."""

from __future__ import annotations

import json
import pickle
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from admanager.audience import tree
from admanager.audience.rules import RuleError, in_words, parse, segments_named, to_text
from admanager.resources import resource

names = st.text(min_size=1, max_size=12).filter(lambda name: "\x00" not in name) | st.sampled_from(
    [
        "age",
        "emp.var.rate",
        "and",
        "Not",
        "did",
        "in_segment",
        "starts",
        "is",
        "年龄",
        "a`b",
        "true",
        "`",
        "with",
    ]
)
values = (
    st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=12)
    | st.sampled_from(["it's", '"', "''", "and", "\n", "admin."])
)
comparisons = st.sampled_from(tree.COMPARISONS)
conditions = st.one_of(
    st.builds(tree.Comparison, column=names, operator=comparisons, value=values),
    st.builds(
        tree.Membership,
        column=names,
        values=st.lists(values, min_size=1, max_size=4).map(tuple),
        negated=st.booleans(),
    ),
    st.builds(tree.Between, column=names, low=values, high=values, negated=st.booleans()),
    st.builds(
        tree.TextMatch,
        column=names,
        operator=st.sampled_from(tree.TEXT_MATCHES),
        text=st.text(max_size=8),
        negated=st.booleans(),
    ),
    st.builds(tree.Missing, column=names, negated=st.booleans()),
    st.builds(tree.InSegment, name=st.text(min_size=1, max_size=8)),
    st.builds(
        tree.Did,
        event=st.text(min_size=1, max_size=8),
        conditions=st.lists(
            st.builds(tree.EventCondition, name=names, operator=comparisons, value=values), max_size=3
        ).map(tuple),
    ),
)


def _groups(children: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    several = st.lists(children, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(tree.Not, rule=children),
        st.builds(tree.And, rules=several),
        st.builds(tree.Or, rules=several),
    )


rule_trees = st.recursive(conditions, _groups, max_leaves=10)


@given(rule_trees)
@settings(max_examples=200, deadline=None)
def test_a_rule_that_is_written_and_read_again_is_the_same(rule: tree.Rule) -> None:
    text = to_text(rule)
    again = parse(text)
    assert again == rule
    assert to_text(again) == text


@given(rule_trees)
@settings(max_examples=60, deadline=None)
def test_a_rule_survives_json(rule: tree.Rule) -> None:
    assert tree.from_json(tree.to_json(rule)) == rule


@given(rule_trees)
@settings(max_examples=60, deadline=None)
def test_every_rule_has_plain_words(rule: tree.Rule) -> None:
    words = in_words(rule)
    assert words.template
    assert str(words)


@given(st.text(alphabet="ab =<>()'`,.19inotrdsw\n", max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_or_refused_with_a_place_in_it(text: str) -> None:
    place = None
    try:
        rule = parse(text)
    except RuleError as error:
        place = error.position
    if place is None:
        assert parse(to_text(rule)) == rule
    else:
        assert 0 <= place <= len(text)


def test_the_rule_of_the_product_page_has_its_tree() -> None:
    rule = parse("age >= 30 and job in ('admin.', 'services') and not (housing = 'yes' or loan is missing)")
    assert rule == tree.And(
        rules=(
            tree.Comparison(column="age", operator=">=", value=30),
            tree.Membership(column="job", values=("admin.", "services")),
            tree.Not(
                rule=tree.Or(
                    rules=(
                        tree.Comparison(column="housing", operator="=", value="yes"),
                        tree.Missing(column="loan"),
                    )
                )
            ),
        )
    )


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("balance between 0 and 500", tree.Between(column="balance", low=0, high=500)),
        ("name contains 'li'", tree.TextMatch(column="name", operator="contains", text="li")),
        ("`emp.var.rate` < 0", tree.Comparison(column="emp.var.rate", operator="<", value=0)),
        ("in_segment('loyal')", tree.InSegment(name="loyal")),
        ("a <> 1", tree.Comparison(column="a", operator="!=", value=1)),
        ("a == -1.5e3", tree.Comparison(column="a", operator="=", value=-1500.0)),
        ("A NOT IN (1, 2,)", tree.Membership(column="A", values=(1, 2), negated=True)),
        ("a IS  NOT Missing", tree.Missing(column="a", negated=True)),
        ("a is null", tree.Missing(column="a")),
        ("a does not contain 'x'", tree.TextMatch(column="a", operator="contains", text="x", negated=True)),
        ('a Starts  With "it\'s"', tree.TextMatch(column="a", operator="starts with", text="it's")),
        ("a ends with 'it''s'", tree.TextMatch(column="a", operator="ends with", text="it's")),
        ("flag = true", tree.Comparison(column="flag", operator="=", value=True)),
        ("android = 3", tree.Comparison(column="android", operator="=", value=3)),
        ("notes = 3", tree.Comparison(column="notes", operator="=", value=3)),
        ("did = 3", tree.Comparison(column="did", operator="=", value=3)),
        ("年龄 > 3", tree.Comparison(column="年龄", operator=">", value=3)),
        ("`a``b` = 3", tree.Comparison(column="a`b", operator="=", value=3)),
    ],
)
def test_what_people_write_is_understood(text: str, rule: tree.Rule) -> None:
    assert parse(text) == rule


def test_events_are_read_into_the_tree() -> None:
    rule = parse("did('purchase', count >= 2, days <= 30, channel = 'website')")
    assert rule == tree.Did(
        event="purchase",
        conditions=(
            tree.EventCondition(name="count", operator=">=", value=2),
            tree.EventCondition(name="days", operator="<=", value=30),
            tree.EventCondition(name="channel", operator="=", value="website"),
        ),
    )


def test_and_binds_tighter_than_or_and_not_tighter_than_both() -> None:
    a, b, c = (tree.Comparison(column=name, operator="=", value=1) for name in "abc")
    assert parse("a = 1 or b = 1 and not c = 1") == tree.Or(rules=(a, tree.And(rules=(b, tree.Not(rule=c)))))


@pytest.mark.parametrize(
    ("text", "position", "message"),
    [
        ("", 0, "At character 1: expected a condition, such as age >= 30."),
        ("age >=", 6, "At character 7: expected a value after “>=”."),
        ("age >= and b = 2", 7, "At character 8: expected a value after “>=”."),
        ("y = yes", 4, "At character 5: expected a value after “=”; put text in quotes: 'yes'."),
        ("job = admin.", 6, "At character 7: expected a value after “=”; put text in quotes: 'admin.'."),
        ("born >= 2011-11-01", 8, "At character 9: put a date in quotes: '2011-11-01'."),
        (
            "born between 2011-11-01 and 2011-12-01",
            13,
            "At character 14: put a date in quotes: '2011-11-01'.",
        ),
        ("born in ('2011-11-01', 2011-12-01)", 23, "At character 24: put a date in quotes: '2011-12-01'."),
        ("age >= 3 job = 4", 9, "At character 10: expected “and”, “or” or the end after “3”."),
        ("age >= 3 and", 12, "At character 13: expected a condition after “and”."),
        ("age 3", 4, "At character 5: expected an operator after “age”, such as = or >= or in."),
        (
            "emp.var.rate < 0",
            3,
            "At character 4: expected an operator after “emp”; a column name with “.” in it goes in backticks.",
        ),
        ("age in 3", 7, "At character 8: expected ( after “in”."),
        ("age in (3 4)", 10, "At character 11: expected a comma or ) after “3”."),
        ("age between 3", 13, "At character 14: expected “and” and a second value after “3”."),
        ("age is 3", 7, "At character 8: expected “missing” or “not missing” after “is”."),
        ("(age = 3", 8, "At character 9: expected ) after “3”."),
        ("age = 3)", 7, "At character 8: the bracket ) closes nothing; remove it."),
        ("age = 'x", 6, "At character 7: the quote ' is opened here but never closed."),
        ("in_segment(x)", 11, "At character 12: expected text in quotes after “(”."),
        ("in_segment('')", 11, "At character 12: expected a name between the quotes."),
        ("a contains 3", 11, "At character 12: expected text in quotes after “contains”."),
        ("a = 1e999", 4, "At character 5: the number is too large."),
    ],
)
def test_an_error_points_at_the_place(text: str, position: int, message: str) -> None:
    with pytest.raises(RuleError) as caught:
        parse(text)
    assert str(caught.value) == message
    assert caught.value.position == position


def test_a_rule_that_nests_too_deep_is_refused_in_one_sentence() -> None:
    deep = "not " * 100 + "a = 1"
    with pytest.raises(RuleError, match="more than 60 levels deep"):
        parse(deep)
    assert parse("(" * 5000 + "a = 1" + ")" * 5000) == parse("a = 1")


def test_a_long_rule_is_no_deep_rule() -> None:
    text = " or ".join(f"a = {number}" for number in range(5000))
    assert to_text(parse(text)) == text
    assert sys.getrecursionlimit() <= 10_000


def test_an_error_keeps_its_place_between_processes() -> None:
    error = pickle.loads(pickle.dumps(RuleError("wrong", position=7)))
    assert (str(error), error.position) == ("wrong", 7)


def test_a_rule_in_plain_words() -> None:
    rule = parse("age >= 30 and job in ('admin.', 'services') and not (housing = 'yes' or loan is missing)")
    assert in_words(rule) == (
        "age is at least 30 and job is “admin.” or “services” and not (housing is “yes” or loan is missing)"
    )
    assert in_words(parse("not in_segment('loyal')")) == "is not in the segment “loyal”"
    assert in_words(parse("a not in (1, 2, 3)")) == "a is none of 1, 2, 3"
    assert (
        in_words(parse(f"a in ({', '.join(map(str, range(9)))})"))
        == "a is one of 0, 1, 2, 3, 4, 5 and 3 more"
    )


def test_the_segments_that_a_rule_names() -> None:
    assert segments_named(parse("in_segment('b') or not (in_segment('a') and in_segment('b'))")) == ["b", "a"]


def test_the_shipped_schema_is_that_of_the_tree(tmp_path: Path) -> None:
    tree.write_schema(tmp_path / "rule.schema.json")
    shipped = resource("schemas", "rule.schema.json").read_text(encoding="utf-8")
    assert shipped == (tmp_path / "rule.schema.json").read_text(encoding="utf-8")
    assert json.loads(shipped)["version"] == tree.SCHEMA_VERSION


def test_a_document_that_is_no_rule_is_refused() -> None:
    for document in ['{"kind": "and", "rules": []}', '{"kind": "comparison", "column": "a"}', "[]", "{}"]:
        with pytest.raises(ValidationError):
            tree.from_json(document)
