"""How long it takes to score a million people from the project and to write their probabilities back."""

from __future__ import annotations

import resource
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from admanager.demo.generator import write_customers
from admanager.ingest.load import import_file
from admanager.learning.models import get_scorer, load_onnx, save_onnx, train
from admanager.learning.project_scoring import score_profiles
from admanager.learning.request import TrainRequest
from admanager.learning.scoring import Scorer
from admanager.project.file import ProjectFile
from admanager.project.tables import read_frame

PEOPLE = 1_000_000
LEARNERS = 20_000
FAMILIES = ("dcn", "auto")
ASKED_SECONDS = {"dcn": 6.0, "auto": 12.0}
SINGLE_ROWS = 5_000


def run(people: int = PEOPLE) -> dict[str, Any]:
    """Return the seconds for a million generated people of twelve columns with the network (`dcn`).

    `peer` is what the product promises. Beside it, for `dcn` and `auto`: processor seconds, rows a second of the
    file alone (raw columns to probability, one thread), and milliseconds for one row, median and 99th percentile.
    The table's columns are read from the file within the time. Models are trained on 20,000 other people.
    """
    result: dict[str, Any] = {"name": "score", "unit": "seconds", "people": people}
    with tempfile.TemporaryDirectory() as folder:
        files = _trained(Path(folder))
        for family, file in files.items():
            path = Path(folder) / f"{family}.adm"
            with ProjectFile.create(path) as project:
                _import(project, Path(folder), people)
                load_onnx(project, file, family)
            with ProjectFile.open(path) as project:
                used, started = _processor(), time.monotonic()
                score_profiles(project, family)
                result[f"{family}_seconds"] = time.monotonic() - started
                result[f"{family}_processor_seconds"] = _processor() - used
                result |= {f"{family}_{key}": value for key, value in _alone(project, family).items()}
            path.unlink()
    result |= {"value": result["dcn_seconds"], "peer": ASKED_SECONDS["dcn"], "peer_is": "the promised limit"}
    return result | {"ratio": result["peer"] / result["value"]}


def _trained(folder: Path) -> dict[str, Path]:
    files = {}
    with ProjectFile.create(folder / "learners.adm") as project:
        source = write_customers(folder / "learners.csv", seed=1, people=LEARNERS)
        import_file(project, source)
        for family in FAMILIES:
            train(project, TrainRequest(name=family, target="responded", positive="yes", family=family))
            files[family] = save_onnx(project, family, folder / f"{family}.onnx")
    return files


def _import(project: ProjectFile, folder: Path, people: int) -> None:
    source = folder / "people.csv"
    if not source.exists():
        write_customers(source, seed=2, people=people)
    import_file(project, source)


def _alone(project: ProjectFile, name: str) -> dict[str, float]:
    scorer = get_scorer(project, name)
    frame = read_frame(project.read(), "profiles", where="rowid <= 100000")
    started = time.process_time()
    scorer.score(frame)
    bulk = len(frame) / (time.process_time() - started)
    spent = _single_rows(scorer, frame)
    low, high = np.quantile(spent, [0.5, 0.99])
    return {"rows_per_second": bulk, "one_row_milliseconds": float(low), "one_row_p99": float(high)}


def _single_rows(scorer: Scorer, frame: Any) -> list[float]:
    ask = scorer.asker(frame.iloc[:1])
    spent = []
    for _ in range(SINGLE_ROWS):
        started = time.perf_counter()
        ask()
        spent.append((time.perf_counter() - started) * 1000)
    return spent


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
