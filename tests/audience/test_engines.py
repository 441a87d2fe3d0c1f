"""The two engines: bitmaps in memory and SQL in the file give the same members for every rule."""

from __future__ import annotations

import datetime as dt
import operator
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from admanager.audience import tree
from admanager.audience.columns import ColumnStore
from admanager.audience.rules import parse, to_text
from admanager.audience.sql import compile_rule
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from admanager.texts import AdManagerError, sentence
from tests.audience.conftest import MARCH_1, Fill

COLUMNS = (
    Column("whole", "integer", "number"),
    Column("real no.", "real", "number"),
    Column("text", "text", "category"),
    Column("day", "date", "date"),
    Column("time", "datetime", "date"),
    Column("flag", "boolean", "flag"),
)
OPERATORS = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}

whole_values = st.sampled_from([0, 1, -1, 5, 127, 128, 255, -128, 2**31, -(2**63), 2**63 - 1, 2**53 + 1])
real_values = st.sampled_from([0.0, -0.5, 1.0, 2.5, 1e300, -1e-300, float(2**53)])
text_values = st.sampled_from(["", "a", "A", "ab", "Straße", "STRASSE", "é", "É", "名", "z'", "li", "Oli"])
days = st.integers(-3, 3)
seconds = st.sampled_from([0, 1, 3600, 86_399])


def nullable(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values | values


rows = st.lists(
    st.tuples(
        nullable(whole_values),
        nullable(real_values),
        nullable(text_values),
        nullable(days.map(lambda day: MARCH_1 + 86_400 * day)),
        nullable(st.builds(lambda day, second: MARCH_1 + 86_400 * day + second, days, seconds)),
        nullable(st.sampled_from([0, 1])),
    ),
    max_size=130,
)

day_texts = days.map(lambda day: (dt.date(2024, 3, 1) + dt.timedelta(days=day)).isoformat())
time_texts = st.builds(lambda day, hour: f"{day} {hour:02}:00", day_texts, st.sampled_from([0, 1, 23]))
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "whole": whole_values | real_values | st.sampled_from([2**63, -(10**20), 0.5, 127.5, -128.5]),
    "real no.": real_values | st.integers(-2, 3) | st.just(2**53 + 1),
    "text": text_values,
    "day": day_texts,
    "time": day_texts | time_texts,
    "flag": st.sampled_from([True, False, "yes", "No", 1, 0]),
}


@st.composite
def conditions(draw: st.DrawFn) -> tree.Rule:
    column = draw(st.sampled_from(COLUMNS))
    values = VALUES[column.name]
    negated = draw(st.booleans())
    kinds = ["comparison", "in", "missing"]
    kinds += ["between"] if column.type != "boolean" else []
    kinds += ["text"] if column.type == "text" else []
    match draw(st.sampled_from(kinds)):
        case "comparison":
            known = ["=", "!="] if column.type == "boolean" else list(tree.COMPARISONS)
            chosen: Any = draw(st.sampled_from(known))
            return tree.Comparison(column=column.name, operator=chosen, value=draw(values))
        case "in":
            listed = tuple(draw(st.lists(values, min_size=1, max_size=4)))
            return tree.Membership(column=column.name, values=listed, negated=negated)
        case "between":
            return tree.Between(column=column.name, low=draw(values), high=draw(values), negated=negated)
        case "text":
            how: Any = draw(st.sampled_from(tree.TEXT_MATCHES))
            return tree.TextMatch(column=column.name, operator=how, text=draw(text_values), negated=negated)
        case _:
            return tree.Missing(column=column.name, negated=negated)


