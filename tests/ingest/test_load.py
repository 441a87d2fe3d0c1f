"""Importing into a project: all or nothing, counted, undone, by key policy."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from admanager.ingest.browse import count_rejects, table_sizes
from admanager.ingest.load import (
    ImportResult,
    dry_run,
    import_file,
    store_rows,
    undo_import,
)
from admanager.ingest.options import ImportOptions
from admanager.project.file import ProjectFile
from admanager.project.tables import Column, columns, row_count
from admanager.project.unfinished import remove_stale_stages
from admanager.texts import AdManagerError, sentence
from tests.ingest.conftest import WriteFile

pytestmark = pytest.mark.usefixtures("in_process")

FIRST = "uid,name,visits\na,Ada,1\nb,Bea,2\nc,Carl,\n"
SECOND = "uid,name,visits\nb,,20\nc,Carlo,30\nd,Dov,4\n"


def load(project: ProjectFile, path: Path, **wishes: Any) -> ImportResult:
    return import_file(project, path, options=ImportOptions(**wishes))


def rows(project: ProjectFile, select: str = "*", table: str = "profiles") -> list[tuple[Any, ...]]:
    return project.read().execute(f"SELECT {select} FROM {table} ORDER BY _id").fetchall()


def everything(project: ProjectFile) -> dict[str, list[tuple[Any, ...]]]:
    """Return what the user's tables hold, with their columns."""
    connection = project.read()
    names = [
        name
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name IN ('profiles', 'events', 'products', 'impressions')"
        )
    ]
    content = {name: connection.execute(f"SELECT * FROM {name} ORDER BY _id").fetchall() for name in names}
    content["column_info"] = connection.execute(
        "SELECT table_name, name, type, role FROM column_info ORDER BY table_name, position"
    ).fetchall()
    return content


def test_the_order_of_dates_is_decided_over_a_whole_file_also_where_the_project_has_the_column(
    project: ProjectFile, write: WriteFile
) -> None:
    head, options = "who,when,spend\n", ImportOptions(table="events", key="who")
    import_file(project, write(head + "a,2024-01-31,1.5\n", "first.csv"), options=options)
    # As long as a sample every day could be a month, and a month a day.
    rows = "".join(f"a,{month:02}/{day:02}/2024,5\n" for month in range(1, 13) for day in range(1, 13)) * 90
    result = import_file(project, write(f"{head}{rows}a,01/31/2024,2.5\n", "second.csv"), options=options)
    assert result.cells_reported == 0
    days = (
        project.read()
        .execute("SELECT date(\"when\", 'unixepoch'), spend FROM events ORDER BY _id")
        .fetchall()
    )
    assert days[1:4] == [("2024-01-01", 5.0), ("2024-01-02", 5.0), ("2024-01-03", 5.0)]
    assert days[-1] == ("2024-01-31", 2.5)


def test_dates_and_numbers_are_read_among_cells_that_are_neither_where_the_project_has_the_column(
    project: ProjectFile, write: WriteFile
) -> None:
    head, options = "who;when;spend\n", ImportOptions(table="events", key="who")
    import_file(project, write(head + "a;2024-01-31;1,5\n", "first.csv"), options=options)
    second = write(head + "a;05/03/2024;2,25\nb;13/03/2024;oops\nc;never;why\n", "second.csv")
    assert import_file(project, second, options=options).cells_reported == 3
    rows = (
        project.read()
        .execute("SELECT date(\"when\", 'unixepoch'), spend FROM events ORDER BY _id")
        .fetchall()
    )
    assert rows[1:] == [("2024-03-05", 2.25), ("2024-03-13", None), (None, None)]


def test_an_import_is_stored_with_its_batch_source_columns_and_audit(
    project: ProjectFile, write: WriteFile
) -> None:
    path = write(FIRST)
    result = load(project, path, key="uid")
    assert (result.rows_read, result.rows_imported, result.rows_rejected, result.duplicates) == (3, 3, 0, 0)
    assert rows(project) == [(1, 1, "a", "Ada", 1), (2, 1, "b", "Bea", 2), (3, 1, "c", "Carl", None)]
    connection = project.read()
    assert [(column.name, column.type, column.role) for column in columns(connection, "profiles")] == [
        ("uid", "text", "key"),
        ("name", "text", "category"),
        ("visits", "integer", "number"),
    ]
    source_path, size, mapping = connection.execute("SELECT path, size, mapping FROM source").fetchone()
    assert (source_path, size) == (str(path), len(FIRST))
    assert ImportOptions.model_validate_json(mapping) == result.options
    action, detail = connection.execute("SELECT action, detail FROM audit ORDER BY id DESC").fetchone()
    assert action == "import"
    assert json.loads(detail)["rows_imported"] == 3
    assert "Ada" not in detail
    assert project.check() == []


