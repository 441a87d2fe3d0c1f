"""Who must not come back, and who must not be contacted: lists of keyed hashes that no address can be read from.

A person who was erased is refused by every later import. A person on the do-not-contact list may be imported, since
their purchases have to be kept, but is left out of everything that reaches people: exports, campaigns, simulations.
"""

from __future__ import annotations

import codecs
import csv
import json
import sqlite3
import time
import weakref
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from admanager.jobs import Job
from admanager.privacy.detectors import is_email, is_phone, may_be_phone
from admanager.privacy.findings import header_words, says
from admanager.privacy.pseudonyms import ensure_key, has_pseudonyms, is_pseudonym, key_of, tokens_with
from admanager.project.changes import Change, quote
from admanager.project.file import ProjectFile
from admanager.project.identity import IDENTITY_ROLE, rows_about
from admanager.project.schema import ROW_ID
from admanager.project.tables import Column, columns, row_count, table_exists
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

Reason = Literal["erased", "do not contact"]
ERASED: Reason = "erased"
DO_NOT_CONTACT: Reason = "do not contact"
MAX_LIST_BYTES = 256 * 1024 * 1024
MANY_PEOPLE = 100_000
_ROWS_BETWEEN_QUESTIONS = 10_000
_KEPT = ("suppressed", "people")
"""Where the matches of the list lie among the kept columns: as a column of a table that has none."""

_blocked: weakref.WeakKeyDictionary[ProjectFile, tuple[tuple[int, ...], npt.NDArray[np.int64]]] = (
    weakref.WeakKeyDictionary()
)


@dataclass(frozen=True)
class Listed:
    """What adding to the do-not-contact list did: entries that are new, those that were there, and people found."""

    added: int
    known: int
    people: int


def recognises(column: Column) -> bool:
    """Return whether a person is recognised by this column: their key, another key of theirs, or their e-mail."""
    return column.role in {"key", IDENTITY_ROLE} or (column.type == "text" and says(column.name, "email"))


def reaches(column: Column) -> bool:
    """Return whether a person is reached by this column: they are recognised by it, or it is their telephone.

    A telephone is shared by a household more often than an address: it keeps its people from being contacted, and
    refuses nobody.
    """
    return recognises(column) or (column.type in {"text", "integer"} and says(column.name, "phone"))


def listed_tokens(connection: sqlite3.Connection, reason: Reason) -> frozenset[str]:
    """Return the keyed hashes on one of the lists."""
    rows = connection.execute("SELECT token FROM suppressed WHERE reason = ?", [reason])
    return frozenset(row[0] for row in rows)


def list_size(connection: sqlite3.Connection, reason: Reason) -> int:
    """Return how many entries one of the lists has."""
    return int(connection.execute("SELECT COUNT(*) FROM suppressed WHERE reason = ?", [reason]).fetchone()[0])


def add_tokens(change: Change, tokens: Iterable[str], reason: Reason) -> int:
    """Put keyed hashes on a list within a change; return how many are new there."""
    before = change.connection.total_changes
    change.connection.executemany(
        "INSERT OR IGNORE INTO suppressed VALUES (?, ?, ?)",
        [(token, reason, time.time()) for token in tokens],
    )
    change.touch("suppressed")
    return change.connection.total_changes - before


# -- do not contact ------------------------------------------------------------------------------------------


def add_do_not_contact(project: ProjectFile, values: Iterable[str]) -> Listed:
    """Put keys, e-mail addresses, telephones or other identifiers on the do-not-contact list; none is kept as it reads.

    The name of a column of the people, which heads a list, is no identifier.
    """
    described = columns(project.read(), "profiles")
    headers = {header_words(name) for column in described for name in (column.name, column.source_name)}
    given = {value.strip() for value in values if value.strip() and header_words(value) not in headers}
    if not given:
        raise AdManagerError(sentence("The list is empty; it holds one key or address a line."))
    token = tokens_with(ensure_key(project))
    # A value may be the pseudonym already, copied from a table.
    copied = {value for value in given if is_pseudonym(value)} if has_pseudonyms(project.read()) else set()
    wanted = {token(value) for value in given - copied} | copied
    with project.change(sentence("Add to the do-not-contact list"), undoable=False) as change:
        added = add_tokens(change, wanted, DO_NOT_CONTACT)
        change.audit("do not contact", "profiles", {"added": added, "known": len(wanted) - added})
    return Listed(added, len(wanted) - added, len(blocked_profiles(project)))


