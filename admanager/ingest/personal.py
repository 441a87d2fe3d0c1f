"""Personal data on its way in: what a file seems to hold, pseudonyms in its place, and people who must not come back.

All of it happens in the child process that reads the file, before a row is written anywhere: a value that becomes a
pseudonym, and a person who was erased, never reach the staging file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from admanager.ingest.convert import Converted
from admanager.ingest.options import ImportOptions
from admanager.ingest.readers import Block
from admanager.ingest.rejects import Reject
from admanager.ingest.settle import ColumnPlan
from admanager.privacy.applying import replace_keys
from admanager.privacy.findings import Finding, find_in_column
from admanager.privacy.pseudonyms import KEY_BYTES, ensure_key, has_key, key_of, tokens_with
from admanager.privacy.suppression import DO_NOT_CONTACT, ERASED, listed_tokens, reaches, recognises
from admanager.project.changes import Change
from admanager.project.file import ProjectFile
from admanager.project.identity import IDENTITY_ROLE, IDENTITY_TABLE, joins, rebuild
from admanager.project.tables import Column, columns, key_column
from admanager.texts import Sentence, sentence

if TYPE_CHECKING:
    import pyarrow as pa

LOOKED_AT = 400
_TABLES_OF_PEOPLE = frozenset({"profiles", "events", "impressions", IDENTITY_TABLE})

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Guard:
    """What the child process needs to know: the key of the pseudonyms, and the lists of people, as keyed hashes.

    `keys_are_pseudonyms` says that another table tells people apart by pseudonyms, so that rows about them have to come
    with pseudonyms too.
    """

    key: bytes = b""
    keys_are_pseudonyms: bool = False
    erased: frozenset[str] = frozenset()
    do_not_contact: frozenset[str] = frozenset()


def guard_of(project: ProjectFile, options: ImportOptions, *, dry: bool = False) -> Guard:
    """Return the guard of an import into the project, which gets its key now if the import needs the first one.

    Raises AdManagerError where the key is needed and is not on this computer.
    """
    connection = project.read()
    erased, listed = listed_tokens(connection, ERASED), listed_tokens(connection, DO_NOT_CONTACT)
    by_pseudonym = options.table in _TABLES_OF_PEOPLE and any(
        key is not None and key.personal == "hash"
        for key in (key_column(connection, table) for table in _TABLES_OF_PEOPLE)
    )
    makes = by_pseudonym or _makes_pseudonyms(options, columns(connection, options.table))
    if not (erased or listed or makes):
        return Guard()
    if dry and not has_key(project):
        return Guard(bytes(KEY_BYTES))
    key = key_of(project) if has_key(project) else ensure_key(project)
    return Guard(key, by_pseudonym, erased, listed)


def with_pseudonym_as_key(
    plans: Sequence[ColumnPlan], existing: Sequence[Column], table: str
) -> tuple[ColumnPlan, ...]:
    """Return the plans with pseudonyms in a key that the table does not have yet, unless it is to be kept as it comes.

    All columns of a list of keys are such keys.
    """
    lists_keys = table == IDENTITY_TABLE
    known = {column.name for column in existing}
    return tuple(
        replace(plan, personal="hash", type="text", fixed=True)
        if (plan.is_key or (plan.role == IDENTITY_ROLE and lists_keys))
        and not plan.personal
        and plan.name not in known
        else plan
        for plan in plans
    )


def _makes_pseudonyms(options: ImportOptions, existing: Sequence[Column]) -> bool:
    wished = any(column.personal == "hash" or column.role == "hash" for column in options.columns)
    return wished or any(column.personal == "hash" for column in existing)


@dataclass
class Screen:
    """Watches over one reading of a file; `rows_suppressed` counts people who were erased and are not taken."""

    guard: Guard
    table: str
    columns: tuple[ColumnPlan, ...]
    findings: tuple[Finding, ...] = ()
    rows_suppressed: int = 0
    do_not_contact: int = 0
    _token: Callable[[str], str] = field(init=False, repr=False)
    _looked: bool = False

    def __post_init__(self) -> None:
        self._token = tokens_with(self.guard.key)

    def look(self, block: Block) -> None:
        """See what the first rows of the file hold."""
        if self._looked or not block.rows:
            return
        self._looked = True
        places = np.unique(np.linspace(0, block.rows - 1, min(LOOKED_AT, block.rows)).astype(np.int64))
        found = []
        for plan in self.columns:
            if plan.type not in {"text", "integer"} or plan.personal == "hash":
                continue
            if self.table not in _TABLES_OF_PEOPLE and plan.role != "text":
                continue
            cells = [cell for cell in block.columns[plan.position].take(places).to_pylist() if cell]
            finding = find_in_column(
                self.table, plan.name, cells, is_key=plan.is_key, decided=plan.personal or ("drop" if plan.is_dropped else "")
            )  # fmt: skip
            if finding is not None:
                found.append(finding)
        self.findings = tuple(found)

    def disguised(self, stored: Sequence[ColumnPlan], converted: list[Converted]) -> list[Converted]:
        """Return the columns with pseudonyms in those that are to have them."""
        return [
            replace(column, values=self._tokens(column.values)) if plan.personal == "hash" else column
            for plan, column in zip(stored, converted, strict=True)
        ]

    def without_erased(
        self, stored: Sequence[ColumnPlan], converted: Sequence[Converted], keep: Flags | None
    ) -> Flags | None:
        """Return which rows are left when those of erased people are not taken, None for all; and count both lists."""
        if self.table not in _TABLES_OF_PEOPLE or not (self.guard.erased or self.guard.do_not_contact):
            return keep
        rows = len(converted[0].values)
        erased, listed = np.zeros(rows, bool), np.zeros(rows, bool)
        for plan, column in zip(stored, converted, strict=True):
            described = Column(plan.name, plan.type, plan.role)
            if not reaches(described):
                continue
            tokens = column.values if plan.personal == "hash" else self._tokens(column.values)
            if recognises(described):
                erased |= _among(tokens, self.guard.erased)
            listed |= _among(tokens, self.guard.do_not_contact)
        taken = np.ones(rows, bool) if keep is None else keep
        self.rows_suppressed += int((erased & taken).sum())
        taken = taken & ~erased
        self.do_not_contact += int((listed & taken).sum())
        return None if taken.all() else taken

    def _tokens(self, values: pa.Array) -> pa.Array:
        import pyarrow as pa

        encoded = values.cast(pa.string()).dictionary_encode()
        made = pa.array([self._token(text) for text in encoded.dictionary.to_pylist()], pa.string())
        return made.take(encoded.indices)

    def cleaned(self, rejects: list[Reject]) -> list[Reject]:
        """Return the rejects without the text of whole rows, where columns of the file must not be kept."""
        if not any(plan.personal == "hash" or plan.is_dropped for plan in self.columns):
            return rejects
        return [replace(reject, found="") if reject.whole_row else reject for reject in rejects]


def _among(tokens: pa.Array, wanted: frozenset[str]) -> Flags:
    import pyarrow as pa
    import pyarrow.compute as pc

    if not wanted:
        return np.zeros(len(tokens), bool)
    found: Flags = pc.is_in(tokens, pa.array(sorted(wanted), pa.string())).to_numpy(zero_copy_only=False)
    return found


def join_keys(project: ProjectFile, change: Change, table: str) -> None:
    """Bring keys together after an import into `table`: pseudonyms in all tables where its key has them, and joined keys.

    A file of people with pseudonyms may come after what those people did, which has their keys as they read.
    """
    key = key_column(change.connection, table)
    if table in _TABLES_OF_PEOPLE and key is not None and key.personal == "hash":
        replace_keys(change, tokens_with(key_of(project)))
    if joins(change.connection):
        rebuild(change)


def personal_warnings(findings: Sequence[Finding], suppressed: int, listed: int) -> list[Sentence]:
    """Return what a person should know about personal data in an import."""
    warnings = []
    open_ = [finding for finding in findings if not finding.decided]
    if open_:
        warnings.append(
            sentence(
                "Personal data seems to be in {columns}; say what becomes of each: drop, hash (a pseudonym) or keep.",
                columns=", ".join(finding.column for finding in open_),
            )
        )
    if suppressed == 1:
        warnings.append(sentence("1 row is about a person who was erased and was not taken (suppressed)."))
    elif suppressed:
        warnings.append(
            sentence(
                "{rows:,} rows are about people who were erased and were not taken (suppressed).",
                rows=suppressed,
            )
        )
    if listed == 1:
        warnings.append(sentence("1 row is about a person on the do-not-contact list."))
    elif listed:
        warnings.append(sentence("{rows:,} rows are about people on the do-not-contact list.", rows=listed))
    return warnings
