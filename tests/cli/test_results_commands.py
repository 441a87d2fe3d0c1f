"""The commands `report`, `attribution` and `reliability`, as a script calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from admanager.__main__ import main
from tests.report import kept
from tests.simulation import logged_worlds

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A project with two kept runs."""
    return str(kept.copy_to(tmp_path))


@pytest.mark.parametrize("run", ["2", f"{kept.SCRIPT} Spring, seed 8"])
def test_report_of_a_run_is_written_by_number_or_name(
    path: str, tmp_path: Path, capsys: Capture, run: str
) -> None:
    out = tmp_path / "spring.html"
    assert main(["report", path, run, "-o", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"path": str(out)}
    text = out.read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>")
    assert "Seed 8" in text


def test_without_json_the_answer_is_a_sentence(path: str, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "spring.html"
    assert main(["report", path, "1", "-o", str(out)]) == 0
    assert capsys.readouterr().out == f"Wrote the report to {out}.\n"


def test_unknown_run_is_a_sentence_and_no_file(path: str, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "spring.html"
    assert main(["report", path, "Autumn", "-o", str(out)]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "There is no run “Autumn” in this project.\n"
    assert not out.exists()


@pytest.mark.parametrize(("suffix", "start"), [("pdf", b"%PDF-"), ("XLSX", b"PK")])
def test_report_is_written_in_the_format_of_its_ending(
    path: str, tmp_path: Path, capsys: Capture, suffix: str, start: bytes
) -> None:
    out = tmp_path / f"x.{suffix}"
    assert main(["report", path, "1", "-o", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"path": str(out)}
    assert out.read_bytes().startswith(start)


def test_report_without_a_file_is_wrong_usage(path: str, capsys: Capture) -> None:
    assert main(["report", path, "1"]) == 2
    assert "-o" in capsys.readouterr().err


# -- attribution ---------------------------------------------------------------------------------------------


def test_attribution_credits_a_run_and_says_what_each_part_truly_added(path: str, capsys: Capture) -> None:
    assert main(["attribution", path, "1", "--by", "placement", "--seeds", "2", "--json"]) == 0
    captured = capsys.readouterr()
    found = json.loads(captured.out)
    assert (found["by"], found["run"]) == ("placement", "1")
    for rule in ("last", "first", "linear", "decay", "position", "markov"):
        assert sum(item["credits"][rule] for item in found["items"]) == pytest.approx(found["conversions"])
    assert found["campaign"]["same_seed"] == found["conversions"]
    first = found["items"][0]
    assert first["name"] == "page · 1"
    assert first["effect"]["low"] < first["effect"]["mean"] < first["effect"]["high"]
    assert "True effects do not add up" in captured.err


def test_attribution_without_seeds_is_a_table_of_credits_alone(path: str, capsys: Capture) -> None:
    assert main(["attribution", path, "1", "--seeds", "0"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "conversions over" in lines[0]
    assert lines[1].split()[:3] == ["creative", "last", "first"]
    assert lines[2].endswith("  -")


def test_attribution_of_a_project_without_a_log_says_what_to_do(path: str, capsys: Capture) -> None:
    assert main(["attribution", path]) == 1
    assert "no imported impressions in this project; name a run" in capsys.readouterr().err


# -- reliability ---------------------------------------------------------------------------------------------


def _write(folder: Path, name: str, rows: list[tuple[object, ...]]) -> str:
    import csv

    file = folder / name
    with file.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.writer(handle)
        writer.writerow([column.name for column in logged_worlds.COLUMNS])
        writer.writerows([["" if value is None else value for value in row] for row in rows])
    return str(file)


def test_reliability_without_a_log_says_that_forecasts_are_assumptions(path: str, capsys: Capture) -> None:
    assert main(["reliability", path, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["level"], found["calibration"], found["feedback"]) == ("assumed", None, [])


def test_new_feedback_tells_the_error_of_the_last_forecast_and_keeps_it(
    tmp_path: Path, capsys: Capture
) -> None:
    rows = logged_worlds.log_of(3, days=8)
    cut = logged_worlds.FIRST + 5 * logged_worlds.DAY
    project = str(tmp_path / "shop.adm")
    roles = [f"--role={column.name}={column.role}" for column in logged_worlds.COLUMNS]
    first = _write(tmp_path, "first.csv", [row for row in rows if row[0] < cut])  # type: ignore[operator]
    later = _write(tmp_path, "later.csv", [row for row in rows if row[0] >= cut])  # type: ignore[operator]
    assert main(["import", project, first, "--as", "impressions", *roles, "--json"]) == 0
    assert "forecast_checks" not in json.loads(capsys.readouterr().out)
    assert main(["import", project, later, "--as", "impressions", *roles, "--json"]) == 0
    captured = capsys.readouterr()
    (check,) = json.loads(captured.out)["forecast_checks"]
    assert check["ctr"]["low"] < check["ctr"]["forecast"] < check["ctr"]["high"]
    assert "had forecast a CTR of" in captured.err
    assert main(["reliability", project, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["feedback"] == [check]
    assert found["calibration"]["total"]["clicks"]["truth"] == found["calibration"]["second"]["clicks"]
    days = [part for part in found["calibration"]["parts"] if part["by"] == "day"]
    assert sum(part["cost"]["truth"] for part in days) == pytest.approx(
        found["calibration"]["total"]["cost"]["truth"]
    )
    assert main(["reliability", project]) == 0
    text = capsys.readouterr().out
    assert text.splitlines()[0] == found["verdict"]
    assert "creative A" in text
    assert "import 2: The log before had forecast" in text


# -- compare -------------------------------------------------------------------------------------------------


def test_compare_says_of_each_figure_whether_there_is_enough_data(path: str, capsys: Capture) -> None:
    assert main(["compare", path, "1", "2", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    by_metric = {figure["metric"]: figure for figure in found["figures"]}
    cpa = by_metric["cpa"]["always_valid"]
    assert cpa["verdict"] == "not enough data"
    assert cpa["relative"]["low"] < 0 < cpa["relative"]["high"]
    assert cpa["planned_events"] > cpa["events"] > 10
    assert by_metric["impressions"]["always_valid"] is None
    judged = [figure for figure in found["figures"] if figure["always_valid"] is not None]
    undecided = [one for one in judged if one["always_valid"]["verdict"] == "not enough data"]
    assert {one["better"] for one in undecided} == {None}
    assert main(["compare", path, "1", "2", "--lift", "0.5"]) == 0
    captured = capsys.readouterr()
    assert "cpa" in captured.out
    assert "all that differs is chance" in captured.err


# -- breakdown -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", ["creative", "placement", "hour", "time"])
def test_breakdown_gives_every_figure_of_parts_that_add_up(
    path: str, tmp_path: Path, capsys: Capture, by: str
) -> None:
    import csv

    out = tmp_path / "parts.csv"
    assert main(["breakdown", path, "1", "--by", by, "-o", str(out), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    for name in ("impressions", "clicks", "conversions", "spend", "revenue"):
        assert sum(part[name] for part in found["parts"]) == pytest.approx(found["total"][name])
    assert {"ctr", "cvr", "cpc", "cpm", "cpa", "roas", "win_rate", "invalid_share"} < set(found["total"])
    people = found["frequency_distribution"]
    assert sum(people.values()) - people["0"] == found["total"]["reach"]
    with out.open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert len(rows) == len(found["parts"])
    assert sum(int(row["impressions"]) for row in rows) == found["total"]["impressions"]


def test_breakdown_in_words_ends_with_the_whole_run(path: str, capsys: Capture) -> None:
    assert main(["breakdown", path, "1", "--by", "segment"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1].split()[:2] == ["whole", "run"]
    assert len(lines) == 4


# -- views ---------------------------------------------------------------------------------------------------


def test_a_run_is_shown_to_advertiser_platform_and_people_with_the_same_money(
    path: str, capsys: Capture
) -> None:
    assert main(["views", path, "1", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["fraud"] is None
    assert found["advertiser"]["spend"]["value"] == pytest.approx(found["platform"]["revenue"]["value"])
    assert 0 < found["people"]["satisfaction"]["low"] < found["people"]["satisfaction"]["high"] < 1
    assert main(["views", path, "1"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert [line for line in told if not line.startswith(" ")] == [
        "Advertiser: return", "Platform: revenue", "People: experience",
    ]  # fmt: skip
