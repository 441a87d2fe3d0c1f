"""How far the exported file's probabilities are from the trainer's, at most, on 1,000 rows."""

from __future__ import annotations

import time
from typing import Any

import numpy as np

from admanager.jobs import Job
from admanager.learning.calibration import Calibrator
from admanager.learning.export import build_onnx
from admanager.learning.features import fit_encoder
from admanager.learning.scoring import Scorer
from admanager.learning.selection import select_columns
from admanager.learning.split import split_rows
from admanager.learning.training.fit import Part, fit, predict
from admanager.learning.training.network import DCN, Network
from admanager.learning.weights import Blend
from tests.benchmarks.bench_train import REQUEST, load_bank

ROWS = 1_000
ASKED = 1e-5


def run() -> dict[str, Any]:
    """Return the largest difference of a probability on 1,000 hold-out rows of the bank's customers.

    `peer` is the limit that the product promises, 1e-5. `rows_per_second` is the file's speed on all rows, in
    processor time on one thread.
    """
    dataset = load_bank()
    names = select_columns(dataset, REQUEST).features
    split = split_rows(dataset, REQUEST.seed)
    flags = {column.name for column in dataset.columns if column.kind == "flag"}
    encoder = fit_encoder(dataset.frame.iloc[split.train], names, flags=flags)
    encoded = encoder.encode(dataset.frame)
    labels = dataset.labels.astype(np.float32)
    train, valid = (Part(encoded.take(rows), labels[rows]) for rows in (split.train, split.early_stopping))
    network = fit(encoder, DCN, train, valid, seed=REQUEST.seed, job=Job()).network
    assert isinstance(network, Network)
    scorer = Scorer(build_onnx(encoder, Blend.of_one(network.weights()), calibrator=Calibrator()))
    rows = split.holdout[:ROWS]
    trainer = 1 / (1 + np.exp(-predict(network, encoded.take(rows)).astype(np.float64)))
    difference = float(np.abs(scorer.score(dataset.frame.iloc[rows]) - trainer).max())
    started = time.process_time()
    scorer.score(dataset.frame)
    seconds = time.process_time() - started
    return {
        "name": "onnx",
        "unit": "largest difference",
        "value": difference,
        "peer": ASKED,
        "ratio": ASKED / difference,
        "rows": len(rows),
        "rows_per_second": len(dataset.frame) / seconds,
        "peer_is": "the promised limit",
    }
