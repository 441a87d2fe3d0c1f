"""The audit log shows when somebody changed it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from admanager.privacy.audit import about_end, read_log, told, verdict
from admanager.project import changes
from admanager.project.file import ProjectFile
from admanager.texts import sentence


def note(project: ProjectFile, action: str) -> None:
    with project.change(sentence("Note"), undoable=False) as change:
        change.audit(action, "profiles", {"rows": 3})


def test_entries_come_newest_first_and_whole(project: ProjectFile) -> None:
    note(project, "first")
    note(project, "second")
    log = read_log(project)
    assert [entry.action for entry in log.entries] == ["second", "first", "create project"]
    assert log.entries[0].detail == {"rows": 3}
    assert {entry.actor for entry in log.entries} == {changes.account_name()}
    assert log.intact
    assert all(entry.intact for entry in log.entries)


def test_the_log_names_the_account_that_the_program_runs_under(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "li.wei")
    assert changes.account_name.__wrapped__() == "li.wei"


def test_a_limit_shows_the_last_entries_but_the_whole_chain_is_checked(project: ProjectFile) -> None:
    for number in range(5):
        note(project, f"note {number}")
    project.read().execute("UPDATE audit SET action = 'nothing' WHERE action = 'note 1'")
    log = read_log(project, limit=2)
    assert [entry.action for entry in log.entries] == ["note 4", "note 3"]
    assert log.total == 6
    assert log.broken == (3,)
    assert not log.intact


def test_a_removed_entry_breaks_the_chain_after_it(project: ProjectFile) -> None:
    for number in range(3):
        note(project, f"note {number}")
    project.read().execute("DELETE FROM audit WHERE action = 'note 1'")
    log = read_log(project)
    assert [(entry.action, entry.intact) for entry in log.entries] == [
        ("note 2", False),
        ("note 0", True),
        ("create project", True),
    ]


def test_entries_cut_off_at_the_end_are_noticed(project: ProjectFile) -> None:
    for number in range(3):
        note(project, f"note {number}")
    project.read().execute("DELETE FROM audit WHERE id > 2")
    assert read_log(project).broken == (3,)
    assert any("changed at entry 3" in problem for problem in project.check())


def rewritten(project: ProjectFile, *, seal: bool) -> None:
    """Change the first note, and write all hashes anew as somebody does who has the file and this program."""
    connection = project.read()
    connection.execute("UPDATE audit SET action = 'nothing' WHERE action = 'note 0'")
    rows = connection.execute(
        "SELECT id, time, actor, action, object, detail, hash FROM audit ORDER BY id"
    ).fetchall()
    previous = changes.GENESIS
    for number, *entry, old in rows:
        own = changes._audit_hash(previous, entry)
        hash_ = ".".join([own, *old.split(".")[1:]]) if seal else own
        connection.execute(
            "UPDATE audit SET previous_hash = ?, hash = ? WHERE id = ?", [previous, hash_, number]
        )
        previous = hash_
    connection.execute("UPDATE meta SET value = ? WHERE key = ?", [previous, changes.AUDIT_HEAD])


def test_a_log_that_was_written_anew_with_the_old_seals_is_noticed(project: ProjectFile) -> None:
    for number in range(3):
        note(project, f"note {number}")
    log = read_log(project)
    assert (log.check.sealed, log.check.elsewhere, log.check.unsealed) == (4, 0, 0)
    assert "Entries that bear your seal, which nobody else can make: all 4." in verdict(log.check)
    rewritten(project, seal=True)
    assert read_log(project).broken == (2, 3, 4)
    assert any("changed at entry 2" in problem for problem in project.check())


def test_a_log_that_was_written_anew_without_seals_bears_none_and_is_not_the_one_that_was_seen(
    project: ProjectFile,
) -> None:
    for number in range(3):
        note(project, f"note {number}")
    rewritten(project, seal=False)
    log = read_log(project)
    assert log.broken == ()
    assert (log.check.sealed, log.check.unsealed) == (0, 4)
    assert not log.intact
    assert "has seen entry 4 of this log, which is not there any more" in str(about_end(log.check))
    assert "Entries that bear your seal: 0 of 4. The others" in verdict(log.check)


def test_on_another_computer_the_chain_can_be_checked_and_goes_on(
    project: ProjectFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note(project, "at home")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "elsewhere"))
    note(project, "away")
    log = read_log(project)
    assert log.intact
    assert (log.check.sealed, log.check.elsewhere) == (1, 2)
    assert project.check() == []
    if sys.platform != "win32":
        (key,) = (tmp_path / "elsewhere").rglob("audit.seal")
        assert key.stat().st_mode & 0o077 == 0
    project.read().execute("UPDATE audit SET actor = 'nobody' WHERE action = 'at home'")
    assert read_log(project).broken == (2,)


def test_where_no_key_can_be_kept_entries_have_no_seal(
    project: ProjectFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    note(project, "first")
    log = read_log(project)
    assert log.intact
    assert log.check.unsealed == 1


def cut(project: ProjectFile, last: int) -> None:
    """Cut entries off at the end, and write the project's own note of the end anew."""
    connection = project.read()
    connection.execute("DELETE FROM audit WHERE id > ?", [last])
    connection.execute(
        "UPDATE meta SET value = (SELECT hash FROM audit WHERE id = ?) WHERE key = ?",
        [last, changes.AUDIT_HEAD],
    )


