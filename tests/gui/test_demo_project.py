"""Building the demo in the window: reused when it is whole, made anew when it was cut off, no folder of the user's touched."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from admanager.demo import story
from admanager.gui.project_actions import FINISHED, _build_demo
from admanager.jobs import Job
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError


@dataclass
class Made:
    """What a build gives back, as far as the window needs it."""

    project: Path


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Replace the minutes-long story by an empty project; return the seeds that were built."""
    seeds: list[int] = []

    def run_demo(out: Path, seed: int, *, job: Job) -> Made:
        if (out / "demo.adm").exists():
            raise AdManagerError("exists already")
        out.mkdir(parents=True, exist_ok=True)
        seeds.append(seed)
        ProjectFile.create(out / "demo.adm").close()
        return Made(out / "demo.adm")

    monkeypatch.setattr(story, "run_demo", run_demo)
    return seeds


def test_demo_is_built_once_and_then_opened(builds: list[int], tmp_path: Path) -> None:
    folder = tmp_path / "seed-7"
    assert _build_demo(folder, 7, True, job=Job()) == folder / "demo.adm"
    assert _build_demo(folder, 7, True, job=Job()) == folder / "demo.adm"
    assert builds == [7]


def test_build_that_was_cut_off_is_made_anew(builds: list[int], tmp_path: Path) -> None:
    folder = tmp_path / "seed-7"
    _build_demo(folder, 7, True, job=Job())
    (folder / FINISHED).unlink()
    _build_demo(folder, 7, True, job=Job())
    assert builds == [7, 7]


def test_nothing_is_removed_from_a_folder_of_the_users(builds: list[int], tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    _build_demo(tmp_path, 7, False, job=Job())
    assert _build_demo(tmp_path, 7, False, job=Job()) == tmp_path / "demo.adm"
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / FINISHED).exists()
    assert builds == [7]
