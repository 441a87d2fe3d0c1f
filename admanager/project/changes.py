"""Every change of a project is an operation: one transaction, one line in the audit log, one undo step.

Small changes go through `Change.insert`, `update` and `delete`, which keep the rows' images before and
after; undo puts the former back and redo the latter. Bulk rows (an import, a run) are written with
`Change.connection` and undone through what they declare.
"""

from __future__ import annotations

import base64
import functools
import getpass
import hashlib
import json
import sqlite3
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from admanager.project import ends, seals
from admanager.project.schema import BATCH, DATA_TABLES, ROW_ID
from admanager.texts import AdManagerError, Sentence, sentence

GENESIS = "0" * 64
AUDIT_HEAD = "audit head"
PROGRAM = "program"
NOBODY_NAMED = "user"
"""Stands in the log where nobody's name is known; so it did in all entries of the first versions."""


def quote(name: str) -> str:
    """Quote an SQL identifier; the only way a name gets into a statement."""
    if "\x00" in name:
        raise AdManagerError(
            sentence("A column name holds a NUL character; rename the column in the source.")
        )
    return '"' + name.replace('"', '""') + '"'


@dataclass(frozen=True)
class Operation:
    """A finished operation: what it did, in words, and the tables that it touched."""

    id: int
    text: Sentence
    tables: frozenset[str]
    kind: str
    undone: bool


@dataclass
class Change:
    """One transaction under way; made by `ProjectFile.change`."""

    connection: sqlite3.Connection
    text: Sentence
    tables: set[str]
    undoable: bool
    rows: list[dict[str, Any]] = field(default_factory=list)
    batch: int | None = None

    def insert(self, table: str, values: Mapping[str, Any]) -> int:
        """Insert one row and return its id."""
        names = ", ".join(quote(name) for name in values)
        marks = ", ".join("?" * len(values))
        cursor = self.connection.execute(
            f"INSERT INTO {quote(table)} ({names}) VALUES ({marks})", list(values.values())
        )
        row = int(cursor.lastrowid or 0)
        self._record(table, row, None, self._image(table, row))
        return row

    def update(self, table: str, row: int, values: Mapping[str, Any]) -> None:
        """Set columns of the row with this id."""
        before = self._image(table, row)
        if before is None:
            raise AdManagerError(
                sentence("The entry is gone from {table}; it was deleted meanwhile.", table=table)
            )
        assignments = ", ".join(f"{quote(name)} = ?" for name in values)
        self.connection.execute(
            f"UPDATE {quote(table)} SET {assignments} WHERE {_key(table)} = ?", [*values.values(), row]
        )
        self._record(table, row, before, self._image(table, row))

    def delete(self, table: str, row: int) -> None:
        """Delete the row with this id, and keep its image for undo."""
        before = self._image(table, row)
        if before is None:
            return
        self.connection.execute(f"DELETE FROM {quote(table)} WHERE {_key(table)} = ?", [row])
        self._record(table, row, before, None)

    def touch(self, table: str) -> None:
        """Say that bulk statements on `connection` changed this table."""
        self.tables.add(table)

    def audit(
        self, action: str, object_: str, detail: Mapping[str, Any] | None = None, *, actor: str = ""
    ) -> None:
        """Append one entry to the hash-chained audit log; never put personal values into `detail`.

        Without an `actor` it is the account of this computer that the program runs under.
        """
        append_audit(self.connection, action, object_, detail or {}, actor or account_name())

    def _record(
        self, table: str, row: int, before: dict[str, Any] | None, after: dict[str, Any] | None
    ) -> None:
        self.tables.add(table)
        if self.undoable:
            self.rows.append({"table": table, "id": row, "before": before, "after": after})

    def _image(self, table: str, row: int) -> dict[str, Any] | None:
        cursor = self.connection.execute(f"SELECT * FROM {quote(table)} WHERE {_key(table)} = ?", [row])
        found = cursor.fetchone()
        if found is None:
            return None
        return {
            column[0]: packed_value(value) for column, value in zip(cursor.description, found, strict=True)
        }


def _key(table: str) -> str:
    return quote(ROW_ID if table in DATA_TABLES else "id")


def packed_value(value: Any) -> Any:
    """Return a stored value as JSON can hold it: bytes in base64."""
    return {"blob": base64.b64encode(value).decode("ascii")} if isinstance(value, bytes) else value


