"""Runs the benchmarks one after the other, each in a process of its own, and prints them as a table.

    python -m tests.benchmarks [NAME ...]

A benchmark is a file `bench_NAME.py` here with a function `run() -> dict` whose result has `name`, `unit`,
`value`, `peer` (what the best known other way reaches in the same unit, None where there is none) and
`ratio` (how many times better than the peer). `admanager bench NAME` runs one alone.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
HEADINGS = ("benchmark", "value", "unit", "peer", "ratio")


def names() -> list[str]:
    """Return the names of the benchmarks, in alphabetical order."""
    return sorted(path.stem.removeprefix("bench_").replace("_", "-") for path in FOLDER.glob("bench_*.py"))


def measure(name: str) -> dict[str, Any] | str:
    """Run one benchmark in a fresh process and return its result, or what went wrong."""
    command = [sys.executable, "-m", "admanager", "bench", name, "--json"]
    outcome = subprocess.run(command, cwd=FOLDER.parent.parent, capture_output=True, text=True, check=False)
    if outcome.returncode != 0:
        lines = outcome.stderr.strip().splitlines()
        return lines[-1] if lines else f"exit status {outcome.returncode}"
    return dict(json.loads(outcome.stdout))


def cell(value: object) -> str:
    """Return a figure as a cell of the table: numbers with four significant digits, None as a dash."""
    if value is None:
        return "-"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"
    return str(value)


def main(words: list[str]) -> int:
    """Print the table of the benchmarks named by `words` (all without any) and return 1 when one failed."""
    unknown = [word for word in words if word not in names()]
    if unknown:
        print(
            f"There is no benchmark {', '.join(unknown)}; there are: {', '.join(names())}.", file=sys.stderr
        )
        return 2
    print("{:<22} {:>14} {:<28} {:>14} {:>8}".format(*HEADINGS), flush=True)
    failed = 0
    for name in words or names():
        result = measure(name)
        if isinstance(result, str):
            failed = 1
            print(f"{name:<22} FAILED: {result}", flush=True)
            continue
        row = [cell(result[key]) for key in ("value", "unit", "peer", "ratio")]
        print("{:<22} {:>14} {:<28} {:>14} {:>8}".format(name, *row), flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
