"""The leak guard finds what knows the future, and bars nothing that does not, on real tables."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from admanager.ingest.options import ImportOptions
from admanager.learning.dataset import Dataset, load_dataset
from admanager.learning.findings import Finding
from admanager.learning.leaks import find_leaks, sounds_like_after
from admanager.learning.request import TrainRequest
from admanager.learning.selection import select_columns
from admanager.project.file import ProjectFile
from tests.learning.conftest import import_here


def _found(dataset: Dataset) -> dict[str, Finding]:
    return {finding.column: finding for finding in find_leaks(dataset, seed=0)}


def _loaded(folder: Path, file: Path, target: str, positive: str | None, table: str) -> Dataset:
    with ProjectFile.create(folder / "leaks.adm") as project:
        import_here(project, file, ImportOptions.model_validate({"table": table}))
        return load_dataset(
            project.read(), TrainRequest(name="m", target=target, positive=positive, table=table)
        )


def test_duration_is_left_out_of_the_banks_model_with_the_reason_in_plain_words(bank: Dataset) -> None:
    found = _found(bank)
    assert [name for name, finding in found.items() if finding.action == "exclude"] == ["duration"]
    duration = found["duration"]
    assert duration.cause == "known_after"
    assert duration.auc == pytest.approx(0.82, abs=0.02)
    assert (duration.auc_with or 0) - (duration.auc_without or 0) > 0.1
    assert duration.reason.startswith("“duration” knows the future: by its name it is only known afterwards")


def test_the_interest_rate_is_kept_with_a_warning_that_it_stands_for_the_time(bank: Dataset) -> None:
    finding = _found(bank)["euribor3m"]
    assert (finding.action, finding.cause) == ("warn", "moves_with_time")


@pytest.mark.parametrize(
    ("file", "target", "positive", "table", "left_out"),
    [
        ("online_shoppers/online_shoppers_train.csv", "Revenue", "TRUE", "profiles", set()),
        ("online_shoppers/online_shoppers_train.csv", "Weekend", "TRUE", "profiles", set()),
        ("open_bandit/random_men.csv.gz", "click", "1", "impressions", {"column_1"}),
        ("import_samples/facebook_metrics_semicolon.csv", "Paid", "1", "profiles", set()),
        (
            "import_samples/fb_live_sellers_crlf_emptycols.csv",
            "status_type",
            "video",
            "profiles",
            {"status_id"},
        ),
        ("upworthy/upworthy_train.csv.gz", "winner", "TRUE", "profiles", {"headline"}),
    ],
)
def test_no_honest_column_of_a_public_table_is_barred(
    tmp_path: Path, shared_data: Path, file: str, target: str, positive: str, table: str, left_out: set[str]
) -> None:
    found = _found(_loaded(tmp_path, shared_data / file, target, positive, table))
    barred = {name: finding for name, finding in found.items() if finding.action == "exclude"}
    assert set(barred) == left_out
    assert {finding.cause for finding in barred.values()} <= {"identifier", "free_text"}


def test_what_the_generated_customers_bought_afterwards_is_found(customers: ProjectFile) -> None:
    dataset = load_dataset(customers.read(), TrainRequest(name="m", target="responded"))
    found = _found(dataset)
    assert {name for name, finding in found.items() if finding.action == "exclude"} == {
        "order_value_after_offer"
    }
    assert "nearly gives the answer away" in found["order_value_after_offer"].reason


@pytest.fixture
def table(project: ProjectFile, tmp_path: Path) -> pd.DataFrame:
    """1,500 people with a weak honest signal `visits` and the target `bought`."""
    rng = np.random.default_rng(5)
    visits = rng.poisson(3, 1_500)
    bought = rng.random(1_500) < 1 / (1 + np.exp(2.5 - 0.3 * visits))
    return pd.DataFrame({"visits": visits, "noise": rng.normal(size=1_500).round(4), "bought": bought})


def _judged(project: ProjectFile, tmp_path: Path, table: pd.DataFrame) -> dict[str, Finding]:
    file = tmp_path / "table.csv"
    table.to_csv(file, index=False)
    import_here(project, file)
    return _found(load_dataset(project.read(), TrainRequest(name="m", target="bought", positive="True")))


def test_a_column_that_is_filled_in_only_after_the_purchase_is_left_out(
    project: ProjectFile, tmp_path: Path, table: pd.DataFrame
) -> None:
    days = np.random.default_rng(1).integers(1, 9, len(table)).astype(float)
    table["delivery_days"] = np.where(table["bought"], days, np.nan)
    assert _judged(project, tmp_path, table)["delivery_days"].cause == "filled_after"


def test_two_leaks_do_not_hide_each_other(project: ProjectFile, tmp_path: Path, table: pd.DataFrame) -> None:
    rng = np.random.default_rng(2)
    signal = np.where(table["bought"], rng.normal(2, 1, len(table)), rng.normal(0, 1, len(table)))
    table["call_duration"] = signal.round(3)
    table["TalkDuration"] = (signal * 60 + rng.normal(0, 5, len(table))).round(2)
    found = _judged(project, tmp_path, table)
    assert (found["call_duration"].cause, found["TalkDuration"].cause) == ("known_after", "known_after")
    assert "visits" not in found


def test_a_leak_that_other_rows_have_weakened_is_still_left_out(
    project: ProjectFile, tmp_path: Path, table: pd.DataFrame
) -> None:
    rng = np.random.default_rng(2)
    known = np.where(table["bought"], rng.normal(2, 1, len(table)), rng.normal(0, 1, len(table)))
    table["call_duration"] = np.where(rng.random(len(table)) < 0.5, known, rng.normal(0.5, 1, len(table)))
    finding = _judged(project, tmp_path, table)["call_duration"]
    assert (finding.action, finding.cause) == ("exclude", "known_after")
    assert 0.6 < (finding.auc or 0) < 0.75


def test_a_strong_column_with_an_innocent_name_is_kept_with_a_warning(
    project: ProjectFile, tmp_path: Path, table: pd.DataFrame
) -> None:
    rng = np.random.default_rng(2)
    table["v12"] = np.where(table["bought"], rng.normal(2, 1, len(table)), rng.normal(0, 1, len(table)))
    finding = _judged(project, tmp_path, table)["v12"]
    assert (finding.action, finding.cause) == ("warn", "suspicious")


def test_identifiers_and_constants_are_left_out(
    project: ProjectFile, tmp_path: Path, table: pd.DataFrame
) -> None:
    table["row_number"] = np.arange(len(table)) + 1
    table["code"] = [f"x{number:05d}" for number in np.random.default_rng(0).permutation(len(table))]
    table["country"] = "AT"
    found = _judged(project, tmp_path, table)
    assert {name: finding.cause for name, finding in found.items()} == {
        "row_number": "identifier",
        "code": "identifier",
        "country": "constant",
    }


@pytest.mark.parametrize(
    "name", ["duration", "callDuration", "order_value_2", "通话时长", "Ergebnis", "Paid"]
)
def test_names_that_speak_of_afterwards(name: str) -> None:
    assert sounds_like_after(name)


@pytest.mark.parametrize(
    "name", ["euribor3m", "poutcome", "age", "marital_status", "Lifetime Post Total Reach", "ExitRates"]
)
def test_names_that_do_not(name: str) -> None:
    assert not sounds_like_after(name)


def test_the_user_has_the_last_word(bank: Dataset) -> None:
    asked = TrainRequest(name="m", target="y", include=("duration",), exclude=("age", "euribor3m"))
    chosen = select_columns(bank, asked)
    assert "duration" in chosen.features
    assert [finding.column for finding in chosen.overruled] == ["duration"]
    assert {finding.column: finding.cause for finding in chosen.excluded} == {
        "age": "user",
        "euribor3m": "user",
    }
    assert "euribor3m" not in {finding.column for finding in chosen.warnings}
