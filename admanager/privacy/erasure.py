"""Removing people from a project, so that nothing of them is left in the file.

`HOLDERS` says of every table of the project file whether it can hold something about a person, and how that goes;
a test walks the schema and fails for a table that is not there. SQLite overwrites what is deleted with zeros
(`secure_delete`), so the bytes are gone when the transaction ends. Outside its reach are copies of the project file,
which are named to the user, and files that were exported.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from admanager.privacy.person import Located, locate
from admanager.privacy.pseudonyms import ensure_key, has_pseudonyms, is_pseudonym, tokens_with
from admanager.privacy.suppression import ERASED, add_tokens, recognises
from admanager.project.changes import Change, packed_value, quote, unpacked_value
from admanager.project.file import ProjectFile
from admanager.project.identity import IDENTITY_ROLE, PERSON_TABLES
from admanager.project.members import without_ids
from admanager.project.schema import BATCH, DATA_TABLES, ROW_ID
from admanager.project.tables import columns, table_exists
from admanager.project.unfinished import remove_stale_stages, remove_unfinished
from admanager.texts import sentence

REPLACED = "erased"
_CHUNK = 500

HOLDERS: dict[str, str] = {
    "profiles": "rows are deleted",
    "events": "rows are deleted",
    "impressions": "rows are deleted",
    "import_overwritten": "images of the rows are deleted",
    "import_reject": "cells of the rows, and rows that name a key, are deleted",
    "operation": "images of the rows go, and members of segments from the images of those",
    "segment": "members go from static ones; a key in a rule is replaced",
    "audience_export": "members go from both halves; a key in the rule is replaced",
    "privacy_spending": "a key in the question is replaced",
    "column_cache": "cached columns of changed tables are deleted",
    "identity": "all keys of the person are deleted",
    "identity_link": "pairs with a key of the person are deleted",
    "model": "models trained on them are marked",
    "campaign": "a key in the plan is replaced",
    "run": "a key in the plan or its name is replaced",
    "run_event": "a key in the values is replaced",
    "source": "a key in the path is replaced",
    "suppressed": "a keyed hash is added, so that an import refuses them",
}
NOTHING_PERSONAL: dict[str, str] = {
    "products": "items, not people",
    "meta": "settings of the project",
    "table_state": "counters",
    "audit": "counts only; the chain must not change",
    "import_batch": "counts",
    "column_info": "names of columns",
    "brand": "the advertiser's own",
    "headline_model": "weights of words in headlines",
    "headline_ideas": "words of the advertiser's own headlines",
    "image_model": "trained on pictures of ads",
    "asset": "the advertiser's own pictures",
    "generator": "trained on product pictures",
    "creative": "designs",
    "creative_scorer": "weights of what designs are made of",
    "past_ad": "designs",
    "board": "names of collections of designs",
    "board_creative": "which designs a board holds",
    "run_series": "sums over people",
    "run_effect": "sums over people",
    "forecast_check": "sums over people",
    "retention_rule": "rules",
    "behaviour": "how the columns about behaviour were made",
}

# Texts in which a person may have written a key by hand.
_TEXTS: dict[str, tuple[str, ...]] = {
    "segment": ("name", "rule", "note"),
    "campaign": ("name", "plan"),
    "run": ("name", "campaign", "plan", "summary"),
    "run_event": ("params",),
    "source": ("path", "mapping"),
    "audience_export": ("name", "file"),
    "privacy_spending": ("question",),
}


@dataclass(frozen=True)
class Erasure:
    """What was removed: rows by table, and how much of what else; `copies` are files that still hold the person."""

    rows: dict[str, int]
    segments: int
    exports: int
    models: tuple[str, ...]
    copies: tuple[Path, ...]

    @property
    def rows_removed(self) -> int:
        """Number of rows in all tables."""
        return sum(self.rows.values())


def erase_person(
    project: ProjectFile, key: str, *, delete_copies: bool = False, refuse_later: bool = True
) -> Erasure:
    """Remove the person with this key, whatever other keys they have, and refuse them in later imports.

    Takes what the backups before migrations hold along when `delete_copies`, by deleting those files. Cannot be
    undone. Raises AdManagerError when no table holds them, and KeyMissing when the key of the pseudonyms is not on this
    computer; where it is lost, `refuse_later` False erases without it, and a later import will take them again.
    """
    located = locate(project, key)
    token = tokens_with(ensure_key(project)) if refuse_later else None
    spelt = _spellings(project.read(), located)
    with project.change(sentence("Erase one person"), undoable=False) as change:
        models = _mark_models(change, located.rows)
        segments, exports = forget_rows(change, located.rows, spelt.all())
        _forget_keys(change.connection, located.keys)
        if token is not None:
            add_tokens(change, spelt.pseudonyms | {token(value) for value in spelt.read}, ERASED)
        counts = {table: len(ids) for table, ids in located.rows.items()}
        change.audit("erase one person", ", ".join(counts), {"rows": counts, "models": len(models)})
    remove_stale_stages(project.path)
    remove_unfinished(project.path.parent)
    copies = tuple(copies_of(project.path))
    if delete_copies:
        for path in copies:
            path.unlink(missing_ok=True)
        copies = ()
    return Erasure(counts, segments, exports, models, copies)


def forget_rows(
    change: Change, rows: Mapping[str, Sequence[int]], spelt: Collection[str] = ()
) -> tuple[int, int]:
    """Delete rows with all that the project holds of them elsewhere, within a change.

    `spelt` are keys of their people as they read; they are looked for in what was written by hand. Returns how many
    static segments and how many exports had them as members.
    """
    connection = change.connection
    positions = {table: _position(connection, table, ids) for table, ids in rows.items()}
    for table, ids in rows.items():
        for part in _parts(ids):
            marks = ", ".join("?" * len(part))
            connection.execute(f"DELETE FROM {quote(table)} WHERE {quote(ROW_ID)} IN ({marks})", part)
            connection.execute(
                f"DELETE FROM import_overwritten WHERE table_name = ? AND row_id IN ({marks})", [table, *part]
            )
        _forget_in_cache(connection, table, positions.get(table))
        change.touch(table)
    people = set(rows.get("profiles", ()))
    segments = _forget_members(change, "segment", ("members",), people)
    exports = _forget_members(change, "audience_export", ("treated", "held"), people)
    patterns = [_pattern(value) for value in spelt if is_distinctive(value)]
    _forget_in_operations(change, {table: set(ids) for table, ids in rows.items()}, people, patterns)
    _forget_in_texts(change, spelt)
    _forget_rejects(change, spelt)
    return segments, exports


def _position(connection: sqlite3.Connection, table: str, ids: Sequence[int]) -> int | None:
    """Return which row, from 0, the only one of `ids` is in the cached columns; None where that is not known."""
    if len(ids) != 1:
        return None
    current = connection.execute("SELECT counter FROM table_state WHERE table_name = ?", [table]).fetchone()
    kept = connection.execute(
        "SELECT id, dtype FROM column_cache WHERE table_name = ? AND column_name = 'i' ORDER BY part",
        [table],
    ).fetchall()
    stale = connection.execute(
        "SELECT 1 FROM column_cache WHERE table_name = ? AND stamp IS NOT ?", [table, current and current[0]]
    ).fetchone()
    if not kept or stale is not None:
        return None
    about = json.loads(kept[0][1])
    if not about["listed"]:
        place = ids[0] - int(about["first"])
        return place if 0 <= place < about["rows"] else None
    return _place_in_parts(connection, [row[0] for row in kept], ids[0])


def _place_in_parts(connection: sqlite3.Connection, parts: Sequence[int], wanted: int) -> int | None:
    """Return where an id stands in ascending ids that are kept in parts, by halving; None where it is not there."""
    import numpy as np

    before = 0
    for number in parts:
        with connection.blobopen("column_cache", "data", number, readonly=True) as blob:
            size = len(blob) // 8
            blob.seek(8 * (size - 1))
            if int.from_bytes(blob.read(8), "little") < wanted:
                before += size
                continue
            blob.seek(0)
            held = np.frombuffer(blob.read(), dtype="<i8")
        place = int(np.searchsorted(held, wanted))
        return before + place if held[place] == wanted else None
    return None


def _forget_in_cache(connection: sqlite3.Connection, table: str, position: int | None) -> None:
    """Make cached columns forget a row: its value is overwritten in place, and dictionaries of texts go.

    The cache is stale from now on and is replaced by the next count. Writing zeros over all of it would take longer
    than everything else. Its pieces are those of `audience.column_cache`: values are named `v` and the column, and are
    cut into parts of one size; `i` holds the numbers of the rows, which tell of nobody. Without a known `position` the whole cache of the table goes.
    """
    if position is None:
        connection.execute("DELETE FROM column_cache WHERE table_name = ?", [table])
        return
    connection.execute(
        "DELETE FROM column_cache WHERE table_name = ? AND substr(column_name, 1, 1) NOT IN ('v', 'i')",
        [table],
    )
    pieces = connection.execute(
        "SELECT column_name, MIN(dtype), MAX(length(data)) FROM column_cache WHERE table_name = ? AND column_name <> 'i' "
        "GROUP BY column_name",
        [table],
    ).fetchall()
    for name, described, size in pieces:
        item = int(re.findall(r"\d+", json.loads(described)["dtype"])[-1])
        part, offset = divmod(position * item, size)
        row = connection.execute(
            "SELECT id FROM column_cache WHERE table_name = ? AND column_name = ? AND part = ?",
            [table, name, part],
        ).fetchone()
        if row is not None:
            with connection.blobopen("column_cache", "data", row[0]) as blob:
                blob.seek(offset)
                blob.write(bytes(item))


def copies_of(path: Path) -> Iterator[Path]:
    """Yield backups that migrations left beside the project: they hold everybody who was in it then."""
    yield from sorted(path.parent.glob(f"{_escaped(path.stem)}.version-*{path.suffix}"))


def _escaped(name: str) -> str:
    import glob

    return glob.escape(name)


@dataclass(frozen=True)
class _Spellings:
    """All texts by which a person could be recognised: keys and addresses as they read, and their pseudonyms."""

    read: frozenset[str]
    pseudonyms: frozenset[str]

    def all(self) -> frozenset[str]:
        return self.read | self.pseudonyms


def _spellings(connection: sqlite3.Connection, located: Located) -> _Spellings:
    read, pseudonyms = set[str](), set[str]()
    for table, ids in located.rows.items():
        for column in (each for each in columns(connection, table) if recognises(each)):
            found = pseudonyms if column.personal == "hash" else read
            for part in _parts(ids[:_CHUNK]):
                rows = connection.execute(
                    f"SELECT {quote(column.name)} FROM {quote(table)} WHERE {quote(ROW_ID)} IN ({', '.join('?' * len(part))})",
                    part,
                )
                found.update(str(row[0]) for row in rows if row[0] is not None)
    # What stands in no row of theirs joins them from elsewhere; without any key it is the number of a row.
    others = set(located.keys) - read - pseudonyms if _has_keys(connection) else set[str]()
    made = {value for value in others if is_pseudonym(value)} if has_pseudonyms(connection) else set[str]()
    return _Spellings(frozenset(read | others - made), frozenset(pseudonyms | made))


def _has_keys(connection: sqlite3.Connection) -> bool:
    found = (column for table in PERSON_TABLES for column in columns(connection, table))
    return any(column.role in {"key", IDENTITY_ROLE} for column in found)


def _parts(ids: Sequence[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), _CHUNK):
        yield list(ids[start : start + _CHUNK])


def is_distinctive(value: str) -> bool:
    """Return whether a key stands for one person wherever it is read; `7` and `anna` may mean anything."""
    return len(value) >= 6 and (len(value) >= 9 or not value.isdigit())


def _pattern(value: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(value)}(?!\w)")


def _forget_keys(connection: sqlite3.Connection, keys: Sequence[str]) -> None:
    connection.executemany("DELETE FROM identity WHERE value = ?", [(key,) for key in keys])
    connection.executemany("DELETE FROM identity_link WHERE one = ? OR two = ?", [(key, key) for key in keys])


def _forget_members(change: Change, table: str, blobs: tuple[str, ...], people: set[int]) -> int:
    if not people:
        return 0
    connection, changed = change.connection, 0
    for number, *members in connection.execute(
        f"SELECT id, {', '.join(blobs)} FROM {quote(table)}"
    ).fetchall():
        left = {
            name: kept
            for name, packed in zip(blobs, members, strict=True)
            if packed is not None and (kept := without_ids(packed, people)) is not None
        }
        for name, kept in left.items():
            connection.execute(f"UPDATE {quote(table)} SET {name} = ? WHERE id = ?", [kept, number])
        changed += bool(left)
    if changed:
        change.touch(table)
    return changed


def _forget_in_operations(
    change: Change, rows: Mapping[str, set[int]], people: set[int], patterns: Sequence[re.Pattern[str]]
) -> None:
    """Take the people out of what undo and redo would put back."""
    connection = change.connection
    for number, payload, params in connection.execute("SELECT id, payload, params FROM operation").fetchall():
        stored = json.loads(payload)
        entries = stored["rows"] if isinstance(stored, dict) else stored
        kept = [
            {**entry, **{side: _cleaned(entry, side, people, patterns) for side in ("before", "after")}}
            for entry in entries
            if entry["id"] not in rows.get(entry["table"], ())
        ]
        named = {key: _replaced(value, patterns) for key, value in json.loads(params).items()}
        if kept != entries or named != json.loads(params):
            new = {**stored, "rows": kept} if isinstance(stored, dict) else kept
            connection.execute(
                "UPDATE operation SET payload = ?, params = ? WHERE id = ?",
                [json.dumps(new), json.dumps(named), number],
            )


def _cleaned(
    entry: Mapping[str, Any], side: str, people: set[int], patterns: Sequence[re.Pattern[str]]
) -> dict[str, Any] | None:
    image = entry[side]
    if image is None:
        return None
    cleaned = {name: _replaced(value, patterns) for name, value in image.items()}
    blobs = {"segment": ("members",), "audience_export": ("treated", "held")}.get(entry["table"], ())
    for name in blobs:
        if people and isinstance(image.get(name), dict):
            left = without_ids(unpacked_value(image[name]), people)
            if left is not None:
                cleaned[name] = packed_value(left)
    return cleaned


def _replaced(value: Any, patterns: Sequence[re.Pattern[str]]) -> Any:
    if isinstance(value, str):
        for pattern in patterns:
            value = pattern.sub(REPLACED, value)
    return value


def _forget_in_texts(change: Change, spelt: Collection[str]) -> None:
    """Replace keys that somebody wrote into a rule, a plan or a name."""
    connection = change.connection
    for value in filter(is_distinctive, spelt):
        # A JSON text writes other letters than ASCII as escapes.
        for written in {value, json.dumps(value)[1:-1]}:
            pattern = _pattern(written)
            for table, names in _TEXTS.items():
                for name in names:
                    rows = connection.execute(
                        f"SELECT rowid, {name} FROM {quote(table)} WHERE instr({name}, ?)", [written]
                    ).fetchall()
                    for number, text in rows:
                        connection.execute(
                            f"UPDATE {quote(table)} SET {name} = ? WHERE rowid = ?",
                            [pattern.sub(REPLACED, text), number],
                        )
                        change.touch(table)


def _forget_rejects(change: Change, spelt: Collection[str]) -> None:
    connection = change.connection
    for value in spelt:
        connection.execute("DELETE FROM import_reject WHERE row_key = ? OR found = ?", [value, value])
        if is_distinctive(value):
            connection.execute("DELETE FROM import_reject WHERE instr(found, ?)", [value])
    change.touch("import_reject")


def _mark_models(change: Change, rows: Mapping[str, Sequence[int]]) -> tuple[str, ...]:
    """Mark the models that were trained while the rows were there; return their names."""
    connection = change.connection
    since = {table: _there_since(connection, table, ids) for table, ids in rows.items()}
    marked = []
    for number, name, created, stored in connection.execute(
        "SELECT id, name, created, card FROM model ORDER BY name"
    ).fetchall():
        tables = _tables_of_model(json.loads(stored))
        if any(since[table] < created for table in tables if table in since):
            connection.execute("UPDATE model SET erased_people = erased_people + 1 WHERE id = ?", [number])
            marked.append(name)
    if marked:
        change.touch("model")
    return tuple(marked)


def _there_since(connection: sqlite3.Connection, table: str, ids: Sequence[int]) -> float:
    marks = ", ".join("?" * len(ids[:_CHUNK]))
    found = connection.execute(
        f"SELECT MIN(b.time) FROM {quote(table)} AS r JOIN import_batch AS b ON b.id = r.{quote(BATCH)} "
        f"WHERE r.{quote(ROW_ID)} IN ({marks})",
        list(ids[:_CHUNK]),
    ).fetchone()[0]
    return float(found or 0.0)


def _tables_of_model(stored: Mapping[str, Any]) -> set[str]:
    """Return the tables that a model learned from; none for one that was loaded from elsewhere."""
    card = stored.get("card") or {}
    table = (card.get("data") or {}).get("table")
    if table is None:
        return set()
    # What happened is joined with the attributes of the person.
    return {table} if table == "profiles" else {table, "profiles"}


def marked_models(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """Return the models that were trained on people who are erased, with how many."""
    rows = connection.execute(
        "SELECT name, erased_people FROM model WHERE erased_people > 0 ORDER BY name COLLATE NOCASE, name"
    )
    return [(name, count) for name, count in rows]


def tables_of_file(connection: sqlite3.Connection) -> list[str]:
    """Return all tables of the file, those of data that are there among them."""
    rows = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    return sorted(
        {row[0] for row in rows} | {table for table in DATA_TABLES if table_exists(connection, table)}
    )
