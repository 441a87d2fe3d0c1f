"""DuckDB as a peer, in an environment of its own that the first run makes beside the temporary files."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

REQUIREMENT = "duckdb>=1.1,<2"
_SCRIPT = """
import json, sys, time
import duckdb

path, conditions = sys.argv[1], json.loads(sys.argv[2])
memory = duckdb.connect(":memory:")
memory.execute("SET enable_progress_bar = false")
memory.execute("CREATE TABLE people AS SELECT * FROM read_parquet(?)", [path])
spent, counts = [], []
for condition in conditions:
    begun = time.process_time()
    counts.append(memory.execute(f"SELECT COUNT(*) FROM people WHERE {condition}").fetchone()[0])
    spent.append((time.process_time() - begun) * 1000)
print(json.dumps({"milliseconds": sorted(spent)[len(spent) // 2], "counts": counts}))
"""


def milliseconds_by_duckdb(path: Path, conditions: list[str], counts: list[int]) -> float | None:
    """Return DuckDB's median milliseconds of the processor for these counts, or None where it cannot be had.

    Raises AssertionError when it counts otherwise than `counts`.
    """
    python = _environment()
    if python is None:
        return None
    command = [str(python), "-c", _SCRIPT, str(path), json.dumps(conditions)]
    outcome = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(outcome.stdout)
    if found["counts"] != counts:
        raise AssertionError("DuckDB counts otherwise")
    return float(found["milliseconds"])


def _environment() -> Path | None:
    """Return the Python of an environment with DuckDB, made when it lacks; None where it cannot be fetched."""
    folder = Path(tempfile.gettempdir()) / "admanager-bench-duckdb"
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not python.exists():
        venv.create(folder, with_pip=True)
    if subprocess.run([str(python), "-c", "import duckdb"], capture_output=True, check=False).returncode:
        command = [str(python), "-m", "pip", "install", "-q", REQUIREMENT]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            return None
    return python
