"""Settling how a file is imported: the sample's detection, with the user's wishes and the project's table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from admanager.ingest.names import clean_names
from admanager.ingest.options import DROP, ColumnOptions, ColumnType, DecimalMark, ImportOptions
from admanager.ingest.readers import Sample, reader_for
from admanager.ingest.roles import Seen, guess_roles
from admanager.ingest.types import Asked, Evidence, Inferred, default_missing_words, evidence_of, infer
from admanager.ingest.values import Fits
from admanager.ingest.words import MONEY_ROLES, ROLES, variants
from admanager.project.identity import ACTION_TABLES, IDENTITY_ROLE, IDENTITY_TABLE
from admanager.project.tables import Column
from admanager.texts import AdManagerError, sentence

ROWS_FOR_TYPES = 50
_DECIMAL_BESIDE: dict[str, DecimalMark] = {",": ".", ".": ","}
"""The decimal mark that a mark of thousands leaves."""


@dataclass(frozen=True)
class ColumnPlan:
    """How one column of the source is read and stored; everything is settled.

    `position` is its place in the file. `asked` is what its type was decided with beside its cells. `zone` is
    that of times which name none, `rate` what amounts are multiplied by. `fixed` says that the type is the
    user's or the project's, so that the whole file does not change it; `words_fixed` the same of the missing
    words, and `role_fixed` of the role. `certain` is False while no cell has told what the column holds.
    """

    position: int
    source_name: str
    name: str
    type: ColumnType
    role: str
    missing_words: tuple[str, ...]
    date_order: str = "ymd"
    decimal: str = "."
    thousands: str | None = None
    zone: str | None = None
    rate: float = 1.0
    asked: Asked = field(default_factory=Asked)
    fixed: bool = False
    words_fixed: bool = False
    role_fixed: bool = False
    certain: bool = True
    personal: str = ""

    @property
    def is_dropped(self) -> bool:
        """Whether the column is left out of the import."""
        return self.role == DROP

    @property
    def is_key(self) -> bool:
        """Whether the column says who or what a row is about."""
        return self.role == "key"

    def words(self) -> frozenset[str]:
        """Return every spelling that means "no value"."""
        return frozenset(variants(self.missing_words))

    def revised(self, inferred: Inferred) -> ColumnPlan:
        """Return the plan after the whole file has told what the column holds."""
        type_ = inferred.type
        if self.is_key and type_ not in {"integer", "text"}:
            type_ = "text"
        words = self.missing_words if self.words_fixed or self.is_key else inferred.missing_words
        return replace(
            self,
            type=type_,
            decimal=inferred.decimal,
            date_order=inferred.date_order,
            missing_words=words,
            certain=inferred.certain,
        )


@dataclass(frozen=True)
class Settled:
    """A file with nothing left open: the sample, the plan of its columns, and what it was decided on."""

    path: Path
    sample: Sample
    columns: tuple[ColumnPlan, ...]
    evidence: tuple[Evidence, ...]

    @property
    def options(self) -> ImportOptions:
        """The options with every column spelt out: what is stored as the source's mapping."""
        return mapping_of(self.sample.options, self.columns)

    @property
    def key(self) -> ColumnPlan | None:
        """The key column, if there is one."""
        return next((column for column in self.columns if column.is_key), None)

    @property
    def lists_keys(self) -> bool:
        """Whether there is a key, and another column that can hold one."""
        return self.key is not None and sum(not column.is_dropped for column in self.columns) > 1


def settle(
    path: Path,
    wishes: ImportOptions | None = None,
    existing: Sequence[Column] = (),
    *,
    rate: float = 1.0,
    whole: bool = False,
) -> Settled:
    """Settle how the file is read, from a sample of it.

    `existing` are the columns of the project's table that the rows go to: a column of the same name keeps
    its type there. `rate` is what amounts are multiplied by to be in the project's currency. `whole` looks for
    columns in the whole file. Raises AdManagerError when the file cannot be read, or when a wish names a column or a
    role that is not there.
    """
    wishes = wishes or ImportOptions()
    sample = reader_for(path).sample(path, wishes, rows=ROWS_FOR_TYPES, whole=whole)
    names = clean_names(sample.names)
    wishes = _checked(wishes, names)
    cells = list(zip(*sample.rows, strict=True)) if sample.rows else [()] * len(names)
    evidence = tuple(evidence_of(column) for column in cells)
    asked = _suggested(_asked(names, wishes), evidence)
    inferred = [infer(column, wish) for column, wish in zip(evidence, asked, strict=True)]
    table = {column.name.casefold(): column for column in existing}
    seen = [
        Seen(name, _as_wished(found, wishes.column(name)), seen, len(sample.rows))
        for name, found, seen in zip(names, inferred, evidence, strict=True)
    ]
    roles = guess_roles(seen, wishes.table)
    stored_key = next((column.name.casefold() for column in existing if column.role == "key"), None)
    has_stored_key = wishes.table == IDENTITY_TABLE and stored_key in {
        name.strip().casefold() for name in names
    }
    if wishes.key is not None or has_stored_key or any(column.role == "key" for column in wishes.columns):
        roles = [
            role if role != "key" else _without_key(found, wishes.table)
            for role, found in zip(roles, inferred, strict=True)
        ]
    columns = tuple(
        _converted(replace(_plan(position, column, role, wishes, table), asked=wish), wishes.table, rate)
        for position, (column, role, wish) in enumerate(zip(seen, roles, asked, strict=True))
    )
    return Settled(path, sample, _under_stored_key(columns, existing, wishes.table), evidence)


