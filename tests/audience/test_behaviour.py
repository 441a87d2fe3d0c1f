"""Columns of behaviour: what they say, and that they follow the events."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from admanager.audience import behaviour
from admanager.audience.columns import ColumnStore
from admanager.audience.person import card
from admanager.ingest.load import import_file, undo_import
from admanager.ingest.options import ImportOptions
from admanager.project.file import ProjectFile
from admanager.project.schema import ZONE_KEY
from admanager.project.tables import Column, columns
from admanager.texts import AdManagerError, sentence
from tests.audience.conftest import DAY, MARCH_1, Fill

EVENTS = (
    Column("who", "text", "key"),
    Column("when", "datetime", "time"),
    Column("what", "text", "kind"),
    Column("where", "text", "channel"),
    Column("amount", "real", "value"),
    Column("tag", "text", "category"),
)
HOUR = 3600
HAPPENED = (
    ("a", MARCH_1 + 9 * HOUR, "view", "website", None, "shoes"),
    ("a", MARCH_1 + 30 * DAY + 20 * HOUR, "purchase", "website", 10.5, "hats"),
    ("a", MARCH_1 + 30 * DAY + 20 * HOUR + 1, "view", "app", None, "hats"),
    ("b", MARCH_1 + 3 * DAY, "view", None, None, None),
    ("stranger", MARCH_1, "view", "website", None, "hats"),
)


def profiles(project: ProjectFile) -> dict[str, dict[str, Any]]:
    """Return the rows of profiles by their key."""
    names = [column.name for column in columns(project.read(), "profiles")]
    rows = project.read().execute("SELECT " + ", ".join(f'"{name}"' for name in names) + " FROM profiles")
    return {row[0]: dict(zip(names, row, strict=True)) for row in rows}


@pytest.fixture
def shop(project: ProjectFile, fill: Fill) -> ProjectFile:
    """Three people, of whom two did something, and a stranger who did."""
    fill(
        project,
        [Column("id", "text", "key"), Column("view_count", "integer", "number")],
        [("a", 7), ("b", 7), ("c", 7)],
    )
    fill(project, EVENTS, HAPPENED, "events")
    return project


def test_what_the_columns_say(shop: ProjectFile) -> None:
    result = behaviour.build(shop, half_life_days=30)
    assert (result.people, result.changed, result.created) == (3, 3, 0)
    found = profiles(shop)
    a = found["a"]
    # A column of that name was there before, and is not ours to write.
    assert (a["view_count"], a["view_count_2"], a["purchase_count"], a["event_count"]) == (7, 2, 1, 3)
    assert (a["website_count"], a["app_count"]) == (2, 1)
    assert (a["first_event"], a["last_event"]) == (MARCH_1 + 9 * HOUR, MARCH_1 + 30 * DAY + 20 * HOUR + 1)
    assert (a["active_days"], a["best_hour"], a["best_weekday"]) == (2, 20, 7)
    assert (a["total_value"], a["top_interest"]) == (10.5, "hats")
    # The older event lost half its weight in each of (30 days 11 hours 1 second) / 30 days half-lives.
    shoes = 0.5 ** ((30 * DAY + 11 * HOUR + 1) / (30 * DAY))
    hats = 1 + 0.5 ** (1 / (30 * DAY))
    assert a["interest_shoes"] == pytest.approx(shoes / (shoes + hats), abs=1e-6)
    assert a["interest_hats"] == pytest.approx(hats / (shoes + hats), abs=1e-6)
    assert (found["b"]["event_count"], found["b"]["top_interest"], found["b"]["interest_hats"]) == (
        1,
        None,
        None,
    )
    assert (found["c"]["event_count"], found["c"]["last_event"], found["c"]["total_value"]) == (0, None, None)
    assert "stranger" not in found


def test_the_columns_are_like_any_other_in_rules(shop: ProjectFile) -> None:
    behaviour.build(shop)
    store = ColumnStore.of(shop)
    assert store.count("purchase_count >= 1 and last_event >= '1 day ago'") == 1
    assert store.count("top_interest = 'hats' or event_count = 0") == 2


def test_a_refresh_writes_only_people_whose_values_differ(shop: ProjectFile, fill: Fill) -> None:
    behaviour.build(shop)
    assert not behaviour.describe_state(shop).stale
    assert behaviour.refresh(shop) is None
    fill(shop, EVENTS, [*HAPPENED, ("b", MARCH_1 + 4 * DAY, "view", None, None, None)], "events")
    assert behaviour.describe_state(shop).stale
    refreshed = behaviour.refresh(shop)
    assert refreshed is not None
    assert refreshed.changed == 1
    assert profiles(shop)["b"]["event_count"] == 2
    assert behaviour.refresh(shop) is None


@pytest.mark.slow
def test_an_import_and_its_undo_are_followed(project: ProjectFile, tmp_path: Path) -> None:
    def imported(name: str, text: str, table: str) -> int:
        (tmp_path / name).write_text(text)
        options = ImportOptions.model_validate({"table": table, "key": "user_id", "on_duplicate": "replace"})
        batch = import_file(project, tmp_path / name, options=options).batch
        assert batch is not None
        return batch

    imported("people.csv", "user_id,age\nu1,30\nu2,40\n", "profiles")
    imported("first.csv", "user_id,time,kind\nu1,2024-03-01 10:00,view\nu1,2024-03-02 10:00,view\n", "events")
    behaviour.build(project)
    before = profiles(project)
    second = imported(
        "second.csv", "user_id,time,kind\nu2,2024-03-05 11:00,buy\nu1,2024-03-05 12:00,view\n", "events"
    )
    behaviour.refresh(project)
    after = profiles(project)
    assert (after["u1"]["event_count"], after["u2"]["buy_count"], after["u2"]["best_hour"]) == (3, 1, 11)
    replaced = imported("again.csv", "user_id,age\nu2,41\n", "profiles")
    assert profiles(project)["u2"]["event_count"] is None
    behaviour.refresh(project)
    assert profiles(project)["u2"] == {**after["u2"], "age": 41}
    undo_import(project, second)
    undo_import(project, replaced)
    behaviour.refresh(project)
    assert profiles(project) == before
    assert project.check() == []


def test_hours_and_weekdays_are_those_of_the_projects_zone(shop: ProjectFile) -> None:
    behaviour.build(shop)
    with shop.change(sentence("Choose a zone"), undoable=False) as change:
        shop.set_meta(change, ZONE_KEY, "Asia/Shanghai")
    assert behaviour.describe_state(shop).stale
    behaviour.refresh(shop)
    a = profiles(shop)["a"]
    assert (a["best_hour"], a["best_weekday"]) == (4, 1)


def test_people_are_made_from_events_and_taken_back(project: ProjectFile, fill: Fill) -> None:
    fill(project, EVENTS, [*HAPPENED, (None, MARCH_1, "view", None, None, None)], "events")
    with pytest.raises(AdManagerError, match="make people from the events"):
        behaviour.build(project)
    result = behaviour.build(project, create_people=True)
    assert (result.created, result.changed) == (3, 3)
    assert list(profiles(project)) == ["a", "b", "stranger"]
    assert behaviour.build(project, create_people=True).created == 0
    assert project.check() == []


def test_taking_the_columns_out_leaves_the_profiles_as_they_were(shop: ProjectFile) -> None:
    before = profiles(shop)
    behaviour.build(shop)
    behaviour.remove(shop)
    assert profiles(shop) == before
    assert not behaviour.describe_state(shop).built
    behaviour.remove(shop)


def test_events_of_dates_have_no_hours_and_orders_of_whole_numbers_no_times(
    project: ProjectFile, fill: Fill
) -> None:
    fill(project, [Column("id", "text", "key")], [("a",)])
    dates = (EVENTS[0], Column("when", "date", "time"))
    fill(project, dates, [("a", MARCH_1), ("a", MARCH_1 + DAY)], "events")
    assert "best_hour" not in behaviour.build(project).columns
    numbers = (EVENTS[0], Column("when", "integer", "time"))
    fill(project, numbers, [("a", 1), ("a", 2)], "events")
    assert behaviour.build(project).columns == ("event_count",)
    assert profiles(project)["a"] == {"id": "a", "event_count": 2}


@pytest.mark.parametrize(
    "events", [[], [("a", None, None, None, None, None)], [("stranger", MARCH_1, "view", "app", 1.0, "hats")]]
)
def test_events_that_say_nothing_of_anybody_leave_people_with_no_behaviour(
    project: ProjectFile, fill: Fill, events: list[tuple[Any, ...]]
) -> None:
    fill(project, [Column("id", "text", "key")], [("a",), ("b",)])
    fill(project, EVENTS, [*events, ("b", None, None, None, None, None)], "events")
    behaviour.build(project)
    assert profiles(project)["a"]["event_count"] == sum(who == "a" for who, *_ in events)
    assert profiles(project)["a"]["top_interest"] is None
    assert profiles(project)["b"]["event_count"] == 1


def test_a_half_life_is_above_nothing(shop: ProjectFile) -> None:
    with pytest.raises(AdManagerError, match="number of days above 0"):
        behaviour.build(shop, half_life_days=0)


def test_an_order_number_or_a_country_is_no_interest(project: ProjectFile, fill: Fill) -> None:
    fill(project, [Column("id", "text", "key")], [("a",)])
    columns = (
        EVENTS[0],
        Column("order_id", "text", "category"),
        Column("country", "text", "category"),
        Column("language", "text", "category"),
        Column("sku", "text", "item"),
    )
    fill(project, columns, [("a", "1", "UK", "en", "mug"), ("a", "2", "UK", "en", "mug")], "events")
    assert behaviour.build(project).columns == ("event_count", "top_interest")
    assert profiles(project)["a"]["top_interest"] == "mug"
    named = (*columns[:3], Column("Category", "text", "category", "Category"), columns[4])
    fill(project, named, [("a", "1", "UK", "cups", "mug")], "events")
    assert "interest_cups" in behaviour.build(project).columns
    assert ColumnStore.of(project).count("did('*', category = 'cups')") == 1


def test_a_category_that_never_changes_for_a_person_is_no_interest(project: ProjectFile, fill: Fill) -> None:
    columns = [
        Column("id", "text", "key"),
        Column("country", "text", "category"),
        Column("article", "text", "item"),
    ]
    rows = [
        (f"p{number}", ("Peru", "Chile")[number % 2], f"hat {turn}")
        for number in range(30)
        for turn in (1, 2, 2)
    ]
    fill(project, columns, rows, "events")
    fill(project, [Column("id", "text", "key")], [(f"p{number}",) for number in range(30)])
    assert behaviour.build(project).columns == ("event_count", "top_interest")
    assert profiles(project)["p3"]["top_interest"] == "hat 2"
    assert card(project, key="p3").behaviour.interests == (("hat 2", 2 / 3), ("hat 1", 1 / 3))
