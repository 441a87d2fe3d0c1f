"""An erased person is gone from every table and from every byte of the project's folder, and stays gone."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from admanager.audience import segments
from admanager.ingest.load import import_file
from admanager.ingest.options import ColumnOptions, ImportOptions
from admanager.privacy import erasure
from admanager.privacy.audit import read_log
from admanager.privacy.erasure import HOLDERS, NOTHING_PERSONAL, copies_of, erase_person, tables_of_file
from admanager.privacy.holdout import exports, keep_release, release
from admanager.privacy.person import find_person
from admanager.privacy.pseudonyms import KeyMissing, key_of, place_of, tokens_with
from admanager.privacy.suppression import ERASED, add_do_not_contact, listed_tokens
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from admanager.texts import AdManagerError, sentence
from tests.audience.conftest import fill_table

KEY, MAIL, COOKIE = "customer-0017", "zoe.quill@mail.example", "cookie-quill-77"
TRACES = (KEY, MAIL, COOKIE, "Quillfeather", "forty-four-and-a-half")


def written(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """The folder with the files that are imported; it is not the project's."""
    folder = tmp_path / "sources"
    folder.mkdir()
    return folder


@pytest.fixture
def full(made_once: Path, sources: Path, tmp_path: Path) -> Iterator[ProjectFile]:
    """A project that holds one person in every way in which it can, a copy for each test."""
    shutil.copytree(made_once / "sources", sources, dirs_exist_ok=True)
    folder = tmp_path / "kept"
    folder.mkdir()
    shutil.copy(made_once / "project.adm", folder)
    with ProjectFile.open(folder / "project.adm") as project:
        yield project


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("full")
    (folder / "sources").mkdir()
    with ProjectFile.create(folder / "project.adm") as project:
        fill(project, folder / "sources")
    return folder


def fill(project: ProjectFile, sources: Path) -> None:
    identity = ImportOptions(columns=(ColumnOptions(source_name="email", role="identity"),))
    rows = [f"customer-{n:04},Name{n},p{n}@mail.example,{20 + n % 40}" for n in range(60)]
    rows[17] = f"{KEY},Quillfeather,{MAIL},forty-four-and-a-half"
    import_file(
        project, written(sources / "people.csv", "customer_id,surname,email,age", *rows), options=identity
    )
    again = [f"{KEY},Newname,{MAIL},41", "customer-0003,Newname3,p3@mail.example,30"]
    update = identity.model_copy(update={"on_duplicate": "update"})
    import_file(
        project, written(sources / "more.csv", "customer_id,surname,email,age", *again), options=update
    )
    skipped = written(sources / "again.csv", "customer_id,surname,email,age", *again)
    import_file(project, skipped, options=identity)
    events = ImportOptions(
        table="events", key="cookie", columns=(ColumnOptions(source_name="login", role="identity"),)
    )
    visits = [f"c{n},p{n}@mail.example,purchase,2024-03-0{1 + n % 9}" for n in range(30)]
    visits[17] = f"{COOKIE},{MAIL},purchase,2024-03-05"
    import_file(
        project,
        written(sources / "visits.csv", "cookie,login,kind,time", *visits, f"{COOKIE},,view,2024-03-06"),
        options=events,
    )
    segments.save(project, "young", "age <= 45", kind="static")
    segments.save(project, "just them", f"customer_id = '{KEY}' or age < 25")
    segments.save(project, "young", "age <= 44", kind="static")
    card = json.dumps({"card": {"data": {"table": "profiles"}}})
    with project.change(sentence("Model"), undoable=False) as change:
        for name, created in (("after", time.time() + 1), ("before", 1.0)):
            change.connection.execute(
                "INSERT INTO model (name, family, target, created, card, sha256, onnx) VALUES (?, 'gbdt', 'y', ?, ?, '', x'00')",
                [name, created, card],
            )
        ids = segments.members(project, "young")
        keep_release(change, "young", release(project, ids, share=0.5, seed=3))
        change.connection.execute(
            "INSERT INTO column_cache (table_name, column_name, stamp, part, dtype, data) VALUES ('profiles', 'email', 1, 0, 'O', ?)",
            [MAIL.encode()],
        )
        change.connection.execute(
            "INSERT INTO privacy_spending (time, question, epsilon) VALUES (1, ?, 0.1)", [f"email = '{MAIL}'"]
        )
        everyone = segments.members(project, "young")
        keep_release(change, f"email in ('{MAIL}', 'a')", release(project, everyone, share=0.5, seed=4))