def test_nothing_is_left_beside_the_project(project: ProjectFile, write: WriteFile) -> None:
    before = {path.name for path in project.path.parent.iterdir()}
    load(project, write(FIRST))
    assert {path.name for path in project.path.parent.iterdir()} - before == {"data.csv"}


def test_a_dry_run_counts_and_writes_nothing(project: ProjectFile, write: WriteFile) -> None:
    load(project, write(FIRST), key="uid")
    before = everything(project)
    path = write(SECOND, "second.csv")
    for policy, imported, skipped, updated in (("skip", 1, 2, 0), ("update", 3, 0, 2)):
        tried = dry_run(project, path, options=ImportOptions(key="uid", on_duplicate=policy))
        assert tried.batch is None
        assert (tried.rows_imported, tried.rows_skipped, tried.rows_updated, tried.duplicates) == (
            imported,
            skipped,
            updated,
            2,
        )
        done = load(project, path, key="uid", on_duplicate=policy)
        assert (done.rows_imported, done.rows_skipped, done.rows_updated) == (imported, skipped, updated)
        undo_import(project, done.batch or 0)
    assert everything(project) == before


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("skip", [("a", "Ada", 1), ("b", "Bea", 2), ("c", "Carl", None), ("d", "Dov", 4)]),
        ("update", [("a", "Ada", 1), ("b", "Bea", 20), ("c", "Carlo", 30), ("d", "Dov", 4)]),
        ("replace", [("a", "Ada", 1), ("b", None, 20), ("c", "Carlo", 30), ("d", "Dov", 4)]),
    ],
)
def test_known_keys_follow_the_policy_and_undo_restores_them(
    project: ProjectFile, write: WriteFile, policy: str, expected: list[Any]
) -> None:
    load(project, write(FIRST), key="uid")
    before = everything(project)
    result = load(project, write(SECOND, "second.csv"), key="uid", on_duplicate=policy)
    assert rows(project, "uid, name, visits") == expected
    assert result.duplicates == 2
    assert result.rows_read == result.rows_imported + result.rows_skipped
    undone = undo_import(project, result.batch or 0)
    assert (undone.rows_removed, undone.rows_restored) == (1, 0 if policy == "skip" else 2)
    assert everything(project) == before
    assert project.check() == []


def test_rows_left_out_for_their_key_are_listed_with_their_lines(
    project: ProjectFile, write: WriteFile
) -> None:
    load(project, write(FIRST), key="uid")
    result = load(project, write(SECOND, "second.csv"), key="uid")
    rejects = project.read().execute(
        "SELECT line, column_name, found, reason FROM import_reject WHERE batch_id = ? ORDER BY line",
        [result.batch],
    )
    assert rejects.fetchall() == [(2, "uid", "b", "duplicate"), (3, "uid", "c", "duplicate")]


def test_rows_without_a_key_are_told_apart_from_others_that_were_not_taken(
    project: ProjectFile, write: WriteFile
) -> None:
    path = write("uid,name\n" + "".join(f"u{number},Ada\n" for number in range(20)) + ",Bea\n,Carl\nx\n")
    result = load(project, path, key="uid")
    assert result.rows_rejected == 3
    assert "since uid is empty in them: 2. To have them too, import the file without a key." in str(
        result.warnings
    )
    assert not any(
        "is empty in them" in str(told)
        for told in load(project, write(FIRST, "b.csv"), table="events").warnings
    )


def test_fail_leaves_the_project_as_it_was(project: ProjectFile, write: WriteFile) -> None:
    load(project, write(FIRST), key="uid")
    before = everything(project)
    with pytest.raises(AdManagerError, match="2 rows have a value of uid that is in the project already"):
        load(project, write(SECOND, "second.csv"), key="uid", on_duplicate="fail")
    assert everything(project) == before
    assert project.read().execute("SELECT COUNT(*) FROM import_batch").fetchone() == (1,)