def test_entries_cut_off_with_the_projects_own_note_of_the_end_are_noticed(project: ProjectFile) -> None:
    for number in range(3):
        note(project, f"note {number}")
    assert about_end(read_log(project).check) is None
    cut(project, 2)
    log = read_log(project)
    assert (log.broken, log.intact) == ((), False)
    assert told(log.check) == [about_end(log.check)]
    assert "has seen entry 4 of this log, which is not there any more; the log ends at entry 2" in str(
        about_end(log.check)
    )
    # A backup put back looks the same, and is no damage.
    assert project.check() == []


def test_a_cut_stays_known_in_the_log_itself(project: ProjectFile) -> None:
    for number in range(3):
        note(project, f"note {number}")
    cut(project, 2)
    note(project, "later")
    log = read_log(project)
    assert [entry.action for entry in log.entries] == [
        "later",
        "find the log cut",
        "note 0",
        "create project",
    ]
    assert log.entries[1].detail == {"entry": 2, "known": 4}
    assert log.intact
    assert project.check() == []


def test_entries_written_over_after_a_cut_are_noticed(project: ProjectFile) -> None:
    for number in range(3):
        note(project, f"note {number}")
    cut(project, 2)
    for number in range(5):
        connection = project.read()
        changes.append_audit(connection, f"made up {number}", "profiles", {}, "user")
    assert [lost.entry for lost in [read_log(project).check.ending.lost] if lost] == [4]


def test_a_change_that_is_given_up_leaves_the_remembered_end(project: ProjectFile) -> None:
    note(project, "first")
    with pytest.raises(RuntimeError), project.change(sentence("Note"), undoable=False) as change:
        change.audit("second", "profiles")
        raise RuntimeError
    assert project.check() == []
    assert about_end(read_log(project).check) is None


def test_a_copy_elsewhere_is_whole_and_an_earlier_one_says_so(project: ProjectFile, tmp_path: Path) -> None:
    note(project, "first")
    same, earlier = tmp_path / "same.adm", tmp_path / "earlier.adm"
    project.backup(earlier)
    note(project, "second")
    project.backup(same)
    with ProjectFile.open(same) as copy:
        assert (copy.check(), about_end(read_log(copy).check)) == ([], None)
    with ProjectFile.open(earlier) as copy:
        assert copy.check() == []
        log = read_log(copy)
        assert log.intact
        assert "had gone on to entry 3; this one is an earlier copy" in str(about_end(log.check))
        note(copy, "its own way")
        assert about_end(read_log(copy).check) is None
    assert project.check() == []


def test_on_another_computer_the_end_is_said_to_be_unknown(
    project: ProjectFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note(project, "at home")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "elsewhere"))
    log = read_log(project)
    assert log.intact
    assert "has not changed this project yet" in str(about_end(log.check))
    note(project, "away")
    assert about_end(read_log(project).check) is None
    if sys.platform != "win32":
        (kept,) = (tmp_path / "elsewhere").rglob("ends/*.json")
        assert kept.stat().st_mode & 0o077 == 0
