"""Guessing what a column means from its name and what it holds; the user has the last word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from admanager.ingest.options import DROP
from admanager.ingest.types import Evidence, Inferred
from admanager.ingest.values import Fits
from admanager.ingest.words import (
    CONSENT_ALIASES,
    DEVICE_ALIASES,
    EVENT_ROLE_ALIASES,
    IMPRESSION_ROLE_ALIASES,
    KEY_ALIASES,
    LABEL_ALIASES,
    MAX_LEVELS_FOR_UNKNOWN,
    PRODUCT_KEY_ALIASES,
    PRODUCT_ROLE_ALIASES,
    TAGS_ALIASES,
    plain_name,
)
from admanager.project.identity import IDENTITY_ROLE

GENERAL_ROLES = frozenset({"number", "category", "date", "flag", "text", "ignored"})
"""Roles that say no more than how a column is spread; the others say what it means."""

MAX_LEVELS_OF_CATEGORY = 1_000
LEAST_ROWS_A_LEVEL = 20

# What ends as ids do: `order_id`, `sessionID`, `InvoiceNo`, `zip code`, 订单编号; but neither `paid` nor `casino`.
_NAMES_AN_ID = re.compile(
    r"(?:^|[_ .-])(?i:id|no|nr|number|code|guid|uuid)$|(?<=[a-z])(?:ID|Id|No|Nr|Number|Code)$|(?:编号|单号|卡号|号码|番号|コード)$",
)

_ROLE_OF_TYPE = {"integer": "number", "real": "number", "date": "date", "datetime": "date", "boolean": "flag"}


@dataclass(frozen=True)
class Seen:
    """A column as the guesser sees it; `rows` is the number of sampled rows."""

    name: str
    inferred: Inferred
    evidence: Evidence
    rows: int

    @property
    def is_complete(self) -> bool:
        """Whether every sampled row has a value."""
        return self.evidence.known == self.rows > 0

    @property
    def is_unique(self) -> bool:
        """Whether nearly every sampled row has a value of its own."""
        return len(self.evidence.texts) >= 0.95 * self.rows


def guess_roles(columns: Sequence[Seen], table: str) -> list[str]:
    """Return one role a column; at most one key, and at most one column for each role of an event or ad."""
    roles = [_general_role(column) for column in columns]
    key = _key(columns, table)
    if key is not None:
        roles[key] = "key"
    named = {
        "events": EVENT_ROLE_ALIASES,
        "impressions": IMPRESSION_ROLE_ALIASES,
        "products": PRODUCT_ROLE_ALIASES,
    }.get(table)
    if named is not None:
        _name_roles(columns, roles, named)
    elif table == "profiles":
        _profile_roles(columns, roles)
    elif table == "identity":
        return _identity_roles(columns, key)
    return roles


def _general_role(column: Seen) -> str:
    if column.evidence.known == 0:
        return "ignored"
    if column.inferred.type in _ROLE_OF_TYPE:
        texts = {text.strip() for text in column.evidence.texts}
        if column.inferred.type == "integer" and texts == {"0", "1"}:
            return "flag"
        return _typed_role(column.name, column.inferred.type)
    different = len(column.evidence.texts)
    repeated = different <= MAX_LEVELS_FOR_UNKNOWN and different <= max(10, column.evidence.known / 2)
    return "category" if repeated else "text"


def _typed_role(name: str, type_: str) -> str:
    # A whole number that is called an id counts nothing, so nothing is to be averaged.
    return "text" if type_ == "integer" and _NAMES_AN_ID.search(name.strip()) else _ROLE_OF_TYPE[type_]


def settled_role(name: str, guessed: str, type_: str, evidence: Evidence) -> str:
    """Return the role of a column after the whole file was seen, where a sample had suggested `guessed`.

    Only roles that any column can have change: what is a name for something (a category) and what is nearly different
    in each row cannot be told from a few rows.
    """
    if guessed not in GENERAL_ROLES or not evidence.filled:
        return guessed
    if type_ in _ROLE_OF_TYPE:
        if guessed == "flag" and type_ == "integer" and evidence.only_flags:
            return "flag"
        return _typed_role(name, type_)
    if not evidence.too_many_levels:
        return "category" if len(evidence.levels) <= max(10, evidence.filled / 2) else "text"
    different, rows = evidence.spread
    repeated = different <= MAX_LEVELS_OF_CATEGORY and different * LEAST_ROWS_A_LEVEL <= rows
    return "category" if repeated and not _NAMES_AN_ID.search(name.strip()) else "text"


def _key(columns: Sequence[Seen], table: str) -> int | None:
    """Return the column that says who a row is about.

    In a table of people or products a key has to be there in every sampled row and hardly repeat; a file
    in which it repeats describes what people did.
    """
    aliases = PRODUCT_KEY_ALIASES if table == "products" else KEY_ALIASES
    rank = {alias: position for position, alias in enumerate(aliases)}
    found = sorted(
        (rank[plain_name(column.name)], index)
        for index, column in enumerate(columns)
        if plain_name(column.name) in rank
    )
    for _, index in found:
        column = columns[index]
        if column.inferred.type not in {"integer", "text"}:
            continue
        if table in {"profiles", "products"} and not (column.is_complete and column.is_unique):
            continue
        if table in {"events", "impressions", "identity"} and plain_name(column.name) in {
            "id",
            "key",
            "编号",
        }:
            continue
        return index
    return None


def _name_roles(columns: Sequence[Seen], roles: list[str], named: dict[str, frozenset[str]]) -> None:
    for role, aliases in named.items():
        if role in roles:
            continue
        free = [index for index in range(len(columns)) if roles[index] != "key"]
        found = [index for index in free if plain_name(columns[index].name) in aliases]
        if role == "time":
            found = _times(columns, free, found)
        if found:
            roles[found[0]] = role


def _times(columns: Sequence[Seen], free: Sequence[int], named: Sequence[int]) -> list[int]:
    """Return the columns that can say when, the likeliest first.

    A date comes before a whole number, which is an order within the key, unless that is called a time; one called
    `order` is the number of an order as often.
    """
    dated = [index for index in free if columns[index].inferred.type in {"date", "datetime"}]
    counted = [index for index in named if columns[index].inferred.type == "integer"]
    orders = [index for index in counted if plain_name(columns[index].name) in _ORDERS]
    return [
        *(index for index in named if index in dated),
        *(index for index in counted if index not in orders),
        *dated,
        *orders,
    ]


_ORDERS = frozenset({"order"})


def _profile_roles(columns: Sequence[Seen], roles: list[str]) -> None:
    for index, column in enumerate(columns):
        name = plain_name(column.name)
        if name in CONSENT_ALIASES and roles[index] == "flag":
            roles[index] = "consent"
        elif name in TAGS_ALIASES and column.inferred.type == "text":
            roles[index] = "tags"
        elif name in LABEL_ALIASES and "label" not in roles and _two_valued(column):
            roles[index] = "label"


def _identity_roles(columns: Sequence[Seen], key: int | None) -> list[str]:
    """Return which columns of a list of keys hold keys: the others, such as names, would join strangers."""
    holds = [
        index == key or (column.inferred.type in {"integer", "text"} and _holds_keys(column.name))
        for index, column in enumerate(columns)
    ]
    if len(columns) == 2:
        holds = [True, True]
    first = key if key is not None else next((index for index, held in enumerate(holds) if held), 0)
    return ["key" if index == first else IDENTITY_ROLE if held else DROP for index, held in enumerate(holds)]


def _holds_keys(name: str) -> bool:
    plain = plain_name(name)
    return plain in KEY_ALIASES or plain in DEVICE_ALIASES or _NAMES_AN_ID.search(name.strip()) is not None


def _two_valued(column: Seen) -> bool:
    if column.inferred.type == "boolean":
        return True
    known = [text for text in column.evidence.texts if text.strip()]
    return len(known) == 2 and not column.evidence.count(Fits.DATE_SHAPE)
