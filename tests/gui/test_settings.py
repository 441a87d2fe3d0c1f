"""The settings file: defaults, atomic writing, unreadable and foreign values, recent projects."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from admanager.gui.settings import RECENT_LIMIT, SETTINGS, Settings


def test_missing_file_gives_the_defaults(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "none" / "settings.json")
    assert {setting.key: settings.get(setting.key) for setting in SETTINGS} == {
        setting.key: setting.default for setting in SETTINGS
    }


def test_every_default_is_accepted_by_its_own_setting() -> None:
    for setting in SETTINGS:
        assert setting.accepts(setting.default), setting.key


def test_value_is_written_at_once_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.json"
    Settings(path).set("theme", "dark")
    assert Settings(path).get("theme") == "dark"
    assert [entry.name for entry in path.parent.iterdir()] == ["settings.json"]


def test_unreadable_file_is_kept_as_a_backup(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text("{ not json", encoding="utf-8")
    settings = Settings(path)
    assert settings.get("theme") == "system"
    assert settings.kept_backup is not None
    assert settings.kept_backup.read_text(encoding="utf-8") == "{ not json"
    settings.set("theme", "light")
    assert json.loads(path.read_text(encoding="utf-8")) == {"theme": "light"}


def test_value_that_does_not_fit_falls_back_to_the_default(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"theme": "purple", "threads": "many", "language": "zh_CN"}), encoding="utf-8")
    settings = Settings(path)
    assert settings.get("theme") == "system"
    assert settings.get("threads") == 0
    assert settings.get("language") == "zh_CN"


def test_true_is_no_number_of_threads(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="does not fit the setting threads"):
        Settings(tmp_path / "s.json").set("threads", True)


def test_listeners_hear_of_real_changes_only(settings: Settings) -> None:
    heard: list[str] = []
    settings.on_changed(heard.append)
    settings.set("theme", "system")
    settings.set("theme", "dark")
    assert heard == ["theme"]


def test_recent_projects_are_newest_first_each_once_and_few(settings: Settings, tmp_path: Path) -> None:
    for number in range(RECENT_LIMIT + 3):
        settings.add_recent(tmp_path / f"{number}.adm")
    settings.add_recent(tmp_path / "5.adm")
    recent = settings.recent()
    assert recent[0] == tmp_path / "5.adm"
    assert len(recent) == RECENT_LIMIT
    assert len(set(recent)) == RECENT_LIMIT
    settings.remove_recent(tmp_path / "5.adm")
    assert tmp_path / "5.adm" not in settings.recent()


def test_folder_falls_back_to_one_that_exists(settings: Settings, tmp_path: Path) -> None:
    settings.set("export_folder", str(tmp_path / "gone"))
    assert settings.folder("export_folder").is_dir()
    settings.set("export_folder", str(tmp_path))
    assert settings.folder("export_folder") == tmp_path
