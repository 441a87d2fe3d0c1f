"""What is held about one person, in every table."""

from __future__ import annotations

from pathlib import Path

import pytest

from admanager.privacy.audit import read_log
from admanager.privacy.person import find_person
from admanager.privacy.roles import personal_columns
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from admanager.texts import AdManagerError
from tests.audience.conftest import MARCH_1, PEOPLE, ROWS, fill_table

EVENTS = (
    Column("customer", "text", "key"),
    Column("time", "datetime", "time"),
    Column("kind", "text", "kind"),
)


@pytest.fixture
def busy(project: ProjectFile) -> ProjectFile:
    """A project with people, and with events of two of them."""
    fill_table(project, PEOPLE, ROWS)
    fill_table(
        project,
        EVENTS,
        [("a", MARCH_1, "click"), ("b", MARCH_1, "view"), ("a", MARCH_1 + 60, "buy")],
        "events",
    )
    return project


def test_rows_of_all_tables_are_found_by_the_key(busy: ProjectFile) -> None:
    person = find_person(busy, "a")
    assert person.profile_ids == (1,)
    assert person.row_count == 3
    tables = {table.table: table.as_dicts() for table in person.tables}
    assert tables["profiles"][0]["joined"] == "2024-03-01"
    assert tables["profiles"][0]["member"] is True
    assert tables["events"] == [
        {"customer": "a", "time": "2024-03-01T00:00:00Z", "kind": "click"},
        {"customer": "a", "time": "2024-03-01T00:01:00Z", "kind": "buy"},
    ]


def test_a_person_who_is_in_one_table_only_is_found_too(busy: ProjectFile) -> None:
    assert [table.table for table in find_person(busy, "d").tables] == ["profiles"]


def test_a_key_of_numbers_is_compared_as_a_number(project: ProjectFile) -> None:
    fill_table(project, [Column("id", "integer", "key"), Column("n", "text", "text")], [(7, "x"), (70, "y")])
    assert find_person(project, "7").tables[0].rows == ((7, "x"),)
    with pytest.raises(AdManagerError, match="No table holds a person with the key seven"):
        find_person(project, "seven")


def test_without_a_key_column_the_row_number_is_the_key(project: ProjectFile) -> None:
    fill_table(project, [Column("age", "integer", "number")], [(20,), (30,)])
    assert find_person(project, "2").tables[0].rows == ((30,),)


def test_looking_at_a_person_is_noted_without_their_key(busy: ProjectFile, tmp_path: Path) -> None:
    find_person(busy, "a")
    entry = read_log(busy).entries[0]
    assert (entry.action, entry.object) == ("read one person", "profiles, events")
    assert entry.detail == {"rows": {"profiles": 1, "events": 2}}


def test_a_look_that_finds_nobody_is_not_noted(busy: ProjectFile) -> None:
    with pytest.raises(AdManagerError):
        find_person(busy, "zzz")
    assert [entry.action for entry in read_log(busy).entries] == ["create project"]


def test_personal_columns_are_told_by_their_roles(project: ProjectFile) -> None:
    columns = [
        Column("id", "text", "key"),
        Column("ok", "boolean", "consent"),
        Column("age", "integer", "number"),
    ]
    fill_table(project, columns, [("a", 1, 30)])
    fill_table(project, EVENTS, [], "events")
    fill_table(project, [Column("sku", "text", "key")], [], "products")
    assert [(found.table, found.column.name) for found in personal_columns(project)] == [
        ("profiles", "id"),
        ("profiles", "ok"),
        ("events", "customer"),
    ]
