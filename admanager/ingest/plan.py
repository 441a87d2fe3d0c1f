"""What the import dialog decides: what is proposed for a file, how wishes change it, and what is wrong with it.

Wishes are `ImportOptions` with only what the user has said; everything else is detected anew at each change.
The dialog shows a `Proposal` and calls the `with_...` functions here; it decides nothing itself.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from admanager.ingest.load import refuse_own_file
from admanager.ingest.locale import Locale, locale_of
from admanager.ingest.mappings import last_mapping, mapping_of_columns, parts_imported
from admanager.ingest.merge import target_columns
from admanager.ingest.notices import other_key, plan_warnings
from admanager.ingest.options import DROP, ColumnOptions, ImportOptions
from admanager.ingest.preview import DEFAULT_ROWS, Preview, preview
from admanager.ingest.settle import ColumnPlan
from admanager.ingest.words import EVENT_ROLE_ALIASES, PERSON_ALIASES, plain_name
from admanager.privacy.findings import find_in_column
from admanager.project.file import ProjectFile, path_text
from admanager.project.identity import IDENTITY_TABLE
from admanager.project.tables import Column, key_column
from admanager.texts import AdManagerError, Sentence, sentence

_MANY_REJECTS = 0.5
_MIN_ROWS_TO_JUDGE = 4


@dataclass(frozen=True)
class Problem:
    """Something doubtful or wrong: `field` names what to change (`key`, `delimiter`, or a column as `column:NAME`)."""

    text: Sentence
    blocks: bool
    field: str = ""


@dataclass(frozen=True)
class Proposal:
    """How a file would be imported with the wishes so far.

    `locale` is the project's; `remembered` names the import whose file was read as the wishes say, where the
    user has said nothing. `imported` are the parts of the source that are in the project already.
    """

    wishes: ImportOptions
    preview: Preview
    problems: tuple[Problem, ...]
    locale: Locale = field(default_factory=Locale)
    remembered: int | None = None
    imported: tuple[str, ...] = ()

    @property
    def part(self) -> str | None:
        """The sheet, table or list that is shown; None where the source has no such parts."""
        return self.preview.settled.sample.options.part

    @property
    def zone(self) -> str:
        """The time zone of times that name none."""
        return self.wishes.zone or self.locale.zone

    @property
    def parts(self) -> tuple[str, ...]:
        """All parts that the source has."""
        return self.preview.settled.sample.parts

    @property
    def can_import(self) -> bool:
        """Whether nothing stands in the way."""
        return not any(problem.blocks for problem in self.problems)

    @property
    def columns(self) -> tuple[ColumnPlan, ...]:
        """The columns of the file, with what they become."""
        return self.preview.columns

    @property
    def key(self) -> str | None:
        """The key column's name in the file."""
        key = self.preview.settled.key
        return key.source_name if key is not None else None


def propose(
    project: ProjectFile,
    path: Path,
    wishes: ImportOptions | None = None,
    name: str | None = None,
    part: str | None = None,
) -> Proposal:
    """Return how the file would be imported; fast enough to follow every change of the wishes.

    Without wishes a file that was imported from the same place before is read as it was read then, and the columns of
    one that has the same columns as an import before mean the same. One of which nothing is said, and which tells again
    and again of the same people, is taken for what they did. `name` is what its source is called, if not by the path;
    `part` is the sheet, table or list that is meant where the wishes do not say.

    Raises AdManagerError when the file cannot be read as wished.
    """
    refuse_own_file(project, path)
    called = name or path_text(path.absolute())
    shown = part or next(iter(parts_imported(project, called)), None)
    if wishes is None and (earlier := last_mapping(project, called, shown)) is not None:
        batch, mapping = earlier
        # The file may have other columns now; then it is looked at anew.
        with contextlib.suppress(AdManagerError):
            return _proposed(project, path, mapping, batch, called)
    said = wishes or ImportOptions(part=part)
    anew = _proposed(project, path, said, None, called)
    if wishes is None and (alike := mapping_of_columns(project, anew.preview.header, said)) is not None:
        batch, mapping = alike
        with contextlib.suppress(AdManagerError):
            return _proposed(project, path, mapping, batch, called)
    if said.model_fields_set <= {"part"} and anew.key is None and anew.columns:
        done = _proposed(project, path, with_table(said, "events"), None, called)
        if done.can_import and (told := _tells_what_people_did(done.preview)) is not None:
            return replace(done, problems=(told, *done.problems))
    return anew


