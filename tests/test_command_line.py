"""The frame of the command line: where words go, exit codes, and what lands on which stream."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from admanager import __main__ as entry
from admanager.cli import app as cli_app
from admanager.project.file import ProjectFile
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


def test_an_interrupt_ends_with_one_and_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(path: Path) -> ProjectFile:
        raise KeyboardInterrupt

    monkeypatch.setattr(ProjectFile, "open", interrupted)
    assert entry.main(["check", str(tmp_path / "a.adm"), "--json"]) == 1
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "Cancelled; nothing was changed.\n")


def test_wrong_usage_names_the_command_whose_help_to_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert entry.main(["segment", "a.adm", "count"]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "Missing argument 'rule'.",
        "Try 'admanager segment PROJECT count --help'.",
    ]
    assert entry.main(["import", "a.adm", "b.csv", "--as", "people"]) == 2
    assert capsys.readouterr().err.startswith("Invalid value for '--as': 'people' is not one of")


def test_a_file_that_may_not_be_read_is_no_wrong_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "locked.csv"
    path.write_text("a,b\n1,2\n")

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("os.access", lambda *_, **__: False)
    monkeypatch.setattr(Path, "open", refused)
    assert entry.main(["preview", str(path)]) == 1
    assert capsys.readouterr().err == f"{path} may not be read; check its permissions.\n"


def program(*words: str, **settings: str) -> list[str]:
    assignments = [f"{name}={value}" for name, value in settings.items()]
    return ["env", *assignments, sys.executable, "-m", "admanager", *words]


@pytest.mark.skipif(os.name == "nt", reason="uses a POSIX shell")
def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("number,text\n" + "".join(f"{number},some text\n" for number in range(20_000)))
    command = shlex.join(program("preview", str(path), "--limit", "20000"))
    ended = subprocess.run(f"{command} | true", shell=True, capture_output=True, text=True, check=False)
    assert ended.stderr == ""


@pytest.mark.skipif(os.name == "nt", reason="uses a POSIX shell")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_no_fault(tmp_path: Path, closed: str) -> None:
    path = tmp_path / "few.csv"
    path.write_text("number,text\n1,one\n")
    command = f"{shlex.join(program('preview', str(path), '--json'))} {closed}"
    ended = subprocess.run(command, shell=True, capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, b"")


@pytest.mark.skipif(os.name == "nt", reason="names of files are text there")
def test_json_is_utf8_whatever_the_terminal_and_the_names(tmp_path: Path) -> None:
    name = os.fsdecode(b"odd-\xff.csv")
    (tmp_path / name).write_text("城市,n\n北京,1\n上海,2\n", encoding="utf-8")
    project = str(tmp_path / os.fsdecode(b"odd-\xff.adm"))
    words = ("import", project, str(tmp_path / name), "--json")
    ended = subprocess.run(program(*words, PYTHONIOENCODING="ascii"), capture_output=True, check=True)
    result = json.loads(ended.stdout.decode("utf-8"))
    assert result["header"] == ["城市", "n"]
    assert result["file"] == str(tmp_path / name)
    assert ended.stderr == b""
