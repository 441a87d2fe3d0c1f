"""The audit log shows when somebody changed it."""

from __future__ import annotations

from admanager.privacy.audit import read_log
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
