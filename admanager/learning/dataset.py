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

from admanager.learning.card import OUTPUTS, InputKind
from admanager.learning.findings import Finding
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
_CHUNK = 50_000

# Roles that say who somebody is, what came of it, or what only the delivery knew.
UNUSED_ROLES = frozenset({
    "key", "consent", "label", "ignored", "tags", "pii", "hash", "identity", "drop",
    "time", "propensity", "cost", "clicked", "converted", "revenue", "satisfaction",
})  # fmt: skip
_KINDS: dict[str, InputKind] = {
    "integer": "number",
    "real": "number",
    "boolean": "flag",
    "date": "date",
    "datetime": "date",
    "text": "text",
}


@dataclass(frozen=True)
class FeatureColumn:
    """A column that a model could use; `derived_from` names the time column of `hour` and `weekday`."""

    name: str
    kind: InputKind
    table: str
    source: str
    missing_words: tuple[str, ...] = ()
    derived_from: str = ""


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
                "Learning from the table {table} is not part of this version yet; use profiles or impressions.",
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
    click = _click_column(own, target, table, request.clicked) if request.family in FUNNEL else None
    features, set_aside = _feature_columns(connection, table, own, target, click)
    _require_known([*request.include, *request.exclude], features, set_aside, target, table)
    only_where = "" if click is not None else _only_where(table, own, target)
    condition, params, without_consent = _condition(connection, table, only_where, batches)
    others = _others(connection, table, own, target, click, request.treatment)
    about = None if listed is None else blocked_rows(connection, table, _alias(table), listed)
    if about is not None:
        # The first term, whose parameters come first too.
        others = {"listed": about[0], **others}
        params = [*about[1], *params]
    frame = _read(
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
            frame[column.name] = _derived(column.name, times)
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
    features, _ = _feature_columns(connection, table, own, None, None)
    time = next((column for column in own if column.role == "time"), None)
    who = key_column(connection, table)
    of_person = f"WHERE {quote(who.name)} = ?" if key is not None and who is not None else ""
    frame = _read(
        connection,
        table,
        [column for column in features if not column.derived_from],
        {"time": _selected(table, time.name)} if time is not None else {"row": _selected(table, ROW_ID)},
        f"WHERE {_selected(table, ROW_ID)} IN "
        f"(SELECT {quote(ROW_ID)} FROM {quote(table)} {of_person} ORDER BY {quote(ROW_ID)} DESC LIMIT {rows})",
        [key] if of_person else [],
    )
    for column in features:
        if column.derived_from:
            frame[column.name] = _derived(column.name, frame["/time"].to_numpy(dtype=np.float64))
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
        "target": _selected(table, target.name),
        "person": _person(connection, table),
        "batch": _selected(table, BATCH),
    }
    time = next((column for column in own if column.role == "time"), None)
    if time is not None:
        selected["time"] = _selected(table, time.name)
    if click is not None:
        selected["click"] = _selected(table, click.name)
    if treatment:
        require_columns(connection, table, [treatment])
        selected["treatment"] = _selected(table, treatment)
    return selected


def _condition(
    connection: sqlite3.Connection, table: str, only_where: str, batches: Sequence[int] | None
) -> tuple[str, list[Any], int]:
    """Return which rows are read, with the parameters, and how many are not since their people did not consent."""
    conditions = [f"{_selected(table, only_where)} = 1"] if only_where else []
    params: list[Any] = []
    if batches is not None:
        conditions.append(f"{_selected(table, BATCH)} IN ({', '.join('?' * len(batches))})")
        params += batches
    consented, consent_params = consented_rows(connection, table, _alias(table)) or ("", [])
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


