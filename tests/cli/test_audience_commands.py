"""The commands about people, as a script calls them: JSON on standard output, sentences on standard error."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from admanager.__main__ import main
from admanager.project.file import ProjectFile
from admanager.project.tables import Column
from tests.audience.conftest import DAY, MARCH_1, PEOPLE, ROWS, fill_table

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A project file with five people."""
    with ProjectFile.create(tmp_path / "people.adm") as project:
        fill_table(project, PEOPLE, ROWS)
    return str(tmp_path / "people.adm")


def run(capsys: Capture, *words: str) -> dict[str, Any]:
    assert main([*words, "--json"]) == 0
    return dict(json.loads(capsys.readouterr().out))


def test_profile_describes_every_column(path: str, capsys: Capture) -> None:
    result = run(capsys, "profile", path)
    assert result["rows"] == 5
    by_name = {column["name"]: column for column in result["columns"]}
    assert list(by_name) == [column.name for column in PEOPLE]
    assert by_name["age"]["missing"] == 1
    assert (by_name["age"]["min"], by_name["age"]["median"], by_name["age"]["max"]) == (25, 40.0, 60)
    assert by_name["job"]["top"][0] == {"value": "admin.", "count": 2}
    assert by_name["joined"]["min"] == "2024-02-29"
    assert by_name["seen"]["max"] == "2024-03-04T00:00:00Z"


def test_profile_of_one_column(path: str, capsys: Capture) -> None:
    result = run(capsys, "profile", path, "--column", "age")
    assert [column["name"] for column in result["columns"]] == ["age"]
    assert sum(result["columns"][0]["histogram"]["counts"]) == 4
    assert main(["profile", path, "--column", "job"]) == 0
    assert "Übersetzer" in capsys.readouterr().out


def test_count_answers_with_the_contracts_keys(path: str, capsys: Capture) -> None:
    assert main(["segment", path, "count", "age>=30 and housing = 'no'", "--json"]) == 0
    captured = capsys.readouterr()
    result = json.loads(captured.out)
    assert (result["count"], result["consented"], result["total"]) == (2, 2, 5)
    assert result["rule"] == "age >= 30 and housing = 'no'"
    assert result["milliseconds"] > 0
    assert "No column holds consent" in captured.err


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("age >=", "At character 7: expected a value after “>=”.\n"),
        ("agee >= 3", "There is no column agee; did you mean age?\n"),
        ("in_segment('gone')", "There is no segment “gone”.\n"),
    ],
)
def test_a_wrong_rule_is_one_sentence(path: str, rule: str, message: str, capsys: Capture) -> None:
    assert main(["segment", path, "count", rule, "--json"]) == 1
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", message)


def test_a_segment_is_saved_listed_exported_renamed_and_deleted(
    path: str, tmp_path: Path, capsys: Capture
) -> None:
    saved = run(capsys, "segment", path, "save", "adults", "age >= 30")
    assert (saved["segment"], saved["count"], saved["total"], saved["rule"]) == ("adults", 3, 5, "age >= 30")
    run(capsys, "segment", path, "save", "kept", "in_segment('adults')", "--static")
    listed = run(capsys, "segment", path, "list")
    assert [(entry["name"], entry["kind"], entry["count"]) for entry in listed["segments"]] == [
        ("adults", "live", 3),
        ("kept", "static", 3),
    ]
    exported = run(capsys, "segment", path, "export", "adults", str(tmp_path / "adults.csv"))
    assert (exported["rows"], exported["left_out"], exported["count"]) == (3, 0, 3)
    with (tmp_path / "adults.csv").open(newline="") as file:
        assert [row["id"] for row in csv.DictReader(file)] == ["b", "c", "e"]
    assert run(capsys, "segment", path, "rename", "adults", "grown") == {"segment": "grown"}
    assert main(["segment", path, "delete", "grown"]) == 1
    assert "is used in “kept”" in capsys.readouterr().err
    assert run(capsys, "segment", path, "delete", "grown", "--force") == {"deleted": "grown"}


def test_a_segment_that_lost_its_column_does_not_hide_the_others(path: str, capsys: Capture) -> None:
    run(capsys, "segment", path, "save", "a", "age >= 30")
    run(capsys, "segment", path, "save", "b", "in_segment('a')")
    run(capsys, "segment", path, "save", "c", "age < 30")
    run(capsys, "segment", path, "delete", "a", "--force")
    entries = run(capsys, "segment", path, "list")["segments"]
    assert [(entry["name"], entry["count"]) for entry in entries] == [("b", None), ("c", 1)]
    assert entries[0]["error"] == "There is no segment “a”."


def test_people_are_written_as_a_workbook_and_as_parquet(path: str, tmp_path: Path, capsys: Capture) -> None:
    for ending in ("xlsx", "parquet"):
        written = run(capsys, "segment", path, "export", "age > 3", str(tmp_path / f"x.{ending}"))
        assert (written["rows"], (tmp_path / f"x.{ending}").exists()) == (4, True)
    assert main(["segment", path, "export", "age > 3", str(tmp_path / "x.doc")]) == 1
    assert "exported as .csv, .xlsx, .parquet" in capsys.readouterr().err
    assert not (tmp_path / "x.doc").exists()


def test_one_persons_rows_and_segments(path: str, capsys: Capture) -> None:
    run(capsys, "segment", path, "save", "adults", "age >= 30")
    result = run(capsys, "privacy", path, "person", "b")
    assert (result["key"], result["count"], result["segments"]) == ("b", 1, ["adults"])
    assert result["rows"]["profiles"][0]["job"] == "services"
    assert main(["privacy", path, "person", "zzz"]) == 1
    assert capsys.readouterr().err == "No table holds a person with the key zzz.\n"


