"""Personal data in an import: reported, and replaced or left out when a person says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from admanager.audience.columns import ColumnStore
from admanager.ingest.load import dry_run, import_file, undo_import
from admanager.ingest.options import ColumnOptions, ImportOptions
from admanager.ingest.plan import propose
from admanager.privacy.applying import apply_role
from admanager.privacy.erasure import erase_person
from admanager.privacy.person import find_person
from admanager.privacy.pseudonyms import has_key, key_of, tokens_with
from admanager.privacy.suppression import DO_NOT_CONTACT, ERASED, add_tokens
from admanager.project.file import ProjectFile
from admanager.project.identity import keys_of, person_expression, person_of
from admanager.project.tables import columns
from admanager.texts import AdManagerError, sentence


def written(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """A file of thirty people with a name, an address and an age."""
    rows = [f"c{n},Anna Number{n},anna{n}@mail.org,{20 + n}" for n in range(30)]
    return written(tmp_path / "people.csv", "customer_id,full name,email,age", *rows)


def decided(**roles: str) -> ImportOptions:
    kinds = {name: ("personal" if role in {"hash", "keep"} else "role") for name, role in roles.items()}
    return ImportOptions(
        columns=tuple(
            ColumnOptions.model_validate({"source_name": name, kinds[name]: role})
            for name, role in roles.items()
        )
    )


def test_findings_are_reported_and_nothing_is_changed(project: ProjectFile, people: Path) -> None:
    result = import_file(project, people)
    assert [(found.column, found.kind, found.proposed) for found in result.findings] == [
        ("full name", "name", "drop"),
        ("email", "email", "hash"),
    ]
    assert any("full name, email" in warning for warning in result.warnings)
    assert project.read().execute("SELECT email FROM profiles LIMIT 1").fetchone() == ("anna0@mail.org",)
    assert not has_key(project)


def test_what_was_decided_is_no_longer_asked(project: ProjectFile, people: Path) -> None:
    options = decided(email="keep", **{"full name": "drop"})
    result = import_file(project, people, options=options)
    assert {found.column: found.decided for found in result.findings} == {
        "full name": "drop",
        "email": "keep",
    }
    assert result.warnings == ()
    assert {column.name: column.personal for column in columns(project.read(), "profiles")}["email"] == "keep"


def test_a_pseudonym_stands_in_the_place_of_the_value_and_the_value_nowhere(
    project: ProjectFile, people: Path
) -> None:
    with people.open("a", encoding="utf-8") as file:
        file.write("c99,Too,many,cells,anna99@mail.org\n")
    result = import_file(project, people, options=decided(email="hash", **{"full name": "drop"}))
    token = tokens_with(key_of(project))
    assert result.rows_rejected == 1
    stored = [row[0] for row in project.read().execute("SELECT email FROM profiles ORDER BY _id")]
    assert stored == [token(f"anna{n}@mail.org") for n in range(30)]
    (column,) = (column for column in columns(project.read(), "profiles") if column.name == "email")
    assert (column.role, column.type, column.personal) == ("hash", "text", "hash")
    for path in project.path.parent.iterdir():
        if path != people:
            assert b"@mail.org" not in path.read_bytes()
            assert b"Anna Number" not in path.read_bytes()


def test_a_key_can_be_a_pseudonym_and_later_files_still_meet_it(
    project: ProjectFile, people: Path, tmp_path: Path
) -> None:
    options = decided(email="hash").model_copy(update={"key": "email"})
    import_file(project, people, options=options)
    again = written(tmp_path / "more.csv", "email,age", " ANNA3@mail.org,70", "new@mail.org,50")
    result = import_file(project, again, options=ImportOptions(on_duplicate="update"))
    assert (result.rows_updated, result.rows_imported) == (1, 2)
    token = tokens_with(key_of(project))
    row = project.read().execute("SELECT age FROM profiles WHERE email = ?", [token("anna3@mail.org")])
    assert row.fetchone() == (70,)


def test_pseudonyms_and_plain_values_do_not_mix(project: ProjectFile, people: Path) -> None:
    import_file(project, people)
    with pytest.raises(AdManagerError, match="with its values as they came"):
        import_file(project, people, options=decided(email="hash"))


def test_a_dry_run_makes_no_key(project: ProjectFile, people: Path) -> None:
    result = dry_run(project, people, options=decided(email="hash"))
    assert result.rows_imported == 30
    assert not has_key(project)


def test_erased_people_are_refused_and_those_not_to_be_contacted_are_counted(
    project: ProjectFile, people: Path
) -> None:
    import_file(project, people, options=decided(email="hash"))
    undo_import(project, 1)
    token = tokens_with(key_of(project))
    with project.change(sentence("List"), undoable=False) as change:
        add_tokens(change, [token("c4"), token("anna7@mail.org")], ERASED)
        add_tokens(change, [token("ANNA9@MAIL.ORG")], DO_NOT_CONTACT)
    result = import_file(project, people)
    assert (result.rows_read, result.rows_imported, result.rows_suppressed, result.do_not_contact) == (
        30,
        28,
        2,
        1,
    )
    assert "2 rows are about people who were erased and were not taken (suppressed)." in result.warnings
    kept = {row[0] for row in project.read().execute("SELECT customer_id FROM profiles")}
    assert kept == {f"c{n}" for n in range(30)} - {"c4", "c7"}


def test_keys_of_one_person_are_joined_and_parted_again(
    project: ProjectFile, people: Path, tmp_path: Path
) -> None:
    import_file(project, people, options=decided(email="identity"))
    visits = written(tmp_path / "visits.csv", "cookie,login,time", "k1,anna3@mail.org,2024-01-02", "k2,,2024-01-03",
                     "k1,,2024-01-04", "k3,c3,2024-01-05")  # fmt: skip
    options = decided(login="identity").model_copy(update={"table": "events", "key": "cookie"})
    import_file(project, visits, options=options)
    connection = project.read()
    person = person_of(connection, "c3")
    assert person == connection.execute("SELECT _id FROM profiles WHERE customer_id = 'c3'").fetchone()[0]
    assert keys_of(connection, "k1") == ("anna3@mail.org", "c3", "k1", "k3")
    assert person_of(connection, "k2") is None
    of_row = person_expression(connection, "events")
    found = connection.execute(f"SELECT cookie, {of_row} FROM events ORDER BY _id").fetchall()
    assert found == [("k1", person), ("k2", None), ("k1", person), ("k3", person)]
    undo_import(project, 2)
    assert keys_of(connection, "c3") == ("anna3@mail.org", "c3")


def test_what_people_did_under_another_key_is_theirs_by_a_list_of_keys(
    project: ProjectFile, people: Path, tmp_path: Path
) -> None:
    import_file(project, people)
    orders = written(
        tmp_path / "orders.csv", "customer_id,kind,time", "c3,buy,2024-01-01", "c4,buy,2024-01-02"
    )
    import_file(project, orders, options=ImportOptions(table="events"))
    visits = written(tmp_path / "visits.csv", "cookie,kind,time", "k3,view,2024-01-03", "k9,view,2024-01-03")
    result = import_file(project, visits, options=ImportOptions(table="events", key="cookie"))
    assert any("cookie goes into customer_id" in warning for warning in result.warnings)
    pairs = written(tmp_path / "pairs.csv", "customer_id,cookie", "c3,k3")
    import_file(project, pairs, options=LIST)
    assert [column.name for column in columns(project.read(), "events")] == ["customer_id", "kind", "time"]
    store = ColumnStore.of(project)
    assert store.count("did('view')") == 1
    assert store.count("did('view') and did('buy')") == 1
    assert sum(len(table.rows) for table in find_person(project, "c3").tables) == 3
    undo_import(project, result.batch)
    assert store.count("did('view')") == 0


@pytest.mark.parametrize(
    ("first", "second", "hashed", "reason"),
    [
        ("customer_id,kind,time", "customer_id,cookie,time", False, "choose it as the key, and give cookie the role identity"),
        ("number,kind,time", "cookie,item,time", True, "is a pseudonym in one of both and cookie is not"),
    ],
)  # fmt: skip
def test_rows_that_would_be_nobodys_are_refused(
    project: ProjectFile, tmp_path: Path, first: str, second: str, hashed: bool, reason: str
) -> None:
    import_file(project, written(tmp_path / "a.csv", first, "17,buy,2024-01-01", "18,buy,2024-01-02"),
                options=ImportOptions(table="events", key=first.partition(",")[0]))  # fmt: skip
    if hashed:
        apply_role(project, "events", "number", "hash")
    file = written(tmp_path / "b.csv", second, "c3,k3,2024-01-03", "c4,k4,2024-01-03")
    wishes = ImportOptions(table="events", key="cookie")
    if hashed:
        wishes = decided(cookie="keep").model_copy(update={"table": "events", "key": "cookie"})
    with pytest.raises(AdManagerError, match=reason):
        import_file(project, file, options=wishes)
    (problem,) = [each for each in propose(project, file, wishes).problems if each.blocks]
    assert reason in problem.text


@pytest.mark.parametrize("late", [False, True])
def test_cookies_come_to_customers_who_have_whole_numbers(
    project: ProjectFile, tmp_path: Path, late: bool
) -> None:
    """The column of their numbers becomes one of text; cookies that are numbers at first are no other case."""
    customers = written(tmp_path / "people.csv", "number,cookie", "17,k17", "18,0018", "19,")
    import_file(project, customers, options=decided(cookie="identity").model_copy(update={"key": "number"}))
    orders = written(tmp_path / "orders.csv", "number,kind,time", "17,buy,2024-01-01", "19,buy,2024-01-02")
    import_file(project, orders, options=ImportOptions(table="events", key="number"))
    digits = [f"{n},view,2024-01-03" for n in range(70_000, 76_000)] if late else []
    visits = written(
        tmp_path / "visits.csv", "cookie,kind,time", *digits, "k17,view,2024-01-03", "0018,view,2024-01-04"
    )
    wishes = ImportOptions(table="events", key="cookie")
    assert not [each for each in propose(project, visits, wishes).problems if each.blocks]
    result = import_file(project, visits, options=wishes)
    assert (result.rows_rejected, result.rows_imported) == (0, len(digits) + 2)
    assert [column.type for column in columns(project.read(), "events")] == ["text", "text", "date"]
    store = ColumnStore.of(project)
    assert [store.count(rule) for rule in ("did('buy')", "did('view')", "did('view') and did('buy')")] == [
        2,
        2,
        1,
    ]
    assert sum(len(table.rows) for table in find_person(project, "17").tables) == 3
    more = written(tmp_path / "more.csv", "number,kind,time", "19,buy,2024-02-02")
    import_file(project, more, options=ImportOptions(table="events", key="number"))
    assert store.count("did('buy', count >= 2)") == 1
    undo_import(project, result.batch)
    assert [store.count(rule) for rule in ("did('buy')", "did('view')")] == [2, 0]


def test_a_value_that_many_share_joins_nobody(project: ProjectFile, tmp_path: Path) -> None:
    rows = [f"c{n},none@none" for n in range(40)] + ["c40,one@x.org", "c41,one@x.org"]
    shared = written(tmp_path / "shared.csv", "customer_id,email", *rows)
    import_file(project, shared, options=decided(email="identity"))
    assert keys_of(project.read(), "c1") == ("c1",)
    assert keys_of(project.read(), "c40") == ("c40", "c41", "one@x.org")


def test_a_rejected_cell_knows_whose_it_is(project: ProjectFile, tmp_path: Path) -> None:
    rows = [f"c{n},{20 + n}" for n in range(30)]
    rows[4], rows[20] = 'c4,"forty\nfour"', "c20,many"
    import_file(project, written(tmp_path / "ages.csv", "customer_id,age", *rows))
    found = project.read().execute("SELECT row_key, line FROM import_reject ORDER BY line").fetchall()
    assert found == [("c4", 6), ("c20", 23)]


def test_what_people_did_comes_with_pseudonyms_where_people_have_them(
    project: ProjectFile, people: Path, tmp_path: Path
) -> None:
    joined = "SELECT COUNT(*) FROM events JOIN profiles USING (customer_id)"
    import_file(project, people, options=decided(customer_id="hash"))
    events = written(
        tmp_path / "events.csv", "customer_id,kind,time", "c3,view,2024-01-01", "C7,view,2024-01-02"
    )
    import_file(project, events, options=ImportOptions(table="events"))
    assert project.read().execute(joined).fetchone() == (2,)
    (key, *_) = columns(project.read(), "events")
    assert (key.name, key.role, key.personal) == ("customer_id", "key", "hash")
    assert b"C7" not in project.path.read_bytes()
    assert sum(len(table.rows) for table in find_person(project, "c7").tables) == 2


def test_people_who_come_with_pseudonyms_give_them_to_what_came_before(
    project: ProjectFile, people: Path, tmp_path: Path
) -> None:
    joined = "SELECT COUNT(*) FROM events JOIN profiles USING (customer_id)"
    events = written(
        tmp_path / "events.csv", "customer_id,kind,time", "c3,view,2024-01-01", "c7,view,2024-01-02"
    )
    import_file(project, events, options=ImportOptions(table="events"))
    import_file(project, people, options=decided(customer_id="hash"))
    assert project.read().execute(joined).fetchone() == (2,)
    assert project.check() == []


def test_a_list_of_several_keys_of_one_person_joins_them_all(
    project: ProjectFile, people: Path, tmp_path: Path
) -> None:
    import_file(project, people)
    pairs = ["c3,k-one-33", "c3,k-two-33", "c4,k-one-44", "c3,k-three-33", "c99,k-one-99"]
    links = decided(cookie="identity").model_copy(update={"key": "customer_id", "on_duplicate": "update"})
    done = import_file(project, written(tmp_path / "links.csv", "customer_id,cookie", *pairs), options=links)
    connection = project.read()
    assert keys_of(connection, "c3") == ("c3", "k-one-33", "k-three-33", "k-two-33")
    assert keys_of(connection, "k-one-99") == ("c99", "k-one-99")
    more = written(tmp_path / "more.csv", "customer_id,cookie", "c4,k-two-44")
    import_file(project, more, options=links)
    assert keys_of(connection, "c4") == ("c4", "k-one-44", "k-two-44")
    skipped = links.model_copy(update={"on_duplicate": "skip"})
    third = written(tmp_path / "third.csv", "customer_id,cookie", "c4,k-three-44")
    last = import_file(project, third, options=skipped)
    assert keys_of(connection, "k-three-44") == ("c4", "k-one-44", "k-three-44", "k-two-44")
    assert last.batch is not None
    undo_import(project, last.batch)
    assert keys_of(connection, "c4") == ("c4", "k-one-44", "k-two-44")
    apply_role(project, "profiles", "cookie", "hash")
    apply_role(project, "profiles", "customer_id", "hash")
    assert len(find_person(project, "c3").keys) == 5
    assert find_person(project, "k-two-33").profile_ids == find_person(project, "c3").profile_ids
    assert b"k-two-33" not in project.path.read_bytes()
    erase_person(project, "k-two-33")
    assert import_file(project, people, options=ImportOptions(on_duplicate="update")).rows_suppressed == 1
    left = project.read().execute("SELECT COUNT(*) FROM identity_link").fetchone()
    assert left == (1,)
    assert (done.rows_imported, done.duplicates) == (5, 4)
    assert project.check() == []


def key_list(tmp_path: Path, name: str = "keys.csv") -> Path:
    """A list of keys of two people, one of whom has two cookies, and of a visitor without a profile."""
    return written(
        tmp_path / name, "cookie_id,customer_id,full name,since", "k-one-33,c3,Anna Number3,2024-01-01",
        "k-two-33,c3,Anna Number3,2024-01-02", "k-one-44,c4,Anna Number4,2024-01-03", "k-one-99,v99,,2024-01-04",
        ",c5,Anna Number5,2024-01-05", "c4,c4,,",
    )  # fmt: skip


LIST = ImportOptions(table="identity")


def test_a_list_of_keys_joins_people_and_makes_none(
    project: ProjectFile, people: Path, tmp_path: Path
) -> None:
    import_file(project, people)
    before = columns(project.read(), "profiles")
    done = import_file(project, key_list(tmp_path), options=LIST)
    assert {column.name: column.role for column in done.columns} == {
        "cookie_id": "identity",
        "customer_id": "key",
    }
    assert (done.rows_read, done.rows_imported, done.rows_rejected, done.duplicates) == (6, 6, 0, 0)
    connection = project.read()
    assert columns(connection, "profiles") == before
    assert connection.execute("SELECT COUNT(*) FROM profiles").fetchone() == (30,)
    assert keys_of(connection, "c3") == ("c3", "k-one-33", "k-two-33")
    assert keys_of(connection, "v99") == ("k-one-99", "v99")
    assert keys_of(connection, "c4") == ("c4", "k-one-44")
    visits = written(tmp_path / "visits.csv", "cookie_id,time", "k-two-33,2024-01-02", "k-none,2024-01-02")
    import_file(project, visits, options=ImportOptions(table="events", key="cookie_id"))
    assert person_of(connection, "k-two-33") == person_of(connection, "c3")
    of_row = person_expression(connection, "events")
    found = connection.execute(f"SELECT {of_row} FROM events ORDER BY _id").fetchall()
    assert found == [(person_of(connection, "c3"),), (None,)]
    assert done.batch is not None
    undone = undo_import(project, done.batch)
    assert (undone.rows_removed, undone.rows_restored) == (6, 0)
    assert keys_of(connection, "c3") == ("c3",)
    assert connection.execute(f"SELECT {of_row} FROM events ORDER BY _id").fetchall() == [(None,), (None,)]
    assert project.check() == []


def test_a_list_of_keys_may_come_before_everything_else(project: ProjectFile, tmp_path: Path) -> None:
    named = written(tmp_path / "pairs.csv", "person,other", "a,b", "b,c", "x,y")
    import_file(project, named, options=LIST)
    assert keys_of(project.read(), "a") == ("a", "b", "c")
    assert any("imported before" in text for text in import_file(project, named, options=LIST).warnings)


def test_a_list_needs_two_columns_of_keys(project: ProjectFile, tmp_path: Path) -> None:
    lonely = written(tmp_path / "lonely.csv", "customer_id,city,joined", "a,Rome,2024-01-01")
    with pytest.raises(AdManagerError, match="needs two columns with keys"):
        import_file(project, lonely, options=LIST)
    wished = decided(city="identity").model_copy(update={"table": "identity"})
    assert import_file(project, lonely, options=wished).rows_imported == 1


def test_keys_of_a_list_become_pseudonyms_where_keys_are(
    project: ProjectFile, people: Path, tmp_path: Path
) -> None:
    import_file(project, people, options=decided(email="drop", **{"full name": "drop"}))
    early = import_file(project, key_list(tmp_path), options=LIST)
    apply_role(project, "profiles", "customer_id", "hash")
    assert len(find_person(project, "k-two-33").profile_ids) == 1
    assert early.batch is not None
    undo_import(project, early.batch)
    import_file(project, key_list(tmp_path, "again.csv"), options=LIST)
    assert find_person(project, "k-two-33").profile_ids == find_person(project, "c3").profile_ids
    for path in project.path.parent.glob("*.adm"):
        assert b"k-two-33" not in path.read_bytes()
    erase_person(project, "k-one-33")
    third = import_file(project, key_list(tmp_path, "third.csv"), options=LIST)
    assert third.rows_suppressed == 2
    assert project.check() == []