def _under_stored_key(
    columns: tuple[ColumnPlan, ...], existing: Sequence[Column], table: str
) -> tuple[ColumnPlan, ...]:
    """Let the keys of what people did go into the column that names its people already, whatever they are called.

    Keys of several sources then stand in one column, where the identity table joins them; in a column of their own they
    would belong to nobody. A column of whole numbers becomes one of text for keys that are none. They stay apart, and are
    refused later, where one of both is a pseudonym.
    """
    key = next((column for column in columns if column.is_key), None)
    stored = next((column for column in existing if column.role == "key"), None)
    if table not in ACTION_TABLES or key is None or stored is None or key.name == stored.name:
        return columns
    names = {column.name for column in columns if not column.is_dropped}
    pseudonyms = {key.personal == "hash", stored.personal == "hash"}
    if stored.name in names or len(pseudonyms) > 1:
        return columns
    moved = (
        replace(key, name=stored.name, type="text", fixed=True)
        if stored.type == "text"
        else replace(key, name=stored.name)
    )
    return tuple(moved if column is key else column for column in columns)


def mapping_of(options: ImportOptions, columns: Sequence[ColumnPlan]) -> ImportOptions:
    """Return settled options that name every column."""
    key = next((column.source_name for column in columns if column.is_key), None)
    spelt = tuple(
        ColumnOptions.model_validate(
            {
                "source_name": column.source_name,
                "name": column.name,
                "type": column.type,
                "role": column.role,
                "missing_words": column.missing_words,
                "date_order": column.date_order,
                "decimal": column.decimal,
                "personal": column.personal or None,
            }
        )
        for column in columns
    )
    return options.model_copy(update={"columns": spelt, "key": key})


def _checked(wishes: ImportOptions, names: Sequence[str]) -> ImportOptions:
    """Return the wishes with columns named as the file names them, whatever the case."""
    by_name = {name.casefold(): name for name in names}

    def real(name: str) -> str:
        found = by_name.get(name.strip().casefold())
        if found is None:
            raise AdManagerError(
                sentence(
                    "The file has no column {column}; it has {columns}.",
                    column=name,
                    columns=", ".join(names),
                )
            )
        return found

    columns = []
    for column in wishes.columns:
        if column.role is not None and column.role not in ROLES[wishes.table]:
            raise AdManagerError(
                sentence(
                    "“{role}” is no role of a column of {table}; the roles are {roles}.",
                    role=column.role,
                    table=wishes.table,
                    roles=", ".join(ROLES[wishes.table]),
                )
            )
        if column.source_name.strip().casefold() in by_name or not _is_whole_mapping(wishes):
            columns.append(column.model_copy(update={"source_name": real(column.source_name)}))
    key = real(wishes.key) if wishes.key is not None else None
    keys = {column.source_name for column in columns if column.role == "key"} | ({key} if key else set())
    if len(keys) > 1:
        raise AdManagerError(
            sentence("There can be one key, not several: {columns}.", columns=", ".join(sorted(keys)))
        )
    return wishes.model_copy(update={"columns": tuple(columns), "key": key})


def _is_whole_mapping(wishes: ImportOptions) -> bool:
    """Return whether the wishes are the stored mapping of an earlier import, which may name columns gone since."""
    return bool(wishes.columns) and all(
        column.name is not None and column.role is not None for column in wishes.columns
    )


def _asked(names: Sequence[str], wishes: ImportOptions) -> list[Asked]:
    """Return the user's wishes for each column that bear on its type."""
    found = []
    for name in names:
        wish = wishes.column(name) or ColumnOptions(source_name=name)
        decimal = wish.decimal or wishes.decimal or _DECIMAL_BESIDE.get(wishes.thousands or "")
        order = wish.date_order or wishes.date_order
        found.append(Asked(decimal, order, wish.likely_decimal, wish.likely_order))
    return found