def remove_do_not_contact(project: ProjectFile, values: Iterable[str]) -> int:
    """Take identifiers off the do-not-contact list and return how many were on it."""
    token = tokens_with(key_of(project))
    wanted = {token(value) for value in values if value.strip()}
    with project.change(sentence("Take off the do-not-contact list"), undoable=False) as change:
        cursor = change.connection.executemany(
            "DELETE FROM suppressed WHERE token = ? AND reason = ?",
            [(each, DO_NOT_CONTACT) for each in wanted],
        )
        change.touch("suppressed")
        change.audit("contact again", "profiles", {"removed": cursor.rowcount})
    return cursor.rowcount


def read_list(path: Path) -> list[str]:
    """Return the identifiers in a file: one a line, or the e-mail and telephone columns of a CSV, else its first one.

    Raises AdManagerError for a file that is not there, too large, or no text.
    """
    rows = [row for row in _rows_of(path) if any(cell.strip() for cell in row)]
    if not rows:
        return []
    places = [place for place in range(max(map(len, rows))) if _holds_contacts(rows, place)]
    found = []
    for place in places or [0]:
        cells = [row[place].strip() for row in rows if place < len(row) and row[place].strip()]
        is_header = place in places and len(cells) > 1 and not _is_contact(cells[0], cells[0])
        found += cells[is_header:]
    return found


def _rows_of(path: Path) -> list[list[str]]:
    try:
        if path.stat().st_size > MAX_LIST_BYTES:
            raise AdManagerError(sentence("{path} is larger than a list of people can be.", path=str(path)))
        stored = path.read_bytes()
    except FileNotFoundError:
        raise AdManagerError(sentence("There is no file at {path}.", path=str(path))) from None
    except OSError as error:
        raise AdManagerError(
            sentence("{path} cannot be read: {reason}.", path=str(path), reason=error.strerror or str(error))
        ) from error
    text = _decoded(stored)
    if "\x00" in text:
        raise AdManagerError(
            sentence("{path} is no text; save the list as CSV, one person a line.", path=str(path))
        )
    delimiter = next((mark for mark in "\t;," if mark in text.partition("\n")[0]), ",")
    try:
        return list(csv.reader(text.splitlines(), delimiter=delimiter))
    except csv.Error as error:
        raise AdManagerError(
            sentence("{path} cannot be read: {reason}.", path=str(path), reason=str(error))
        ) from error


def _decoded(stored: bytes) -> str:
    if stored.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return stored.decode("utf-16", errors="replace")
    try:
        return stored.decode("utf-8-sig")
    except UnicodeDecodeError:
        return stored.decode("gb18030", errors="replace")


def _holds_contacts(rows: Sequence[Sequence[str]], place: int) -> bool:
    """Return whether most cells of a column are e-mail addresses or telephones."""
    cells = [row[place].strip() for row in rows if place < len(row) and row[place].strip()]
    return sum(_is_contact(cell, cells[0]) for cell in cells) * 2 >= max(1, len(cells))


def _is_contact(cell: str, header: str) -> bool:
    return is_email(cell) or is_phone(cell) or (says(header, "phone") and may_be_phone(cell))


