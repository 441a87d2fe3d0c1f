"""A project with people and what they did, for the tests of the audience's views."""

from __future__ import annotations

import random

from admanager.audience import segments
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from tests.audience.conftest import DAY, MARCH_1, fill_table

COUNT = 240
COLUMNS = (
    Column("id", "text", "key"),
    Column("age", "integer", "number"),
    Column("job", "text", "category"),
    Column("visits", "integer", "number"),
    Column("member", "boolean", "flag"),
    Column("agreed", "boolean", "consent"),
)
EVENTS = (
    Column("id", "text", "key"),
    Column("when", "datetime", "time"),
    Column("kind", "text", "kind"),
    Column("channel", "text", "channel"),
    Column("item", "text", "item"),
    Column("amount", "real", "value"),
)
JOBS = ("admin.", "services", "retired")


def fill_people(project: ProjectFile, count: int = COUNT) -> None:
    """Write people: the older ones are retired and visit often, every fourth has not agreed."""
    chance = random.Random(3)
    rows = []
    for number in range(count):
        age = 20 + number % 60
        job = "retired" if age >= 62 else JOBS[number % 2]
        visits = chance.randint(8, 14) if job == "retired" else chance.randint(0, 5)
        rows.append(
            (f"p{number:03d}", age if number % 30 else None, job, visits, number % 2, int(number % 4 != 0))
        )
    fill_table(project, COLUMNS, rows)


def fill_events(project: ProjectFile, count: int = COUNT) -> None:
    """Write events: people with higher numbers buy later and more often, all of them at 18 o'clock UTC."""
    rows = []
    for number in range(count):
        for turn in range(1 + number % 7):
            time = MARCH_1 + (number + turn) % 60 * DAY + 18 * 3600
            kind = "purchase" if turn % 2 == 0 else "view"
            channel = "website" if number % 2 else "app"
            rows.append((f"p{number:03d}", time, kind, channel, "tent", 10.0 + number))
    fill_table(project, EVENTS, rows, "events")


def save_segments(project: ProjectFile) -> None:
    """Save three segments that overlap."""
    segments.save(project, "old", "age >= 60")
    segments.save(project, "frequent", "visits >= 6")
    segments.save(project, "members", "member = true")