def traces_in(folder: Path) -> list[tuple[str, str]]:
    return [
        (path.name, trace)
        for path in folder.iterdir()
        if path.is_file()
        for trace in TRACES
        if trace.encode() in path.read_bytes() or trace.encode("utf-16-le") in path.read_bytes()
    ]


def test_everything_that_is_held_is_shown(full: ProjectFile) -> None:
    person = find_person(full, MAIL)
    assert person.keys == (COOKIE, KEY, MAIL)
    assert {table.table: len(table.rows) for table in person.tables} == {"profiles": 1, "events": 2}
    assert person.rejected == ({"import": 1, "line": 19, "column": "age", "found": "forty-four-and-a-half"},)
    (before,) = person.overwritten
    assert (before["table"], before["row"]["surname"], before["row"]["age"]) == (
        "profiles",
        "Quillfeather",
        None,
    )
    assert [each["segment"] for each in person.exports] == ["young", f"email in ('{MAIL}', 'a')"]
    assert find_person(full, KEY).tables == person.tables == find_person(full, COOKIE).tables


def test_nothing_of_an_erased_person_is_left(full: ProjectFile) -> None:
    folder = full.path.parent
    assert {trace for _, trace in traces_in(folder)} == set(TRACES)
    done = erase_person(full, KEY)
    assert (done.rows, done.segments, done.exports, done.models) == (
        {"profiles": 1, "events": 2},
        1,
        2,
        ("after",),
    )
    assert traces_in(folder) == []
    full.close()
    assert traces_in(folder) == []


def test_others_stay_as_they_were(full: ProjectFile) -> None:
    connection = full.read()
    count = "SELECT (SELECT COUNT(*) FROM profiles), (SELECT COUNT(*) FROM events), (SELECT COUNT(*) FROM identity)"
    before = connection.execute(count).fetchone()
    members = set(segments.members(full, "young").tolist())
    _, kept = exports(full)
    gone = set(find_person(full, KEY).profile_ids)
    erase_person(full, KEY)
    assert connection.execute(count).fetchone() == (before[0] - 1, before[1] - 2, before[2] - 3)
    assert set(segments.members(full, "young").tolist()) == members - gone
    renamed, left = exports(full)
    assert renamed.name == "email in ('erased', 'a')"
    assert left.exported + left.held == kept.exported + kept.held - 1
    assert segments.get(full, "just them").rule == "customer_id = 'erased' or age < 25"
    assert full.check() == []


def test_what_undo_brings_back_is_without_them(full: ProjectFile) -> None:
    gone = set(find_person(full, KEY).profile_ids)
    erase_person(full, KEY)
    for _ in range(3):
        full.undo()
        for segment in segments.list_segments(full):
            assert not gone & set(segments.members(full, segment.name).tolist())
    while full.redo():
        pass
    assert traces_in(full.path.parent) == []


def test_a_later_import_refuses_them_by_any_key(full: ProjectFile, sources: Path) -> None:
    erase_person(full, COOKIE)
    result = import_file(full, sources / "people.csv", options=ImportOptions(on_duplicate="update"))
    assert (result.rows_suppressed, result.rows_read, result.rows_updated) == (1, 60, 59)
    visits = ImportOptions(table="events", key="cookie")
    assert import_file(full, sources / "visits.csv", options=visits).rows_suppressed == 2
    with pytest.raises(AdManagerError, match="No table holds a person"):
        find_person(full, KEY)


def test_the_log_says_that_somebody_was_erased_but_not_who(full: ProjectFile) -> None:
    erase_person(full, KEY)
    entry = read_log(full).entries[0]
    assert (entry.action, entry.detail) == (
        "erase one person",
        {"rows": {"profiles": 1, "events": 2}, "models": 1},
    )
    assert read_log(full).intact


def test_models_that_learnt_from_them_are_marked_once_a_person(full: ProjectFile) -> None:
    erase_person(full, KEY)
    erase_person(full, "customer-0003")
    assert erasure.marked_models(full.read()) == [("after", 2)]


def test_somebody_who_is_not_there_cannot_be_erased(full: ProjectFile) -> None:
    with pytest.raises(AdManagerError, match="No table holds a person with the key nobody"):
        erase_person(full, "nobody")
    assert full.read().execute("SELECT COUNT(*) FROM suppressed").fetchone() == (0,)


def test_backups_beside_the_project_are_named_and_deleted_when_asked(full: ProjectFile) -> None:
    backup = full.path.with_name("project.version-1.adm")
    full.backup(backup)
    other = full.path.with_name("projects.version-1.adm")
    other.write_bytes(b"of another project")
    assert erase_person(full, KEY).copies == (backup,)
    assert list(copies_of(full.path)) == [backup]
    assert erase_person(full, "customer-0004", delete_copies=True).copies == ()
    assert not backup.exists()
    assert other.exists()


