"""How long the live count of a five-predicate rule takes after an edit, beside SQLite and DuckDB on the same people.

DuckDB runs in an environment and a process of its own (`tests/benchmarks/duckdb_peer.py`), since a second library that
opens databases has no place in ours; without a network to fetch it from, its figures are None.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from admanager.audience.columns import ColumnStore
from admanager.audience.rules import Rule, parse
from admanager.audience.sql import compile_rule
from admanager.project.file import ProjectFile
from admanager.texts import sentence
from tests.benchmarks.duckdb_peer import milliseconds_by_duckdb

PEOPLE = 1_000_000
REPEATS = 20
PEER_REPEATS = 3
RULE = "age >= {age} and (city in ('city 3', 'city 7', 'city 9') or spend > 250.5) and not (plan = 'free' or visits between 0 and 2)"
TYPES = {"age": "integer", "city": "text", "spend": "real", "plan": "text", "visits": "integer"}
_CHUNK = 250_000


def run(people: int = PEOPLE) -> dict[str, Any]:
    """Return the median milliseconds of a count after one of five predicates was edited.

    The people are generated with seed 0, one in twenty values is missing. `peer` is SQLite's count of the same rule on
    the same table, in the same process; every count is compared with it, and with DuckDB's. `all_new_milliseconds` is
    the count with no bitmap there yet, `load_milliseconds` reading the five columns from the rows, and
    `reopened_milliseconds` from a project opened again to the first count. Times are of the processor.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "count.adm"
        with ProjectFile.create(path) as project:
            generate(project, people, Path(folder) / "people.parquet")
            store = ColumnStore(project)
            load, _ = _milliseconds(store.load, TYPES)
            edited, new, peer, counts = _counts(project, store)
        with ProjectFile.open(path) as project:
            reopened, found = _milliseconds(ColumnStore(project).count, parse(RULE.format(age=20.5)))
            if found != counts[0]:
                raise AssertionError("the kept columns count differently")
        by_duckdb = milliseconds_by_duckdb(Path(folder) / "people.parquet", _conditions(), counts)
    value, other = statistics.median(edited), statistics.median(peer)
    return {
        "name": "count",
        "unit": "milliseconds",
        "value": value,
        "peer": other,
        "ratio": other / value,
        "all_new_milliseconds": statistics.median(new),
        "duckdb_milliseconds": by_duckdb,
        "duckdb_ratio": by_duckdb / statistics.median(new) if by_duckdb else None,
        "load_milliseconds": load,
        "reopened_milliseconds": reopened,
        "people": people,
    }


def _counts(
    project: ProjectFile, store: ColumnStore
) -> tuple[list[float], list[float], list[float], list[int]]:
    edited, new, peer, counts = [], [], [], []
    for number in range(REPEATS):
        store.forget_bitmaps()
        new.append(_milliseconds(store.count, parse(RULE.format(age=20 + number)))[0])
        edit = parse(RULE.format(age=20.5 + number))
        spent, found = _milliseconds(store.count, edit)
        edited.append(spent)
        counts.append(found)
        if number < PEER_REPEATS:
            spent, found_by_peer = _milliseconds(count_by_sql, project, edit)
            peer.append(spent)
            if found_by_peer != found:
                raise AssertionError(f"the two engines differ on {edit}")
    return edited, new, peer, counts


def _conditions() -> list[str]:
    return [RULE.format(age=20.5 + number) for number in range(REPEATS)]


def count_by_sql(project: ProjectFile, rule: Rule) -> int:
    where, params = compile_rule(rule, project)
    return int(project.read().execute(f"SELECT COUNT(*) FROM profiles WHERE {where}", params).fetchone()[0])


def _milliseconds(work: Callable[..., Any], *arguments: Any) -> tuple[float, Any]:
    """Return the processor's milliseconds, which a busy machine does not stretch, and the result."""
    begun = time.process_time()
    result = work(*arguments)
    return (time.process_time() - begun) * 1000, result


def generate(project: ProjectFile, people: int, copy: Path) -> None:
    """Make the people, in the project and as a Parquet file for the peer."""
    rng = np.random.default_rng(0)
    kinds = {"integer": pa.int64(), "real": pa.float64(), "text": pa.string()}
    schema = pa.schema([(name, kinds[type_]) for name, type_ in TYPES.items()])
    with (
        project.change(sentence("Generate people"), undoable=False) as change,
        pq.ParquetWriter(copy, schema) as writer,
    ):
        typed = ", ".join(f"{name} {type_}" for name, type_ in TYPES.items())
        change.connection.execute(f"CREATE TABLE profiles (_id INTEGER PRIMARY KEY, _batch INTEGER, {typed})")
        for start in range(0, people, _CHUNK):
            columns = _columns(rng, min(_CHUNK, people - start))
            change.connection.executemany(
                "INSERT INTO profiles (age, city, spend, plan, visits) VALUES (?, ?, ?, ?, ?)",
                zip(*columns.values(), strict=True),
            )
            writer.write_table(pa.table(columns, schema=schema))
        for position, (name, type_) in enumerate(TYPES.items()):
            change.connection.execute(
                "INSERT INTO column_info (table_name, name, position, type, role, source_name, missing_words) "
                "VALUES ('profiles', ?, ?, ?, 'category', ?, '[]')",
                [name, position, type_, name],
            )
        change.touch("profiles")


def _columns(rng: np.random.Generator, people: int) -> dict[str, list[Any]]:
    plans = np.array(["free", "basic", "plus", "pro"])
    columns: dict[str, list[Any]] = {
        "age": rng.integers(16, 90, people).tolist(),
        "city": [f"city {number}" for number in rng.integers(0, 200, people)],
        "spend": rng.gamma(2, 80, people).tolist(),
        "plan": plans[rng.integers(0, 4, people)].tolist(),
        "visits": rng.poisson(4, people).tolist(),
    }
    for cells in columns.values():
        for row in rng.integers(0, people, people // 20).tolist():
            cells[row] = None
    return columns