def unpacked_value(value: Any) -> Any:
    """Return the value that `packed_value` was given."""
    return base64.b64decode(value["blob"]) if isinstance(value, dict) else value


def finish(change: Change) -> None:
    """Write the operation's line and the change counters, inside the same transaction."""
    connection = change.connection
    for table in sorted(change.tables):
        connection.execute(
            "INSERT INTO table_state VALUES (?, 1) ON CONFLICT (table_name) DO UPDATE SET counter = counter + 1",
            [table],
        )
    if change.undoable and (change.rows or change.batch is not None):
        kind = "rows" if change.batch is None else "import"
        payload = json.dumps(
            change.rows if change.batch is None else {"batch": change.batch, "rows": change.rows}
        )
        connection.execute("DELETE FROM operation WHERE undone = 1")
        connection.execute(
            "INSERT INTO operation (time, template, params, tables, kind, payload) VALUES (?, ?, ?, ?, ?, ?)",
            [
                time.time(),
                change.text.template,
                json.dumps(change.text.params),
                json.dumps(sorted(change.tables)),
                kind,
                payload,
            ],
        )


def _operation(row: tuple[Any, ...]) -> Operation:
    number, template, params, tables, kind, undone = row
    return Operation(
        number, sentence(template, **json.loads(params)), frozenset(json.loads(tables)), kind, bool(undone)
    )


_COLUMNS = "id, template, params, tables, kind, undone"


def last_done(connection: sqlite3.Connection) -> Operation | None:
    """Return the operation that undo would take back."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM operation WHERE undone = 0 ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return _operation(row) if row else None


def next_undone(connection: sqlite3.Connection) -> Operation | None:
    """Return the operation that redo would do again; an import has to be imported anew."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM operation WHERE undone = 1 AND kind = 'rows' ORDER BY id LIMIT 1"
    ).fetchone()
    return _operation(row) if row else None


def apply_undo(change: Change, operation: Operation) -> None:
    """Take the operation back within `change`."""
    payload = _payload(change.connection, operation)
    if operation.kind == "import":
        undo_batch(change, payload["batch"])
    else:
        _put_back(change, payload)
        change.connection.execute("UPDATE operation SET undone = 1 WHERE id = ?", [operation.id])
    change.tables.update(operation.tables)


def _put_back(change: Change, rows: list[dict[str, Any]]) -> None:
    for row in reversed(rows):
        _put(change.connection, row["table"], row["id"], row["before"])
        change.tables.add(row["table"])


def apply_redo(change: Change, operation: Operation) -> None:
    """Do the operation again within `change`."""
    for row in _payload(change.connection, operation):
        _put(change.connection, row["table"], row["id"], row["after"])
    change.connection.execute("UPDATE operation SET undone = 0 WHERE id = ?", [operation.id])
    change.tables.update(operation.tables)


def _payload(connection: sqlite3.Connection, operation: Operation) -> Any:
    return json.loads(
        connection.execute("SELECT payload FROM operation WHERE id = ?", [operation.id]).fetchone()[0]
    )


def _put(connection: sqlite3.Connection, table: str, row: int, image: dict[str, Any] | None) -> None:
    if image is None:
        connection.execute(f"DELETE FROM {quote(table)} WHERE {_key(table)} = ?", [row])
        return
    names = ", ".join(quote(name) for name in image)
    values = [unpacked_value(value) for value in image.values()]
    updates = ", ".join(f"{quote(name)} = excluded.{quote(name)}" for name in image)
    # An upsert, since a replace would delete the row first and take its dependants along.
    connection.execute(
        f"INSERT INTO {quote(table)} ({names}) VALUES ({', '.join('?' * len(image))}) ON CONFLICT ({_key(table)}) DO UPDATE SET {updates}",
        values,
    )


