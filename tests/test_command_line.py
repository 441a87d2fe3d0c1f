"""The frame of the command line: where words go, exit codes, and what lands on which stream."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from admanager import __main__ as entry
from admanager.cli import app as cli_app
from admanager.texts import AdManagerError, sentence


def test_every_command_of_the_contract_is_known_in_both_places() -> None:
    import typer

    command = typer.main.get_command(cli_app.build())
    assert sorted(command.commands) == sorted(entry.COMMANDS)  # type: ignore[attr-defined]


def test_version_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert entry.main(["--version", "--json"]) == 0
    assert set(json.loads(capsys.readouterr().out)) == {"version"}


@pytest.mark.parametrize(
    "words", [["--bogus"], ["preview"], ["nonsense"], ["segment", "p.adm"], ["import", "--limit"]]
)
def test_wrong_usage_ends_with_two_and_an_empty_standard_output(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert entry.main(words) == 2
    captured = capsys.readouterr()
    assert captured.err
    assert "Traceback" not in captured.err


def test_an_expected_error_is_one_sentence_and_ends_with_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert entry.main(["check", str(tmp_path / "none.adm"), "--json"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.strip().count("\n") == 0
    assert "none.adm" in captured.err


def test_a_fault_of_ours_is_a_sentence_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise RuntimeError("unexpected")

    monkeypatch.setattr(cli_app, "build", fail)
    assert cli_app.run(["check", "x.adm"]) == 1
    captured = capsys.readouterr()
    assert "RuntimeError" in captured.err
    assert "Traceback" not in captured.err
    assert cli_app.run(["check", "x.adm", "--debug"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_without_a_display_the_window_is_refused_with_a_sentence(tmp_path: Path) -> None:
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
    ended = subprocess.run(
        [sys.executable, "-m", "admanager", "a.adm"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if sys.platform in {"win32", "darwin"}:
        pytest.skip("this system always has a display")
    assert ended.returncode == 1
    assert "no display" in ended.stderr


def test_errors_keep_their_template_for_translation() -> None:
    error = AdManagerError(sentence("{path} is damaged.", path="a.adm"))
    assert str(error) == "a.adm is damaged."
    assert error.message.template == "{path} is damaged."  # type: ignore[attr-defined]


def test_braces_in_a_value_do_not_break_a_sentence() -> None:
    assert sentence("Name: {name}", name="{evil}") == "Name: {evil}"