def _tells_what_people_did(found: Preview) -> Problem | None:
    """Return the note that rows are taken for events where people stand in several and a column is called a time."""
    key = found.settled.key
    times = (column for column in found.columns if column.role == "time")
    time = next((c for c in times if plain_name(c.source_name) in EVENT_ROLE_ALIASES["time"]), None)
    if key is None or time is None or plain_name(key.source_name) not in PERSON_ALIASES:
        return None
    place = found.columns.index(key)
    people = [row[place] for row in found.rows if row[place] is not None]
    if len(set(people)) == len(people):
        return None
    return Problem(
        sentence(
            "{key} repeats and {time} says when, so a row is taken for something that a person did. Choose another at “One row is” if that is wrong.",
            key=key.source_name,
            time=time.source_name,
        ),
        False,
    )


def _as_sentence(error: AdManagerError) -> Sentence:
    """Return what an error says, as it can be translated."""
    return error.message if isinstance(error.message, Sentence) else Sentence(error.message, {})


def _proposed(
    project: ProjectFile, path: Path, wishes: ImportOptions, remembered: int | None, called: str
) -> Proposal:
    connection = project.read()
    existing = target_columns(connection, wishes.table)
    locale = locale_of(project)
    settled = locale.applied(wishes)
    rate, no_rate = 1.0, []
    try:
        rate = locale.rate(settled)
    except AdManagerError as error:
        no_rate = [Problem(_as_sentence(error), True, "rate")]
    found = preview(path, settled, DEFAULT_ROWS, existing, rate=rate)
    problems = list(_blocking(found, key_column(connection, wishes.table)))
    if found.rows or found.rejects:
        problems += _doubtful(found, existing)
    parts = tuple(parts_imported(project, called))
    problems += _seen_before(project, path, called, found.settled.sample.options.part)
    return Proposal(wishes, found, (*no_rate, *problems), locale, remembered, parts)


# -- wishes ----------------------------------------------------------------------------------------------


def with_reading(wishes: ImportOptions, **changes: Any) -> ImportOptions:
    """Read the file in another way: the columns may become others, so what was said about them is forgotten.

    `changes` are fields of `ImportOptions` such as `delimiter=";"`; None means detect it.
    """
    return ImportOptions.model_validate({**wishes.model_dump(), **changes, "columns": (), "key": None})


def with_place(wishes: ImportOptions, **changes: Any) -> ImportOptions:
    """Change `zone`, `currency` or `rate`; what the columns are stays as it is."""
    return ImportOptions.model_validate({**wishes.model_dump(), **changes})


def with_table(wishes: ImportOptions, table: str) -> ImportOptions:
    """Bring the rows into another table: types stay as wished, roles are guessed for that table."""
    kept = [column.model_copy(update={"role": None}) for column in wishes.columns]
    return ImportOptions.model_validate({**wishes.model_dump(), "table": table, "key": None, "columns": kept})


def with_policy(wishes: ImportOptions, policy: str) -> ImportOptions:
    """Treat rows whose key is there already in another way."""
    return ImportOptions.model_validate({**wishes.model_dump(), "on_duplicate": policy})


def with_column(wishes: ImportOptions, source_name: str, **changes: Any) -> ImportOptions:
    """Change what one column becomes: `type`, `role`, `name`, `missing_words`, `date_order` or `decimal`.

    There is one key at most, so making a column the key takes the role from the one that had it.
    """
    if changes.get("role") == "key":
        return with_key(wishes, source_name)
    old = wishes.column(source_name) or ColumnOptions(source_name=source_name)
    column = ColumnOptions.model_validate({**old.model_dump(), **changes})
    update: dict[str, Any] = {"key": None} if wishes.key == source_name and "role" in changes else {}
    return wishes.with_column(column).model_copy(update=update)


def with_key(wishes: ImportOptions, source_name: str) -> ImportOptions:
    """Make a column the key."""
    kept = tuple(
        column.model_copy(update={"role": None})
        if column.role == "key" or column.source_name == source_name
        else column
        for column in wishes.columns
    )
    return wishes.model_copy(update={"key": source_name, "columns": kept})


def without_key(proposal: Proposal) -> ImportOptions:
    """Import without a key, also where one was guessed."""
    key = proposal.preview.settled.key
    if key is None:
        return proposal.wishes
    role = "number" if key.type == "integer" else "text"
    cleared = proposal.wishes.model_copy(update={"key": None})
    return with_column(cleared, key.source_name, role=role)


# -- problems --------------------------------------------------------------------------------------------