def test_exact_numbers_are_restored(project: ProjectFile, write: WriteFile) -> None:
    load(project, write("uid,x\na,0.30000000000000004\nb,1e-300\n"), key="uid")
    result = load(project, write("uid,x\na,1.5\nb,2.5\n", "b.csv"), key="uid", on_duplicate="replace")
    undo_import(project, result.batch or 0)
    assert rows(project, "x") == [(0.30000000000000004,), (1e-300,)]


def test_new_columns_are_added_and_go_with_their_import(project: ProjectFile, write: WriteFile) -> None:
    load(project, write(FIRST), key="uid")
    before = everything(project)
    result = load(
        project, write("plan,uid\ngold,b\nbasic,e\n", "plans.csv"), key="uid", on_duplicate="update"
    )
    assert rows(project, "uid, plan") == [("a", None), ("b", "gold"), ("c", None), ("e", "basic")]
    undo_import(project, result.batch or 0)
    assert everything(project) == before


def test_a_new_column_stays_while_another_import_fills_it(project: ProjectFile, write: WriteFile) -> None:
    load(project, write(FIRST), key="uid")
    second = load(project, write("uid,plan\nd,gold\n", "2.csv"), key="uid")
    load(project, write("uid,plan\ne,basic\n", "3.csv"), key="uid")
    undo_import(project, second.batch or 0)
    assert rows(project, "uid, plan") == [("a", None), ("b", None), ("c", None), ("e", "basic")]


def test_a_column_that_a_segment_names_stays(project: ProjectFile, write: WriteFile) -> None:
    load(project, write(FIRST), key="uid")
    second = load(project, write("uid,plan\nd,gold\n", "2.csv"), key="uid")
    with project.change(sentence("Save")) as change:
        change.insert("segment", {"name": "Gold", "rule": "plan = 'gold'", "changed": 0.0})
    undo_import(project, second.batch or 0)
    assert "plan" in [column.name for column in columns(project.read(), "profiles")]


def test_whole_numbers_widen_to_decimals(project: ProjectFile, write: WriteFile) -> None:
    load(project, write("uid,x\na,1\n"), key="uid")
    load(project, write("uid,x\nb,2.5\n", "b.csv"), key="uid")
    assert columns(project.read(), "profiles")[1].type == "real"
    assert rows(project, "x") == [(1,), (2.5,)]


def test_the_last_import_of_a_table_takes_the_table_along(project: ProjectFile, write: WriteFile) -> None:
    before = everything(project)
    result = load(project, write(FIRST), key="uid")
    undo_import(project, result.batch or 0)
    assert everything(project) == before
    again = load(project, write("other,columns\n1,2\n"))
    assert again.rows_imported == 1


def test_ids_are_never_used_twice(project: ProjectFile, write: WriteFile) -> None:
    result = load(project, write(FIRST))
    undo_import(project, result.batch or 0)
    load(project, write(FIRST))
    assert rows(project, "_id, _batch") == [(4, 2), (5, 2), (6, 2)]


def test_an_import_whose_rows_were_changed_later_is_not_undone_first(
    project: ProjectFile, write: WriteFile
) -> None:
    first = load(project, write(FIRST), key="uid")
    second = load(project, write(SECOND, "second.csv"), key="uid", on_duplicate="update")
    with pytest.raises(AdManagerError, match="undo import 2 first"):
        undo_import(project, first.batch or 0)
    undo_import(project, second.batch or 0)
    assert undo_import(project, first.batch or 0).rows_removed == 3


def test_undo_of_the_project_takes_an_import_back(project: ProjectFile, write: WriteFile) -> None:
    load(project, write(FIRST))
    operation = project.undo()
    assert operation is not None
    assert operation.text == "Import “data.csv”"
    assert row_count(project.read(), "profiles") == 0


def test_undoing_what_is_not_there_is_told(project: ProjectFile, write: WriteFile) -> None:
    with pytest.raises(AdManagerError, match="no import with the number 7"):
        undo_import(project, 7)
    result = load(project, write(FIRST))
    undo_import(project, result.batch or 0)
    with pytest.raises(AdManagerError, match="undone already"):
        undo_import(project, result.batch or 0)