def groups(children: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    several = st.lists(children, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(tree.Not, rule=children),
        st.builds(tree.And, rules=several),
        st.builds(tree.Or, rules=several),
    )


rules = st.recursive(conditions(), groups, max_leaves=6)


def truth(rule: tree.Rule, row: dict[str, Any]) -> bool | None:
    """Return what the rule says of one person, by its meaning alone: True, False, or None for unknown."""
    match rule:
        case tree.And():
            parts = [truth(part, row) for part in rule.rules]
            return False if False in parts else None if None in parts else True
        case tree.Or():
            parts = [truth(part, row) for part in rule.rules]
            return True if True in parts else None if None in parts else False
        case tree.Not():
            inner = truth(rule.rule, row)
            return None if inner is None else not inner
        case tree.Missing():
            return (row[rule.column] is None) != rule.negated
        case tree.Comparison():
            cell = row[rule.column]
            return None if cell is None else compared(rule.column, cell, rule.operator, rule.value)
    cell = row[rule.column]
    if cell is None:
        return None
    match rule:
        case tree.Membership():
            holds = any(compared(rule.column, cell, "=", value) for value in rule.values)
        case tree.Between():
            holds = compared(rule.column, cell, ">=", rule.low) and compared(
                rule.column, cell, "<=", rule.high
            )
        case tree.TextMatch():
            text, part = cell.casefold(), rule.text.casefold()
            holds = {
                "contains": part in text,
                "starts with": text.startswith(part),
                "ends with": text.endswith(part),
            }[rule.operator]
        case _:
            raise AssertionError(rule)
    return holds != rule.negated


def compared(column: str, cell: Any, sign: str, value: Any) -> bool:
    compare = OPERATORS[sign]
    if column == "flag":
        return compare(cell == 1, value in (True, "yes", 1))
    if column in {"day", "time"}:
        moment = dt.datetime.fromtimestamp(cell, dt.UTC)
        if len(value) == 10:
            return compare(moment.date(), dt.date.fromisoformat(value))
        return compare(moment, dt.datetime.fromisoformat(value).replace(tzinfo=dt.UTC))
    if column == "real no.":
        return compare(cell, float(value))
    return compare(cell, value)


@given(rows, st.lists(rules, min_size=8, max_size=8))
@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_bitmaps_and_sql_agree_on_every_rule(
    project: ProjectFile, fill: Fill, rows: list[tuple[Any, ...]], rules: list[tree.Rule]
) -> None:
    fill(project, COLUMNS, rows)
    store = ColumnStore(project)
    people = [dict(zip((column.name for column in COLUMNS), row, strict=True)) for row in rows]
    for rule in rules:
        expected = [number for number, row in enumerate(people, 1) if truth(rule, row) is True]
        where, params = compile_rule(rule, project)
        found = project.read().execute(f"SELECT _id FROM profiles WHERE {where} ORDER BY _id", params)
        assert [row[0] for row in found] == expected, to_text(rule)
        assert store.members(rule).tolist() == expected, to_text(rule)
        assert store.count(rule) == len(expected), to_text(rule)


def ids(project: ProjectFile, rule: str) -> str:
    """Return the keys of the members as one word."""
    members = ColumnStore.of(project).members(rule)
    where, params = compile_rule(rule, project)
    by_sql = project.read().execute(f"SELECT _id FROM profiles WHERE {where} ORDER BY _id", params).fetchall()
    assert [row[0] for row in by_sql] == members.tolist()
    return "".join("abcde"[member - 1] for member in members)


@pytest.mark.parametrize(
    ("rule", "members"),
    [
        ("age >= 30", "bce"),
        ("age >= 34.5 and age < 60.0", "bc"),
        ("AGE <> 35", "ace"),
        ("not age = 35", "ace"),
        ("age is missing", "d"),
        ("job in ('admin.', 'services')", "abc"),
        ("job not in ('admin.')", "bd"),
        ("job contains 'ÜBER'", "d"),
        ("job starts with 'ser' or job ends with '.'", "abc"),
        ("balance between 0 and 500", "abe"),
        ("balance not between 0 and 500", "c"),
        ("`emp.var.rate` < 0", "ad"),
        ("joined = '2024-03-01'", "a"),
        ("joined <= '2024-03-01'", "ae"),
        ("seen = '2024-03-02'", "bc"),
        ("seen > '2024-03-01' and seen < '2024-03-03'", "bc"),
        ("seen <= '2024-03-01'", "a"),
        ("seen between '2024-03-01' and '2024-03-02'", "abc"),
        ("seen >= '2024-03-01T01:00:00Z' and seen <= '2024-03-01 03:00+02:00'", "a"),
        ("seen in ('2024-03-01', '2024-03-04')", "ae"),
        ("seen not in ('2024-03-01', '2024-03-04')", "bc"),
        ("member = true", "ad"),
        ("member != 'yes'", "be"),
        ("housing = 'yes' or loan is missing", "ace"),
        ("not (housing = 'yes' or loan is missing)", "b"),
    ],
)
def test_who_a_rule_means(people: ProjectFile, rule: str, members: str) -> None:
    assert ids(people, rule) == members


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("agee > 3", "There is no column agee; did you mean age?"),
        (
            "xyzzy > 3",
            "There is no column xyzzy; the columns are id, age, job, balance, housing, loan, joined, seen, member, "
            "emp.var.rate.",
        ),
        ("job > 3", "The column job holds text; put the value in quotes: '3'."),
        ("age > '30'", "The column age holds numbers; write a number without quotes instead of '30'."),
        ("age = true", "The column age holds numbers; write a number without quotes instead of 'true'."),
        (
            "age contains '3'",
            "The column age holds numbers; “contains”, “starts with” and “ends with” search in text.",
        ),
        ("member > 0", "The column member holds yes or no; compare it with = or !=."),
        ("member = 'maybe'", "The column member holds yes or no; write true or false instead of 'maybe'."),
        (
            "joined > '01.03.2024'",
            "The column joined holds dates; write one as '2024-03-31' in quotes instead of '01.03.2024'.",
        ),
        (
            "joined > 2024",
            "The column joined holds dates; write one as '2024-03-31' in quotes instead of '2024'.",
        ),
        (
            "seen > '2024-02-30'",
            "The column seen holds dates; write one as '2024-03-31' or '2024-03-31 18:30' in quotes instead of "
            "'2024-02-30'.",
        ),
        ("in_segment('gone')", "There is no segment “gone”."),
        ("did('buy')", "There are no events yet, which did('buy') asks for; import some."),
    ],
)
def test_a_rule_that_does_not_fit_the_table_is_told_in_a_sentence(
    people: ProjectFile, rule: str, message: str
) -> None:
    with pytest.raises(AdManagerError) as by_bitmap:
        ColumnStore(people).count(rule)
    with pytest.raises(AdManagerError) as by_sql:
        compile_rule(parse(rule), people)
    assert str(by_bitmap.value) == message == str(by_sql.value)


