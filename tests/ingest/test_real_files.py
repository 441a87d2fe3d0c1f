"""Real files of other people, imported whole."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from admanager.ingest.load import ImportResult, import_file
from admanager.ingest.options import ImportOptions
from admanager.project.file import ProjectFile

pytestmark = pytest.mark.usefixtures("in_process")


def load(project: ProjectFile, path: Path, **wishes: Any) -> ImportResult:
    result = import_file(project, path, options=ImportOptions(**wishes))
    assert project.check() == []
    return result


def one(project: ProjectFile, sql: str) -> Any:
    return project.read().execute(sql).fetchone()[0]


def test_bank_marketing(project: ProjectFile, shared_data: Path) -> None:
    path = shared_data / "bank_marketing" / "bank_additional_train.csv"
    result = load(project, path)
    assert (result.rows_read, result.rows_imported, result.rows_rejected) == (28_832, 28_832, 0)
    assert result.cells_reported == 0
    assert result.options.delimiter == ";"
    types = {column.name: column.type for column in result.columns}
    assert len(types) == 21
    assert types["emp.var.rate"] == types["nr.employed"] == "real"
    assert types["age"] == types["pdays"] == "integer"
    assert types["job"] == types["month"] == "text"
    assert types["housing"] == types["y"] == "boolean"
    assert next(column.role for column in result.columns if column.name == "y") == "label"
    with path.open(newline="") as file:
        source = list(csv.DictReader(file, delimiter=";"))
    for name in ("job", "marital", "education", "default", "housing", "loan"):
        unknown = sum(row[name] == "unknown" for row in source)
        assert unknown > 0
        assert one(project, f'SELECT COUNT(*) FROM profiles WHERE "{name}" IS NULL') == unknown
    assert one(project, "SELECT COUNT(*) FROM profiles WHERE job = 'unknown'") == 0
    assert one(project, "SELECT SUM(y) FROM profiles") == sum(row["y"] == "yes" for row in source)
    assert one(project, 'SELECT SUM("emp.var.rate") FROM profiles') == pytest.approx(
        sum(float(row["emp.var.rate"]) for row in source)
    )
    stored = (
        project.read().execute('SELECT age, job, "nr.employed" FROM profiles WHERE _id = 20000').fetchone()
    )
    row = source[19_999]
    assert stored == (int(row["age"]), row["job"], float(row["nr.employed"]))


def test_online_shoppers(project: ProjectFile, shared_data: Path) -> None:
    result = load(project, shared_data / "online_shoppers" / "online_shoppers_train.csv")
    assert (result.rows_imported, len(result.columns), result.rows_rejected) == (8631, 18, 0)
    roles = {column.name: (column.type, column.role) for column in result.columns}
    assert roles["Revenue"] == ("boolean", "label")
    assert roles["Weekend"] == ("boolean", "flag")
    assert roles["Month"] == ("text", "category")


def test_online_retail_as_events(project: ProjectFile, shared_data: Path) -> None:
    path = shared_data / "online_retail" / "online_retail_train.csv.gz"
    result = load(project, path, table="events")
    types = {column.name: column.type for column in result.columns}
    assert types["StockCode"] == types["InvoiceNo"] == "text"
    assert result.rows_read == 385_027
    assert (result.rows_rejected, result.rows_imported) == (93_623, 291_404)
    assert one(project, "SELECT COUNT(DISTINCT CustomerID) FROM events") == 3060


def test_carriage_returns_alone(project: ProjectFile, shared_data: Path) -> None:
    result = load(project, shared_data / "import_samples" / "facebook_metrics_cr_only.csv")
    assert (result.rows_imported, len(result.columns), result.rows_rejected) == (500, 19, 0)
    assert sum(column.missing for column in result.columns) == 6


def test_a_semicolon_file_with_long_names(project: ProjectFile, shared_data: Path) -> None:
    result = load(project, shared_data / "import_samples" / "facebook_metrics_semicolon.csv")
    assert (result.rows_imported, len(result.columns)) == (500, 16)
    assert sum(column.missing for column in result.columns) == 1


def test_american_dates_and_empty_columns(project: ProjectFile, shared_data: Path) -> None:
    path = shared_data / "import_samples" / "fb_live_sellers_crlf_emptycols.csv"
    result = load(project, path)
    assert (result.rows_imported, len(result.columns)) == (7050, 16)
    assert [column.role for column in result.columns[-4:]] == ["ignored"] * 4
    assert (
        one(project, "SELECT datetime(status_published, 'unixepoch') FROM profiles WHERE _id = 1")
        == "2018-04-22 06:00:00"
    )


def test_japanese_holidays(project: ProjectFile, shared_data: Path) -> None:
    result = load(project, shared_data / "import_samples" / "jp_holidays_shift_jis.csv")
    assert result.options.encoding == "cp932"
    assert (result.rows_imported, [column.type for column in result.columns]) == (1050, ["date", "text"])
    first = (
        project.read()
        .execute(
            "SELECT date(c.d, 'unixepoch'), c.n FROM (SELECT * FROM profiles) AS p, "
            '(SELECT "国民の祝日・休日月日" AS d, "国民の祝日・休日名称" AS n FROM profiles LIMIT 1) AS c'
        )
        .fetchone()
    )
    assert first == ("1955-01-01", "元日")


def test_headlines_with_html_and_line_breaks(project: ProjectFile, shared_data: Path) -> None:
    result = load(project, shared_data / "upworthy" / "upworthy_train.csv.gz")
    assert (result.rows_imported, len(result.columns), result.rows_rejected) == (15_808, 11, 0)
    assert one(project, "SELECT SUM(impressions) FROM profiles") == pytest.approx(56.1e6, rel=0.01)
    assert one(project, "SELECT SUM(clicks) FROM profiles") == 855_283


def test_a_recommendation_log_as_impressions(project: ProjectFile, shared_data: Path) -> None:
    result = load(project, shared_data / "open_bandit" / "random_men.csv.gz", table="impressions")
    assert (result.rows_imported, len(result.columns)) == (10_000, 44)
    roles = {column.role: column.name for column in result.columns}
    assert (roles["time"], roles["clicked"], roles["propensity"], roles["position"]) == (
        "timestamp",
        "click",
        "propensity_score",
        "position",
    )
    assert one(project, "SELECT SUM(click) FROM impressions") == 46


def test_search_ads_in_japanese(project: ProjectFile, shared_data: Path) -> None:
    result = load(project, shared_data / "adparaphrase" / "adparaphrase_v2_main_train.csv.gz")
    assert (result.rows_imported, len(result.columns), result.rows_rejected) == (15_787, 10, 0)


def test_keyword_statistics(project: ProjectFile, shared_data: Path) -> None:
    result = load(project, shared_data / "adwords" / "adwords_train.csv.gz")
    assert (result.rows_imported, len(result.columns)) == (222_742, 5)
    assert one(project, "SELECT SUM(clicks) FROM profiles") == 175_637
