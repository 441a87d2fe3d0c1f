"""The commands about data, as a script calls them: JSON on standard output, sentences on standard error."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from admanager.__main__ import main
from admanager.ingest import load, sources
from admanager.project.file import ProjectFile

Capture = pytest.CaptureFixture[str]
PEOPLE = "customer_id,name,visits,born\nc1,Ada,1,2000-01-05\nc2,Bea,,unknown\nc3,Carl,oops,1999-12-31\n"


@pytest.fixture(autouse=True)
def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read files in this process; `tests/ingest/test_load_child.py` runs real children."""
    for module in (load, sources):
        monkeypatch.setattr(module, "run_in_child", lambda function, *args, job: function(*args, job=job))


@pytest.fixture
def people(tmp_path: Path) -> str:
    path = tmp_path / "people.csv"
    rows = "".join(f"d{number},Dov,{number},2001-02-03\n" for number in range(20))
    path.write_text(PEOPLE + rows)
    return str(path)


def run(capsys: Capture, *words: str) -> dict[str, Any]:
    assert main([*words, "--json"]) == 0
    return dict(json.loads(capsys.readouterr().out))


def fails(capsys: Capture, *words: str) -> str:
    assert main([*words, "--json"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err.strip()


def test_new_makes_a_project_once(tmp_path: Path, capsys: Capture) -> None:
    path = str(tmp_path / "new.adm")
    assert run(capsys, "new", path) == {"project": path}
    assert "exists already" in fails(capsys, "new", path)
    other = tmp_path / "castle.adm"
    assert "no template castle" in fails(capsys, "new", str(other), "--template", "castle")
    assert not other.exists()


def is_sound(found: dict[str, Any]) -> bool:
    """Return whether nothing is wrong, and every entry of the log bears the seal of who runs the test."""
    audit = found["audit"]
    return (found["ok"], found["problems"]) == (True, []) and audit["sealed"] == audit["entries"] > 0


def test_new_project_of_an_industry_has_its_brand_and_a_draft(tmp_path: Path, capsys: Capture) -> None:
    path = str(tmp_path / "bank.adm")
    assert run(capsys, "new", path, "--template", "finance") == {"project": path}
    assert is_sound(run(capsys, "check", path))


def test_import_makes_the_project_and_answers_with_the_contracts_keys(
    tmp_path: Path, people: str, capsys: Capture
) -> None:
    path = str(tmp_path / "new.adm")
    result = run(capsys, "import", path, people)
    assert (result["batch"], result["rows_read"], result["rows_imported"]) == (1, 23, 23)
    assert (result["rows_rejected"], result["duplicates"], result["cells_reported"]) == (0, 0, 1)
    assert (result["encoding"], result["delimiter"]) == ("utf-8", ",")
    assert result["header"] == ["customer_id", "name", "visits", "born"]
    assert result["columns"] == [
        {"name": "customer_id", "type": "text", "missing": 0, "role": "key"},
        {"name": "name", "type": "text", "missing": 0, "role": "category"},
        {"name": "visits", "type": "integer", "missing": 2, "role": "number"},
        {"name": "born", "type": "date", "missing": 1, "role": "date"},
    ]
    assert "1 cell did not fit" in result["warnings"][0]


def test_warnings_go_to_standard_error_too(tmp_path: Path, people: str, capsys: Capture) -> None:
    assert main(["import", str(tmp_path / "new.adm"), people]) == 0
    captured = capsys.readouterr()
    assert "imported 23 of 23 rows into profiles as import 1" in captured.out
    assert "did not fit" in captured.err


def test_import_follows_its_options(tmp_path: Path, people: str, capsys: Capture) -> None:
    path = str(tmp_path / "new.adm")
    result = run(
        capsys,
        "import",
        path,
        people,
        "--as",
        "events",
        "--key",
        "NAME",
        "--role",
        "customer_id=drop",
        "--role",
        "born=text",
    )
    assert result["table"] == "events"
    assert {column["name"]: column["role"] for column in result["columns"]} == {
        "name": "key",
        "visits": "number",
        "born": "text",
    }


def test_a_role_is_split_at_its_last_equals_sign(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "x.csv"
    file.write_text("a=b,c\n1,2\n3,4\n")
    result = run(capsys, "import", str(tmp_path / "new.adm"), str(file), "--role", "a=b=category")
    assert result["columns"][0] == {"name": "a=b", "type": "integer", "missing": 0, "role": "category"}


def test_a_second_import_of_known_people_follows_the_policy(
    tmp_path: Path, people: str, capsys: Capture
) -> None:
    path = str(tmp_path / "new.adm")
    run(capsys, "import", path, people)
    again = run(capsys, "import", path, people)
    assert (again["rows_imported"], again["duplicates"]) == (0, 23)
    assert "was imported before" in again["warnings"][0]
    updated = run(capsys, "import", path, people, "--on-duplicate", "update")
    assert updated["rows_updated"] == 23
    undone = run(capsys, "undo-import", path, str(updated["batch"]))
    assert (undone["rows_removed"], undone["rows_restored"]) == (0, 23)
    assert "in the project already" in fails(capsys, "import", path, people, "--on-duplicate", "fail")


def test_a_dry_run_writes_nothing_not_even_a_project(tmp_path: Path, people: str, capsys: Capture) -> None:
    path = tmp_path / "new.adm"
    result = run(capsys, "import", str(path), people, "--dry-run")
    assert (result["batch"], result["rows_imported"]) == (None, 23)
    assert not path.exists()


def test_several_files_are_summed_up(tmp_path: Path, people: str, capsys: Capture) -> None:
    other = tmp_path / "other.csv"
    other.write_text("customer_id,name,visits,born\nz1,Zoe,4,2000-01-01\n")
    path = tmp_path / "new.adm"
    result = run(capsys, "import", str(path), people, str(other))
    assert result["rows_imported"] == 24
    assert [entry["batch"] for entry in result["files"]] == [1, 2]
    with ProjectFile.open(path) as project:
        assert project.check() == []


def test_a_mapping_says_how_to_read(tmp_path: Path, people: str, capsys: Capture) -> None:
    mapping = tmp_path / "map.json"
    mapping.write_text(json.dumps({"columns": [{"source_name": "visits", "type": "text"}], "key": "name"}))
    result = run(capsys, "import", str(tmp_path / "new.adm"), people, "--map", str(mapping))
    assert result["key"] == "name"
    assert result["columns"][2]["type"] == "text"
    assert result["rows_imported"] == 4
    mapping.write_text('{"delimiter": ""}')
    assert "map.json is no mapping of an import: delimiter" in fails(
        capsys, "import", str(tmp_path / "b.adm"), people, "--map", str(mapping)
    )


def test_the_stored_mapping_reads_the_file_again(tmp_path: Path, people: str, capsys: Capture) -> None:
    path = tmp_path / "new.adm"
    first = run(capsys, "import", str(path), people)
    mapping = tmp_path / "map.json"
    with ProjectFile.open(path) as project:
        mapping.write_text(project.read().execute("SELECT mapping FROM source").fetchone()[0])
    second = run(capsys, "import", str(tmp_path / "again.adm"), people, "--map", str(mapping))
    assert second["columns"] == first["columns"]


def test_preview_answers_with_the_contracts_keys(people: str, capsys: Capture) -> None:
    result = run(capsys, "preview", people, "--limit", "2")
    assert result["header"] == ["customer_id", "name", "visits", "born"]
    assert result["types"] == {"customer_id": "text", "name": "text", "visits": "integer", "born": "date"}
    assert result["rows"] == [["c1", "Ada", "1", "2000-01-05"], ["c2", "Bea", None, None]]
    assert (result["quote"], result["rejects"]) == ('"', [])


def test_preview_names_the_rows_that_will_not_be_taken(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "x.csv"
    file.write_text("id,name\n1,Ada\n2\n3,Carl\n")
    rejects = run(capsys, "preview", str(file))["rejects"]
    assert [(reject["line"], reject["expected"]) for reject in rejects] == [(3, "2 fields")]
    assert "too few fields" in rejects[0]["reason"]


def test_preview_of_an_empty_file_is_empty(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "x.csv").write_text("")
    result = run(capsys, "preview", str(tmp_path / "x.csv"))
    assert (result["header"], result["rows"]) == ([], [])


def test_what_cannot_be_done_is_one_sentence(tmp_path: Path, people: str, capsys: Capture) -> None:
    path = str(tmp_path / "new.adm")
    assert fails(capsys, "import", path, str(tmp_path / "none.csv")).startswith("There is no file at")
    assert not Path(path).exists()
    assert "no column zip" in fails(capsys, "import", path, people, "--key", "zip")
    assert [entry.name for entry in tmp_path.iterdir()] == ["people.csv"]
    assert "“hero” is no role" in fails(capsys, "import", path, people, "--role", "name=hero")
    run(capsys, "new", path)
    assert "no import with the number 9" in fails(capsys, "undo-import", path, "9")
    (tmp_path / "x.json").write_text('{"a": 1')
    assert "is no whole JSON document" in fails(capsys, "preview", str(tmp_path / "x.json"))


@pytest.mark.parametrize(
    "words", [["--role", "name"], ["--on-duplicate", "perhaps"], ["--as", "people"], ["--limit", "3"]]
)
def test_wrong_usage_ends_with_two(tmp_path: Path, people: str, words: list[str], capsys: Capture) -> None:
    assert main(["import", str(tmp_path / "new.adm"), people, *words]) == 2
    assert capsys.readouterr().out == ""


def test_check_says_whether_a_project_is_sound(tmp_path: Path, people: str, capsys: Capture) -> None:
    path = tmp_path / "new.adm"
    run(capsys, "import", str(path), people)
    assert is_sound(run(capsys, "check", str(path)))
    with ProjectFile.open(path) as project:
        project.read().execute("UPDATE audit SET detail = '{}'")
        project.read().execute("UPDATE profiles SET _batch = 77 WHERE _id = 1")
    assert main(["check", str(path), "--json"]) == 1
    result = json.loads(capsys.readouterr().out)
    assert result["ok"] is False
    assert any("audit log was changed" in problem for problem in result["problems"])
    assert any("belong to no import" in problem for problem in result["problems"])


def test_of_several_files_all_are_imported_or_none(tmp_path: Path, people: str, capsys: Capture) -> None:
    path, other = str(tmp_path / "new.adm"), tmp_path / "picture.csv"
    other.write_bytes(b"\x89PNG\r\n\x1a\n")
    assert "a picture" in fails(capsys, "import", path, people, str(other))
    assert not Path(path).exists()
    run(capsys, "import", path, people)
    third = tmp_path / "third.csv"
    third.write_text("customer_id,visits\nx1,5\n")
    assert "a picture" in fails(capsys, "import", path, str(third), str(other))
    assert run(capsys, "profile", path)["rows"] == 23
    assert is_sound(run(capsys, "check", path))


def test_of_a_folder_each_file_becomes_an_import_with_one_mapping(tmp_path: Path, capsys: Capture) -> None:
    path, folder = str(tmp_path / "new.adm"), tmp_path / "exports"
    folder.mkdir()
    assert "holds no file that can be imported" in fails(capsys, "import", path, str(folder))
    assert not Path(path).exists()
    (folder / "part-10.csv").write_text("user_id,visits\nc,3\n")
    (folder / "part-2.jsonl").write_text('{"user_id": "b", "visits": 2}\n')
    (folder / "part-1.csv").write_text("user_id;visits\na;1\n")
    (folder / "readme.md").write_text("no data")
    (folder / ".hidden.csv").write_text("x\n1\n")
    result = run(capsys, "import", path, str(folder), "--key", "user_id")
    assert [Path(file["file"]).name for file in result["files"]] == [
        "part-1.csv",
        "part-2.jsonl",
        "part-10.csv",
    ]
    assert [file["batch"] for file in result["files"]] == [1, 2, 3]
    assert [file["format"] for file in result["files"]] == ["csv", "json", "csv"]
    assert result["rows_imported"] == 3
    packed = tmp_path / "exports.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, f"exports/{file.name}")
    again = run(capsys, "import", path, str(packed), "--key", "user_id")
    assert [file["file"] for file in again["files"]] == [
        f"{packed}/exports/{name}" for name in ("part-1.csv", "part-2.jsonl", "part-10.csv")
    ]
    assert (again["rows_imported"], again["duplicates"]) == (0, 3)
    assert "was imported before" in " ".join(again["warnings"])
    assert "is a folder" in fails(capsys, "check", str(tmp_path))
    assert "There is no file" in fails(capsys, "import", path, str(tmp_path / "none.csv"))


def test_several_sheets_are_imported_together_or_none(tmp_path: Path, capsys: Capture) -> None:
    path, book = str(tmp_path / "new.adm"), tmp_path / "book.xlsx"
    made = openpyxl.Workbook()
    made.active.title = "North"
    made.create_sheet("South")
    made.create_sheet("Notes").append(["To do"])
    for sheet, key in (("North", "n"), ("South", "s")):
        for row in (["customer_id", "age"], [f"{key}1", 30], [f"{key}2", 40]):
            made[sheet].append(row)
    made.save(book)
    words = ("import", path, str(book), "--key", "customer_id", "--part")
    assert "Notes: The file has no column customer_id" in fails(capsys, *words, "North", "--part", "Notes")
    assert not Path(path).exists()
    result = run(capsys, *words, "north", "--part", "South")
    assert [(file["part"], file["batch"], file["rows_imported"]) for file in result["files"]] == [
        ("North", 1, 2),
        ("South", 2, 2),
    ]
    assert {file["file"] for file in result["files"]} == {str(book)}
    assert result["warnings"] == []
    assert run(capsys, "profile", path)["rows"] == 4
    assert main([*words[:-1], "--part", "North", "--part", "South"]) == 0
    shown = capsys.readouterr().out
    assert "North: imported 0 of 2 rows" in shown
    assert "South: imported 0 of 2 rows" in shown


def test_rejects_are_listed_and_saved(tmp_path: Path, capsys: Capture) -> None:
    path, file, out = str(tmp_path / "new.adm"), tmp_path / "people.csv", tmp_path / "rejects.csv"
    file.write_text("id,age\n" + "".join(f"{n},{n}\n" for n in range(1, 31)) + "31\n,5\n")
    run(capsys, "import", path, str(file), "--key", "id")
    found = run(capsys, "rejects", path, "1", "-o", str(out))
    assert (found["count"], found["path"]) == (2, str(out))
    assert [(each["line"], each["expected"], each["whole_row"]) for each in found["rejects"]] == [
        (32, "2 fields", True),
        (33, "a value in the key column", True),
    ]
    assert out.read_text(encoding="utf-8-sig").count("\n") == 3
    assert main(["rejects", path, "1"]) == 0
    assert "The row has too few fields" in capsys.readouterr().out
    assert "There is no import 7" in fails(capsys, "rejects", path, "7")


def test_a_file_without_rows_is_told_and_changes_nothing(
    tmp_path: Path, people: str, capsys: Capture
) -> None:
    path, empty = tmp_path / "new.adm", tmp_path / "empty.csv"
    empty.write_text("customer_id,colour\n")
    run(capsys, "import", str(path), people)
    before = path.read_bytes()
    assert main(["import", str(path), str(empty), "--json"]) == 0
    told = capsys.readouterr()
    result = json.loads(told.out)
    assert (result["batch"], result["rows_read"], result["rows_imported"]) == (None, 0, 0)
    assert "no rows" in told.err
    assert path.read_bytes() == before
    assert main(["import", str(path), str(empty)]) == 0
    assert capsys.readouterr().out.strip() == "empty.csv: no rows, so nothing to import."
    several = run(capsys, "import", str(path), people, str(empty), "--on-duplicate", "update")
    assert [file["batch"] for file in several["files"]] == [2, None]
    assert several["batch"] == 2


def test_a_preview_shows_each_file_of_an_archive(tmp_path: Path, capsys: Capture) -> None:
    packed = tmp_path / "exports.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.csv", "id,born\n1,2000-01-05\n")
        archive.writestr("b.csv", "id;n\n2;x\n3;y\n")
        archive.writestr("notes.pdf", "%PDF")
    found = run(capsys, "preview", str(packed))
    assert [Path(each["file"]).name for each in found["files"]] == ["a.csv", "b.csv"]
    assert [each["delimiter"] for each in found["files"]] == [",", ";"]
    assert (found["header"], found["rows"]) == (["id", "born"], [["1", "2000-01-05"]])
    assert main(["preview", str(packed)]) == 0
    shown = capsys.readouterr().out
    assert shown.index("a.csv") < shown.index("2000-01-05") < shown.index("b.csv") < shown.index("y")


def test_an_import_can_be_read_as_an_earlier_one_was(tmp_path: Path, capsys: Capture) -> None:
    path, first, second = str(tmp_path / "new.adm"), tmp_path / "march.csv", tmp_path / "april.csv"
    first.write_text("Report of March\n\nWho;When;What\nA1;03/04/2024;x\nA2;05/06/2024;y\n")
    second.write_text("Report of April\n\nWho;When;What\nA1;04/05/2024;x\n")
    mapping = tmp_path / "map.json"
    mapping.write_text('{"table": "events", "key": "Who", "date_order": "mdy"}')
    run(capsys, "import", path, str(first), "--map", str(mapping))
    result = run(capsys, "import", path, str(second), "--same-as", "1")
    assert (result["table"], result["key"], result["rows_imported"]) == ("events", "Who", 1)
    with contextlib.closing(sqlite3.connect(path)) as connection:
        days = connection.execute("SELECT date(\"When\", 'unixepoch') FROM events ORDER BY _id").fetchall()
    assert days == [("2024-03-04",), ("2024-05-06",), ("2024-04-05",)]
    assert "no import 9" in fails(capsys, "import", path, str(second), "--same-as", "9")


def test_times_and_amounts_take_the_sources_zone_and_currency(tmp_path: Path, capsys: Capture) -> None:
    path, file = str(tmp_path / "new.adm"), tmp_path / "orders.csv"
    file.write_text(
        "user_id,time,value\n1,2024-01-15 12:00:00,10\n1,2024-07-15 12:00:00,20.5\n1,2024-07-15 12:00:00+00:00,1\n"
    )
    run(capsys, "new", path)
    assert run(capsys, "settings", path) == {"zone": "UTC", "currency": None, "rates": {}}
    assert "choose it first" in fails(capsys, "settings", path, "--rate", "USD=0.9")
    run(capsys, "settings", path, "--currency", "eur", "--rate", "usd=0.5", "--zone", "Asia/Shanghai")
    run(capsys, "settings", path, "--rate", "gbp=2")
    assert run(capsys, "settings", path, "--rate", "GBP=")["rates"] == {"USD": 0.5}
    arguments = ("import", path, str(file), "--as", "events")
    result = run(capsys, *arguments, "--zone", "America/New_York", "--currency", "USD")
    assert (result["zone"], result["currency"]) == ("America/New_York", "USD")
    result = run(capsys, *arguments)
    assert (result["zone"], result["currency"]) == ("Asia/Shanghai", "EUR")
    with contextlib.closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT datetime(time, 'unixepoch'), value FROM events ORDER BY _id"
        ).fetchall()
    assert rows == [
        ("2024-01-15 17:00:00", 5.0), ("2024-07-15 16:00:00", 10.25), ("2024-07-15 12:00:00", 0.5),
        ("2024-01-15 04:00:00", 10.0), ("2024-07-15 04:00:00", 20.5), ("2024-07-15 12:00:00", 1.0),
    ]  # fmt: skip
    assert "no rate for GBP" in fails(capsys, *arguments, "--currency", "GBP")
    assert "no time zone Mars" in fails(capsys, *arguments, "--zone", "Mars")
    assert "is no currency" in fails(capsys, *arguments, "--currency", "1")


def test_check_tells_what_is_wrong_with_a_damaged_file(tmp_path: Path, people: str, capsys: Capture) -> None:
    path = tmp_path / "new.adm"
    run(capsys, "import", str(path), people)
    path.write_bytes(path.read_bytes()[:8192])
    assert main(["check", str(path), "--json"]) == 1
    captured = capsys.readouterr()
    found = json.loads(captured.out)
    assert found["ok"] is False
    assert "is damaged" in found["problems"][0]
    assert captured.err.strip() == found["problems"][0]


def test_a_project_that_is_in_use_is_not_called_unsound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    path = str(tmp_path / "new.adm")
    run(capsys, "new", path)
    monkeypatch.setattr("admanager.project.file.BUSY_SECONDS", 0.05)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "is being written by another program" in fails(capsys, "check", path)


def test_a_mapping_with_an_unknown_setting_is_told_which_there_are(
    tmp_path: Path, people: str, capsys: Capture
) -> None:
    mapping = tmp_path / "map.json"
    mapping.write_text('{"delimter": ","}')
    told = fails(capsys, "import", str(tmp_path / "new.adm"), people, "--map", str(mapping))
    assert "it sets delimter" in told
    assert "encoding, delimiter" in told
