"""The demo and the self-test, for real."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from admanager import __main__ as entry
from admanager.project.file import ProjectFile


@pytest.mark.slow
def test_the_demo_makes_a_sound_project_that_says_its_data_is_generated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert entry.main(["demo", "--headless", "--out", str(tmp_path / "demo"), "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["people"] == 12_000
    assert result["generated"] is True
    with ProjectFile.open(result["project"]) as project:
        assert project.meta("generated") == "seed 7"
        assert "generated" in project.name
        assert project.check() == []
        connection = project.read()
        rows = connection.execute(
            "SELECT COUNT(*), COUNT(age), SUM(responded IS NULL) FROM profiles"
        ).fetchone()
        shown = connection.execute(
            "SELECT COUNT(*), SUM(clicked), SUM(converted) FROM impressions"
        ).fetchone()
    assert rows[0] == 12_000
    assert 11_000 < rows[1] < 12_000
    assert rows[2] == 0
    assert shown == (result["impressions"], result["clicks"], result["conversions"])
    assert result["ctr"] == pytest.approx(result["clicks"] / result["impressions"])
    assert result["cvr"] == pytest.approx(result["conversions"] / result["clicks"])
    assert 0.65 < result["auc"] < 0.9
    assert "generated data" in Path(result["report"]).read_text(encoding="utf-8")
    assert len(json.loads(Path(result["manifest"]).read_text(encoding="utf-8"))) == 9


def test_a_second_demo_in_the_same_folder_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "demo.adm").write_bytes(b"mine")
    assert entry.main(["demo", "--headless", "--out", str(tmp_path)]) == 1
    assert "exists already" in capsys.readouterr().err
    assert (tmp_path / "demo.adm").read_bytes() == b"mine"


@pytest.mark.slow
def test_the_self_test_passes_and_lists_its_steps(capsys: pytest.CaptureFixture[str]) -> None:
    assert entry.main(["self-test", "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["ok"] is True
    assert len(result["steps"]) == 9
    assert all(step["ok"] and step["seconds"] >= 0 for step in result["steps"])