def test_the_same_file_again_is_noticed(project: ProjectFile, write: WriteFile) -> None:
    path = write(FIRST)
    first = load(project, path)
    assert first.warnings == ()
    assert "was imported before, as import 1" in load(project, path).warnings[0]
    copy = write(FIRST, "renamed.csv")
    assert "was imported before" in dry_run(project, copy).warnings[0]


def test_a_file_that_was_undone_is_not_noticed(project: ProjectFile, write: WriteFile) -> None:
    result = load(project, write(FIRST))
    undo_import(project, result.batch or 0)
    assert load(project, write(FIRST)).warnings == ()


def test_a_doubtful_order_of_dates_is_stated(project: ProjectFile, write: WriteFile) -> None:
    result = load(project, write("row,born\na,01/02/2024\nb,03/04/2024\n"))
    assert any("born, day and month cannot be told apart" in warning for warning in result.warnings)
    wishes = {"columns": ({"source_name": "born", "date_order": "mdy"},)}
    assert (
        dry_run(project, write("row,born\na,01/02/2024\n", "b.csv"), options=ImportOptions(**wishes)).warnings
        == ()
    )


def test_a_person_that_repeats_is_said_to_be_an_event(project: ProjectFile, write: WriteFile) -> None:
    result = load(
        project, write("customer_id,amount\n" + "".join(f"{number % 3},5\n" for number in range(30)))
    )
    assert result.rows_imported == 30
    assert any("customer_id is empty or repeats" in warning for warning in result.warnings)


@pytest.mark.parametrize("place", [3, 200])
def test_a_key_in_brackets_stays_as_it_is_written(project: ProjectFile, write: WriteFile, place: int) -> None:
    keys = [str(number) for number in range(1, 201)]
    keys.insert(place, "(5)")
    lines = [f"{key},{'(1.25)' if number % 2 else '2.50'}\n" for number, key in enumerate(keys)]
    result = load(project, write("uid,paid\n" + "".join(lines)), key="uid")
    assert [column.type for column in result.columns] == ["text", "real"]
    assert rows(project, "uid")[place] == ("(5)",)
    assert {paid for (paid,) in rows(project, "paid")} == {-1.25, 2.5}


def test_another_key_than_the_tables_is_refused(project: ProjectFile, write: WriteFile) -> None:
    load(project, write(FIRST), key="uid")
    with pytest.raises(AdManagerError, match="told apart by uid, not by mail"):
        load(project, write("mail,x\na@b.test,1\n", "b.csv"), key="mail")


def test_a_key_that_repeats_in_the_project_is_refused(project: ProjectFile, write: WriteFile) -> None:
    load(project, write("row,code\na,1\nb,1\n"))
    before = everything(project)
    with pytest.raises(AdManagerError, match="have the same code already"):
        load(project, write("row,code\nc,2\n", "b.csv"), key="code")
    assert everything(project) == before


def test_rows_and_rejects_add_up(project: ProjectFile, write: WriteFile) -> None:
    result = load(project, write("uid,x\na,1\n\nb\n,2\na,3\nc,4\n"), key="uid")
    assert (
        result.rows_read,
        result.rows_imported,
        result.rows_rejected,
        result.rows_blank,
        result.rows_skipped,
    ) == (6, 2, 2, 1, 1)
    stored = project.read().execute(
        "SELECT rows_read, rows_imported, rows_rejected, rows_blank, rows_skipped FROM import_batch"
    )
    assert stored.fetchone() == (6, 2, 2, 1, 1)
    assert project.read().execute("SELECT COUNT(*) FROM import_reject WHERE whole_row").fetchone() == (3,)


def test_every_value_has_the_type_of_its_column(project: ProjectFile, write: WriteFile) -> None:
    path = write("i,r,t,d,b\n1,1.5,x,2024-01-05,yes\nNA,NA,,NA,NA\n2,2.5,y,2024-01-06,no\n")
    load(project, path)
    found = project.read().execute(
        "SELECT DISTINCT typeof(i), typeof(r), typeof(t), typeof(d), typeof(b) FROM profiles ORDER BY 1"
    )
    assert found.fetchall() == [("integer", "real", "text", "integer", "integer"), ("null",) * 5]