def test_every_table_of_the_file_is_spoken_for(full: ProjectFile) -> None:
    known = HOLDERS.keys() | NOTHING_PERSONAL.keys()
    assert not HOLDERS.keys() & NOTHING_PERSONAL.keys()
    assert sorted(set(tables_of_file(full.read())) - known) == []


def test_short_keys_are_not_looked_for_in_what_people_wrote(project: ProjectFile, sources: Path) -> None:
    import_file(project, written(sources / "few.csv", "customer_id,age", "7,31", "8,32", "9,33"))
    segments.save(project, "7 days", "age > 7")
    erase_person(project, "7")
    assert [(each.name, each.rule) for each in segments.list_segments(project)] == [("7 days", "age > 7")]
    assert project.read().execute("SELECT customer_id FROM profiles").fetchall() == [(8,), (9,)]


def test_columns_kept_in_the_file_forget_them_too(project: ProjectFile) -> None:
    people = [
        Column("id", "text", "key"),
        Column("age", "integer", "number"),
        Column("spend", "real", "number"),
    ]
    fill_table(project, people, [(f"customer-{n:06}", 30, n + 0.123456789) for n in range(150_000)])
    segments.count(project, "age > 10 and spend >= 0")
    traces = np.array([140_000.123456789]).tobytes()
    kept = "SELECT COUNT(*) FROM column_cache WHERE column_name LIKE 'v%'"
    pieces = project.read().execute(kept).fetchone()[0]
    assert pieces == 3
    assert traces in b"".join(
        row[0] for row in project.read().execute("SELECT data FROM column_cache ORDER BY id")
    )
    erase_person(project, "customer-140000")
    values = kept_values(project, "vspend")
    assert values[139_999] == 139_999.123456789
    assert values[140_000] == 0
    assert values[140_001] == 140_001.123456789
    assert segments.count(project, "spend >= 0").count == 149_999
    assert segments.count(project, "spend between 139999.5 and 140001").count == 0
    # The numbers of the rows have a gap now, and are kept one by one.
    erase_person(project, "customer-140003")
    values = kept_values(project, "vspend")
    assert values[140_001] == 140_002.123456789
    assert values[140_002] == 0
    assert values[140_003] == 140_004.123456789


def kept_values(project: ProjectFile, name: str) -> npt.NDArray[np.float64]:
    rows = project.read().execute("SELECT data FROM column_cache WHERE column_name = ? ORDER BY part", [name])
    return np.frombuffer(b"".join(row[0] for row in rows), dtype="<f8")


def test_without_the_key_of_the_pseudonyms_a_person_can_still_be_erased(full: ProjectFile) -> None:
    erase_person(full, "customer-0001")
    add_do_not_contact(full, ["customer-0002"])
    place = place_of(full)
    assert place is not None
    assert place.path is not None
    kept = place.path.read_bytes()
    place.path.unlink()
    try:
        with ProjectFile.open(full.path) as moved:
            assert find_person(moved, KEY).do_not_contact is None
            with pytest.raises(KeyMissing, match="not on this computer"):
                erase_person(moved, KEY)
            assert erase_person(moved, KEY, refuse_later=False).rows == {"profiles": 1, "events": 2}
        assert traces_in(full.path.parent) == []
    finally:
        place.path.write_bytes(kept)
        place.path.chmod(0o600)


def test_a_key_that_looks_like_a_pseudonym_is_refused_later_and_not_kept(
    project: ProjectFile, sources: Path
) -> None:
    keys = [f"{n:032x}" for n in (10**30, 10**31, 10**32)]
    source = written(sources / "people.csv", "customer_id,age", *(f"{key},{n}" for n, key in enumerate(keys)))
    import_file(project, source)
    erase_person(project, keys[1])
    assert keys[1].encode() not in project.path.read_bytes()
    assert import_file(project, source, options=ImportOptions(on_duplicate="update")).rows_suppressed == 1


def test_the_number_of_a_row_is_nobodys_key(project: ProjectFile, sources: Path) -> None:
    no_key = ImportOptions(columns=(ColumnOptions(source_name="email", role="text"),))
    import_file(
        project, written(sources / "people.csv", "email,age", "a@x.org,1", "b@x.org,2"), options=no_key
    )
    erase_person(project, "2")
    token = tokens_with(key_of(project))
    assert listed_tokens(project.read(), ERASED) == {token("b@x.org")}