def undo_batch(change: Change, batch: int) -> tuple[int, int]:
    """Take an import back: remove its rows, restore those that it overwrote. Return both counts.

    Columns that only this import filled go too, and rows that the same operation wrote elsewhere (the run
    of simulated impressions). Raises AdManagerError when there is no such batch, it is undone already, or
    a later import has changed its rows.
    """
    connection = change.connection
    found = connection.execute(
        "SELECT table_name, undone, rows_imported FROM import_batch WHERE id = ?", [batch]
    ).fetchone()
    if found is None:
        raise AdManagerError(
            sentence("There is no import with the number {batch} in this project.", batch=batch)
        )
    table, undone, imported = found
    if undone:
        raise AdManagerError(sentence("Import {batch} is undone already.", batch=batch))
    has_rows = table in DATA_TABLES and _is_there(connection, table)
    if has_rows:
        _refuse_if_changed_later(connection, table, batch)
        removed = _remove_rows(connection, table, batch)
    else:
        removed = (
            imported  # of a list of keys, which are kept as pairs; none where the import has rejects alone
        )
    restored = 0
    for row, before in connection.execute(
        "SELECT row_id, before FROM import_overwritten WHERE batch_id = ? ORDER BY id DESC", [batch]
    ).fetchall():
        _put(connection, table, row, json.loads(before))
        restored += 1
    connection.execute("DELETE FROM import_overwritten WHERE batch_id = ?", [batch])
    connection.execute("DELETE FROM import_reject WHERE batch_id = ?", [batch])
    connection.execute("DELETE FROM identity_link WHERE batch_id = ?", [batch])
    connection.execute("UPDATE import_batch SET undone = 1 WHERE id = ?", [batch])
    if has_rows:
        _drop_unused_columns(connection, table, batch)
    _forget_operation(change, batch)
    if connection.execute("SELECT 1 FROM identity LIMIT 1").fetchone():
        # What the removed rows had joined is joined no more.
        from admanager.project.identity import rebuild

        rebuild(change)
    change.tables.update({table, "import_batch", "import_reject", "column_info"})
    change.audit(
        "undo import", f"batch {batch}", {"table": table, "rows_removed": removed, "rows_restored": restored}
    )
    return removed, restored


def _forget_operation(change: Change, batch: int) -> None:
    """Put back what the batch's operation wrote beside it, and take the operation off the undo list."""
    of_batch = "kind = 'import' AND json_extract(payload, '$.batch') = ?"
    for (payload,) in change.connection.execute(
        f"SELECT payload FROM operation WHERE {of_batch}", [batch]
    ).fetchall():
        _put_back(change, json.loads(payload)["rows"])
    change.connection.execute(f"DELETE FROM operation WHERE {of_batch}", [batch])


def _is_there(connection: sqlite3.Connection, table: str) -> bool:
    named = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    return connection.execute(named, [table]).fetchone() is not None


def _refuse_if_changed_later(connection: sqlite3.Connection, table: str, batch: int) -> None:
    later = connection.execute(
        "SELECT batch_id FROM import_overwritten WHERE batch_id > ? AND table_name = ? AND (row_id IN "
        "(SELECT row_id FROM import_overwritten WHERE batch_id = ?) OR row_id IN "
        f"(SELECT {quote(ROW_ID)} FROM {quote(table)} WHERE {quote(BATCH)} = ?)) ORDER BY batch_id DESC LIMIT 1",
        [batch, table, batch, batch],
    ).fetchone()
    if later is not None:
        raise AdManagerError(
            sentence(
                "Import {later} changed rows of import {batch}; undo import {later} first.",
                later=later[0],
                batch=batch,
            )
        )


def _remove_rows(connection: sqlite3.Connection, table: str, batch: int) -> int:
    """Remove the rows of an import and return how many; the whole table where it holds no others."""
    others = connection.execute(
        "SELECT 1 FROM import_batch WHERE table_name = ? AND undone = 0 AND id <> ?", [table, batch]
    ).fetchone()
    if others is not None:
        return connection.execute(f"DELETE FROM {quote(table)} WHERE {quote(BATCH)} = ?", [batch]).rowcount
    return connection.execute(f"DELETE FROM {quote(table)}").rowcount


def _drop_unused_columns(connection: sqlite3.Connection, table: str, batch: int) -> None:
    """Drop the columns that this import added, where no row and nothing saved needs them; the table with its last row."""
    live = connection.execute(
        "SELECT 1 FROM import_batch WHERE table_name = ? AND undone = 0", [table]
    ).fetchone()
    if live is None:
        connection.execute(f"DROP TABLE {quote(table)}")
        connection.execute("DELETE FROM column_info WHERE table_name = ?", [table])
        return
    added = connection.execute(
        "SELECT id, name, role FROM column_info WHERE table_name = ? AND batch_id = ?", [table, batch]
    ).fetchall()
    for number, name, role in added:
        filled = connection.execute(
            f"SELECT 1 FROM {quote(table)} WHERE {quote(name)} IS NOT NULL LIMIT 1"
        ).fetchone()
        if filled or _is_mentioned(connection, name):
            continue
        if role == "key":
            connection.execute(f"DROP INDEX IF EXISTS {quote(key_index(table))}")
        connection.execute(f"ALTER TABLE {quote(table)} DROP COLUMN {quote(name)}")
        connection.execute("DELETE FROM column_info WHERE id = ?", [number])


