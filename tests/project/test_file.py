"""The project file: identity, one writer, changes with undo, the audit chain, and what a kill leaves."""

from __future__ import annotations

import errno
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from admanager.cli.output import TerminalJob
from admanager.jobs import Job
from admanager.project import file as file_module
from admanager.project import schema
from admanager.project.file import ProjectFile, UnsoundProject
from admanager.project.unfinished import stage_beside, whole_file
from admanager.texts import AdManagerError, Cancelled, sentence


def add_segment(project: ProjectFile, name: str, rule: str = "age > 30") -> int:
    with project.change(sentence("Save the segment “{name}”", name=name)) as change:
        return change.insert("segment", {"name": name, "rule": rule, "changed": 0.0})


def segments(project: ProjectFile) -> list[tuple[str, str]]:
    return project.read().execute("SELECT name, rule FROM segment ORDER BY id").fetchall()


def test_a_new_project_is_marked_and_sound(project: ProjectFile) -> None:
    connection = sqlite3.connect(project.path)
    assert connection.execute("PRAGMA application_id").fetchone()[0] == schema.APPLICATION_ID
    assert connection.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION
    connection.close()
    assert project.check() == []
    assert project.name == "project"


def test_creating_over_an_existing_file_is_refused(project: ProjectFile) -> None:
    with pytest.raises(AdManagerError, match="exists already"):
        ProjectFile.create(project.path)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "not an AdManager project"), (b"hello, not a database", "not an AdManager project")],
)
def test_a_file_that_is_no_database_is_refused_with_a_sentence(
    tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "odd.adm"
    path.write_bytes(content)
    with pytest.raises(AdManagerError, match=words):
        ProjectFile.open(path)
    assert path.read_bytes() == content


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(AdManagerError, match="no project file"):
        ProjectFile.open(tmp_path / "none.adm")
    with pytest.raises(AdManagerError, match="is a folder, not a project file"):
        ProjectFile.open(tmp_path)


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.adm"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    with pytest.raises(AdManagerError, match="not an AdManager project"):
        ProjectFile.open(path)


def test_a_newer_project_is_refused_and_left_alone(project: ProjectFile) -> None:
    project.close()
    connection = sqlite3.connect(project.path)
    connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    connection.close()
    before = project.path.read_bytes()
    with pytest.raises(AdManagerError, match="newer AdManager"):
        ProjectFile.open(project.path)
    assert project.path.read_bytes() == before


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON segment BEGIN DELETE FROM audit; END",
        "CREATE VIEW v AS SELECT * FROM segment",
        "CREATE TABLE extra (x)",
        "ALTER TABLE segment ADD COLUMN extra",
        "DROP TABLE run_event",
    ],
)
def test_a_foreign_schema_is_refused(project: ProjectFile, statement: str) -> None:
    project.close()
    connection = sqlite3.connect(project.path)
    connection.execute(statement)
    connection.commit()
    connection.close()
    with pytest.raises(AdManagerError, match="changed by another program"):
        ProjectFile.open(project.path)


