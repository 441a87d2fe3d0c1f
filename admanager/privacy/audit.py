"""Reading the audit log: who did what to which data, and whether the chain of hashes is whole."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from admanager.project.changes import broken_audit_entries
from admanager.project.file import ProjectFile


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
    """The log, newest entry first; `broken` holds the ids of entries that were changed or cut out before."""

    entries: tuple[AuditEntry, ...]
    total: int
    broken: tuple[int, ...]

    @property
    def intact(self) -> bool:
        """Whether no entry was changed, and none removed between two others."""
        return not self.broken


def read_log(project: ProjectFile, *, limit: int | None = None) -> AuditLog:
    """Return the audit log, at most the last `limit` entries of it; the whole chain is checked."""
    connection = project.read()
    broken = broken_audit_entries(connection)
    marked = set(broken)
    rows = connection.execute(
        "SELECT id, time, actor, action, object, detail, hash FROM audit ORDER BY id DESC LIMIT ?",
        [-1 if limit is None else limit],
    )
    entries = tuple(
        AuditEntry(number, time, actor, action, object_, json.loads(detail), hash_, number not in marked)
        for number, time, actor, action, object_, detail, hash_ in rows
    )
    total = connection.execute("SELECT COUNT(*) FROM audit").fetchone()[0]
    return AuditLog(entries, total, tuple(broken))
