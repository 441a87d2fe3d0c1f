"""One value of one person is corrected as an import would read it, undone, and leaves no trace once they are erased."""

from __future__ import annotations

import pytest

from admanager.ingest.correction import correct_value
from admanager.ingest.locale import change_locale
from admanager.privacy.applying import apply_role
from admanager.privacy.audit import read_log
from admanager.privacy.erasure import erase_person
from admanager.privacy.person import find_person
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError
from tests.audience.conftest import PEOPLE, ROWS, fill_table


@pytest.fixture
def people(project: ProjectFile) -> ProjectFile:
    fill_table(project, PEOPLE, ROWS)
    return project


@pytest.mark.parametrize(
    ("column", "text", "stored"),
    [
        ("age", " 41 ", 41),
        ("age", "", None),
        ("balance", "-12.50", -12.5),
        ("job", "Übersetzer", "Übersetzer"),
        ("joined", "2024-02-29", 1_709_164_800),
        ("seen", "2024-02-29 08:00", 1_709_164_800),
        ("seen", "2024-02-29T08:00:00Z", 1_709_164_800 + 8 * 3600),
        ("member", "是", 1),
        ("emp.var.rate", "1e-3", 0.001),
    ],
)
def test_a_value_is_read_as_its_columns_type_and_undone(
    people: ProjectFile, column: str, text: str, stored: object
) -> None:
    change_locale(people, zone="Asia/Shanghai")
    of_all = f'SELECT _id, "{column}" FROM profiles ORDER BY _id'
    before = people.read().execute(of_all).fetchall()
    assert correct_value(people, "a", column, text) == 1
    after = people.read().execute(of_all).fetchall()
    assert (after[0][1], after[1:]) == (stored, before[1:])
    entry = read_log(people).entries[0]
    assert (entry.action, entry.object, entry.detail) == (
        "correct a value",
        f"profiles.{column}",
        {"rows": 1},
    )
    people.undo()
    assert people.read().execute(of_all).fetchall() == before


@pytest.mark.parametrize(
    ("key", "column", "text", "reason"),
    [
        ("a", "age", "forty", "age cannot hold “forty”; write 42"),
        ("a", "seen", "13/13/2024", "write 2026-01-31 18:30"),
        ("a", "id", "b", "says who a row is about"),
        ("a", "aeg", "1", "has no column aeg"),
        ("nobody", "age", "1", "No table holds a person with the key nobody"),
    ],
)
def test_what_cannot_stand_there_changes_nothing(
    people: ProjectFile, key: str, column: str, text: str, reason: str
) -> None:
    before = people.read().execute("SELECT * FROM profiles").fetchall()
    with pytest.raises(AdManagerError, match=reason):
        correct_value(people, key, column, text)
    assert people.read().execute("SELECT * FROM profiles").fetchall() == before


def test_a_pseudonym_is_not_corrected(people: ProjectFile) -> None:
    apply_role(people, "profiles", "job", "hash")
    with pytest.raises(AdManagerError, match="job holds pseudonyms"):
        correct_value(people, "a", "job", "admin.")


def test_nothing_of_a_corrected_value_is_left_of_an_erased_person(people: ProjectFile) -> None:
    correct_value(people, "a", "job", "zeppelin-painter-1")
    correct_value(people, "a", "job", "zeppelin-painter-2")
    assert find_person(people, "a").tables[0].as_dicts()[0]["job"] == "zeppelin-painter-2"
    erase_person(people, "a")
    found = b"".join(path.read_bytes() for path in people.path.parent.iterdir() if path.is_file())
    assert b"zeppelin-painter" not in found
