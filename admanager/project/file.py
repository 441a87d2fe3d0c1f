"""Opening, making, checking and changing a project file (`NAME.adm`).

Python's sqlite3 is the only library that touches the file. The journal is a rollback journal, so that a
kill at any moment leaves the last finished operation. Every thread has a connection of its own; there is
one writer at a time, in this process and across processes.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from admanager.jobs import Job
from admanager.project import changes, ends, functions, schema
from admanager.project.changes import Change, Operation, quote
from admanager.project.stopping import cancellable, interrupts_waiting
from admanager.texts import AdManagerError, Sentence, sentence

SUFFIX = ".adm"
BUSY_SECONDS = 5.0


class UnsoundProject(AdManagerError):
    """The file is no project that this program can open: something else, damaged, or changed by another program."""


TableListener = Callable[[frozenset[str]], None]


class _Connection(sqlite3.Connection):
    """Closes itself when nobody holds it any more.

    One thread must not close another's: in the middle of a query that ends the process.
    """

    def __del__(self) -> None:
        with contextlib.suppress(sqlite3.Error):
            self.close()


class ProjectFile:
    """An open project file.

    `read()` gives this thread's connection for queries; `change(...)` is the only way to write. Listeners
    added with `on_changed` are called, in the thread that made the change, with the names of the tables
    that it touched.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.row_counts: dict[str, tuple[int, int]] = {}
        """The rows of tables that were counted, each with the stamp of the table then; see `tables.rows_of`."""
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._writing = threading.RLock()
        self._listeners: list[TableListener] = []
        self._closed = False

    # -- opening and closing ---------------------------------------------------------------------------

    @classmethod
    def create(cls, path: Path | str, *, name: str = "") -> ProjectFile:
        """Make a new, empty project file; refuse to overwrite one that exists."""
        path = Path(path)
        if not path.parent.is_dir():
            raise AdManagerError(sentence("The folder {path} does not exist.", path=str(path.parent)))
        _claim(path)
        project = cls(path)
        try:
            connection = project._connect()
            connection.execute("BEGIN IMMEDIATE")
            schema.migrate(connection, 0)
            connection.executemany(
                "INSERT INTO meta VALUES (?, ?)",
                [("name", name or path_text(Path(path.stem))), ("created", repr(time.time()))],
            )
            changes.append_audit(connection, "create project", "project", {}, changes.account_name())
            connection.execute("COMMIT")
            ends.remember(connection, path)
        except BaseException as error:
            project.close()
            path.unlink(missing_ok=True)
            if isinstance(error, sqlite3.Error):
                raise _explained(error, path) from error
            raise
        return project

    @classmethod
    def open(cls, path: Path | str) -> ProjectFile:
        """Open an existing project file, after checking that it is one and is sound.

        An older version is backed up beside the file and migrated. Raises AdManagerError when the file is
        missing, is no project, is newer than this program, is damaged, or holds foreign tables, views or
        triggers.
        """
        path = Path(path)
        if path.is_dir():
            raise AdManagerError(sentence("{path} is a folder, not a project file.", path=str(path)))
        if not path.is_file():
            raise AdManagerError(sentence("There is no project file at {path}.", path=str(path)))
        project = cls(path)
        try:
            project._check_identity()
        except sqlite3.Error as error:
            project.close()
            raise _explained(error, path) from error
        except AdManagerError:
            project.close()
            raise
        return project

    def _check_identity(self) -> None:
        path = str(self.path)
        try:
            with self.path.open("rb") as file:
                head = file.read(20)
        except PermissionError:
            raise AdManagerError(
                sentence("{path} may not be read; check its permissions.", path=path)
            ) from None
        if head[:16] != b"SQLite format 3\x00":
            raise UnsoundProject(sentence("{path} is not an AdManager project.", path=path))
        self._refuse_log_of_another(head)
        connection = self._connect()
        if connection.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION_ID:
            raise UnsoundProject(sentence("{path} is a database, but not an AdManager project.", path=path))
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > schema.VERSION:
            raise UnsoundProject(
                sentence(
                    "{path} was made by a newer AdManager (file version {version}); update the program.",
                    path=path,
                    version=version,
                )
            )
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise UnsoundProject(sentence("{path} is damaged; open a backup copy of it instead.", path=path))
        if version < schema.VERSION:
            self._migrate(connection, version)
        foreign = schema.foreign_objects(connection)
        if foreign:
            raise UnsoundProject(
                sentence(
                    "{path} was changed by another program and is not opened: {what}.",
                    path=path,
                    what=", ".join(foreign[:5]),
                )
            )

    def _refuse_log_of_another(self, head: bytes) -> None:
        """Raise UnsoundProject where a write-ahead log lies beside a file that has none: SQLite would write it into the file."""
        log = self.path.with_name(f"{self.path.name}-wal")
        if head[18:20] == b"\x01\x01" and log.exists() and log.stat().st_size:
            raise UnsoundProject(
                sentence(
                    "{log} belongs to another file and would damage this project; move it away, then open {path} again.",
                    log=str(log),
                    path=str(self.path),
                )
            )

    def _migrate(self, connection: sqlite3.Connection, version: int) -> None:
        self.backup(self.path.with_name(f"{self.path.stem}.version-{version}{self.path.suffix}"))
        connection.execute("BEGIN IMMEDIATE")
        try:
            schema.migrate(connection, version)
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    def _connect(self) -> sqlite3.Connection:
        uri = f"{self.path.absolute().as_uri()}?mode=rw"
        connection = sqlite3.connect(
            uri,
            uri=True,
            isolation_level=None,
            timeout=BUSY_SECONDS,
            check_same_thread=False,
            factory=_Connection,
        )
        for pragma in (
            "journal_mode = TRUNCATE",
            "synchronous = FULL",
            "secure_delete = ON",
            "foreign_keys = ON",
            "trusted_schema = OFF",
            "cell_size_check = ON",
            "mmap_size = 0",
        ):
            connection.execute(f"PRAGMA {pragma}")
        functions.install(connection)
        if sys.version_info >= (3, 12):
            connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
        self._local.connection = connection
        self._connections.append(connection)
        return connection

    def close(self) -> None:
        """Close the project; the object cannot be used afterwards.

        What another thread asks at this moment is answered, and its connection closed when it lets go of it.
        """
        self._closed = True
        if not self._connections:
            return
        own = getattr(self._local, "connection", None) or self._connect()
        self._connections.clear()
        self._local = threading.local()
        with contextlib.suppress(sqlite3.Error):
            own.rollback()
            # The emptied journal would stay beside the project, which is to be one file.
            own.execute("PRAGMA busy_timeout = 0")
            own.execute("PRAGMA journal_mode = DELETE")
        with contextlib.suppress(sqlite3.Error):
            own.close()

    def __enter__(self) -> ProjectFile:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- reading ---------------------------------------------------------------------------------------

    def read(self) -> sqlite3.Connection:
        """Return this thread's connection, for queries only."""
        if self._closed:
            raise AdManagerError(sentence("The project is closed."))
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        return connection if connection is not None else self._connect()

    @property
    def name(self) -> str:
        """The project's name, as the user gave it."""
        return self.meta("name") or path_text(Path(self.path.stem))

    def meta(self, key: str) -> str | None:
        """Return a project-wide value, or None."""
        row = self.read().execute("SELECT value FROM meta WHERE key = ?", [key]).fetchone()
        return row[0] if row else None

    def table_stamp(self, table: str) -> int:
        """Return the change counter of a table: equal stamps, equal content."""
        row = self.read().execute("SELECT counter FROM table_state WHERE table_name = ?", [table]).fetchone()
        return row[0] if row else 0

    def data_version(self) -> int:
        """Return a number that changes when another process has written to the file."""
        return int(self.read().execute("PRAGMA data_version").fetchone()[0])

    # -- writing ---------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def attached(self, path: Path) -> Iterator[sqlite3.Connection]:
        """Give this thread's connection with another database attached as `staging`, read only.

        SQLite attaches only outside a transaction, so this goes round one and not into it.
        """
        connection = self.read()
        connection.execute(
            "ATTACH DATABASE ? AS staging", [f"{path.absolute().as_uri()}?mode=ro&immutable=1"]
        )
        try:
            yield connection
        finally:
            connection.execute("DETACH DATABASE staging")

    @contextlib.contextmanager
    def change(
        self, text: Sentence, *, undoable: bool = True, attach: Path | None = None, job: Job | None = None
    ) -> Iterator[Change]:
        """Open one transaction that commits at the end of the block, and rolls back on any exception.

        `text` names the operation for the undo menu: `sentence("Save the segment “{name}”", name=...)`.
        Waits up to five seconds for another writer, then says who holds the file. `attach` is a staging
        database whose tables the change reads as `staging.NAME`. Cancelling `job` stops a statement under way, and
        everything is as it was.
        """
        with contextlib.ExitStack() as stack:
            stack.enter_context(self._writing)
            connection = stack.enter_context(self.attached(attach)) if attach else self.read()
            holder = self.path.with_name(self.path.name + ".writer")
            change = Change(connection, text, set(), undoable)
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                raise self._busy(error, holder) from error
            _write_holder(holder)
            try:
                changes.note_lost_end(connection, self.path)
                with cancellable(connection, job):
                    yield change
                    changes.finish(change)
                with interrupts_waiting(job):
                    connection.execute("COMMIT")
                    ends.remember(connection, self.path)
            except BaseException as error:
                with contextlib.suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                if isinstance(error, sqlite3.Error):
                    raise _explained(error, self.path) from error
                raise
            finally:
                holder.unlink(missing_ok=True)
        self._notify(frozenset(change.tables))

    def _busy(self, error: sqlite3.Error, holder: Path) -> AdManagerError:
        if "locked" not in str(error) and "busy" not in str(error):
            return _explained(error, self.path)
        try:
            who = json.loads(holder.read_text(encoding="utf-8"))
            return AdManagerError(
                sentence(
                    "{path} is being written by {program} (process {pid}); try again when it is done.",
                    path=str(self.path),
                    program=who["program"],
                    pid=who["pid"],
                )
            )
        except (OSError, ValueError, KeyError):
            return AdManagerError(
                sentence(
                    "{path} is being written by another program; try again when it is done.",
                    path=str(self.path),
                )
            )

    def set_meta(self, change: Change, key: str, value: str) -> None:
        """Store a project-wide value within a change."""
        change.connection.execute(
            "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            [key, value],
        )
        change.touch("meta")

    def undo(self) -> Operation | None:
        """Take the last operation back and return it; None when there is none."""
        operation = changes.last_done(self.read())
        if operation is not None:
            with self.change(sentence("Undo"), undoable=False) as change:
                changes.apply_undo(change, operation)
        return operation

    def redo(self) -> Operation | None:
        """Do the operation that was undone last again and return it; None when there is none."""
        operation = changes.next_undone(self.read())
        if operation is not None:
            with self.change(sentence("Redo"), undoable=False) as change:
                changes.apply_redo(change, operation)
        return operation

    def on_changed(self, listener: TableListener) -> Callable[[], None]:
        """Call `listener` after every change of this process; return a function that ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def _notify(self, tables: frozenset[str]) -> None:
        for listener in list(self._listeners):
            listener(tables)

    # -- keeping ---------------------------------------------------------------------------------------

    def backup(self, target: Path) -> None:
        """Copy the project to `target` with SQLite's backup interface, safe while it is in use."""
        target.unlink(missing_ok=True)
        copy = sqlite3.connect(target)
        try:
            self.read().backup(copy)
        except sqlite3.Error as error:
            raise _explained(error, target) from error
        finally:
            copy.close()

    def check(self) -> list[str]:
        """Return what is wrong with the file, as sentences; an empty list when it is sound.

        An audit log that ends earlier than this computer has seen it is no damage: a backup put back looks the same.
        `privacy.audit.about_end` tells of it.
        """
        connection = self.read()
        problems: list[str] = [
            sentence("The database is damaged: {what}.", what=row[0])
            for row in connection.execute("PRAGMA integrity_check(20)")
            if row[0] != "ok"
        ]
        problems += [
            sentence(
                "A row of {table} refers to a row that is gone from {parent}.", table=row[0], parent=row[2]
            )
            for row in connection.execute("PRAGMA foreign_key_check").fetchmany(20)
        ]
        problems += [
            sentence("Not made by this program: {what}.", what=what)
            for what in schema.foreign_objects(connection)
        ]
        audit = changes.check_audit(connection, self.path)
        problems += [
            sentence("The audit log was changed at entry {number}.", number=number)
            for number in audit.broken[:20]
        ]
        problems += self._batch_problems(connection)
        return problems

    def _batch_problems(self, connection: sqlite3.Connection) -> Iterable[str]:
        present = {
            row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        for table in schema.DATA_TABLES:
            if table not in present:
                continue
            stray = connection.execute(
                f"SELECT COUNT(*) FROM {quote(table)} WHERE {quote(schema.BATCH)} IS NULL OR {quote(schema.BATCH)} NOT IN "
                "(SELECT id FROM import_batch WHERE undone = 0)"
            ).fetchone()[0]
            if stray:
                yield sentence("{count} rows of {table} belong to no import.", count=stray, table=table)


def _claim(path: Path) -> None:
    """Make the empty file, so that of two programs which make it at once only one goes on."""
    try:
        path.touch(exist_ok=False)
    except FileExistsError:
        raise AdManagerError(
            sentence("{path} exists already; choose another name.", path=str(path))
        ) from None
    except OSError as error:
        raise AdManagerError(
            sentence("{path} cannot be opened; check the folder and its permissions.", path=str(path)),
            details=str(error),
        ) from error


def path_text(path: Path) -> str:
    """Return a path as text that can be stored: a name may hold bytes that are no text, which become escapes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _write_holder(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.write_text(
            json.dumps({"pid": os.getpid(), "program": Path(sys.argv[0] or "python").name}), encoding="utf-8"
        )


def _explained(error: sqlite3.Error, path: Path) -> AdManagerError:
    """Turn SQLite's error into a sentence about the user's file or disk."""
    text = str(error)
    known = {
        "disk is full": sentence(
            "The disk that holds {path} is full; free some space and try again. Nothing was changed.",
            path=str(path),
        ),
        "database or disk is full": sentence(
            "The disk that holds {path} is full; free some space and try again. Nothing was changed.",
            path=str(path),
        ),
        "readonly": sentence("{path} may not be written; check its permissions.", path=str(path)),
        "unable to open": sentence(
            "{path} cannot be opened; check the folder and its permissions.", path=str(path)
        ),
        "malformed": sentence("{path} is damaged; open a backup copy of it instead.", path=str(path)),
        "not a database": sentence("{path} is not an AdManager project.", path=str(path)),
        "disk I/O": sentence("{path} could not be read or written; check the disk.", path=str(path)),
        "locked": sentence(
            "{path} is being written by another program; try again when it is done.", path=str(path)
        ),
    }
    for words, message in known.items():
        if words in text:
            kind = UnsoundProject if words in {"malformed", "not a database"} else AdManagerError
            return kind(message, details=text)
    return AdManagerError(sentence("The project file reported an error: {what}.", what=text), details=text)