def _is_mentioned(connection: sqlite3.Connection, name: str) -> bool:
    places = (("segment", "rule"), ("model", "card"), ("campaign", "plan"))
    return any(
        connection.execute(
            f"SELECT 1 FROM {quote(table)} WHERE instr({quote(column)}, ?) LIMIT 1", [name]
        ).fetchone()
        for table, column in places
    )


def key_index(table: str) -> str:
    """Return the name of the index that keeps a table's keys apart."""
    return f"{table}_key"


@functools.cache
def account_name() -> str:
    """Return the name of the account that the program runs under; `user` where the system tells none."""
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):
        return NOBODY_NAMED


def append_audit(
    connection: sqlite3.Connection, action: str, object_: str, detail: Mapping[str, Any], actor: str
) -> None:
    """Append an entry whose hash covers the entry and the hash before it, with its seal."""
    last = connection.execute("SELECT hash FROM audit ORDER BY id DESC LIMIT 1").fetchone()
    previous = last[0] if last else GENESIS
    entry = [time.time(), actor, action, object_, json.dumps(detail, sort_keys=True)]
    own = seals.sealed(_audit_hash(previous, entry))
    connection.execute(
        "INSERT INTO audit (time, actor, action, object, detail, previous_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [*entry, previous, own],
    )
    # Without it, entries cut off at the end would leave a chain that looks whole.
    connection.execute(
        "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        [AUDIT_HEAD, own],
    )


def note_lost_end(connection: sqlite3.Connection, path: Path) -> None:
    """Append an entry when the log has lost its end since this computer saw it; so that it is known for good."""
    lost = ends.lost_end(connection, path)
    if lost is not None:
        found = connection.execute("SELECT MAX(id) FROM audit").fetchone()[0]
        detail = {"entry": found, "known": lost.entry}
        append_audit(connection, "find the log cut", "audit log", detail, PROGRAM)


def _audit_hash(previous: str, entry: Iterable[Any]) -> str:
    return hashlib.sha256(json.dumps([previous, *entry]).encode()).hexdigest()


@dataclass(frozen=True)
class AuditCheck:
    """What a look at the whole log found: its entries, those that are broken, and how many bear which seal.

    `broken` are ids of entries whose hash does not continue the chain or whose seal is false; where entries were cut off
    at the end, the first id after those that are left stands for them. `elsewhere` bear the seal of another user or
    computer, and `unsealed` none: of both only the chain can be checked here. `ending` is what this computer knows of the
    log's end beside that.
    """

    entries: int
    broken: tuple[int, ...]
    sealed: int
    elsewhere: int
    unsealed: int
    ending: ends.Ending = field(default_factory=ends.Ending)


def check_audit(connection: sqlite3.Connection, path: Path) -> AuditCheck:
    """Check the chain, the seals and the end of the audit log of the project at `path`."""
    key = seals.seal_key()
    previous, broken, last, entries = GENESIS, list[int](), 0, 0
    bearing = {"good": 0, "false": 0, "elsewhere": 0, "none": 0}
    for row in connection.execute(
        "SELECT id, time, actor, action, object, detail, previous_hash, hash FROM audit ORDER BY id"
    ):
        bears = seals.standing(row[7], key)
        bearing[bears] += 1
        own = seals.hash_in(row[7])
        if row[6] != previous or own != _audit_hash(previous, row[1:6]) or bears == "false":
            broken.append(int(row[0]))
        previous, last, entries = row[7], int(row[0]), entries + 1
    head = connection.execute("SELECT value FROM meta WHERE key = ?", [AUDIT_HEAD]).fetchone()
    if head is not None and head[0] != previous and last not in broken:
        broken.append(last + 1)
    return AuditCheck(
        entries,
        tuple(broken),
        bearing["good"],
        bearing["elsewhere"],
        bearing["none"],
        ends.ending_of(connection, path),
    )
