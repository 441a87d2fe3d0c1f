"""The audit log shows when somebody changed it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from admanager.privacy.audit import read_log, verdict
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
    assert log.intact
    assert all(entry.intact for entry in log.entries)


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


def test_a_log_that_was_written_anew_without_seals_bears_none(project: ProjectFile) -> None:
    for number in range(3):
        note(project, f"note {number}")
    rewritten(project, seal=False)
    log = read_log(project)
    assert log.intact
    assert (log.check.sealed, log.check.unsealed) == (0, 4)
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