def blocked_profiles(project: ProjectFile, *, job: Job | None = None) -> npt.NDArray[np.int64]:
    """Return the `_id`s of the profiles on the do-not-contact list, ascending; shape (people,).

    A person is found by their key, by another key of theirs, and by their e-mail address and telephone, as they
    read or as their pseudonyms. Kept in memory until the people or the list change, and in the project where there are
    many people, since a keyed hash of each takes seconds then. Raises AdManagerError where the key of the
    pseudonyms is missing: the list cannot be read then, and nobody may be reached.
    """
    import numpy as np

    connection = project.read()
    if not list_size(connection, DO_NOT_CONTACT):
        return np.empty(0, np.int64)
    stamp = tuple(project.table_stamp(name) for name in ("profiles", "column_info", "suppressed", "identity"))
    known = _blocked.get(project)
    if known is not None and known[0] == stamp:
        return known[1]
    found = _read_blocked(project, stamp)
    if found is None:
        found = np.array(sorted(_find_blocked(project, connection, job or Job())), dtype=np.int64)
        _keep_blocked(project, stamp, found)
    _blocked[project] = (stamp, found)
    return found


def blocked_rows(
    connection: sqlite3.Connection, table: str, alias: str, people: npt.NDArray[np.int64]
) -> tuple[str, list[str]] | None:
    """Return the SQL condition that a row of `table` (named `alias`) is about one of these people, with parameters.

    `people` are from `blocked_profiles`. None where there are none, or the rows are about nobody in particular.
    """
    if not len(people):
        return None
    among = "IN (SELECT value FROM json_each(?))"
    params = [json.dumps(people.tolist())]
    if table == "profiles":
        return f"{alias}.{quote(ROW_ID)} {among}", params
    about = rows_about(connection, table, alias, f"{quote(ROW_ID)} {among}")
    return (about, params) if about is not None and among in about else None


def _read_blocked(project: ProjectFile, stamp: tuple[int, ...]) -> npt.NDArray[np.int64] | None:
    """Return what was kept in the project for this state of it, under the key that it has now."""
    import numpy as np

    key_of(project)
    kept = (
        project.read()
        .execute(
            "SELECT dtype, data FROM column_cache WHERE table_name = ? AND column_name = ? AND stamp = ?",
            [*_KEPT, stamp[0]],
        )
        .fetchone()
    )
    if kept is None or kept[0] != json.dumps(stamp):
        return None
    return np.frombuffer(kept[1], dtype="<i8")


def _keep_blocked(project: ProjectFile, stamp: tuple[int, ...], found: npt.NDArray[np.int64]) -> None:
    """Keep the numbers of rows, which tell of nobody, beside the columns that are kept; not while another writes."""
    connection = project.read()
    if connection.in_transaction or row_count(connection, "profiles") < MANY_PEOPLE:
        return
    waited = connection.execute("PRAGMA busy_timeout").fetchone()[0]
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        with project.change(sentence("Keep who is not contacted"), undoable=False) as change:
            change.connection.execute(
                "DELETE FROM column_cache WHERE table_name = ? AND column_name = ?", list(_KEPT)
            )
            change.connection.execute(
                "INSERT INTO column_cache (table_name, column_name, stamp, part, dtype, data) VALUES (?, ?, ?, 0, ?, ?)",
                [*_KEPT, stamp[0], json.dumps(stamp), found.astype("<i8").tobytes()],
            )
    except AdManagerError:
        return
    finally:
        connection.execute(f"PRAGMA busy_timeout = {int(waited)}")


def _find_blocked(project: ProjectFile, connection: sqlite3.Connection, job: Job) -> set[int]:
    token, wanted = tokens_with(key_of(project)), listed_tokens(connection, DO_NOT_CONTACT)
    if not table_exists(connection, "profiles"):
        return set()
    found: set[int] = set()
    for column in (each for each in columns(connection, "profiles") if reaches(each)):
        rows = connection.execute(
            f"SELECT {quote(ROW_ID)}, {quote(column.name)} FROM profiles WHERE {quote(column.name)} IS NOT NULL"
        )
        while part := rows.fetchmany(_ROWS_BETWEEN_QUESTIONS):
            job.check_cancelled()
            if column.personal == "hash":
                found.update(row for row, value in part if value in wanted)
            else:
                found.update(row for row, value in part if token(str(value)) in wanted)
    joined = connection.execute("SELECT value, person FROM identity").fetchall()
    people = {person for value, person in joined if value in wanted or token(value) in wanted}
    if people:
        from admanager.project.identity import profiles_of_people

        found.update(profiles_of_people(connection, people))
    return found
