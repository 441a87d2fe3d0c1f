"""The most memory that importing five million rows takes, beside one million, each in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.benchmarks.bench_import import generate

FEW, MANY = 1_000_000, 5_000_000
_CODE = """
import json, resource, sys
from pathlib import Path
from admanager.ingest.load import import_file
from admanager.project.file import ProjectFile
if __name__ == "__main__":
    with ProjectFile.create(Path(sys.argv[1])) as project:
        result = import_file(project, Path(sys.argv[2]))
    own, child = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps([result.rows_imported, max(own, child)]))
"""


def run(few: int = FEW, many: int = MANY) -> dict[str, Any]:
    """Return the peak megabytes of the process that took most, importing `many` rows of 20 mixed columns.

    The peer is the same import of `few` rows: `ratio` is its peak divided by ours, which is near one where memory
    does not grow with the file. Needs a system with `resource`.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        peer, value = _peak(folder, few), _peak(folder, many)
    return {
        "name": "import-memory",
        "unit": "MB (peak)",
        "value": value,
        "peer": peer,
        "ratio": peer / value,
        "peer_is": f"the same import of {few:,} rows",
        "growth": value / peer,
        "rows": many,
    }


def _peak(folder: Path, rows: int) -> float:
    source, project = folder / "people.csv", folder / f"{rows}.adm"
    generate(source, rows)
    words = [sys.executable, "-c", _CODE, str(project), str(source)]
    output = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    imported, kilobytes = json.loads(output)
    source.unlink()
    project.unlink()
    if imported != rows:
        raise AssertionError(f"{imported} of {rows} rows were imported")
    return float(kilobytes) / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    print(json.dumps(run(), indent=1))
