"""One person's card and timeline, and the hours at which people act."""

from __future__ import annotations

import pytest

from admanager.audience import segments
from admanager.audience.person import card
from admanager.audience.rhythm import rhythm
from admanager.project.file import ProjectFile
from admanager.project.schema import ZONE_KEY
from admanager.project.tables import Column
from admanager.texts import AdManagerError, sentence
from tests.audience.conftest import DAY, MARCH_1, Fill

HOUR = 3600
PROFILES = (Column("id", "text", "key"), Column("age", "integer", "number"), Column("ok", "text", "consent"))
EVENTS = (
    Column("who", "text", "key"),
    Column("at", "datetime", "time"),
    Column("what", "text", "kind"),
    Column("where", "text", "channel"),
    Column("tag", "text", "category"),
    Column("UnitPrice", "real", "value", "UnitPrice"),
    Column("pieces", "integer", "quantity"),
)
ADS = (
    Column("who", "text", "key"),
    Column("at", "datetime", "time"),
    Column("ad", "text", "creative"),
    Column("clicked", "boolean", "clicked"),
    Column("revenue", "real", "revenue"),
)


@pytest.fixture
def shop(project: ProjectFile, fill: Fill) -> ProjectFile:
    """Two people; 1 March 2024 was a Friday."""
    fill(project, PROFILES, [("a", 30, "yes"), ("b", 40, None)])
    happened = [
        ("a", MARCH_1 + 9 * HOUR, "view", "website", "hats", None, None),
        ("a", MARCH_1 + 9 * HOUR + 60, "purchase", "website", "hats", 2.5, 3),
        ("a", MARCH_1 + DAY + 23 * HOUR, "view", "app", "shoes", None, None),
        ("z", MARCH_1 + 9 * HOUR, "view", None, None, None, None),
        (None, MARCH_1 + 10 * HOUR, "view", None, None, None, None),
    ]
    fill(project, EVENTS, happened, "events")
    fill(
        project,
        ADS,
        [("a", MARCH_1 + 9 * HOUR + 30, "spring", 1, 4.0), ("b", MARCH_1, "spring", 0, None)],
        "impressions",
    )
    return project


def test_a_card_tells_everything_about_a_person(shop: ProjectFile) -> None:
    segments.save(shop, "young", "age < 35")
    segments.save(shop, "buyers", "did('purchase')")
    found = card(shop, key="a")
    assert (found.key, found.profile_id, found.consented) == ("a", 1, True)
    assert found.attributes == (("id", "a"), ("age", 30), ("ok", "yes"))
    assert found.segments == ("buyers", "young")
    assert [(entry.table, entry.kind, entry.item, entry.value) for entry in found.timeline] == [
        ("events", "view", "shoes", None),
        ("events", "purchase", "hats", 7.5),
        ("impressions", "click", "spring", 4.0),
        ("events", "view", "hats", None),
    ]
    behaviour = found.behaviour
    assert behaviour is not None
    assert (behaviour.events, behaviour.active_days, behaviour.total_value) == (3, 2, 7.5)
    assert behaviour.by_kind == (("view", 2), ("purchase", 1))
    assert (behaviour.best_hour, behaviour.best_weekday, behaviour.hours[4][9]) == (9, 4, 2)
    assert behaviour.interests[0][0] == "hats"
    assert sum(share for _, share in behaviour.interests) == pytest.approx(1)
    assert card(shop, 1) == found


def test_a_look_at_a_person_is_in_the_audit_log_without_their_key(shop: ProjectFile) -> None:
    card(shop, key="a")
    action, detail = (
        shop.read().execute("SELECT action, detail FROM audit ORDER BY id DESC LIMIT 1").fetchone()
    )
    assert action == "read one person"
    assert '"events": 3' in detail
    assert '"a"' not in detail


def test_people_without_events_or_profile_have_cards(shop: ProjectFile) -> None:
    quiet = card(shop, key="b")
    assert (quiet.consented, quiet.behaviour, len(quiet.timeline)) == (False, None, 1)
    stranger = card(shop, key="z")
    assert (stranger.profile_id, stranger.attributes, stranger.timeline_total) == (None, (), 1)
    with pytest.raises(AdManagerError, match="No table holds a person with the key nobody"):
        card(shop, key="nobody")


def test_hours_and_weekdays_of_events(shop: ProjectFile) -> None:
    found = rhythm(shop)
    assert found.counts[4][9] == 3
    assert found.counts[4][10] == 1
    assert found.counts[5][23] == 1
    assert (found.total, found.people, found.best[0], found.zone) == (5, 2, (4, 9), "UTC")
    assert found.value_micros is not None
    assert found.value_micros[4][9] == 7_500_000
    assert rhythm(shop, kind="purchase").total == 1
    assert rhythm(shop, segment="age < 35").total == 3
    assert rhythm(shop, segment="age >= 35").total == 0
    with pytest.raises(AdManagerError, match="No event is of the kind “buy”"):
        rhythm(shop, kind="buy")


def test_hours_follow_the_zone_through_summer_time(shop: ProjectFile, fill: Fill) -> None:
    # New York put its clocks forward on 10 March 2024 at 2 o'clock, 7 o'clock UTC.
    change_at = MARCH_1 + 9 * DAY + 7 * HOUR
    times = [change_at - 1, change_at, change_at + 90 * DAY]
    fill(shop, EVENTS, [("a", time, "view", None, None, None, None) for time in times], "events")
    with shop.change(sentence("Choose a zone"), undoable=False) as change:
        shop.set_meta(change, ZONE_KEY, "America/New_York")
    found = rhythm(shop)
    assert found.zone == "America/New_York"
    assert (found.counts[6][1], found.counts[6][3], found.counts[5][3]) == (1, 1, 1)