def test_listeners_hear_of_the_tables(project: ProjectFile, write: WriteFile) -> None:
    heard: list[frozenset[str]] = []
    project.on_changed(heard.append)
    load(project, write(FIRST))
    assert {"profiles", "import_batch", "column_info", "source", "import_reject"} <= heard[0]


def test_stages_of_dead_processes_are_removed_at_the_next_import(
    project: ProjectFile, write: WriteFile
) -> None:
    stale = project.path.with_name(f".{project.path.name}.stage-999999999-1")
    stale.write_bytes(b"x")
    other = project.path.with_name(".other.adm.stage-999999999-1")
    other.write_bytes(b"x")
    load(project, write(FIRST))
    assert not stale.exists()
    assert other.exists()
    assert remove_stale_stages(other.with_name("other.adm")) == 1


def test_a_stage_that_does_not_hold_what_was_read_is_refused(
    project: ProjectFile, write: WriteFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    from admanager.ingest import load as module

    original = module.stage_in_child

    def tampered(request: Any, *, job: Any) -> Any:
        staged = original(request, job=job)
        connection = sqlite3.connect(request.stage)
        connection.execute("DELETE FROM staged_row WHERE _id = 1")
        connection.commit()
        connection.close()
        return staged

    monkeypatch.setattr(module, "stage_in_child", tampered)
    with pytest.raises(AdManagerError, match=r"not what was read \(2 of 3\)"):
        load(project, write(FIRST))
    assert everything(project) == {"column_info": []}


def test_other_tables_take_their_own_roles(project: ProjectFile, write: WriteFile) -> None:
    path = write(
        "user_id,event,timestamp,amount\nu1,purchase,2024-01-05 10:00:00,9.5\nu1,view,2024-01-05 09:00:00,\n"
    )
    result = load(project, path, table="events")
    assert [(column.name, column.role) for column in result.columns] == [
        ("user_id", "key"),
        ("event", "kind"),
        ("timestamp", "time"),
        ("amount", "value"),
    ]
    assert row_count(project.read(), "events") == 2


# -- rows that the program makes -------------------------------------------------------------------------

MADE = [
    Column("person", "integer", "key"),
    Column("clicked", "boolean", "clicked"),
    Column("cost", "real", "cost"),
]


def test_rows_made_by_the_program_are_a_batch_that_undo_removes(project: ProjectFile) -> None:
    with project.change(sentence("Run")) as change:
        run = change.insert(
            "run",
            {"name": "r", "campaign": "c", "plan": "{}", "seed": 0, "started": 0, "seconds": 0, "state": "done",
             "models": "{}", "summary": "{}", "generated": 1},
        )  # fmt: skip
        batch = store_rows(
            change, "impressions", MADE, [(1, 0, 0.5), (2, 1, None)], source="run r", generated=True
        )
    assert rows(project, "_id, _batch, person, clicked, cost", "impressions") == [
        (1, batch, 1, 0, 0.5),
        (2, batch, 2, 1, None),
    ]
    counts = project.read().execute("SELECT rows_read, rows_imported, generated FROM import_batch").fetchone()
    assert counts == (2, 2, 1)
    assert project.check() == []
    project.undo()
    assert everything(project) == {"column_info": []}
    assert project.read().execute("SELECT COUNT(*) FROM run WHERE id = ?", [run]).fetchone() == (0,)


def test_rows_made_later_add_their_columns(project: ProjectFile) -> None:
    with project.change(sentence("Run")) as change:
        store_rows(change, "impressions", MADE[:2], [(1, 0)], source="a", generated=True)
    with project.change(sentence("Run")) as change:
        store_rows(change, "impressions", MADE, iter([(2, 1, 0.25)]), source="b", generated=True)
    assert rows(project, "person, clicked, cost", "impressions") == [(1, 0, None), (2, 1, 0.25)]


def test_imported_impressions_go_with_made_ones(project: ProjectFile, write: WriteFile) -> None:
    with project.change(sentence("Run")) as change:
        store_rows(change, "impressions", MADE, [(1, 0, 0.5)], source="a", generated=True)
    load(project, write("person,clicked,cost\n7,yes,0.75\n"), table="impressions")
    assert rows(project, "person, clicked, cost", "impressions") == [(1, 0, 0.5), (7, 1, 0.75)]


# -- whatever is written comes back ----------------------------------------------------------------------

text = st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12).filter(
    lambda cell: cell == cell.strip(" \t\r\n") and cell.strip(" \t\r\n") != ""
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(-(2**53), 2**53),
            st.floats(-1e12, 1e12).map(float),
            st.one_of(st.none(), text),
            st.booleans(),
        ),
        min_size=2,
        max_size=30,
    ),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_whatever_is_written_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    cells: list[tuple[Any, ...]],
    delimiter: str,
    end: str,
    encoding: str,
) -> None:
    import csv

    folder = tmp_path_factory.mktemp("round trip")
    path = folder / "x.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
        writer.writerow(["whole", "real", "words", "flag"])
        for whole, real, words, flag in cells:
            writer.writerow([whole, repr(real), words if words is not None else "", "yes" if flag else "no"])
    wishes = {
        "columns": (
            {"source_name": "whole", "type": "integer"},
            {"source_name": "real", "type": "real"},
            {"source_name": "words", "type": "text", "missing_words": ()},
            {"source_name": "flag", "type": "boolean"},
        ),
        "delimiter": delimiter,
        "quote": '"',
        "escape": "",
        "comment": "",
        "header": True,
        "skip_lines": 0,
    }
    with ProjectFile.create(folder / "p.adm") as made:
        result = import_file(made, path, options=ImportOptions(**wishes))
        assert rows(made, "whole, real, words, flag") == [
            (whole, real, words, int(flag)) for whole, real, words, flag in cells
        ]
        assert result.rows_read == result.rows_imported == len(cells)


