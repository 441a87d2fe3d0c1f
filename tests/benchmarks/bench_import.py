"""How many rows a second the whole staged import brings into a project, beside `sqlite3 .import` of the same file."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from admanager.ingest.load import import_file
from admanager.jobs import Job
from admanager.project.file import ProjectFile

ROWS = 1_000_000
ROWS_FOR_SQLITE_UTILS = 50_000
_CHUNK = 50_000
_HEADER = (
    "customer_id,name,email,country,city,job,age,visits,orders,spend,score,rate,balance,signup,last_seen,zip,consent,"
    "active,segment,comment"
)


def run(rows: int = ROWS) -> dict[str, Any]:
    """Return rows a second from a CSV of 20 mixed columns to typed rows in the project, with its child process.

    The file is generated with seed 0: whole numbers, decimals, dates, times, categories, truth words, keys with
    leading zeros, quoted text with commas, and missing values. `peer` is `sqlite3 .import`, which stores text
    only, without a journal; None where there is no sqlite3 program. `sqlite_utils` is `sqlite-utils insert` of
    50,000 rows, taken as if it kept that speed. `peak_megabytes` is the most memory that the child process held.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "people.csv"
        generate(path, rows)
        own, peak = _own(folder, path, rows)
        peer = _sqlite3(folder, path, rows)
        utils = _sqlite_utils(folder, path, min(rows, ROWS_FOR_SQLITE_UTILS))
    return {
        "name": "import",
        "unit": "rows/s",
        "value": own,
        "peer": peer,
        "ratio": own / peer if peer else None,
        "rows": rows,
        "peer_is": "sqlite3 .import without a journal" if peer else "missing: there is no sqlite3 program",
        "sqlite_utils": utils,
        "sqlite_utils_ratio": own / utils if utils else None,
        "sqlite_utils_rows": min(rows, ROWS_FOR_SQLITE_UTILS),
        "peak_megabytes": peak,
    }


def generate(path: Path, rows: int, seed: int = 0) -> None:
    """Write the CSV file: `rows` people with 20 columns."""
    draw = np.random.default_rng(seed)
    with path.open("w", newline="") as file:
        file.write(_HEADER + "\n")
        for start in range(0, rows, _CHUNK):
            file.write(_lines(draw, start, min(_CHUNK, rows - start)))


def _lines(draw: np.random.Generator, start: int, count: int) -> str:
    names = [
        f"{first} {last}" for first in ("Ada", "Bea", "Carl", "Dov", "Ede") for last in ("Ng", "Ray", "Wu")
    ]
    countries, jobs = (
        ("US", "DE", "GB", "FR", "JP"),
        ("admin.", "services", "technician", "retired", "unknown"),
    )
    whole = {name: draw.integers(0, top, count).tolist() for name, top in
             (("name", 15), ("country", 5), ("job", 5), ("age", 72), ("visits", 500), ("orders", 40), ("zip", 99_999))}  # fmt: skip
    spend, score, rate = ((draw.random(count) * scale).tolist() for scale in (1000, 1, 10))
    balance, chance = draw.normal(0, 2000, count).tolist(), draw.random(count).tolist()
    days = (np.datetime64("2015-01-01") + draw.integers(0, 3650, count)).astype(str).tolist()
    times = draw.integers(1_500_000_000, 1_700_000_000, count).astype("datetime64[s]").astype(str).tolist()
    lines = []
    for row in range(count):
        age = "" if chance[row] > 0.97 else str(18 + whole["age"][row])
        comment = '"hello, world"' if chance[row] < 0.3 else ""
        lines.append(
            f"{start + row + 1},{names[whole['name'][row]]},u{start + row}@example.test,{countries[whole['country'][row]]},"
            f"City {whole['zip'][row] % 500},{jobs[whole['job'][row]]},{age},{whole['visits'][row]},{whole['orders'][row]},"
            f"{spend[row]:.2f},{score[row]:.6f},{rate[row]:.3f},{balance[row]:.2f},{days[row]},{times[row].replace('T', ' ')},"
            f"{whole['zip'][row]:05d},{'yes' if chance[row] < 0.6 else 'no'},{'true' if whole['visits'][row] % 2 else 'false'},"
            f"{'loyal' if whole['orders'][row] > 20 else 'new'},{comment}\n"
        )
    return "".join(lines)


def _own(folder: Path, path: Path, rows: int) -> tuple[float, float]:
    with ProjectFile.create(folder / "people.adm") as project:
        started = time.perf_counter()
        result = import_file(project, path, job=Job())
        spent = time.perf_counter() - started
    if result.rows_imported != rows or result.rows_rejected or result.cells_reported:
        raise AssertionError(f"{result.rows_imported} of {rows} rows were imported")
    return rows / spent, _peak_of_children()


def _peak_of_children() -> float:
    if sys.platform == "win32":
        return float("nan")
    import resource

    kilobytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return kilobytes / (1e6 if sys.platform == "darwin" else 1e3)


def _sqlite3(folder: Path, path: Path, rows: int) -> float | None:
    program = shutil.which("sqlite3")
    if program is None:
        return None
    script = f'PRAGMA journal_mode = OFF;\n.mode csv\n.import "{path.as_posix()}" people\nSELECT COUNT(*) FROM people;\n'
    spent, output = _timed(lambda: _output([program, str(folder / "peer.db")], script))
    if str(rows) not in output.split():
        raise AssertionError(f"sqlite3 imported something else: {output}")
    return rows / spent


def _sqlite_utils(folder: Path, path: Path, rows: int) -> float:
    part = folder / "part.csv"
    with path.open() as source, part.open("w") as target:
        target.writelines(islice(source, rows + 1))
    command = [
        sys.executable,
        "-m",
        "sqlite_utils",
        "insert",
        str(folder / "utils.db"),
        "people",
        str(part),
        "--csv",
    ]
    spent, _ = _timed(lambda: _output(command, ""))
    return rows / spent


def _output(command: list[str], text: str) -> str:
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout


def _timed(act: Callable[[], str]) -> tuple[float, str]:
    started = time.perf_counter()
    result = act()
    return time.perf_counter() - started, result


if __name__ == "__main__":
    print(json.dumps(run(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS), indent=1))
