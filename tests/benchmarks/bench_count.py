"""How long the live count of a five-predicate rule takes after an edit, beside SQLite on the same file."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from admanager.audience.columns import ColumnStore
from admanager.audience.rules import Rule, parse
from admanager.audience.sql import compile_rule
from admanager.project.file import ProjectFile
from admanager.texts import sentence

PEOPLE = 1_000_000
REPEATS = 20
PEER_REPEATS = 5
RULE = "age >= {age} and (city in ('city 3', 'city 7', 'city 9') or spend > 250.5) and not (plan = 'free' or visits between 0 and 2)"
TYPES = {"age": "integer", "city": "text", "spend": "real", "plan": "text", "visits": "integer"}


def run(people: int = PEOPLE) -> dict[str, Any]:
    """Return the median milliseconds of a count after one of five predicates was edited.

    The people are generated with seed 0, one in twenty values is missing. `peer` is SQLite's count of the same
    rule on the same table, in the same process; every count is compared with it. `all_new_milliseconds` is the
    count with no bitmap there yet, `load_milliseconds` reading the five columns from the file.
    """
    with tempfile.TemporaryDirectory() as folder, ProjectFile.create(Path(folder) / "count.adm") as project:
        _generate(project, people)
        store = ColumnStore(project)
        load, _ = _milliseconds(store.load, TYPES)
        edited, new, peer = [], [], []
        for number in range(REPEATS):
            store.forget_bitmaps()
            new.append(_milliseconds(store.count, parse(RULE.format(age=20 + number)))[0])
            edit = parse(RULE.format(age=20.5 + number))
            spent, found = _milliseconds(store.count, edit)
            edited.append(spent)
            if number < PEER_REPEATS:
                spent, found_by_peer = _milliseconds(_count_by_sql, project, edit)
                peer.append(spent)
                if found_by_peer != found:
                    raise AssertionError(f"the two engines differ on {edit}")
    value, other = statistics.median(edited), statistics.median(peer)
    return {
        "name": "count",
        "unit": "milliseconds",
        "value": value,
        "peer": other,
        "ratio": other / value,
        "all_new_milliseconds": statistics.median(new),
        "load_milliseconds": load,
        "people": people,
    }


def _count_by_sql(project: ProjectFile, rule: Rule) -> int:
    where, params = compile_rule(rule, project)
    return int(project.read().execute(f"SELECT COUNT(*) FROM profiles WHERE {where}", params).fetchone()[0])


def _milliseconds(work: Callable[..., Any], *arguments: Any) -> tuple[float, Any]:
    begun = time.perf_counter()
    result = work(*arguments)
    return (time.perf_counter() - begun) * 1000, result


def _generate(project: ProjectFile, people: int) -> None:
    rng = np.random.default_rng(0)
    plans = np.array(["free", "basic", "plus", "pro"])
    columns = {
        "age": rng.integers(16, 90, people).tolist(),
        "city": [f"city {number}" for number in rng.integers(0, 200, people)],
        "spend": rng.gamma(2, 80, people).tolist(),
        "plan": plans[rng.integers(0, 4, people)].tolist(),
        "visits": rng.poisson(4, people).tolist(),
    }
    for cells in columns.values():
        for row in rng.integers(0, people, people // 20).tolist():
            cells[row] = None
    with project.change(sentence("Generate people"), undoable=False) as change:
        typed = ", ".join(f"{name} {type_}" for name, type_ in TYPES.items())
        change.connection.execute(f"CREATE TABLE profiles (_id INTEGER PRIMARY KEY, _batch INTEGER, {typed})")
        change.connection.executemany(
            "INSERT INTO profiles (age, city, spend, plan, visits) VALUES (?, ?, ?, ?, ?)",
            zip(*columns.values(), strict=True),
        )
        for position, (name, type_) in enumerate(TYPES.items()):
            change.connection.execute(
                "INSERT INTO column_info (table_name, name, position, type, role, source_name, missing_words) "
                "VALUES ('profiles', ?, ?, ?, 'category', ?, '[]')",
                [name, position, type_, name],
            )
        change.touch("profiles")