def _suggested(asked: Sequence[Asked], evidence: Sequence[Evidence]) -> list[Asked]:
    """Add what the file's other columns suggest for what one leaves open."""
    first = [infer(seen, wish) for seen, wish in zip(evidence, asked, strict=True)]
    decimal, order = _shared_decimal(first, evidence), _shared_order(first)
    return [
        replace(
            wish,
            likely_decimal=wish.likely_decimal or decimal,
            likely_order=wish.likely_order or order,
        )
        for wish in asked
    ]


def _shared_decimal(inferred: Sequence[Inferred], evidence: Sequence[Evidence]) -> str | None:
    telling = {
        found.decimal
        for found, seen in zip(inferred, evidence, strict=True)
        if found.type == "real"
        and (seen.count(Fits.POINT, without=Fits.COMMA) or seen.count(Fits.COMMA, without=Fits.POINT))
    }
    return telling.pop() if len(telling) == 1 else None


def _shared_order(inferred: Sequence[Inferred]) -> str | None:
    telling = {
        found.date_order
        for found in inferred
        if found.type in {"date", "datetime"} and found.certain and found.date_order != "ymd"
    }
    return telling.pop() if len(telling) == 1 else None


def _as_wished(inferred: Inferred, wish: ColumnOptions | None) -> Inferred:
    """Return what a column holds once the user has said of which type it is."""
    return inferred if wish is None or wish.type is None else replace(inferred, type=wish.type)


def _without_key(inferred: Inferred, table: str) -> str:
    if table == IDENTITY_TABLE:
        return IDENTITY_ROLE
    return "number" if inferred.type == "integer" else "text"


def _plan(
    position: int, column: Seen, role: str, wishes: ImportOptions, table: Mapping[str, Column]
) -> ColumnPlan:
    wish = wishes.column(column.name) or ColumnOptions(source_name=column.name)
    stored = table.get((wish.name or column.name).strip().casefold())
    name = stored.name if stored is not None else _column_name(wish, column.name)
    if wishes.key == column.name:
        role = "key"
    guessed, role = role, wish.role or role
    type_ = wish.type or column.inferred.type
    personal = "hash" if wish.role == "hash" else wish.personal or (stored.personal if stored else "")
    if personal == "hash":
        type_ = "text"
        role = guessed if guessed in {"key", IDENTITY_ROLE} and wish.role is None else wish.role or "hash"
        role = "key" if guessed == "key" else role
    booked = wish.type is None and column.evidence.count(Fits.BOOKED) > 0
    if role == "key" and (type_ not in {"integer", "text"} or booked):
        # As a number the key (5) would be another than the one that the source has.
        type_ = "text"
    if stored is not None:
        type_ = wider_type(stored.type, type_)
        if wish.role is None and wishes.key is None and stored.role:
            role = stored.role
        _require_alike(stored, personal)
    words = wish.missing_words
    if words is None:
        words = default_missing_words(
            type_, too_many_levels=column.evidence.too_many_levels, is_key=role == "key"
        )
    return ColumnPlan(
        position=position,
        source_name=column.name,
        name=name,
        type=type_,
        role=role,
        missing_words=words,
        date_order=wish.date_order or column.inferred.date_order,
        decimal=wish.decimal or wishes.decimal or column.inferred.decimal,
        thousands=wishes.thousands,
        zone=wishes.zone,
        fixed=wish.type is not None or stored is not None or personal == "hash",
        words_fixed=wish.missing_words is not None,
        role_fixed=wish.role is not None or (stored is not None and role == stored.role),
        certain=column.inferred.certain or wish.type is not None or wish.date_order is not None,
        personal=personal,
    )


def _converted(plan: ColumnPlan, table: str, rate: float) -> ColumnPlan:
    """Return the plan of a column whose amounts come in another currency: they have fractions then."""
    if rate == 1 or plan.role not in MONEY_ROLES.get(table, ()) or plan.type not in {"integer", "real"}:
        return plan
    return replace(plan, type="real", rate=rate, fixed=True)


def _require_alike(stored: Column, personal: str) -> None:
    if personal == "hash" and stored.personal != "hash":
        raise AdManagerError(
            sentence(
                "{column} is in the project already with its values as they came; make pseudonyms of those first (privacy PROJECT role).",
                column=stored.name,
            )
        )


def _column_name(wish: ColumnOptions, source_name: str) -> str:
    return clean_names([wish.name])[0] if wish.name else source_name


def wider_type(stored: str, found: ColumnType) -> ColumnType:
    """Return the type that a table's column has after cells of another type come in.

    Whole numbers widen to numbers and dates to dates with times; anything else stays what the project has.
    """
    if {stored, found} == {"integer", "real"}:
        return "real"
    if {stored, found} == {"date", "datetime"}:
        return "datetime"
    return stored  # type: ignore[return-value]