def hours_and_weekdays(times: NDArray[np.float64]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the hour (0 to 23) and the weekday (0 is Monday) of UTC seconds; NaN stays NaN."""
    days = np.floor(times / 86400)
    hours = np.floor((times - days * 86400) / 3600)
    # The first of January 1970 was a Thursday.
    return hours.astype(np.float32), ((days + 3) % 7).astype(np.float32)


def _derived(name: str, times: NDArray[np.float64]) -> NDArray[np.float32]:
    hours, weekdays = hours_and_weekdays(times)
    return hours if name == "hour" else weekdays


def _feature_columns(
    connection: sqlite3.Connection,
    table: str,
    own: Sequence[Column],
    target: Column | None,
    click: Column | None,
) -> tuple[list[FeatureColumn], list[Finding]]:
    """Return the columns that may be used, and a finding for each that its role keeps out."""
    features: list[FeatureColumn] = []
    set_aside: list[Finding] = []
    sources = [(table, column) for column in own]
    if table == "impressions":
        sources += [("profiles", column) for column in columns(connection, "profiles")]
    for source, column in sources:
        if source == table and target is not None and column.name == target.name:
            continue
        name = column.name
        if source == table and click is not None and column.name == click.name:
            set_aside.append(Finding(column=column.name, cause="role", action="exclude", role="clicked"))
            continue
        if name in OUTPUTS or any(name == feature.name for feature in features):
            name = f"{source}.{name}"
        if column.role in UNUSED_ROLES:
            if not any(name == finding.column for finding in set_aside):
                set_aside.append(Finding(column=name, cause="role", action="exclude", role=column.role))
        else:
            features.append(
                FeatureColumn(name, _KINDS[column.type], source, column.name, column.missing_words)
            )
    time = next((column.name for column in own if column.role == "time" and column.type == "datetime"), None)
    if time is not None:
        taken = {feature.name for feature in features}
        features += [
            FeatureColumn(name, "number", table, time, derived_from=time)
            for name in ("hour", "weekday")
            if name not in taken
        ]
    return features, set_aside


def _click_column(own: Sequence[Column], target: Column, table: str, asked: str | None) -> Column:
    """Return the column of the click before the conversion `target`."""
    found = [column for column in own if (column.name == asked if asked else column.role == "clicked")]
    if not found:
        raise AdManagerError(
            sentence(
                "The table {table} has no column {column}; it has {columns}.",
                table=table,
                column=asked,
                columns=", ".join(column.name for column in own),
            )
            if asked
            else sentence(
                "The table {table} has no column that says who clicked; give one the role clicked, or name it with --clicked.",
                table=table,
            )
        )
    if found[0].name == target.name:
        raise AdManagerError(
            sentence(
                "A model of the funnel needs a click and, as its target, a conversion after it; {column} was given for both.",
                column=target.name,
            )
        )
    return found[0]


def _require_known(
    names: Sequence[str],
    features: Sequence[FeatureColumn],
    set_aside: Sequence[Finding],
    target: Column,
    table: str,
) -> None:
    known = {feature.name for feature in features} | {finding.column for finding in set_aside}
    for name in names:
        if name == target.name:
            raise AdManagerError(
                sentence("{column} is the target; a model cannot learn from it.", column=name)
            )
        if name not in known:
            raise AdManagerError(
                sentence(
                    "The table {table} has no column {column}; it has {columns}.",
                    table=table,
                    column=name,
                    columns=", ".join(sorted(known)),
                )
            )


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
        f"SELECT COUNT(*) FROM {quote(table)} AS {_alias(table)} WHERE {' AND '.join(others)}", params
    )
    return int(found.fetchone()[0])


def _selected(table: str, name: str) -> str:
    return f"{_alias(table)}.{quote(name)}"


def _alias(table: str) -> str:
    return table[0]


def _person(connection: sqlite3.Connection, table: str) -> str:
    key = key_column(connection, table)
    return _selected(table, key.name if key else ROW_ID)


def _only_where(table: str, own: Sequence[Column], target: Column) -> str:
    clicked = next((column.name for column in own if column.role == "clicked"), "")
    return clicked if table == "impressions" and target.role == "converted" else ""


def _from_clause(connection: sqlite3.Connection, table: str) -> str:
    if table != "impressions" or not columns(connection, "profiles"):
        return f"FROM {quote(table)} AS {_alias(table)}"
    key = key_column(connection, table)
    if key is None:
        return f"FROM {quote(table)} AS {_alias(table)} LEFT JOIN profiles AS p ON 0"
    return (
        f"FROM {quote(table)} AS {_alias(table)} LEFT JOIN profiles AS p "
        f"ON {_person(connection, 'profiles')} = {_selected(table, key.name)}"
    )


def _read(
    connection: sqlite3.Connection,
    table: str,
    wanted: Sequence[FeatureColumn],
    others: dict[str, str],
    condition: str,
    params: Sequence[Any] = (),
) -> pd.DataFrame:
    """Read features (and `others` under "/name") by chunks, so that words are kept once and not once a row."""
    import pandas as pd
    from pandas.api.types import union_categoricals

    terms = [*others.values(), *(_selected(column.table, column.source) for column in wanted)]
    cursor = connection.execute(
        f"SELECT {', '.join(terms)} {_from_clause(connection, table)} {condition} ORDER BY {_selected(table, ROW_ID)}",
        list(params),
    )
    parts: dict[str, list[pd.Series]] = {
        name: [] for name in [*(f"/{name}" for name in others), *_names(wanted)]
    }
    while chunk := cursor.fetchmany(_CHUNK):
        cells = list(zip(*chunk, strict=True))
        for (name, part), values in zip(parts.items(), cells, strict=True):
            part.append(_series(name, values, wanted))
    frame = {}
    for name, part in parts.items():
        if part and part[0].dtype == "category":
            frame[name] = pd.Series(union_categoricals(part))
        else:
            frame[name] = pd.concat(part, ignore_index=True) if part else pd.Series(dtype=np.float32)
    return pd.DataFrame(frame)


def _names(wanted: Sequence[FeatureColumn]) -> list[str]:
    return [column.name for column in wanted]


def _series(name: str, values: Sequence[object], wanted: Sequence[FeatureColumn]) -> pd.Series:
    import pandas as pd

    kind = next((column.kind for column in wanted if column.name == name), None)
    if kind == "text":
        return pd.Series(pd.Categorical(np.array(values, dtype=object)))
    if kind is None:
        return pd.Series(np.array(values, dtype=object), dtype=object)
    return pd.Series(np.array(values, dtype=np.float32))


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