def _blocking(found: Preview, stored_key: Column | None) -> Iterator[Problem]:
    table = found.settled.sample.options.table
    sample = found.settled.sample
    if not found.columns and len(sample.parts) > 1:
        yield Problem(sentence("It is empty; leave it out."), True)
        return
    if not found.columns:
        yield Problem(sentence("The file is empty."), True)
        return
    if found.complete and not found.rows and not found.rejects:
        yield Problem(_no_rows(found), True, "header")
        return
    if all(column.role == DROP for column in found.columns):
        yield Problem(sentence("All columns are left out; choose at least one."), True)
    key = found.settled.key
    if table == IDENTITY_TABLE and not found.settled.lists_keys:
        yield Problem(
            sentence("A list of keys needs two columns with keys of the same person; choose them."),
            True,
            "key",
        )
    kept = [column.name for column in found.columns if column.role != DROP]
    if key is not None and stored_key is not None:
        reason = other_key(table, stored_key, key, kept)
        if reason is not None:
            yield Problem(reason, True, "key")
    names = [name.casefold() for name in kept]
    for column in found.columns:
        if column.role != DROP and names.count(column.name.casefold()) > 1:
            yield Problem(
                sentence("Two columns would be called {name}; rename one of them.", name=column.name),
                True,
                f"column:{column.source_name}",
            )


def _no_rows(found: Preview) -> Sentence:
    """Say that there is nothing to import, and what may be wrong where a row of data was taken for the header."""
    if found.settled.sample.options.header_rows:
        return sentence(
            "The file holds names of columns but no rows, so there is nothing to import. If its first row is data, choose that at “First row holds”."
        )
    return sentence("The file holds names of columns but no rows, so there is nothing to import.")


def _doubtful(found: Preview, existing: list[Column]) -> Iterator[Problem]:
    rows = len(found.rows) + len(found.rejects)
    if rows >= _MIN_ROWS_TO_JUDGE and len(found.rejects) > _MANY_REJECTS * rows:
        yield Problem(
            sentence(
                "{rejected} of the first {rows} rows do not fit; look at the delimiter, the header and the key.",
                rejected=len(found.rejects),
                rows=rows,
            ),
            False,
            "delimiter",
        )
    stored = {column.name: column for column in existing}
    for place, column in enumerate(found.columns):
        odd = sum(1 for _, odd_place in found.odd if odd_place == place)
        if odd and column.name in stored and stored[column.name].type == column.type:
            yield Problem(
                sentence(
                    "In this project {name} holds something else ({type}), so {count} of the first {rows} cells would be left empty.",
                    name=column.name,
                    type=column.type,
                    count=odd,
                    rows=len(found.rows),
                ),
                False,
                f"column:{column.source_name}",
            )
    yield from _personal(found)
    for text in plan_warnings(found.columns, found.settled.sample.options.table):
        name = str(text.params.get("column", ""))
        yield Problem(text, False, f"column:{name}" if name else "")


def _personal(found: Preview) -> Iterator[Problem]:
    """Tell of columns that seem to hold personal data, while nothing was decided about them, with what is proposed."""
    if found.settled.sample.options.table == "products":
        return
    for place, column in enumerate(found.columns):
        if column.personal or column.role in {DROP, "ignored"} or column.type not in {"text", "integer"}:
            continue
        cells = [cell for row in found.rows if (cell := row[place])]
        finding = find_in_column("", column.name, cells, is_key=column.is_key)
        if finding is not None:
            yield Problem(_PROPOSED[finding.proposed](column.name), False, f"column:{column.source_name}")


_PROPOSED: dict[str, Callable[[str], Sentence]] = {
    "hash": lambda name: sentence(
        "{column} seems to hold personal data; a pseudonym in its place joins rows as well.", column=name
    ),
    "drop": lambda name: sentence(
        "{column} seems to hold personal data; leave it out unless it is needed.", column=name
    ),
}


def _seen_before(project: ProjectFile, path: Path, called: str, part: str | None) -> Iterator[Problem]:
    """Guess from name and size; the import itself compares the content."""
    row = (
        project.read()
        .execute(
            "SELECT b.id FROM import_batch AS b JOIN source AS s ON s.id = b.source_id "
            "WHERE s.size = ? AND b.undone = 0 AND (s.path = ? OR s.path LIKE ? ESCAPE '!') "
            "AND json_extract(s.mapping, '$.part') IS ? ORDER BY b.id DESC LIMIT 1",
            [path.stat().st_size, called, f"%{_escaped(path_text(Path(path.name)))}", part],
        )
        .fetchone()
    )
    if row is not None:
        yield Problem(
            sentence(
                "A file of this name and size is in the project already, as import {batch}.", batch=row[0]
            ),
            False,
        )


def _escaped(text: str) -> str:
    for letter in "!%_":
        text = text.replace(letter, f"!{letter}")
    return text
