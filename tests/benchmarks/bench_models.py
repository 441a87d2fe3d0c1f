"""How well each family ranks and how well it is calibrated, beside LightGBM on the same rows, seeds and splits."""

from __future__ import annotations

import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from admanager.ingest.load import import_file
from admanager.jobs import Job
from admanager.learning.dataset import Dataset, load_dataset
from admanager.learning.evaluation import calibration_error, log_loss, roc_auc
from admanager.learning.request import TrainRequest
from admanager.learning.split import split_rows
from admanager.learning.training.run import train_on
from admanager.project.file import ProjectFile

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
SETS = {
    "bank": (DATA / "bank_marketing" / "bank_additional_train.csv", "y", "yes"),
    "shoppers": (DATA / "online_shoppers" / "online_shoppers_train.csv", "Revenue", None),
}
SEEDS = (0, 1, 2)
FAMILIES = ("logistic", "gbdt", "dcn", "deepfm", "tabm", "auto")
STOPPED = {
    "learning_rate": 0.03, "num_leaves": 15, "min_child_samples": 40, "feature_fraction": 0.7,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5.0,
}  # fmt: skip
_PLAIN = {"objective": "binary", "num_threads": 1, "verbose": -1, "deterministic": True}


def run() -> dict[str, Any]:
    """Return the mean AUC of the automatic family on the bank's customers (30 % of people held out, seeds 0 to 2).

    `peer` is LightGBM with early stopping and regularisation on the same rows, `ratio` their quotient. `tables`
    has for both data sets and each family and peer a row a seed: AUC, log loss, calibration error with its floor
    (mean and 95th percentile), processor seconds. Columns that the leak guard leaves out are out for all.
    """
    tables: dict[str, list[dict[str, Any]]] = {}
    for name, (path, target, positive) in SETS.items():
        dataset = load(path, target, positive)
        tables[name] = [row for seed in SEEDS for row in _of_seed(dataset, target, positive, seed)]
    value, peer = (_mean(tables["bank"], family, "auc") for family in ("auto", "LightGBM stopped"))
    return {
        "name": "models",
        "unit": "AUC",
        "value": value,
        "peer": peer,
        "ratio": value / peer,
        "peer_is": "LightGBM with early stopping and regularisation",
        "means": {
            name: {
                family: {key: _mean(rows, family, key) for key in ("auc", "log_loss", "ece", "seconds")}
                for family in dict.fromkeys(row["family"] for row in rows)
            }
            for name, rows in tables.items()
        },
        "worst_gaps": {name: _worst_gaps(rows) for name, rows in tables.items()},
        "tables": tables,
    }


def load(path: Path, target: str, positive: str | None) -> Dataset:
    """Import a file into a throw-away project and return its rows."""
    if not path.is_file():
        raise FileNotFoundError(f"the benchmark needs the real data at {path}")
    request = TrainRequest(name="bench", target=target, positive=positive)
    with tempfile.TemporaryDirectory() as folder, ProjectFile.create(Path(folder) / "b.adm") as project:
        import_file(project, path)
        return load_dataset(project.read(), request)


def _of_seed(dataset: Dataset, target: str, positive: str | None, seed: int) -> list[dict[str, Any]]:
    rows = []
    names: list[str] = []
    for family in FAMILIES:
        request = TrainRequest(name="bench", target=target, positive=positive, family=family, seed=seed)
        started = time.process_time()
        card = train_on(dataset, request, job=Job()).card
        seconds = time.process_time() - started
        names = [entry.name for entry in card.inputs]
        figures = card.measured().model_dump(
            include={"auc", "log_loss", "ece", "ece_floor", "ece_floor_high"}
        )
        rows.append({"family": family, "seed": seed, **figures, "seconds": seconds})
    holdout = split_rows(dataset, seed).holdout
    chosen = replace(dataset, frame=dataset.frame[sorted(names, key=list(dataset.frame.columns).index)])
    return [*rows, *_peers(chosen, holdout, seed)]


def _peers(dataset: Dataset, holdout: NDArray[np.intp], seed: int) -> list[dict[str, Any]]:
    import lightgbm

    x, y = dataset.frame, dataset.labels
    rest = np.setdiff1d(np.arange(len(y)), holdout)
    order = np.random.default_rng(seed).permutation(rest)
    valid, train = order[: len(rest) * 15 // 100], order[len(rest) * 15 // 100 :]
    started = time.process_time()
    stopped = lightgbm.train(
        {**_PLAIN, **STOPPED, "seed": seed},
        lightgbm.Dataset(x.iloc[train], y[train]),
        2_000,
        valid_sets=[lightgbm.Dataset(x.iloc[valid], y[valid])],
        callbacks=[lightgbm.early_stopping(50, verbose=False)],
    )
    between = time.process_time()
    plain = lightgbm.train(_PLAIN, lightgbm.Dataset(x.iloc[rest], y[rest]))
    after = time.process_time()
    return [
        _judged("LightGBM stopped", seed, y[holdout], stopped.predict(x.iloc[holdout]), between - started),
        _judged("LightGBM defaults", seed, y[holdout], plain.predict(x.iloc[holdout]), after - between),
    ]


def _judged(family: str, seed: int, y: NDArray[np.float64], p: Any, seconds: float) -> dict[str, Any]:
    return {
        "family": family, "seed": seed, "auc": roc_auc(y, p), "log_loss": log_loss(y, p),
        "ece": calibration_error(y, p), "seconds": seconds,
    }  # fmt: skip


def _mean(rows: list[dict[str, Any]], family: str, key: str) -> float:
    return float(np.mean([row[key] for row in rows if row["family"] == family]))


def _worst_gaps(rows: list[dict[str, Any]]) -> dict[str, float]:
    """Return, by family, the lowest difference of AUC to stopped LightGBM on one seed."""
    peer = {row["seed"]: row["auc"] for row in rows if row["family"] == "LightGBM stopped"}
    return {
        family: min(row["auc"] - peer[row["seed"]] for row in rows if row["family"] == family)
        for family in FAMILIES
    }
