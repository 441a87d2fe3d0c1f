"""What a model learns from: the rows of a table, with the columns that may be used and the labels.

`profiles` gives one row a person. `impressions` gives one row an ad shown, joined by the key with the
attributes of the person who saw it; the creative, placement and so on are columns of the impression, and
`hour` and `weekday` (UTC) are taken from its time. A model of `converted` looks at clicked impressions
alone: it gives the conversion rate, the chance that a click converts. A family of the funnel looks at all of them,
with both outcomes.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from admanager.learning.feature_columns import (
    FeatureColumn,
    click_column,
    derived,
    feature_columns,
    require_known,
)
from admanager.learning.findings import Finding
from admanager.learning.joined_rows import alias, person_of, read_joined, selected_term
from admanager.learning.request import FUNNEL, TrainRequest
from admanager.learning.targets import choose_positive, labels_of, target_values
from admanager.privacy.consent import consented_rows
from admanager.privacy.pseudonyms import KeyMissing
from admanager.privacy.suppression import blocked_profiles, blocked_rows
from admanager.project.changes import quote
from admanager.project.schema import BATCH, ROW_ID
from admanager.project.tables import Column, columns, key_column, require_columns
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    import pandas as pd

    from admanager.jobs import Job
    from admanager.project.file import ProjectFile

LEARNABLE_TABLES = ("profiles", "impressions")
MIN_ROWS = 100
MIN_OF_EACH = 20


@dataclass(frozen=True)
class Dataset:
    """Rows to learn from, those with a known target, in the order of their ids.

    `frame` has a column a feature (text as categories, others float32), `labels` 0.0 and 1.0, `people` a
    number a person, `batches` the import that a row came with, `times` UTC seconds where the table has a time.
    `set_aside` are columns that their role keeps out; `unlabelled` counts rows without a target, `without_consent`
    those of people who did not consent, from which nothing is learnt. For a model of the funnel `clicks` says
    who clicked (1.0 or 0.0), and a label is 1.0 where a click converted. `treatment` has the values of the request's
    column, as they are stored. `listed` says which rows are about people who must not be contacted, None where that
    was not asked: they may be learnt from, but not reached.
    """

    table: str
    target: Column
    positive: str
    frame: pd.DataFrame
    labels: NDArray[np.float64]
    people: NDArray[np.int64]
    times: NDArray[np.float64] | None
    columns: tuple[FeatureColumn, ...]
    set_aside: tuple[Finding, ...]
    unlabelled: int
    generated: bool
    batches: NDArray[np.int64]
    only_where: str = ""
    without_consent: int = 0
    click: str = ""
    clicks: NDArray[np.float64] | None = None
    treatment: pd.Series | None = None
    listed: NDArray[np.bool_] | None = None

    @property
    def do_not_contact(self) -> int | None:
        """How many rows are about people on the do-not-contact list; None where that is not known."""
        return None if self.listed is None else int(self.listed.sum())

    def fingerprint(self, names: Sequence[str]) -> str:
        """Return a SHA-256 over the labels and the named columns of all rows."""
        import pandas as pd

        digest = hashlib.sha256(self.labels.tobytes())
        if self.clicks is not None:
            digest.update(self.clicks.tobytes())
        for name in names:
            digest.update(name.encode() + b"\0")
            hashed = pd.util.hash_pandas_object(self.frame[name], index=False, categorize=False)
            digest.update(hashed.to_numpy().tobytes())
        return digest.hexdigest()

    def take(self, rows: NDArray[np.bool_]) -> Dataset:
        """Return these rows alone; [rows]."""
        return replace(
            self,
            frame=self.frame[rows],
            labels=self.labels[rows],
            people=self.people[rows],
            batches=self.batches[rows],
            times=None if self.times is None else self.times[rows],
            clicks=None if self.clicks is None else self.clicks[rows],
            treatment=None if self.treatment is None else self.treatment[rows],
            listed=None if self.listed is None else self.listed[rows],
        )

    def kinds(self) -> dict[str, FeatureColumn]:
        """Return the feature columns by name."""
        return {column.name: column for column in self.columns}


def choose_table(connection: sqlite3.Connection, request: TrainRequest) -> str:
    """Return the table to learn from: the one asked for, or the first that has the target."""
    if request.table is None:
        found = (
            table
            for table in LEARNABLE_TABLES
            if any(column.name == request.target for column in columns(connection, table))
        )
        return next(found, LEARNABLE_TABLES[0])
    if request.table not in LEARNABLE_TABLES:
        raise AdManagerError(
            sentence(
                "Models of this family learn from the tables profiles and impressions, not from {table}.",
                table=request.table,
            )
        )
    return request.table


def listed_people(project: ProjectFile, job: Job) -> NDArray[np.int64] | None:
    """Return the `_id`s of the people on the do-not-contact list; None where its key is not on this computer."""
    try:
        return blocked_profiles(project, job=job)
    except KeyMissing:
        # Nobody is reached by learning, so it goes on where an export would not.
        return None


def load_dataset(
    connection: sqlite3.Connection, request: TrainRequest, *, listed: NDArray[np.int64] | None = None
) -> Dataset:
    """Read the rows to learn from; `listed` are the people whose rows are counted as not to be contacted.

    Raises AdManagerError when the table, the target or a named column is not there, when the positive value
    is not among the target's, or when there are too few rows of either outcome.
    """
    rows = load_rows(connection, request, listed=listed)
    known = ~np.isnan(rows.labels)
    dataset = replace(rows.take(known), unlabelled=int((~known).sum()))
    _require_enough(dataset.target.name, dataset.positive, dataset.labels)
    if dataset.clicks is not None:
        _require_enough(dataset.click, "yes", dataset.clicks)
        _require_enough(dataset.target.name, dataset.positive, dataset.labels[dataset.clicks == 1])
    return dataset


def load_rows(
    connection: sqlite3.Connection,
    request: TrainRequest,
    *,
    batches: Sequence[int] | None = None,
    listed: NDArray[np.int64] | None = None,
) -> Dataset:
    """Read the rows of people who consented, also those without a target, whose label is NaN.

    `batches` are the imports whose rows are read; None reads all. Raises AdManagerError as `load_dataset`, but for
    too few rows.
    """
    table = choose_table(connection, request)
    own = require_columns(connection, table)
    (target,) = require_columns(connection, table, [request.target])
    positive = choose_positive(target, target_values(connection, table, target), request.positive)
    click = click_column(own, target, table, request.clicked) if request.family in FUNNEL else None
    features, set_aside = feature_columns(connection, table, own, target, click)
    require_known([*request.include, *request.exclude], features, set_aside, target, table)
    only_where = "" if click is not None else _only_where(table, own, target)
    condition, params, without_consent = _condition(connection, table, only_where, batches)
    others = _others(connection, table, own, target, click, request.treatment)
    about = None if listed is None else blocked_rows(connection, table, alias(table), listed)
    if about is not None:
        # The first term, whose parameters come first too.
        others = {"listed": about[0], **others}
        params = [*about[1], *params]
    frame = read_joined(
        connection,
        table,
        [column for column in features if not column.derived_from],
        others,
        condition,
        params,
    )
    labels, clicks = _outcomes(connection, table, frame, target, positive, click)
    times = frame.pop("/time").to_numpy(dtype=np.float64) if "/time" in frame else None
    is_listed = (frame.pop("/listed") == 1).to_numpy() if about is not None else np.zeros(len(frame), bool)
    for column in features:
        if column.derived_from and times is not None:
            frame[column.name] = derived(column.name, times)
    return Dataset(
        table=table,
        target=target,
        positive=positive,
        labels=labels,
        people=_codes(frame.pop("/person")),
        batches=frame.pop("/batch").fillna(0).to_numpy(dtype=np.int64),
        treatment=frame.pop("/treatment") if request.treatment else None,
        listed=None if listed is None else is_listed,
        frame=frame[[column.name for column in features]],
        times=times,
        columns=tuple(features),
        set_aside=tuple(set_aside),
        unlabelled=0,
        generated=is_generated(connection, table),
        only_where=only_where,
        without_consent=without_consent,
        click=click.name if click is not None else "",
        clicks=clicks,
    )


def read_newest(
    connection: sqlite3.Connection, table: str, *, rows: int, key: str | None = None
) -> pd.DataFrame:
    """Return the newest rows of a table with all columns that a model could use; with `key` those of one person."""
    own = require_columns(connection, table)
    features, _ = feature_columns(connection, table, own, None, None)
    time = next((column for column in own if column.role == "time"), None)
    who = key_column(connection, table)
    of_person = f"WHERE {quote(who.name)} = ?" if key is not None and who is not None else ""
    frame = read_joined(
        connection,
        table,
        [column for column in features if not column.derived_from],
        {"time": selected_term(table, time.name)}
        if time is not None
        else {"row": selected_term(table, ROW_ID)},
        f"WHERE {selected_term(table, ROW_ID)} IN "
        f"(SELECT {quote(ROW_ID)} FROM {quote(table)} {of_person} ORDER BY {quote(ROW_ID)} DESC LIMIT {rows})",
        [key] if of_person else [],
    )
    for column in features:
        if column.derived_from:
            frame[column.name] = derived(column.name, frame["/time"].to_numpy(dtype=np.float64))
    return frame[[column.name for column in features]]


def _others(
    connection: sqlite3.Connection,
    table: str,
    own: Sequence[Column],
    target: Column,
    click: Column | None,
    treatment: str | None,
) -> dict[str, str]:
    """Return what is read beside the features, by its name, as terms of SQL."""
    selected = {
        "target": selected_term(table, target.name),
        "person": person_of(connection, table),
        "batch": selected_term(table, BATCH),
    }
    time = next((column for column in own if column.role == "time"), None)
    if time is not None:
        selected["time"] = selected_term(table, time.name)
    if click is not None:
        selected["click"] = selected_term(table, click.name)
    if treatment:
        require_columns(connection, table, [treatment])
        selected["treatment"] = selected_term(table, treatment)
    return selected


def _condition(
    connection: sqlite3.Connection, table: str, only_where: str, batches: Sequence[int] | None
) -> tuple[str, list[Any], int]:
    """Return which rows are read, with the parameters, and how many are not since their people did not consent."""
    conditions = [f"{selected_term(table, only_where)} = 1"] if only_where else []
    params: list[Any] = []
    if batches is not None:
        conditions.append(f"{selected_term(table, BATCH)} IN ({', '.join('?' * len(batches))})")
        params += batches
    consented, consent_params = consented_rows(connection, table, alias(table)) or ("", [])
    params += consent_params
    without_consent = _count_without(connection, table, conditions, consented, params)
    if consented:
        conditions.append(consented)
    return f"WHERE {' AND '.join(conditions)}" if conditions else "", params, without_consent


def _outcomes(
    connection: sqlite3.Connection,
    table: str,
    frame: pd.DataFrame,
    target: Column,
    positive: str,
    click: Column | None,
) -> tuple[NDArray[np.float64], NDArray[np.float64] | None]:
    """Take the labels, and for the funnel the clicks, out of the frame; NaN where they are not known."""
    labels = labels_of(target, frame.pop("/target"), positive)
    if click is None:
        return labels, None
    said_yes = choose_positive(click, target_values(connection, table, click), None)
    clicks = labels_of(click, frame.pop("/click"), said_yes)
    # Who did not click did not convert by a click, whatever else is written there.
    return np.where(clicks == 1, labels, clicks), clicks


def _count_without(
    connection: sqlite3.Connection,
    table: str,
    conditions: Sequence[str],
    consented: str,
    params: Sequence[Any],
) -> int:
    """Return how many rows are left out because their person did not consent."""
    if not consented:
        return 0
    others = [*conditions, f"({consented}) IS NOT 1"]
    found = connection.execute(
        f"SELECT COUNT(*) FROM {quote(table)} AS {alias(table)} WHERE {' AND '.join(others)}", params
    )
    return int(found.fetchone()[0])


def _only_where(table: str, own: Sequence[Column], target: Column) -> str:
    clicked = next((column.name for column in own if column.role == "clicked"), "")
    return clicked if table == "impressions" and target.role == "converted" else ""


def _codes(values: pd.Series) -> NDArray[np.int64]:
    import pandas as pd

    codes, _ = pd.factorize(values)
    # Rows without a key are people of their own.
    nobody = codes < 0
    codes[nobody] = codes.max(initial=0) + 1 + np.arange(nobody.sum())
    return codes.astype(np.int64)


def is_generated(connection: sqlite3.Connection, table: str) -> bool:
    """Return whether rows of a table, or all that is in the project as in the demo, were made by the program."""
    return bool(
        connection.execute(
            "SELECT EXISTS (SELECT 1 FROM meta WHERE key = 'generated') OR "
            f"EXISTS (SELECT 1 FROM import_batch WHERE generated = 1 AND undone = 0 AND id IN "
            f"(SELECT DISTINCT {quote(BATCH)} FROM {quote(table)}))"
        ).fetchone()[0]
    )


def _require_enough(name: str, positive: str, labels: NDArray[np.float64]) -> None:
    rows, positives = len(labels), int(labels.sum())
    fewest = min(positives, rows - positives)
    if rows < MIN_ROWS or fewest < MIN_OF_EACH:
        raise AdManagerError(
            sentence(
                "There is too little to learn from: {rows:,} rows, {positives:,} of them with {target} = {positive}; "
                "at least {min_rows} rows with {min_each} of each outcome are needed.",
                rows=rows,
                positives=positives,
                target=name,
                positive=positive,
                min_rows=MIN_ROWS,
                min_each=MIN_OF_EACH,
            )
        )
