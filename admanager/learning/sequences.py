"""What a model of behaviour learns from: the events of each person, in their order, as one long table.

Two questions are asked of a sequence. `next:COL`: which value does the column take at the event that follows?
`COL`: is the yes there? Where the column says the same at all events of a person (bought, churned), the
question is about the person. Where it is the kind of the event or a flag, it is whether the yes comes at any
later event. Otherwise it is about the event that follows. All are asked after the person's first few events.

The order is that of the time column, which may be a time or a plain count within the key; events of the same
time keep the order of the file.
"""

from __future__ import annotations

import dataclasses
import hashlib
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from admanager.learning.card import PROBABILITY
from admanager.learning.dataset import is_generated
from admanager.learning.findings import Finding
from admanager.learning.request import TrainRequest
from admanager.learning.targets import choose_positive, labels_of, target_values
from admanager.privacy.consent import consented_rows
from admanager.privacy.suppression import blocked_rows
from admanager.project.changes import quote
from admanager.project.schema import BATCH, ROW_ID
from admanager.project.tables import Column, no_such_column, require_columns
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    import pandas as pd

NEXT = "next:"
FIRST_EVENTS = 6
LONGEST = 50
"""A person's last events that a model looks at; older ones are left out in training and in serving."""
MIN_PEOPLE = 60
MIN_OF_EACH = 20
FEWEST_SHARE = 0.25

Question = Literal["next", "person", "ever", "event"]
_LISTED = "/listed"
"""Which events are those of people on the do-not-contact list, beside the columns of the table."""
_UNUSED = frozenset({"key", "ignored", "consent", "pii", "hash", "drop", "tags"})


@dataclass(frozen=True)
class EventColumn:
    """A column of the events that a model looks at; a `level` is text or a number with few values."""

    name: str
    is_text: bool
    missing_words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sequences:
    """The events of people, person by person and in order.

    `frame` has a column an event column (text as objects, numbers as float64, None or NaN where missing), and that of
    the import where the events are a project's;
    person i has the rows `starts[i]` to `starts[i] + lengths[i]`. `times` are UTC seconds where the events
    have a time of day, else None. `labels` is 1.0, 0.0 or NaN an event (a question of yes and no alone).
    """

    target: Column
    question: Question
    positive: str
    frame: pd.DataFrame
    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]
    times: NDArray[np.float64] | None
    labels: NDArray[np.float64] | None
    columns: tuple[EventColumn, ...]
    set_aside: tuple[Finding, ...]
    time_column: str
    generated: bool
    without_consent: int = 0
    do_not_contact: int | None = None

    def fingerprint(self) -> str:
        """Return a SHA-256 over the lengths of the sequences and all columns that may be looked at."""
        import pandas as pd

        digest = hashlib.sha256(self.lengths.tobytes())
        for column in self.columns:
            digest.update(column.name.encode() + b"\0")
            digest.update(
                pd.util.hash_pandas_object(self.frame[column.name], index=False).to_numpy().tobytes()
            )
        return digest.hexdigest()


def asked_column(target: str) -> tuple[str, bool]:
    """Return the column that a target names, and whether what comes next is asked."""
    return (target.removeprefix(NEXT), True) if target.startswith(NEXT) else (target, False)


def load_sequences(
    connection: sqlite3.Connection,
    request: TrainRequest,
    *,
    batches: Sequence[int] | None = None,
    listed: NDArray[np.int64] | None = None,
) -> Sequences:
    """Read the events to learn from; with `batches` all events of the people who have some in these imports.

    `listed` are the people whose events are counted as those of people not to be contacted.

    Raises AdManagerError when there are no events, they have no key or no order, the target or a named column
    is not there, or there are too few people.
    """
    own = require_columns(connection, "events")
    name, is_next = asked_column(request.target)
    target = _target(own, name)
    key = next((column for column in own if column.role == "key"), None)
    time = next((column for column in own if column.role == "time"), None)
    if key is None or time is None:
        raise AdManagerError(
            sentence(
                "Sequences need a column that says who (role key) and one that says when or in which order "
                "(role time); import the events with both."
            )
        )
    frame, without_consent = _read(connection, own, key, time, batches, listed)
    positive = (
        ""
        if is_next
        else choose_positive(target, target_values(connection, "events", target), request.positive)
    )
    sequences = as_sequences(
        frame, own, target, positive, key.name, time, generated=is_generated(connection, "events")
    )
    kept, left_out = _chosen(sequences.columns, request, sequences.set_aside)
    return dataclasses.replace(
        sequences,
        columns=kept,
        set_aside=left_out,
        without_consent=without_consent,
        do_not_contact=None if listed is None else int(sequences.frame[_LISTED].sum()),
    )