def test_without_profiles_a_rule_says_so(project: ProjectFile) -> None:
    with pytest.raises(AdManagerError, match="There are no profiles yet"):
        ColumnStore(project).count("age > 3")


def test_a_column_name_cannot_break_out_of_the_query(project: ProjectFile, fill: Fill) -> None:
    name = 'a"; DROP TABLE profiles; --'
    fill(project, [Column(name, "integer", "number")], [(1,), (2,)])
    assert ColumnStore(project).members(f"`{name}` = 2").tolist() == [2]
    where, params = compile_rule(f"`{name}` = 2", project)
    assert project.read().execute(f"SELECT _id FROM profiles WHERE {where}", params).fetchall() == [(2,)]


def test_a_value_is_never_part_of_the_query(people: ProjectFile) -> None:
    where, params = compile_rule("job = 'x'' OR 1=1 --'", people)
    assert where == '"job" = ?'
    assert params == ["x' OR 1=1 --"]


def test_editing_one_predicate_computes_one_bitmap(
    people: ProjectFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    from admanager.audience.column_data import ColumnData

    computed: list[str] = []
    bitmap = ColumnData.bitmap

    def counted(self: ColumnData, predicate: Any) -> Any:
        computed.append(f"{predicate.column} {predicate.value}")
        return bitmap(self, predicate)

    monkeypatch.setattr(ColumnData, "bitmap", counted)
    store = ColumnStore(people)
    assert store.count("age >= 30 and (housing = 'no' or balance > 300)") == 3
    assert computed == ["age 30", "housing no", "balance 300.0"]
    assert store.count("age >= 40 and (housing = 'no' or balance > 300)") == 2
    assert computed[3:] == ["age 40"]


def test_a_change_of_the_table_is_seen_at_once(people: ProjectFile) -> None:
    store = ColumnStore.of(people)
    assert store.count("age >= 30") == 3
    with people.change(sentence("Edit")) as change:
        change.update("profiles", 1, {"age": 31})
    assert store.count("age >= 30") == 4
    people.undo()
    assert store.count("age >= 30") == 3


def test_the_cache_of_bitmaps_stays_within_its_limit(
    people: ProjectFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("admanager.audience.columns.MAX_CACHED_BYTES", 4096)
    store = ColumnStore(people)
    assert [store.count(f"age > {age}") for age in (0, 20, 30, 40, 50, 60, 0)] == [4, 4, 3, 2, 1, 0, 4]
    assert len(store._bitmaps) == 4


def test_flags_are_in_the_order_of_the_rows(people: ProjectFile) -> None:
    flags = ColumnStore(people).flags("age >= 30")
    assert flags.tolist() == [False, True, True, False, True]
    assert flags.dtype == np.bool_


def test_a_wide_dictionary_is_looked_up(project: ProjectFile, fill: Fill) -> None:
    words = [f"word {number}" for number in range(3000)]
    fill(project, [Column("word", "text", "text")], [(word,) for word in words] + [(None,)])
    store = ColumnStore(project)
    assert store.count("word contains '7'") == sum("7" in word for word in words)
    assert store.count("word not contains '7'") == sum("7" not in word for word in words)
    assert store.count("word != 'word 5'") == 2999


def test_rows_are_tested_in_parts_with_the_same_result(
    people: ProjectFile, fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(people, COLUMNS[:3], [(n % 7, n / 3, f"t{n % 50}") for n in range(1000)])
    rules = (
        "whole in (1, 3)",
        "`real no.` > 20.5",
        "text in ('t1', 't2')",
        "text contains '1'",
        "whole != 0.5",
    )
    whole = [ColumnStore(people).members(rule).tolist() for rule in rules]
    monkeypatch.setattr("admanager.audience.column_data.TEST_ROWS", 128)
    assert [ColumnStore(people).members(rule).tolist() for rule in rules] == whole
    assert [len(found) for found in whole] == [286, 938, 40, 280, 1000]
