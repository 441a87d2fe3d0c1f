"""Ten thousand generated rules, counted by bitmaps and by SQLite on the same people with gaps: how often they differ."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from admanager.audience.columns import ColumnStore
from admanager.audience.rules import to_text
from admanager.audience.segments import save
from admanager.audience.sql import compile_rule
from admanager.project.file import ProjectFile
from tests.audience.generated_rules import make_project, random_rule

RULES = 10_000
PEOPLE = 400


def run(rules: int = RULES) -> dict[str, Any]:
    """Return how many of the rules differ in any member; `peer` is SQLite's time for all, `ratio` how much faster we are.

    The rules nest to three levels over every type, operator, `did(...)` and `in_segment(...)`; a third of the values
    are missing. Raises AssertionError at the first difference, with the rule.
    """
    rng = np.random.default_rng(0)
    with tempfile.TemporaryDirectory() as folder, ProjectFile.create(Path(folder) / "rules.adm") as project:
        make_project(project, rng, PEOPLE)
        save(project, "kept", "whole > 0 or text is missing", kind="static")
        save(project, "live", "did('view') and not in_segment('kept')")
        store = ColumnStore.of(project)
        ours = theirs = 0.0
        members = 0
        for _ in range(rules):
            rule = random_rule(rng, ("kept", "live"))
            begun = time.process_time()
            found = store.members(rule).tolist()
            ours += time.process_time() - begun
            begun = time.process_time()
            where, params = compile_rule(rule, project)
            query = f"SELECT _id FROM profiles WHERE {where} ORDER BY _id"
            by_sql = [row[0] for row in project.read().execute(query, params)]
            theirs += time.process_time() - begun
            if found != by_sql:
                raise AssertionError(f"the engines differ on {to_text(rule)}")
            members += len(found)
    return {
        "name": "rules",
        "unit": "differences",
        "value": 0,
        "peer": None,
        "ratio": theirs / ours,
        "rules": rules,
        "members": members,
    }
