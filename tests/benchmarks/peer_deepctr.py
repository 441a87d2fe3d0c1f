"""Run by bench_train_sparse in DeepCTR-Torch's own environment: epochs of its DeepFM, rows a second on the last line."""

from __future__ import annotations

import json
import sys
import time

import numpy as np
import torch
from deepctr_torch.inputs import DenseFeat, SparseFeat
from deepctr_torch.models import DeepFM


def main(path: str, batch: int, threads: int, epochs: int) -> None:
    """Train on the arrays at `path` and print the rows a second of the best epoch, of the wall and of the processor.

    With `threads` 0 torch takes as many as it wants, which is how the peer comes.
    """
    if threads:
        torch.set_num_threads(threads)
    found = np.load(path)
    numbers, codes, labels = found["numbers"], found["codes"], found["labels"]
    features = [
        SparseFeat(f"C{place}", int(size), embedding_dim=10) for place, size in enumerate(found["sizes"])
    ] + [DenseFeat(f"I{place}", 1) for place in range(numbers.shape[1])]
    rows = {f"C{place}": codes[:, place] for place in range(codes.shape[1])}
    rows |= {f"I{place}": numbers[:, place] for place in range(numbers.shape[1])}
    model = DeepFM(features, features, dnn_hidden_units=(256, 128), device="cpu")
    model.compile("adam", "binary_crossentropy")
    best = {"wall": 0.0, "processor": 0.0}
    for _ in range(epochs):
        wall, processor = time.monotonic(), time.process_time()
        model.fit(rows, labels, batch_size=batch, epochs=1, verbose=0)
        passed = {"wall": time.monotonic() - wall, "processor": time.process_time() - processor}
        best = {name: max(best[name], len(labels) / seconds) for name, seconds in passed.items()}
    print(json.dumps(best))


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
