"""Who must not come back, and who must not be contacted: lists of keyed hashes that no address can be read from.

A person who was erased is refused by every later import. A person on the do-not-contact list may be imported, since
their purchases have to be kept, but is left out of everything that reaches people: exports, campaigns, simulations.
"""

from __future__ import annotations

import csv
import sqlite3
import time
import weakref
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from admanager.privacy.detectors import is_email, may_be_phone
from admanager.privacy.findings import header_words
from admanager.privacy.pseudonyms import ensure_key, key_of, tokens_with
from admanager.project.changes import Change, quote
from admanager.project.file import ProjectFile
from admanager.project.identity import IDENTITY_ROLE
from admanager.project.schema import ROW_ID
from admanager.project.tables import Column, columns, table_exists
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

Reason = Literal["erased", "do not contact"]
ERASED: Reason = "erased"
DO_NOT_CONTACT: Reason = "do not contact"
MAX_LIST_BYTES = 256 * 1024 * 1024

_EMAIL_WORDS = ("email", "e mail", "mail", "邮箱", "电子邮箱", "电子邮件", "メール")
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
    if column.role in {"key", IDENTITY_ROLE}:
        return True
    words = header_words(column.name)
    return column.type == "text" and any(
        f" {word} " in f" {words} " if word.isascii() else word in words for word in _EMAIL_WORDS
    ) and "consent" not in words  # fmt: skip


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
    """Put keys, e-mail addresses or other identifiers on the do-not-contact list; none is kept as it reads."""
    given = {value.strip() for value in values if value.strip()}
    if not given:
        raise AdManagerError(sentence("The list is empty; it holds one key or address a line."))
    token = tokens_with(ensure_key(project))
    # A value may be the pseudonym already, copied from a table.
    wanted = {token(value) for value in given}
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
    """Return the identifiers in a file: one a line, or a CSV whose e-mail, telephone or first column they are in."""
    try:
        if path.stat().st_size > MAX_LIST_BYTES:
            raise AdManagerError(sentence("{path} is larger than a list of people can be.", path=str(path)))
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise AdManagerError(sentence("There is no file at {path}.", path=str(path))) from None
    except UnicodeDecodeError:
        text = path.read_text(encoding="gb18030", errors="replace")
    except OSError as error:
        raise AdManagerError(
            sentence("{path} cannot be read: {reason}.", path=str(path), reason=error.strerror or str(error))
        ) from error
    delimiter = next((mark for mark in "\t;," if mark in text.partition("\n")[0]), ",")
    rows = [
        row for row in csv.reader(text.splitlines(), delimiter=delimiter) if any(cell.strip() for cell in row)
    ]
    found = [
        cell.strip() for row in rows for cell in row if is_email(cell.strip()) or may_be_phone(cell.strip())
    ]
    return found or [row[0].strip() for row in rows]


def blocked_profiles(project: ProjectFile) -> npt.NDArray[np.int64]:
    """Return the `_id`s of the profiles on the do-not-contact list, ascending; shape (people,).

    A person is found by their key, by another key of theirs, and by their e-mail address, as it reads or as its
    pseudonym. Kept in memory until the people or the list change. Raises AdManagerError where the key of the
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
    found = np.array(sorted(_find_blocked(project, connection)), dtype=np.int64)
    _blocked[project] = (stamp, found)
    return found


def _find_blocked(project: ProjectFile, connection: sqlite3.Connection) -> set[int]:
    token, wanted = tokens_with(key_of(project)), listed_tokens(connection, DO_NOT_CONTACT)
    if not table_exists(connection, "profiles"):
        return set()
    found: set[int] = set()
    for column in (each for each in columns(connection, "profiles") if recognises(each)):
        rows = connection.execute(
            f"SELECT {quote(ROW_ID)}, {quote(column.name)} FROM profiles WHERE {quote(column.name)} IS NOT NULL"
        )
        if column.personal == "hash":
            found.update(row for row, value in rows if value in wanted)
        else:
            found.update(row for row, value in rows if token(str(value)) in wanted)
    joined = connection.execute("SELECT value, person FROM identity").fetchall()
    people = {person for value, person in joined if value in wanted or token(value) in wanted}
    if people:
        from admanager.project.identity import profiles_of_people

        found.update(profiles_of_people(connection, people))
    return found
