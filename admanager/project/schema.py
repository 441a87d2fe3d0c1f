"""The tables of a project file, version by version.

System tables are listed in `SYSTEM_TABLES`. The four data tables (`profiles`, `events`, `impressions`,
`products`) are made by the first import into them, with the columns of the source and two of ours:
`_id INTEGER PRIMARY KEY` and `_batch INTEGER`, the import batch that brought the row.
"""

from __future__ import annotations

import sqlite3

APPLICATION_ID = 0x41644D67  # "AdMg"
DATA_TABLES = ("profiles", "events", "impressions", "products")
ROW_ID = "_id"
BATCH = "_batch"
ZONE_KEY = "time zone"

_VERSION_1 = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE table_state (table_name TEXT PRIMARY KEY, counter INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE audit (
    id INTEGER PRIMARY KEY, time REAL NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, object TEXT NOT NULL,
    detail TEXT NOT NULL, previous_hash TEXT NOT NULL, hash TEXT NOT NULL
);
CREATE TABLE operation (
    id INTEGER PRIMARY KEY, time REAL NOT NULL, template TEXT NOT NULL, params TEXT NOT NULL, tables TEXT NOT NULL,
    kind TEXT NOT NULL, payload TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE source (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL, mapping TEXT NOT NULL
);
CREATE TABLE import_batch (
    id INTEGER PRIMARY KEY, source_id INTEGER NOT NULL REFERENCES source(id), table_name TEXT NOT NULL, time REAL NOT NULL,
    rows_read INTEGER NOT NULL, rows_imported INTEGER NOT NULL, rows_rejected INTEGER NOT NULL, rows_blank INTEGER NOT NULL,
    rows_skipped INTEGER NOT NULL, rows_updated INTEGER NOT NULL, duplicates INTEGER NOT NULL, cells_reported INTEGER NOT NULL,
    seconds REAL NOT NULL, generated INTEGER NOT NULL DEFAULT 0, undone INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE import_reject (
    id INTEGER PRIMARY KEY, batch_id INTEGER NOT NULL REFERENCES import_batch(id), line INTEGER NOT NULL, column_name TEXT,
    found TEXT, expected TEXT NOT NULL, reason TEXT NOT NULL, whole_row INTEGER NOT NULL
);
CREATE INDEX import_reject_batch ON import_reject (batch_id);
CREATE TABLE import_overwritten (
    id INTEGER PRIMARY KEY, batch_id INTEGER NOT NULL REFERENCES import_batch(id), table_name TEXT NOT NULL,
    row_id INTEGER NOT NULL, before TEXT NOT NULL
);
CREATE INDEX import_overwritten_batch ON import_overwritten (batch_id);
CREATE TABLE column_info (
    id INTEGER PRIMARY KEY, table_name TEXT NOT NULL, name TEXT NOT NULL, position INTEGER NOT NULL, type TEXT NOT NULL,
    role TEXT NOT NULL, source_name TEXT NOT NULL, missing_words TEXT NOT NULL, note TEXT NOT NULL DEFAULT '',
    batch_id INTEGER REFERENCES import_batch(id), UNIQUE (table_name, name)
);
CREATE TABLE segment (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, rule TEXT NOT NULL, kind TEXT NOT NULL DEFAULT 'live',
    note TEXT NOT NULL DEFAULT '', changed REAL NOT NULL, members BLOB
);
CREATE TABLE model (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, family TEXT NOT NULL, target TEXT NOT NULL, created REAL NOT NULL,
    card TEXT NOT NULL, sha256 TEXT NOT NULL, onnx BLOB NOT NULL
);
CREATE TABLE brand (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, kit TEXT NOT NULL);
CREATE TABLE asset (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, mime TEXT NOT NULL, data BLOB NOT NULL
);
CREATE TABLE generator (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, created REAL NOT NULL, card TEXT NOT NULL,
    sha256 TEXT NOT NULL, onnx BLOB NOT NULL
);
CREATE TABLE creative (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, spec TEXT NOT NULL, seed INTEGER NOT NULL,
    generator TEXT NOT NULL, favourite INTEGER NOT NULL DEFAULT 0, created REAL NOT NULL
);
CREATE TABLE campaign (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, plan TEXT NOT NULL, changed REAL NOT NULL);
CREATE TABLE run (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, campaign TEXT NOT NULL, plan TEXT NOT NULL, seed INTEGER NOT NULL,
    started REAL NOT NULL, seconds REAL NOT NULL, state TEXT NOT NULL, models TEXT NOT NULL, summary TEXT NOT NULL,
    generated INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE run_series (
    id INTEGER PRIMARY KEY, run_id INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE, name TEXT NOT NULL,
    dtype TEXT NOT NULL, shape TEXT NOT NULL, data BLOB NOT NULL, UNIQUE (run_id, name)
);
CREATE TABLE run_event (
    id INTEGER PRIMARY KEY, run_id INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE, minute INTEGER NOT NULL,
    kind TEXT NOT NULL, template TEXT NOT NULL, params TEXT NOT NULL
);
CREATE INDEX run_event_run ON run_event (run_id);
CREATE TABLE column_cache (
    id INTEGER PRIMARY KEY, table_name TEXT NOT NULL, column_name TEXT NOT NULL, stamp INTEGER NOT NULL, part INTEGER NOT NULL,
    dtype TEXT NOT NULL, data BLOB NOT NULL, UNIQUE (table_name, column_name, part)
);
"""

_VERSION_2_SOURCES = """
"""

_VERSION_2_AUDIENCE = """
CREATE TABLE behaviour (
    id INTEGER PRIMARY KEY, half_life_days REAL NOT NULL, events_stamp INTEGER NOT NULL, profiles_stamp INTEGER NOT NULL,
    zone TEXT NOT NULL, columns TEXT NOT NULL
);
"""

_VERSION_2_PRIVACY = """
ALTER TABLE column_info ADD COLUMN personal TEXT NOT NULL DEFAULT '';
ALTER TABLE import_reject ADD COLUMN row_key TEXT;
CREATE INDEX import_reject_row_key ON import_reject (row_key) WHERE row_key IS NOT NULL;
CREATE INDEX import_overwritten_row ON import_overwritten (table_name, row_id);
ALTER TABLE model ADD COLUMN erased_people INTEGER NOT NULL DEFAULT 0;
CREATE TABLE suppressed (
    token TEXT NOT NULL, reason TEXT NOT NULL, time REAL NOT NULL, PRIMARY KEY (token, reason)
) WITHOUT ROWID;
CREATE TABLE identity (value TEXT PRIMARY KEY, person INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX identity_person ON identity (person);
CREATE TABLE identity_link (
    batch_id INTEGER NOT NULL REFERENCES import_batch(id), column_name TEXT NOT NULL, one TEXT NOT NULL, two TEXT NOT NULL,
    PRIMARY KEY (batch_id, column_name, one, two)
) WITHOUT ROWID;
CREATE TABLE audience_export (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, time REAL NOT NULL, seed INTEGER NOT NULL, share REAL NOT NULL,
    treated BLOB NOT NULL, held BLOB NOT NULL, file TEXT NOT NULL
);
CREATE TABLE retention_rule (
    id INTEGER PRIMARY KEY, table_name TEXT NOT NULL, column_name TEXT NOT NULL, source TEXT NOT NULL DEFAULT '',
    days INTEGER NOT NULL, UNIQUE (table_name, source)
);
CREATE TABLE privacy_spending (
    id INTEGER PRIMARY KEY, time REAL NOT NULL, question TEXT NOT NULL, epsilon REAL NOT NULL
);
"""

_VERSION_2_SIMULATION = """
CREATE TABLE run_effect (
    run_id INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE, part TEXT NOT NULL, seeds INTEGER NOT NULL,
    found TEXT NOT NULL, PRIMARY KEY (run_id, part)
) WITHOUT ROWID;
CREATE TABLE forecast_check (
    batch INTEGER PRIMARY KEY REFERENCES import_batch(id) ON DELETE CASCADE, time REAL NOT NULL, found TEXT NOT NULL
);
"""

_VERSION_2_LEARNING = """
CREATE TABLE headline_model (
    id INTEGER PRIMARY KEY, created REAL NOT NULL, card TEXT NOT NULL, weights BLOB NOT NULL
);
"""

_VERSION_2_CREATIVE = """
CREATE TABLE board (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, created REAL NOT NULL);
CREATE TABLE board_creative (
    id INTEGER PRIMARY KEY, board_id INTEGER NOT NULL REFERENCES board(id),
    creative_id INTEGER NOT NULL REFERENCES creative(id), UNIQUE (board_id, creative_id)
);
CREATE TABLE image_model (
    id INTEGER PRIMARY KEY, generator_id INTEGER NOT NULL UNIQUE REFERENCES generator(id) ON DELETE CASCADE,
    judge BLOB NOT NULL, photos BLOB NOT NULL
);
CREATE TABLE creative_scorer (
    id INTEGER PRIMARY KEY, created REAL NOT NULL, card TEXT NOT NULL, weights BLOB NOT NULL
);
CREATE TABLE past_ad (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, spec TEXT NOT NULL, condition TEXT NOT NULL, created REAL NOT NULL
);
CREATE TABLE headline_ideas (
    id INTEGER PRIMARY KEY, created REAL NOT NULL, card TEXT NOT NULL, words BLOB NOT NULL, onnx BLOB NOT NULL
);
"""

_VERSION_2 = (
    _VERSION_2_SOURCES
    + _VERSION_2_AUDIENCE
    + _VERSION_2_PRIVACY
    + _VERSION_2_SIMULATION
    + _VERSION_2_LEARNING
    + _VERSION_2_CREATIVE
)

# Migration N brings a file of version N to version N + 1; migration 0 makes a new file.
MIGRATIONS = (_VERSION_1, _VERSION_2)
VERSION = len(MIGRATIONS)


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Bring the open file from `version` to `VERSION`; the caller holds the transaction."""
    for script in MIGRATIONS[version:]:
        for statement in script.split(";"):
            if statement.strip():
                connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _normal(sql: str) -> str:
    return " ".join(sql.split())


def known_schema() -> dict[str, str]:
    """Return the SQL of every system table and index by name, as a file of this version has it."""
    memory = sqlite3.connect(":memory:", isolation_level=None)
    try:
        migrate(memory, 0)
        rows = memory.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    finally:
        memory.close()
    return {name: _normal(sql) for name, sql in rows}


def foreign_objects(connection: sqlite3.Connection) -> list[str]:
    """Return what the file holds that this program did not make: triggers, views, unknown or changed tables."""
    known = known_schema()
    problems = []
    found = connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"
    ).fetchall()
    for kind, name, table, sql in found:
        if kind in {"trigger", "view"} or (
            kind == "table" and _normal(sql).upper().startswith("CREATE VIRTUAL")
        ):
            problems.append(f"{kind} {name}")
        elif name in known:
            if _normal(sql) != known[name]:
                problems.append(f"changed {kind} {name}")
        elif table not in DATA_TABLES:
            problems.append(f"{kind} {name}")
    missing = set(known) - {row[1] for row in found}
    return problems + [f"missing {name}" for name in sorted(missing)]
