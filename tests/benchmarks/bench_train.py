"""How well the default model ranks the bank's customers it has not seen, beside scikit-learn on the same split."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from admanager.ingest.load import import_file
from admanager.jobs import Job
from admanager.learning.dataset import Dataset, load_dataset
from admanager.learning.evaluation import roc_auc
from admanager.learning.request import TrainRequest
from admanager.learning.split import split_rows
from admanager.learning.training.run import train_on
from admanager.project.file import ProjectFile

BANK = (
    Path(__file__).resolve().parents[3] / "shared" / "data" / "bank_marketing" / "bank_additional_train.csv"
)
REQUEST = TrainRequest(name="bench", target="y", positive="yes", seed=0)


def run() -> dict[str, Any]:
    """Return the hold-out AUC (30 % of people, seed 0, without `duration`).

    `peer` is scikit-learn's logistic regression on one-hot words and standardised numbers, trained on all
    rows that are not held out. `seconds` and `peer_seconds` are processor time of the trainings.
    """
    dataset = load_bank()
    started = time.process_time()
    card = train_on(dataset, REQUEST, job=Job()).card
    seconds = time.process_time() - started
    started = time.process_time()
    peer = _peer(dataset, [entry.name for entry in card.inputs])
    return {
        "name": "train",
        "unit": "AUC",
        "value": card.measured().auc,
        "peer": peer,
        "ratio": card.measured().auc / peer,
        "log_loss": card.measured().log_loss,
        "ece": card.measured().ece,
        "ece_floor": card.measured().ece_floor,
        "excluded": [finding.column for finding in card.excluded],
        "epochs": len(card.training.epochs),
        "seconds": seconds,
        "peer_seconds": time.process_time() - started,
        "rows": card.data.rows,
        "peer_is": "scikit-learn LogisticRegression on one-hot",
    }


def load_bank() -> Dataset:
    """Import the bank's customers into a throw-away project and return them as a dataset."""
    if not BANK.is_file():
        raise FileNotFoundError(f"the benchmark needs the real data at {BANK}")
    with tempfile.TemporaryDirectory() as folder, ProjectFile.create(Path(folder) / "bank.adm") as project:
        import_file(project, BANK)
        return load_dataset(project.read(), REQUEST)


def _peer(dataset: Dataset, names: list[str]) -> float:
    from sklearn.compose import make_column_transformer
    from sklearn.impute import SimpleImputer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler

    frame = dataset.frame[names].copy()
    words = [name for name in names if frame[name].dtype == "category"]
    for name in words:
        frame[name] = frame[name].astype(object).fillna("missing")
    numbers = [name for name in names if name not in words]
    encode = make_column_transformer(
        (make_pipeline(SimpleImputer(strategy="median", add_indicator=True), StandardScaler()), numbers),
        (OneHotEncoder(handle_unknown="ignore"), words),
    )
    holdout = split_rows(dataset, REQUEST.seed).holdout
    rest = np.setdiff1d(np.arange(len(frame)), holdout)
    model = make_pipeline(encode, LogisticRegression(max_iter=2_000))
    model.fit(frame.iloc[rest], dataset.labels[rest])
    return roc_auc(dataset.labels[holdout], model.predict_proba(frame.iloc[holdout])[:, 1])
