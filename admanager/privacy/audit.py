"""Reading the audit log: who did what to which data, and whether its chain of hashes and its seals are whole."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from admanager.project.changes import AuditCheck, check_audit
from admanager.project.file import ProjectFile
from admanager.project.seals import hash_in
from admanager.texts import Sentence, sentence


@dataclass(frozen=True)
class AuditEntry:
    """One entry of the log; `time` is in UTC seconds, `intact` whether its hash continues the chain."""

    id: int
    time: float
    actor: str
    action: str
    object: str
    detail: dict[str, Any]
    hash: str
    intact: bool


@dataclass(frozen=True)
class AuditLog:
    """The log, newest entry first, and what a look at all of it found."""

    entries: tuple[AuditEntry, ...]
    check: AuditCheck

    @property
    def total(self) -> int:
        """The number of all entries."""
        return self.check.entries

    @property
    def broken(self) -> tuple[int, ...]:
        """The ids of entries that were changed, or before which others were cut out."""
        return self.check.broken

    @property
    def intact(self) -> bool:
        """Whether no entry was changed, and none removed between two others or since this computer saw it."""
        return not self.broken and self.check.ending.lost is None


def read_log(project: ProjectFile, *, limit: int | None = None) -> AuditLog:
    """Return the audit log, at most the last `limit` entries of it; the whole chain is checked."""
    connection = project.read()
    check = check_audit(connection, project.path)
    marked = set(check.broken)
    rows = connection.execute(
        "SELECT id, time, actor, action, object, detail, hash FROM audit ORDER BY id DESC LIMIT ?",
        [-1 if limit is None else limit],
    )
    entries = tuple(
        AuditEntry(
            number, time, actor, action, object_, json.loads(detail), hash_in(hash_), number not in marked
        )
        for number, time, actor, action, object_, detail, hash_ in rows
    )
    return AuditLog(entries, check)


def verdict(check: AuditCheck) -> Sentence:
    """Return what is known about the log, as a sentence."""
    if check.broken:
        return sentence(
            "Somebody changed or removed entries of the audit log; it breaks at entry {number}.",
            number=check.broken[0],
        )
    if check.sealed == check.entries:
        return sentence(
            "The audit log is whole. Entries that bear your seal, which nobody else can make: all {count:,}.",
            count=check.entries,
        )
    return sentence(
        "The chain of the audit log is whole. Entries that bear your seal: {sealed:,} of {count:,}. The others were made "
        "elsewhere or without a seal; somebody who wrote the whole chain anew would not be noticed there.",
        sealed=check.sealed,
        count=check.entries,
    )


def about_end(check: AuditCheck) -> Sentence | None:
    """Return what this computer knows of the log's end beside the chain, as a sentence; None where it is as it was left."""
    ending = check.ending
    if ending.lost is not None:
        return sentence(
            "This computer has seen entry {known} of this log, which is not there any more; the log ends at entry {last}. "
            "Either an earlier copy of the project was put here, or entries were cut off or written anew. The next change notes this in the log.",
            known=ending.lost.entry,
            last=ending.entry,
        )
    if ending.further is not None:
        return sentence(
            "Another copy of this project, {path}, had gone on to entry {known}; this one is an earlier copy, or goes "
            "its own way since then.",
            path=ending.further.path,
            known=ending.further.entry,
        )
    if ending.first_seen:
        return sentence(
            "This computer has not changed this project yet, so it cannot tell whether the log had more entries before "
            "the file came here."
        )
    return None


def told(check: AuditCheck) -> list[Sentence]:
    """Return all that is known about the log; a log that lost its end is not called whole."""
    end = about_end(check)
    if check.ending.lost is not None and not check.broken and end is not None:
        return [end]
    return [verdict(check), *([end] if end is not None else [])]