def as_sequences(
    frame: pd.DataFrame,
    own: list[Column],
    target: Column,
    positive: str,
    key: str,
    time: Column,
    *,
    generated: bool = False,
    question: Question | None = None,
) -> Sequences:
    """Put events in order, person by person; `positive` is empty where what comes next is asked.

    `question` is found from the events where it is None.
    """
    import pandas as pd

    frame = frame[frame[key].notna()]
    people, _ = pd.factorize(frame[key])
    moments = frame[time.name].to_numpy(dtype=np.float64, na_value=np.nan)
    order = np.lexsort((np.nan_to_num(moments, nan=-np.inf), people))
    frame, people, moments = frame.iloc[order].reset_index(drop=True), people[order], moments[order]
    starts = np.flatnonzero(np.diff(people, prepend=-1)).astype(np.int64)
    lengths = np.diff(np.append(starts, len(people))).astype(np.int64)
    labels = None if not positive else labels_of(target, frame[target.name], positive)
    asked = question or _question(target, labels, starts, lengths)
    # What is the same at all events of a person is the answer itself.
    hidden = {target.name} if asked == "person" else set()
    columns = tuple(
        EventColumn(column.name, column.is_text, column.missing_words)
        for column in own
        if column.role not in _UNUSED
        and column.name not in hidden | {PROBABILITY}
        and column.name != time.name
        and column.type not in {"date", "datetime"}
    )
    set_aside = tuple(
        Finding(column=column.name, cause="role", action="exclude", role=column.role)
        for column in own
        if column.role in _UNUSED
    )
    return Sequences(
        target=target,
        question=asked,
        positive=positive,
        frame=frame,
        starts=starts,
        lengths=lengths,
        times=moments if time.type == "datetime" else None,
        labels=labels,
        columns=columns,
        set_aside=set_aside,
        time_column=time.name,
        generated=generated,
    )


def window_of(sequences: Sequences) -> int:
    """Return after how many events the question is asked: six, or fewer where hardly anybody has so many.

    At least a quarter of the people must have that many events (and one more, to know what follows).
    """
    needed = sequences.lengths - (0 if sequences.question == "person" else 1)
    for events in range(FIRST_EVENTS, 1, -1):
        if (needed >= events).mean() >= FEWEST_SHARE:
            return events
    return 1


def later_labels(sequences: Sequences) -> NDArray[np.float64]:
    """Return the answer after each event, 1.0 or 0.0, NaN where nothing is known; [events]."""
    labels = sequences.labels
    if labels is None:
        raise ValueError("what comes next has no labels of yes and no")
    if sequences.question == "person":
        first = np.maximum.reduceat(np.nan_to_num(labels, nan=-1.0), sequences.starts)
        return np.repeat(np.where(first < 0, np.nan, first), sequences.lengths)
    following = np.append(labels[1:], np.nan)
    last = sequences.starts + sequences.lengths - 1
    following[last] = np.nan
    if sequences.question == "event":
        return following
    return _any_later(np.nan_to_num(labels), sequences)


def _any_later(labels: NDArray[np.float64], sequences: Sequences) -> NDArray[np.float64]:
    """Return whether a yes comes at any later event of the person; NaN at the last event."""
    total = np.cumsum(labels)
    last = sequences.starts + sequences.lengths - 1
    later = np.repeat(total[last], sequences.lengths) - total
    answers = (later > 0).astype(np.float64)
    answers[last] = np.nan
    return answers


