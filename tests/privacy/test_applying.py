"""What was decided about personal data that is in the project already."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from admanager.audience import segments
from admanager.ingest.load import import_file
from admanager.ingest.options import ColumnOptions, ImportOptions
from admanager.jobs import Job
from admanager.privacy.applying import apply_role
from admanager.privacy.findings import scan
from admanager.privacy.person import find_person
from admanager.privacy.pseudonyms import key_of, tokens_with
from admanager.project.file import ProjectFile
from admanager.project.identity import keys_of
from admanager.project.tables import Column, columns
from admanager.texts import AdManagerError, Cancelled
from tests.audience.conftest import fill_table


def written(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def filled(made_once: Path, tmp_path: Path) -> Iterator[ProjectFile]:
    """People and what they did, with an update whose old values are kept for undo.

    Made once; each test has a copy.
    """
    path = tmp_path / "project.adm"
    shutil.copy(made_once, path)
    with ProjectFile.open(path) as project:
        yield project


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled")
    with ProjectFile.create(folder / "project.adm") as project:
        fill(project, folder)
    return folder / "project.adm"


def fill(project: ProjectFile, folder: Path) -> None:
    rows = [f"{1000 + n},first{n}@mail.example,{13800000000 + n},{20 + n}" for n in range(40)]
    import_file(project, written(folder / "a.csv", "customer_id,email,mobile,age", *rows))
    again = ["1003,other3@mail.example,13800000003,oops", "1004,first9@mail.example,13800000004"]
    import_file(
        project,
        written(folder / "b.csv", "customer_id,email,mobile,age", *again),
        options=ImportOptions(on_duplicate="update"),
    )
    events = written(
        folder / "c.csv", "customer_id,time,kind", *(f"{1000 + n},2024-01-02,view" for n in range(40))
    )
    import_file(project, events, options=ImportOptions(table="events"))


def bytes_of(project: ProjectFile) -> bytes:
    return project.path.read_bytes()


def test_a_dropped_column_is_gone_with_its_history(filled: ProjectFile) -> None:
    assert apply_role(filled, "profiles", "email", "drop") == 40
    assert "email" not in [column.name for column in columns(filled.read(), "profiles")]
    assert b"@mail.example" not in bytes_of(filled)
    assert filled.check() == []


def test_pseudonyms_take_the_place_of_values_everywhere(filled: ProjectFile) -> None:
    assert apply_role(filled, "profiles", "email", "hash") == 40
    token = tokens_with(key_of(filled))
    stored = filled.read().execute("SELECT email FROM profiles ORDER BY _id").fetchall()
    assert stored[0] == (token("first0@mail.example"),)
    assert stored[3] == (token("other3@mail.example"),)
    assert b"@mail.example" not in bytes_of(filled)
    assert [found.column for found in scan(filled)] == ["mobile"]
    with pytest.raises(AdManagerError, match="holds pseudonyms already"):
        apply_role(filled, "profiles", "email", "hash")
    with pytest.raises(AdManagerError, match="cannot be had back"):
        apply_role(filled, "profiles", "email", "keep")


def test_a_column_of_numbers_becomes_one_of_texts(filled: ProjectFile) -> None:
    apply_role(filled, "profiles", "mobile", "hash")
    token = tokens_with(key_of(filled))
    assert filled.read().execute("SELECT mobile, typeof(mobile) FROM profiles WHERE age = 25").fetchone() == (
        token("13800000005"),
        "text",
    )
    (column,) = (each for each in columns(filled.read(), "profiles") if each.name == "mobile")
    assert (column.type, column.role, column.personal) == ("text", "hash", "hash")


def test_a_key_becomes_a_pseudonym_in_all_tables_and_people_are_still_found(filled: ProjectFile) -> None:
    assert apply_role(filled, "profiles", "customer_id", "hash") == 80
    joined = "SELECT COUNT(*) FROM events JOIN profiles USING (customer_id)"
    assert filled.read().execute(joined).fetchone() == (40,)
    person = find_person(filled, "1005")
    assert {table.table: len(table.rows) for table in person.tables} == {"profiles": 1, "events": 1}
    assert find_person(filled, person.keys[1]).tables == person.tables
    assert filled.check() == []


def test_joined_keys_stay_joined_as_pseudonyms(project: ProjectFile, tmp_path: Path) -> None:
    rows = [f"customer-{n},p{n}@mail.example" for n in range(30)]
    options = ImportOptions(columns=(ColumnOptions(source_name="email", role="identity"),))
    import_file(project, written(tmp_path / "people.csv", "customer_id,email", *rows), options=options)
    apply_role(project, "profiles", "email", "hash")
    token = tokens_with(key_of(project))
    assert keys_of(project.read(), "customer-4") == tuple(sorted(("customer-4", token("p4@mail.example"))))
    assert find_person(project, "P4@mail.example").profile_ids == (5,)


def test_keeping_is_noted_and_changes_nothing(filled: ProjectFile) -> None:
    apply_role(filled, "profiles", "email", "keep")
    assert {found.column: found.decided for found in scan(filled)} == {"email": "keep", "mobile": ""}


def test_a_key_and_a_column_that_is_used_are_not_dropped(filled: ProjectFile) -> None:
    segments.save(filled, "old", "age > 30")
    for name, reason in (("customer_id", "is the key"), ("age", "is used in “old”")):
        with pytest.raises(AdManagerError, match=reason):
            apply_role(filled, "profiles", name, "drop")
    with pytest.raises(AdManagerError, match="no column nothing"):
        apply_role(filled, "profiles", "nothing", "drop")
    with pytest.raises(AdManagerError, match="is none of drop, hash, keep"):
        apply_role(filled, "profiles", "age", "burn")


class Impatient(Job):
    """Cancels at the third question."""

    def __init__(self) -> None:
        self.asked = 0

    def check_cancelled(self) -> None:
        self.asked += 1
        if self.asked >= 3:
            raise Cancelled


@pytest.mark.parametrize("decision", ["hash", "drop"])
def test_cancelling_leaves_the_column_as_it_was(project: ProjectFile, decision: str) -> None:
    people = [Column("id", "text", "key"), Column("email", "text", "text")]
    fill_table(project, people, [(f"c{n}", f"p{n}@mail.example") for n in range(30_000)])
    job = Impatient()
    with pytest.raises(Cancelled):
        apply_role(project, "profiles", "email", decision, job=job)
    assert job.asked == 3
    assert project.read().execute("SELECT email FROM profiles WHERE id = 'c7'").fetchone() == (
        "p7@mail.example",
    )
    assert columns(project.read(), "profiles")[1].personal == ""
    assert project.check() == []
