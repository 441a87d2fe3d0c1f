"""Rules on what people did, and dates relative to the project's today: both engines, and what the words mean."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from admanager.audience import clock, segments, tree
from admanager.audience.columns import ColumnStore
from admanager.audience.events import EventLog, event_fields, event_kinds
from admanager.audience.person import card
from admanager.audience.rules import in_words, parse, to_text
from admanager.audience.sql import compile_rule
from admanager.project import identity
from admanager.project.file import ProjectFile
from admanager.project.schema import ZONE_KEY
from admanager.project.tables import Column
from admanager.texts import AdManagerError, sentence
from tests.audience.conftest import DAY, MARCH_1, Fill

PROFILES = (Column("id", "text", "key"), Column("joined", "date", "date"), Column("seen", "datetime", "date"))
EVENTS = (
    Column("who", "text", "key"),
    Column("when", "datetime", "time"),
    Column("what", "text", "kind"),
    Column("where", "text", "channel"),
    Column("amount", "real", "value"),
    Column("商品", "text", "item"),
)
PEOPLE = (
    ("a", MARCH_1, MARCH_1),
    ("b", MARCH_1 - 10 * DAY, MARCH_1 - 10 * DAY),
    ("c", None, None),
    (None, MARCH_1 + DAY, MARCH_1 + DAY),
)
NOW = MARCH_1 + 30 * DAY
HAPPENED = (
    ("a", NOW, "purchase", "website", 10.0, "杯"),
    ("a", NOW - 3 * DAY, "purchase", "store", 5.5, "杯"),
    ("a", NOW - 40 * DAY, "purchase", "website", None, None),
    ("b", NOW - 31 * DAY, "purchase", "website", 100.0, "桌"),
    ("b", NOW - 1, "view", None, None, "杯"),
    ("x", NOW - 1, "view", "website", None, "杯"),
    (None, NOW - 1, "view", "website", None, "杯"),
)


@pytest.fixture
def shop(project: ProjectFile, fill: Fill) -> ProjectFile:
    """Four people, one of them without a key, and what three of them and a stranger did up to 31 March 2024."""
    fill(project, PROFILES, PEOPLE)
    fill(project, EVENTS, HAPPENED, "events")
    return project


def found(project: ProjectFile, rule: str | tree.Rule) -> str:
    """Return who the rule finds, the same by both engines, as one word."""
    members = ColumnStore.of(project).members(rule)
    where, params = compile_rule(rule, project)
    by_sql = project.read().execute(f"SELECT _id FROM profiles WHERE {where} ORDER BY _id", params).fetchall()
    assert [row[0] for row in by_sql] == members.tolist()
    return "".join("abcn"[member - 1] for member in members)


@pytest.mark.parametrize(
    ("rule", "members"),
    [
        ("did('purchase')", "ab"),
        ("did('purchase', count >= 2)", "a"),
        ("did('purchase', count >= 2, days <= 30)", "a"),
        ("did('purchase', count >= 3, days <= 30)", ""),
        ("did('purchase', count >= 2, days <= 30, channel = 'website')", ""),
        ("did('purchase', days <= 30)", "a"),
        ("did('purchase', days > 30)", "ab"),
        ("did('purchase', days < 31, days > 2)", "a"),
        ("did('purchase', count = 0)", "cn"),
        ("did('purchase', count < 2)", "bcn"),
        ("did('view')", "b"),
        ("not did('view')", "acn"),
        ("did('*')", "ab"),
        ("did('*', count = 2)", "b"),
        ("did('purchase', total > 15)", "ab"),
        ("did('purchase', total = 15.5)", "a"),
        ("did('purchase', total <= 15.5)", "a"),
        ("did('purchase', value >= 5, value < 10)", "a"),
        ("did('*', item = '杯')", "ab"),
        ("did('*', `商品` = '桌')", "b"),
        ("did('purchase', time >= '2024-03-28', count = 1)", ""),
        ("did('purchase', time >= '2024-03-28', time < '2024-03-31', count = 1)", "a"),
        ("did('purchase', time = '30 days ago')", ""),
        ("did('purchase', time = '3 days ago')", "a"),
        ("did('sold')", ""),
        ("did('purchase') and not did('view', days <= 7)", "a"),
        ("joined >= '30 days ago'", "an"),
        ("seen = '40 days ago'", "b"),
        ("seen between '40天前' and '2月前'", ""),
        ("joined < '1 month ago'", "b"),
        ("seen > '昨天'", ""),
        ("joined in ('30 days ago', '29 days ago')", "an"),
    ],
)
def test_who_did_what(shop: ProjectFile, rule: str, members: str) -> None:
    assert found(shop, rule) == members


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        (
            "did('purchase', colour = 'red')",
            "did(...) knows no colour; it can ask for count, days, total, who, when, what, where, amount, 商品.",
        ),
        ("did('purchase', count >= 'two')", "count is a number; write one without quotes instead of 'two'."),
        (
            "did('purchase', value = 'x')",
            "The column amount holds numbers; write a number without quotes instead of 'x'.",
        ),
    ],
)
def test_a_condition_that_does_not_fit_the_events_is_told(shop: ProjectFile, rule: str, message: str) -> None:
    with pytest.raises(AdManagerError) as by_bitmap:
        ColumnStore.of(shop).count(rule)
    with pytest.raises(AdManagerError) as by_sql:
        compile_rule(rule, shop)
    assert str(by_bitmap.value) == message == str(by_sql.value)


def test_events_that_lack_a_column_say_which(project: ProjectFile, fill: Fill) -> None:
    fill(project, PROFILES, PEOPLE)
    fill(
        project,
        [Column("who", "text", "key"), Column("n", "integer", "time")],
        [("a", 1), ("a", 2)],
        "events",
    )
    assert found(project, "did('*', count = 2)") == "a"
    for rule, words in (
        ("did('purchase')", "no column with the role kind"),
        ("did('*', days < 3)", "no column of dates with the role time"),
        ("did('*', total > 3)", "no column of numbers with the role value"),
    ):
        with pytest.raises(AdManagerError, match=words):
            ColumnStore.of(project).count(rule)


def test_people_and_events_need_keys(project: ProjectFile, fill: Fill) -> None:
    fill(project, [Column("age", "integer", "number")], [(1,)])
    fill(project, EVENTS, HAPPENED, "events")
    with pytest.raises(AdManagerError, match="needs a key column in both"):
        ColumnStore.of(project).count("did('purchase')")


def test_a_price_is_multiplied_by_the_quantity_and_an_amount_is_not(project: ProjectFile, fill: Fill) -> None:
    fill(project, PROFILES, PEOPLE)
    sold = [("a", 2.55, 6), ("a", 0.1, 3), ("b", 15.6, 1)]
    unit = (
        Column("who", "text", "key"),
        Column("UnitPrice", "real", "value"),
        Column("Quantity", "integer", "quantity"),
    )
    fill(project, unit, sold, "events")
    assert found(project, "did('*', total = 15.6)") == "ab"
    line = (unit[0], Column("amount", "real", "value"), unit[2])
    fill(project, line, sold, "events")
    assert found(project, "did('*', total = 2.65)") == "a"


def test_whole_number_keys_meet_keys_of_text(project: ProjectFile, fill: Fill) -> None:
    fill(project, [Column("id", "text", "key")], [("17850",), ("9",), ("x",)])
    fill(project, [Column("who", "integer", "key")], [(17850,), (17850,), (12,)], "events")
    assert found(project, "did('*', count = 2)") == "a"
    fill(project, [Column("id", "integer", "key")], [(17850,), (9,)])
    assert found(project, "did('*', count = 2)") == "a"
    fill(project, [Column("who", "text", "key")], [("9",), ("x",)], "events")
    assert found(project, "did('*')") == "b"


def test_new_events_are_seen_at_once(shop: ProjectFile, fill: Fill) -> None:
    assert found(shop, "did('view')") == "b"
    fill(shop, EVENTS, [*HAPPENED, ("c", NOW + 40 * DAY, "view", None, None, None)], "events")
    assert found(shop, "did('view')") == "bc"
    # The last event moved today along.
    assert found(shop, "did('*', days <= 30)") == "c"


def test_a_day_can_be_chosen_as_today(shop: ProjectFile) -> None:
    clock.set_today(shop, dt.date(2024, 4, 30))
    assert found(shop, "did('purchase', days <= 30)") == ""
    assert found(shop, "did('purchase', days <= 31)") == "a"
    clock.set_today(shop, None)
    assert found(shop, "did('purchase', days <= 30)") == "a"


def test_a_clock_that_ran_ahead_does_not_count(project: ProjectFile, fill: Fill) -> None:
    future = int(dt.datetime.now(dt.UTC).timestamp()) + 1000 * DAY
    fill(project, EVENTS, [("a", future, "view", None, None, None)], "events")
    assert abs(clock.clock_of(project).now - dt.datetime.now(dt.UTC).timestamp()) < 60


def test_days_of_times_are_those_of_the_projects_zone(shop: ProjectFile) -> None:
    assert found(shop, "seen = '2024-03-01'") == "a"
    with shop.change(sentence("Choose a zone"), undoable=False) as change:
        shop.set_meta(change, ZONE_KEY, "America/New_York")
    assert found(shop, "seen = '2024-02-29'") == "a"
    # A date has no hours, so that no zone can move it.
    assert found(shop, "joined = '2024-03-01'") == "a"


def test_months_ago_stay_in_their_month() -> None:
    at = clock.Clock(int(dt.datetime(2024, 3, 31, 12, tzinfo=dt.UTC).timestamp()))
    span = clock.moment("1 month ago", at, in_zone=True)
    assert span is not None
    assert dt.datetime.fromtimestamp(span[0], dt.UTC) == dt.datetime(2024, 2, 29, tzinfo=dt.UTC)
    assert clock.moment("3个月前", at, in_zone=True) == clock.moment("2023-12-31", at, in_zone=True)
    assert clock.moment("1 year ago", at, in_zone=True) == clock.moment("2023-03-31", at, in_zone=True)
    assert clock.moment("99999 years ago", at, in_zone=True) is None
    assert clock.moment("soon", at, in_zone=True) is None


def test_a_segment_on_behaviour_refuses_to_contain_itself(shop: ProjectFile) -> None:
    segments.save(shop, "buyers", "did('purchase')")
    segments.save(shop, "loyal", "in_segment('buyers') and did('*', count >= 2)")
    assert found(shop, "in_segment('loyal')") == "ab"
    with pytest.raises(AdManagerError, match="contains itself, by way of “loyal”"):
        segments.save(shop, "buyers", "in_segment('loyal')")


def test_what_conditions_can_name(shop: ProjectFile) -> None:
    assert event_kinds(shop) == (("purchase", 4), ("view", 2 + 1))
    assert [field.name for field in event_fields(shop)] == [
        "count",
        "days",
        "total",
        "time",
        "channel",
        "value",
        "item",
    ]
    assert event_fields(shop)[4].levels == ("website", "store")


def test_words_of_dates_say_before_and_after() -> None:
    for rule, words in (
        ("seen < '30 days ago'", "seen is before 30 days ago"),
        ("seen <= '2024-03-01'", "seen is 2024-03-01 or earlier"),
        ("seen > 'today'", "seen is after today"),
        ("seen >= '2024-03-01 10:00'", "seen is 2024-03-01 10:00 or later"),
        ("seen >= '昨天'", "seen is yesterday or later"),
        ("seen >= '30天前'", "seen is 30 days ago or later"),
        ("seen < '1 month ago'", "seen is before 1 month ago"),
        ("name < 'm'", "name is below “m”"),
    ):
        assert in_words(parse(rule)) == words


def test_words_tell_days_of_columns_that_hold_dates_only() -> None:
    for rule, words in (
        ("seen = 'yesterday' and name = 'yesterday'", "seen is yesterday and name is “yesterday”"),
        ("seen between '2 weeks ago' and '今天'", "seen is between 2 weeks ago and today"),
        ("seen not in ('2024-03-01', '1 year ago')", "seen is none of 2024-03-01, 1 year ago"),
        ("seen in ('tomorrow', '3 years ago')", "seen is tomorrow or 3 years ago"),
    ):
        assert in_words(parse(rule), ["seen"]) == words


def test_words_of_what_people_did() -> None:
    assert in_words(parse("did('purchase', count >= 2, days <= 30, channel = 'website')")) == (
        "did “purchase” at least 2 times within the last 30 days, where channel is “website”"
    )
    assert in_words(parse("not did('*', days <= 7)")) == "not (did anything within the last 7 days)"
    assert in_words(parse("not did('view')")) == "never did “view”"
    assert in_words(parse("did('purchase', count = 0)")) == "never did “purchase”"
    assert in_words(parse("did('view', count > 1, days <= 1)")) == (
        "did “view” more than once within the last day"
    )
    assert in_words(parse("did('purchase', total > 99.5)")) == "did “purchase”, worth more than 99.5 in total"


names = st.sampled_from(["a", "b", "c", None, "x"])
happenings = st.lists(
    st.tuples(
        names,
        st.none() | st.integers(0, 50).map(lambda day: NOW - day * DAY),
        st.sampled_from(["purchase", "view", None]),
        st.sampled_from(["website", "store", None]),
        st.none() | st.sampled_from([0.1, 0.2, -0.1, 2.5, 1e6]),
        st.none(),
    ),
    max_size=20,
)
signs: Any = st.sampled_from(tree.COMPARISONS)
event_conditions = st.one_of(
    st.builds(tree.EventCondition, name=st.just("count"), operator=signs, value=st.integers(0, 3)),
    st.builds(
        tree.EventCondition, name=st.just("days"), operator=signs, value=st.sampled_from([0, 7, 20.5, 50])
    ),
    st.builds(
        tree.EventCondition, name=st.just("total"), operator=signs, value=st.sampled_from([0, 0.3, 2.5, -0.1])
    ),
    st.builds(tree.EventCondition, name=st.just("channel"), operator=signs, value=st.just("store")),
    st.builds(
        tree.EventCondition, name=st.just("amount"), operator=signs, value=st.sampled_from([0.1, 0, 2.5])
    ),
)
did_rules = st.builds(
    tree.Did,
    event=st.sampled_from(["purchase", "view", "*"]),
    conditions=st.lists(event_conditions, max_size=3).map(tuple),
)
COMPARE: dict[str, Any] = {
    "=": lambda x, y: x == y,
    "!=": lambda x, y: x != y,
    "<": lambda x, y: x < y,
    "<=": lambda x, y: x <= y,
    ">": lambda x, y: x > y,
    ">=": lambda x, y: x >= y,
}


def did_it(rule: tree.Did, key: str | None, rows: list[Any], now: int) -> bool:
    """Return what the rule says of one person, by its meaning alone."""
    of_person = [row for row in rows if key is not None and row[0] == key and rule.event in ("*", row[2])]
    asked = [(condition.name, COMPARE[condition.operator], condition.value) for condition in rule.conditions]
    for name, compare, value in asked:
        match name:
            case "days":
                of_person = [
                    row for row in of_person if row[1] is not None and compare((now - row[1]) / DAY, value)
                ]
            case "channel":
                of_person = [row for row in of_person if row[3] is not None and compare(row[3], value)]
            case "amount":
                of_person = [row for row in of_person if row[4] is not None and compare(row[4], value)]
    total = sum(round((row[4] or 0) * 1e6) for row in of_person)
    counts = [(compare, value) for name, compare, value in asked if name == "count"] or [(COMPARE[">="], 1)]
    return all(compare(len(of_person), value) for compare, value in counts) and all(
        compare(total, round(value * 1e6)) for name, compare, value in asked if name == "total"
    )


@given(happenings, st.lists(did_rules, min_size=8, max_size=8))
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_both_engines_count_what_people_did(
    project: ProjectFile, fill: Fill, happened: list[Any], rules: list[tree.Did]
) -> None:
    fill(project, PROFILES, PEOPLE)
    fill(project, EVENTS, happened, "events")
    now = clock.clock_of(project).now
    for rule in rules:
        expected = "".join(
            letter
            for letter, person in zip("abcn", PEOPLE, strict=True)
            if did_it(rule, person[0], happened, now)
        )
        assert found(project, rule) == expected, to_text(rule)
        assert set(found(project, tree.Not(rule=rule))) == set("abcn") - set(expected), to_text(rule)


def test_both_engines_agree_on_generated_rules() -> None:
    from tests.benchmarks.bench_rules import run

    found = run(400)
    assert (found["value"], found["rules"]) == (0, 400)
    assert found["members"] > 10_000


def test_several_keys_of_one_person_count_together(project: ProjectFile, fill: Fill) -> None:
    fill(
        project,
        [Column("id", "text", "key"), Column("mail", "text", "identity")],
        [("a", "a@x"), ("b", None), ("c", "c@x")],
    )
    happened = [
        ("a", NOW, "view"),
        ("a@x", NOW, "view"),
        ("b", NOW, "view"),
        ("cookie", NOW, "view"),
        ("c", NOW, "buy"),
    ]
    columns = (*EVENTS[:3], Column("cookie", "text", "identity"))
    fill(project, columns, [(*row, "c@x" if row[0] == "cookie" else None) for row in happened], "events")
    with project.change(sentence("Join"), undoable=False) as change:
        identity.rebuild(change)
    assert found(project, "did('*', count = 2)") == "ac"
    assert found(project, "did('view', count = 2)") == "a"
    assert found(project, "did('view', count = 1) and not did('buy')") == "b"
    log = EventLog.of(project)
    assert (log.people, log.keys.tolist()) == (3, ["a", "b", "cookie"])
    assert card(project, key="cookie").profile_id == 3
    assert len(card(project, key="a@x").timeline) == 2