def test_a_truncated_project_is_refused(project: ProjectFile) -> None:
    project.close()
    content = project.path.read_bytes()
    project.path.write_bytes(content[: len(content) // 2])
    with pytest.raises(AdManagerError, match=r"damaged|reported an error"):
        ProjectFile.open(project.path)


def test_an_older_project_is_backed_up_and_migrated(
    project: ProjectFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_segment(project, "kept")
    project.close()
    migrations = (*schema.MIGRATIONS, "CREATE TABLE added (id INTEGER PRIMARY KEY);")
    monkeypatch.setattr(schema, "MIGRATIONS", migrations)
    monkeypatch.setattr(schema, "VERSION", len(migrations))
    with ProjectFile.open(project.path) as migrated:
        assert segments(migrated) == [("kept", "age > 30")]
        assert migrated.read().execute("SELECT COUNT(*) FROM added").fetchone() == (0,)
    backup = project.path.with_name(f"project.version-{len(migrations) - 1}.adm")
    connection = sqlite3.connect(backup)
    assert connection.execute("PRAGMA user_version").fetchone() == (len(migrations) - 1,)
    assert connection.execute("SELECT name FROM segment").fetchall() == [("kept",)]
    connection.close()


def test_an_exception_rolls_the_whole_change_back(project: ProjectFile) -> None:
    with pytest.raises(ZeroDivisionError), project.change(sentence("Fail")) as change:
        change.insert("segment", {"name": "lost", "rule": "x = 1", "changed": 0.0})
        raise ZeroDivisionError
    assert segments(project) == []
    assert project.table_stamp("segment") == 0
    assert add_segment(project, "next") > 0


def test_undo_and_redo_walk_through_the_operations(project: ProjectFile) -> None:
    row = add_segment(project, "a")
    with project.change(sentence("Edit the segment “{name}”", name="a")) as change:
        change.update("segment", row, {"rule": "age > 40"})
    with project.change(sentence("Delete the segment “{name}”", name="a")) as change:
        change.delete("segment", row)
    assert segments(project) == []

    undone = project.undo()
    assert undone is not None
    assert undone.text == "Delete the segment “a”"
    assert segments(project) == [("a", "age > 40")]
    project.undo()
    assert segments(project) == [("a", "age > 30")]
    project.redo()
    project.redo()
    assert segments(project) == []
    assert project.redo() is None
    while project.undo():
        pass
    assert segments(project) == []
    assert project.check() == []


def test_undo_survives_closing_the_project(project: ProjectFile) -> None:
    add_segment(project, "a")
    project.close()
    with ProjectFile.open(project.path) as again:
        again.undo()
        assert segments(again) == []


def test_undoing_an_update_keeps_what_hangs_on_the_row(project: ProjectFile) -> None:
    with project.change(sentence("Add")) as change:
        values = {"name": "run", "campaign": "c", "plan": "", "seed": 1, "started": 0.0, "seconds": 1.0}
        row = change.insert("run", {**values, "state": "done", "models": "[]", "summary": "{}"})
    project.read().execute("INSERT INTO run_event VALUES (1, ?, 7, 'cap', '', '{}')", [row])
    with project.change(sentence("Edit")) as change:
        change.update("run", row, {"name": "renamed"})
    project.undo()
    assert project.read().execute("SELECT minute FROM run_event").fetchall() == [(7,)]


def test_blobs_come_back_unchanged(project: ProjectFile) -> None:
    values = {
        "name": "m",
        "family": "dcn",
        "target": "y",
        "created": 0.0,
        "card": "{}",
        "sha256": "",
        "onnx": bytes(range(256)),
    }
    with project.change(sentence("Add a model")) as change:
        row = change.insert("model", values)
    with project.change(sentence("Delete a model")) as change:
        change.delete("model", row)
    project.undo()
    assert project.read().execute("SELECT onnx FROM model").fetchone()[0] == bytes(range(256))


@settings(max_examples=25, deadline=None)
@given(steps=st.lists(st.tuples(st.sampled_from("iud"), st.integers(0, 4), st.text(max_size=5)), max_size=12))
def test_undoing_everything_gives_the_first_state_and_redoing_the_last(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, str]]
) -> None:
    with ProjectFile.create(tmp_path_factory.mktemp("undo") / "p.adm") as project:
        for kind, which, rule in steps:
            name = f"s{which}"
            found = project.read().execute("SELECT id FROM segment WHERE name = ?", [name]).fetchone()
            with project.change(sentence("Step")) as change:
                if kind == "i" and not found:
                    change.insert("segment", {"name": name, "rule": rule, "changed": 0.0})
                elif kind == "u" and found:
                    change.update("segment", found[0], {"rule": rule})
                elif kind == "d" and found:
                    change.delete("segment", found[0])
        last = project.read().execute("SELECT * FROM segment ORDER BY id").fetchall()
        count = 0
        while project.undo():
            count += 1
        assert segments(project) == []
        for _ in range(count):
            project.redo()
        assert project.read().execute("SELECT * FROM segment ORDER BY id").fetchall() == last


def test_listeners_hear_which_tables_changed(project: ProjectFile) -> None:
    heard: list[frozenset[str]] = []
    stop = project.on_changed(heard.append)
    add_segment(project, "a")
    stop()
    add_segment(project, "b")
    assert heard == [frozenset({"segment"})]
    assert project.table_stamp("segment") == 2


def test_the_audit_chain_notices_a_changed_entry(project: ProjectFile) -> None:
    with project.change(sentence("Note"), undoable=False) as change:
        change.audit("export", "segment loyal", {"rows": 12})
        change.audit("export", "segment loyal", {"rows": 13})
    assert project.check() == []
    project.read().execute("UPDATE audit SET detail = '{}' WHERE id = 2")
    assert any("audit log was changed at entry 2" in problem for problem in project.check())


def test_a_second_writer_is_told_who_holds_the_file(
    project: ProjectFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_module, "BUSY_SECONDS", 0.05)
    with ProjectFile.open(project.path) as other, project.change(sentence("Long")) as change:
        change.insert("segment", {"name": "a", "rule": "x", "changed": 0.0})
        with pytest.raises(AdManagerError, match=f"process {os.getpid()}"):
            add_segment(other, "b")
    assert segments(project) == [("a", "x")]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_kill_in_the_middle_of_a_change_leaves_the_old_state(project: ProjectFile) -> None:
    add_segment(project, "before")
    script = textwrap.dedent(
        """
        import os, signal, sys
        from admanager.project.file import ProjectFile, UnsoundProject
        from admanager.texts import sentence
        project = ProjectFile.open(sys.argv[1])
        with project.change(sentence("Never finished")) as change:
            for number in range(5000):
                change.insert("segment", {"name": f"half {number}", "rule": "x" * 500, "changed": 0.0})
            os.kill(os.getpid(), signal.SIGKILL)
        """
    )
    ended = subprocess.run([sys.executable, "-c", script, str(project.path)], check=False)
    assert ended.returncode == -signal.SIGKILL
    with ProjectFile.open(project.path) as again:
        assert segments(again) == [("before", "age > 30")]
        assert again.check() == []


def test_a_full_disk_is_told_in_a_sentence_and_loses_nothing(project: ProjectFile) -> None:
    add_segment(project, "before")
    pages = project.read().execute("PRAGMA page_count").fetchone()[0]
    project.read().execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(AdManagerError, match="is full"), project.change(sentence("Big")) as change:
        for number in range(2000):
            change.insert("segment", {"name": f"s{number}", "rule": "x" * 900, "changed": 0.0})
    assert segments(project) == [("before", "age > 30")]
    assert project.check() == []


def test_a_backup_is_a_project_of_its_own(project: ProjectFile, tmp_path: Path) -> None:
    add_segment(project, "a")
    project.backup(tmp_path / "copy.adm")
    with ProjectFile.open(tmp_path / "copy.adm") as copy:
        assert segments(copy) == [("a", "age > 30")]


def test_a_deleted_value_is_gone_from_the_file(project: ProjectFile) -> None:
    secret = "erase-me-4711@example.test"
    with project.change(sentence("Add"), undoable=False) as change:
        row = change.insert("segment", {"name": secret, "rule": "x", "changed": 0.0})
    assert secret.encode() in project.path.read_bytes()
    with project.change(sentence("Delete"), undoable=False) as change:
        change.delete("segment", row)
    project.close()
    assert secret.encode() not in project.path.read_bytes()


def test_a_closed_project_is_one_file(project: ProjectFile) -> None:
    add_segment(project, "a")
    project.close()
    assert [path.name for path in project.path.parent.iterdir()] == [project.path.name]


def test_of_two_that_make_a_project_at_once_neither_removes_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "new.adm"
    real = file_module.schema.migrate

    def migrate(connection: sqlite3.Connection, version: int) -> None:
        if not second:
            second.append(True)
            with pytest.raises(AdManagerError, match="exists already"):
                ProjectFile.create(path)
        real(connection, version)

    second: list[bool] = []
    monkeypatch.setattr(file_module.schema, "migrate", migrate)
    with ProjectFile.create(path) as made:
        assert made.check() == []


def test_a_project_that_could_not_be_made_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(connection: sqlite3.Connection, version: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(file_module.schema, "migrate", interrupted)
    with pytest.raises(KeyboardInterrupt):
        ProjectFile.create(tmp_path / "new.adm")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="names of files are text there")
def test_a_name_that_is_no_text_is_kept_as_escapes(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/odd-\xff.adm"))
    with ProjectFile.create(path) as made:
        assert made.name == r"odd-\xff"
    with ProjectFile.open(path) as opened:
        assert opened.check() == []


def test_closing_while_other_threads_ask_breaks_nothing_and_leaves_one_file(tmp_path: Path) -> None:
    path = tmp_path / "work.adm"
    ProjectFile.create(path, name="Spring").close()
    slow = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) SELECT count(*) FROM n"
    answers: list[int] = []
    told: list[str] = []

    def ask(project: ProjectFile, begun: threading.Barrier) -> None:
        connection = project.read()
        begun.wait()
        answers.append(connection.execute(slow).fetchone()[0])
        try:
            project.read()
        except AdManagerError as error:
            told.append(str(error))

    for _ in range(10):
        project = ProjectFile.open(path)
        begun = threading.Barrier(4)
        threads = [threading.Thread(target=ask, args=(project, begun)) for _ in range(3)]
        for thread in threads:
            thread.start()
        begun.wait()
        project.close()
        for thread in threads:
            thread.join()
    assert answers == [300_000] * 30
    assert told == ["The project is closed."] * 30
    with ProjectFile.open(path) as project:
        assert project.check() == []
    assert [file.name for file in tmp_path.iterdir()] == ["work.adm"]


LONG = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 2000000) SELECT MAX(i) FROM n"


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    """Python's own answer to Ctrl+C, whatever ran before in this process."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before if before is not None else signal.default_int_handler)


@pytest.mark.usefixtures("ctrl_c")
def test_ctrl_c_stops_a_statement_and_leaves_everything_as_it_was(project: ProjectFile) -> None:
    class Interrupted(Job):
        def check_cancelled(self) -> None:
            signal.raise_signal(signal.SIGINT)

    before = project.path.read_bytes()
    with pytest.raises(KeyboardInterrupt), project.change(sentence("Count"), job=Interrupted()) as change:
        change.insert("segment", {"name": "loyal", "rule": "age > 30", "changed": 0.0})
        change.connection.execute(LONG)
    assert project.path.read_bytes() == before
    assert not project.read().in_transaction


def test_a_statement_that_ctrl_c_stopped_unheard_is_cancelled_and_no_fault(project: ProjectFile) -> None:
    class Stopping(Job):
        def check_cancelled(self) -> None:
            project.read().interrupt()

    with pytest.raises(KeyboardInterrupt), project.change(sentence("Count"), job=Stopping()) as change:
        change.connection.execute(LONG)


@pytest.mark.usefixtures("ctrl_c")
def test_ctrl_c_that_comes_as_a_change_is_committed_is_told_to_the_job(
    project: ProjectFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Listening(Job):
        heard = 0

        def keep_interrupt(self) -> None:
            self.heard += 1

    job = Listening()
    remember = file_module.ends.remember

    def interrupted(connection: sqlite3.Connection, path: Path) -> None:
        signal.raise_signal(signal.SIGINT)
        remember(connection, path)

    monkeypatch.setattr(file_module.ends, "remember", interrupted)
    handler = signal.getsignal(signal.SIGINT)
    with project.change(sentence("Save"), job=job) as change:
        change.insert("segment", {"name": "loyal", "rule": "age > 30", "changed": 0.0})
    assert segments(project) == [("loyal", "age > 30")]
    assert job.heard == 1
    assert signal.getsignal(signal.SIGINT) is handler


def test_a_command_whose_step_was_committed_stops_before_the_next_one() -> None:
    job = TerminalJob()
    job.check_cancelled()
    job.keep_interrupt()
    with pytest.raises(Cancelled):
        job.check_cancelled()


def test_the_log_of_another_file_beside_the_project_is_refused_and_changes_nothing(
    project: ProjectFile, tmp_path: Path
) -> None:
    add_segment(project, "loyal")
    project.close()
    before = project.path.read_bytes()
    writer = sqlite3.connect(tmp_path / "other.db")
    writer.execute("PRAGMA journal_mode = WAL")
    writer.execute("CREATE TABLE t (x)")
    writer.execute("INSERT INTO t VALUES ('not ours')")
    writer.commit()
    log = project.path.with_name(f"{project.path.name}-wal")
    log.write_bytes((tmp_path / "other.db-wal").read_bytes())
    writer.close()
    with pytest.raises(UnsoundProject, match="belongs to another file"):
        ProjectFile.open(project.path)
    assert project.path.read_bytes() == before
    log.unlink()
    with ProjectFile.open(project.path) as opened:
        assert opened.check() == []
        assert segments(opened) == [("loyal", "age > 30")]


def test_a_project_with_a_log_of_its_own_is_opened_with_what_stands_in_it(
    project: ProjectFile, tmp_path: Path
) -> None:
    project.close()
    other = sqlite3.connect(project.path)
    other.execute("PRAGMA journal_mode = WAL")
    other.execute("INSERT INTO segment (name, rule, changed) VALUES ('theirs', 'age > 1', 0)")
    other.commit()
    left = tmp_path / "left"  # as a program leaves it that was killed
    left.mkdir()
    for name in (project.path.name, f"{project.path.name}-wal"):
        (left / name).write_bytes(project.path.with_name(name).read_bytes())
    other.close()
    with ProjectFile.open(left / project.path.name) as opened:
        assert segments(opened) == [("theirs", "age > 1")]


def test_a_place_that_cannot_be_written_does_not_hide_why_the_work_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "unlink", read_only)
    for place in (stage_beside(tmp_path / "spring.adm"), whole_file(tmp_path / "out.csv")):
        with pytest.raises(AdManagerError, match="The disk is full"), place:
            raise AdManagerError(sentence("The disk is full."))


def test_an_unfinished_file_that_stays_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def in_use(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "in use")

    with pytest.raises(PermissionError), stage_beside(tmp_path / "spring.adm") as stage:
        stage.write_text("rows")
        monkeypatch.setattr(Path, "unlink", in_use)