def _question(
    target: Column, labels: NDArray[np.float64] | None, starts: NDArray[np.int64], lengths: NDArray[np.int64]
) -> Question:
    if labels is None:
        return "next"
    low = np.minimum.reduceat(np.nan_to_num(labels, nan=2.0), starts)
    high = np.maximum.reduceat(np.nan_to_num(labels, nan=-1.0), starts)
    if lengths.max(initial=0) > 1 and bool(np.all(low >= high)):
        return "person"
    return "ever" if target.role == "kind" or target.type == "boolean" else "event"


def _target(own: list[Column], name: str) -> Column:
    for column in own:
        if name in {column.name, column.source_name}:
            return column
    raise AdManagerError(no_such_column("events", name, (column.name for column in own)))


def _read(
    connection: sqlite3.Connection,
    own: list[Column],
    key: Column,
    time: Column,
    batches: Sequence[int] | None,
    listed: NDArray[np.int64] | None,
) -> tuple[pd.DataFrame, int]:
    """Return the events of people who consented, in the order of their rows, and how many others there are."""
    import pandas as pd

    wanted = [column for column in own if column.role not in _UNUSED or column.name in {key.name, time.name}]
    about, of_listed = (None if listed is None else blocked_rows(connection, "events", "events", listed)) or (
        "0",
        [],
    )
    names = ", ".join([*(quote(column.name) for column in wanted), about, quote(BATCH)])
    condition, given = consented_rows(connection, "events", "events") or ("1", [])
    among, of_imports = "1", list[Any](batches or [])
    if batches is not None:
        marks = ", ".join("?" * len(batches))
        among = (
            f"{quote(key.name)} IN (SELECT {quote(key.name)} FROM events WHERE {quote(BATCH)} IN ({marks}))"
        )
    rows = connection.execute(
        f"SELECT {names} FROM events WHERE {condition} AND {among} ORDER BY {quote(ROW_ID)}",
        [*of_listed, *given, *of_imports],
    ).fetchall()
    (total,) = connection.execute(f"SELECT COUNT(*) FROM events WHERE {among}", of_imports).fetchone()
    cells = list(zip(*rows, strict=True)) if rows else [()] * (len(wanted) + 2)
    frame = pd.DataFrame(
        {
            column.name: np.array(
                values, dtype=object if column.is_text or column.name == key.name else np.float64
            )
            for column, values in zip(wanted, cells[:-2], strict=True)
        }
    )
    frame[_LISTED] = np.array(cells[-2], dtype=np.float64) == 1
    frame[BATCH] = np.array(cells[-1], dtype=np.float64)
    return frame, total - len(rows)


def _chosen(
    found: tuple[EventColumn, ...], request: TrainRequest, set_aside: tuple[Finding, ...]
) -> tuple[tuple[EventColumn, ...], tuple[Finding, ...]]:
    known = {column.name for column in found} | {finding.column for finding in set_aside}
    for name in (*request.include, *request.exclude):
        if name not in known:
            raise AdManagerError(no_such_column("events", name, sorted(known)))
    excluded = tuple(
        Finding(column=column.name, cause="user", action="exclude")
        for column in found
        if column.name in request.exclude
    )
    return tuple(column for column in found if column.name not in request.exclude), (*set_aside, *excluded)


def require_enough(sequences: Sequences, people: int, positives: int | None = None) -> None:
    """Raise AdManagerError where there are too few people with enough events, or too few of either outcome."""
    if people < MIN_PEOPLE:
        raise AdManagerError(
            sentence(
                "There is too little to learn from: {people:,} people with more than one event; at least {least} are needed.",
                people=people,
                least=MIN_PEOPLE,
            )
        )
    if positives is not None and min(positives, people - positives) < MIN_OF_EACH:
        raise AdManagerError(
            sentence(
                "There is too little to learn from: {rows:,} rows, {positives:,} of them with {target} = {positive}; "
                "at least {min_rows} rows with {min_each} of each outcome are needed.",
                rows=people,
                positives=positives,
                target=sequences.target.name,
                positive=sequences.positive,
                min_rows=MIN_PEOPLE,
                min_each=MIN_OF_EACH,
            )
        )