# -- nothing to import ---------------------------------------------------------------------------------------


def state_of(project: ProjectFile) -> str:
    return "\n".join(project.read().iterdump())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("names.csv", "user_id,colour\n"),
        ("blank.csv", "user_id,colour\n\n , \n\n"),
    ],
)
def test_a_file_without_rows_changes_nothing(
    project: ProjectFile, write: WriteFile, name: str, content: str
) -> None:
    before = state_of(project)
    for act in (import_file, dry_run):
        result = act(project, write(content, name))
        assert (result.batch, result.rows_imported, result.rows_read) == (None, 0, result.rows_blank)
        expected = f"{name} holds names of columns but no rows; there is nothing to import."
        assert list(result.warnings) == [expected]
    assert state_of(project) == before


def test_a_file_of_which_no_row_is_taken_adds_no_column_and_keeps_its_rejects(
    project: ProjectFile, write: WriteFile
) -> None:
    import_file(project, write("id,age\n1,30\n2,40\n"))
    options = ImportOptions(key="id")
    result = import_file(project, write("id,colour\n,red\n,blue\n", "none.csv"), options=options)
    assert (result.rows_imported, result.rows_rejected) == (0, 2)
    assert [column.name for column in columns(project.read(), "profiles")] == ["id", "age"]
    assert result.batch is not None
    assert count_rejects(project, result.batch) == 2
    assert undo_import(project, result.batch).rows_removed == 0
    assert project.check() == []


def test_rejects_alone_are_an_import_that_can_be_undone_also_without_a_table(
    project: ProjectFile, write: WriteFile
) -> None:
    result = import_file(project, write("id,colour\n,red\n,blue\n"), options=ImportOptions(key="id"))
    assert (result.batch, result.rows_rejected) == (1, 2)
    assert table_sizes(project) == {}
    assert undo_import(project, 1).rows_removed == 0
    assert count_rejects(project, 1) == 0
    assert project.check() == []


def test_a_date_says_when_before_the_number_of_an_order(project: ProjectFile, write: WriteFile) -> None:
    """Where nothing else tells the time, the order within a session does."""
    dated = load(project, write("order,user_id,when\n1,a,2024-01-31\n2,a,2024-02-01\n"), table="events")
    assert {column.name: column.role for column in dated.columns}["when"] == "time"
    assert {column.name: column.role for column in dated.columns}["order"] == "number"
    session = load(project, write("order,user_id,page\n1,a,x\n2,a,y\n", "b.csv"), table="impressions")
    assert {column.name: column.role for column in session.columns}["order"] == "time"
