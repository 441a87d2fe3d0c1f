"""How many rows a second a network learns from where a table has hundreds of thousands of ids, beside DeepCTR-Torch."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import platformdirs
from numpy.typing import NDArray

from admanager.jobs import Job
from admanager.learning.features import Encoded, Encoder, NumberFeature, TextFeature, bin_edges
from admanager.learning.training.fit import Part, Settings, _Loop, _Progress, _Rows
from admanager.learning.training.network import Network, Shape
from admanager.learning.training.optimizer import make_repeatable

ROWS, DENSE, SPARSE, IDS = 160_000, 13, 26, 458_036
BATCH = 4_096
EPOCHS, BUSY_ROWS = 3, 40_000
SHAPE = Shape(embedding=10, hidden=(256, 128), factorised=True, hidden_dropout=0.0, input_dropout=0.0)
PEER_VERSION = "0.3.0"
PEER = Path(__file__).with_name("peer_deepctr.py")


def run(rows: int = ROWS) -> dict[str, Any]:
    """Return the rows a second of processor time of one epoch, one thread, shuffling included; the best of three.

    13 numbers and 26 columns of ids, 458,036 ids in all, are drawn with seed 0 as a click log has them: few ids
    are frequent, most are rare. `peer` is DeepCTR-Torch's DeepFM with its own training on the same arrays, batch
    and layer sizes, in an environment of its own that is made here; None, with the reason, where it cannot be.
    `busy` has the rows a second of the wall of both, each as it comes, while two other processes keep two cores busy.
    """
    ours = _ours(rows, EPOCHS)
    result: dict[str, Any] = {
        "name": "train-sparse",
        "unit": "rows a processor second",
        "value": ours["processor"],
        "rows_per_second": ours["wall"],
        "peer": None,
        "ratio": None,
        "peer_is": f"DeepCTR-Torch {PEER_VERSION}, DeepFM",
    }
    try:
        peer = _peer(rows, threads=1, epochs=EPOCHS)
    except (OSError, subprocess.SubprocessError) as error:
        return result | {"skipped": f"DeepCTR-Torch could not be set up: {error}"}
    with _busy_neighbours():
        own_busy = _ours(BUSY_ROWS, 1)["wall"]
        peer_busy = _peer(BUSY_ROWS, threads=0, epochs=1)["wall"]
    return result | {
        "peer": peer["processor"],
        "ratio": result["value"] / peer["processor"],
        "peer_rows_per_second": peer["wall"],
        "busy": {"value": own_busy, "peer": peer_busy, "ratio": own_busy / peer_busy},
    }


def _ours(rows: int, epochs: int) -> dict[str, float]:
    """Return the rows a second of the best epoch after the first, of the wall and of the processor."""
    numbers, codes, labels = data(rows)
    make_repeatable(0)
    encoder = _encoder(numbers)
    network = Network(encoder, SHAPE)
    loop = _Loop(network, Settings(BATCH, 1e-3, 1e-2), rows, np.random.default_rng(0))
    visited = _Rows.of(network, Part(Encoded(numbers, codes + encoder.offsets), labels))
    best = {"wall": 0.0, "processor": 0.0}
    for epoch in range(epochs + 1):
        wall, processor = time.monotonic(), time.process_time()
        loop.pass_over(visited, _Progress(Job(), epoch, epochs + 1, "Training"))
        passed = {"wall": time.monotonic() - wall, "processor": time.process_time() - processor}
        if epoch:
            best = {
                name: max(best[name], rows // BATCH * BATCH / seconds) for name, seconds in passed.items()
            }
    return best


@contextmanager
def _busy_neighbours() -> Iterator[None]:
    """Keep two cores busy with other processes."""
    others = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(2)]
    try:
        yield
    finally:
        for other in others:
            other.kill()
            other.wait()


def data(
    rows: int,
) -> tuple[NDArray[np.float32], NDArray[np.int64], NDArray[np.float32]]:
    """Return numbers [rows, 13], codes [rows, 26] (each column from 0) and labels, drawn with seed 0."""
    rng = np.random.default_rng(0)
    numbers = rng.gamma(1.0, 1.0, (rows, DENSE)).astype(np.float32)
    codes = np.column_stack([np.minimum(rng.zipf(1.3, rows) - 1, size - 1) for size in sizes()]).astype(
        np.int64
    )
    logit = 0.4 * numbers[:, 0] - 2 + 0.5 * (codes[:, 0] % 3 == 1) + 0.5 * (codes[:, 1] % 5 == 2)
    labels = (rng.random(rows) < 1 / (1 + np.exp(-logit))).astype(np.float32)
    return numbers, codes, labels


def sizes() -> list[int]:
    """Return how many ids each column has: from 10 to a quarter of all, 458,036 together."""
    raw = np.geomspace(10, 130_000, SPARSE)
    whole = np.maximum(10, np.round(raw * IDS / raw.sum())).astype(int)
    whole[-1] += IDS - whole.sum()
    return [int(size) for size in whole]


def _encoder(numbers: NDArray[np.float32]) -> Encoder:
    return Encoder(
        tuple(NumberFeature(f"I{place}", bin_edges(numbers[:, place]), 0.0, False) for place in range(DENSE)),
        tuple(
            # The two ids of other and missing words count among a column's ids here.
            TextFeature(f"C{place}", tuple(map(str, range(size - 2))), True)
            for place, size in enumerate(sizes())
        ),
    )


def _peer(rows: int, *, threads: int, epochs: int) -> dict[str, float]:
    python = _environment()
    with tempfile.TemporaryDirectory() as folder:
        numbers, codes, labels = data(rows)
        np.savez(Path(folder) / "data.npz", numbers=numbers, codes=codes, labels=labels, sizes=sizes())
        command = [
            str(python),
            str(PEER),
            str(Path(folder) / "data.npz"),
            *map(str, (BATCH, threads, epochs)),
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder)
    return dict(json.loads(done.stdout.strip().splitlines()[-1]))


def _environment() -> Path:
    """Return the Python of an environment with DeepCTR-Torch, made once; it looks into ours for torch and the rest."""
    folder = platformdirs.user_cache_path("AdManager", appauthor=False) / "benchmarks" / "deepctr"
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not (folder / "ready").exists():
        venv.create(folder, with_pip=True, clear=True)
        for package in (["--no-deps", f"deepctr-torch=={PEER_VERSION}"], ["requests", "tqdm"]):
            subprocess.run(
                [str(python), "-m", "pip", "install", "-q", *package], capture_output=True, check=True
            )
        ours = next(path for path in sys.path if path.endswith("site-packages"))
        (site,) = (
            path for path in folder.rglob("site-packages") if path.is_dir() and "pip" not in path.parts
        )
        (site / "ours.pth").write_text(ours + "\n", encoding="utf-8")
        (folder / "ready").touch()
    return python