def test_the_audit_log_names_what_was_done_and_is_whole(path: str, capsys: Capture) -> None:
    run(capsys, "privacy", path, "person", "b")
    result = run(capsys, "privacy", path, "audit")
    assert [entry["action"] for entry in result["entries"]] == ["read one person", "create project"]
    assert (result["intact"], result["broken"], result["total"]) == (True, [], 2)
    assert len(run(capsys, "privacy", path, "audit", "--limit", "1")["entries"]) == 1


def test_a_mistyped_segment_is_not_taken_for_a_broken_rule(path: str, capsys: Capture) -> None:
    run(capsys, "segment", path, "save", "Regulars", "age > 30")
    assert main(["segment", path, "count", "Regular"]) == 1
    assert "There is no segment “Regular”; the segments are Regulars." in capsys.readouterr().err
    assert main(["segment", path, "count", "age over 30"]) == 1
    assert "expected an operator after “age”" in capsys.readouterr().err


# -- groups --------------------------------------------------------------------------------------------------

EVENTS = (
    Column("id", "text", "key"),
    Column("when", "datetime", "time"),
    Column("what", "text", "kind"),
    Column("amount", "real", "value"),
)


@pytest.fixture
def shop(path: str) -> str:
    """The project of five people, three of whom bought something."""
    events = [
        ("a", MARCH_1, "purchase", 10.0),
        ("a", MARCH_1 + 3 * DAY, "purchase", 5.5),
        ("b", MARCH_1 + DAY, "purchase", 100.0),
        ("c", MARCH_1, "view", None),
        ("z", MARCH_1 + 2 * DAY, "purchase", 1.0),
    ]
    with ProjectFile.open(path) as project:
        fill_table(project, EVENTS, events, "events")
    return path


def test_rfm_answers_with_cells_and_grid(shop: str, capsys: Capture) -> None:
    result = run(capsys, "rfm", shop)
    assert (result["people"], result["without_order"], result["settings"]["kind"]) == (3, 1, "purchase")
    assert sum(cell["count"] for cell in result["cells"]) == 3 == sum(map(sum, result["grid"]))
    assert sum(cell["monetary"] for cell in result["cells"]) == pytest.approx(116.5)
    assert run(capsys, "rfm", shop, "--today", "2024-05-01")["today"] == "2024-05-01"
    saved = run(capsys, "rfm", shop, "--save", "champions")
    assert run(capsys, "segment", shop, "count", saved["segment"])["count"] == 1
    assert main(["rfm", shop]) == 0
    assert "Champions" in capsys.readouterr().out
    assert main(["rfm", shop, "--returns", "maybe"]) == 2
    assert main(["rfm", shop, "--save", "kings"]) == 1
    assert "There is no cell kings; the cells are champions, loyal" in capsys.readouterr().err


def test_behaviour_becomes_columns_and_goes_again(shop: str, capsys: Capture) -> None:
    result = run(capsys, "behaviour", shop, "--create-people")
    assert (result["people"], result["created"]) == (4, 1)
    assert "purchase_count" in result["columns"]
    assert run(capsys, "segment", shop, "count", "purchase_count >= 1")["count"] == 3
    assert run(capsys, "segment", shop, "count", "did('purchase', count >= 2)")["count"] == 1
    assert run(capsys, "behaviour", shop, "--remove") == {"columns": []}
    assert main(["segment", shop, "count", "purchase_count >= 1"]) == 1
    assert "There is no column purchase_count" in capsys.readouterr().err


@pytest.fixture
def town(tmp_path: Path) -> str:
    """A project of 900 people of three kinds."""
    from tests.audience.test_groups import COLUMNS, crowd

    with ProjectFile.create(tmp_path / "town.adm") as project:
        fill_table(project, COLUMNS, crowd())
    return str(tmp_path / "town.adm")


def test_clusters_are_described_and_saved(town: str, capsys: Capture) -> None:
    result = run(capsys, "cluster", town, "--k", "3", "--save", "kind")
    assert (result["k"], result["people"], len(result["clusters"])) == (3, 900, 3)
    assert result["clusters"][0]["traits"][0]["words"]
    assert result["segments"] == ["kind 1", "kind 2", "kind 3"]
    listed = run(capsys, "segment", town, "list")["segments"]
    assert [entry["count"] for entry in listed] == [cluster["count"] for cluster in result["clusters"]]
    assert main(["cluster", town, "--k", "2", "--columns", "age,spend"]) == 0
    assert "2 clusters of 900 people by age, spend" in capsys.readouterr().out
    assert main(["cluster", town, "--columns", "agee"]) == 1
    assert "has no column agee" in capsys.readouterr().err


def test_lookalikes_are_cut_to_size_and_saved(town: str, capsys: Capture) -> None:
    words = ("lookalike", town, "seed = true", "--method", "logistic")
    result = run(capsys, *words, "--size", "0.1", "--save", "alike")
    assert result["count"] == round(0.1 * result["candidates"])
    assert result["candidates"] + result["seed"] == 900
    assert result["drivers"][0]["importance"] > 0
    assert run(capsys, "segment", town, "count", "alike")["count"] == result["count"]
    assert main([*words]) == 0
    assert "resemble the" in capsys.readouterr().out
    assert main(["lookalike", town, "age > 500"]) == 1
    assert "Lookalikes need at least 20 people" in capsys.readouterr().err
