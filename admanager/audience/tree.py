"""The nodes of a rule tree, and their JSON schema; no parsing and no evaluation."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr, TypeAdapter
from pydantic import StrictFloat as PlainFloat
from pydantic.functional_validators import AfterValidator

SCHEMA_VERSION = 1

COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")
TEXT_MATCHES = ("contains", "starts with", "ends with")

ComparisonOperator = Literal["=", "!=", "<", "<=", ">", ">="]
TextOperator = Literal["contains", "starts with", "ends with"]


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise ValueError("a rule holds finite numbers only")
    return value


FiniteFloat = Annotated[PlainFloat, AfterValidator(_finite)]
Value = StrictBool | StrictInt | FiniteFloat | StrictStr
Name = Annotated[StrictStr, Field(min_length=1)]


class Node(BaseModel):
    """Any part of a rule: immutable, comparable and hashable."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Comparison(Node):
    """A column against one value: `age >= 30`."""

    kind: Literal["comparison"] = "comparison"
    column: Name
    operator: ComparisonOperator
    value: Value


class Membership(Node):
    """A column against a list of values: `job in ('admin.', 'services')`."""

    kind: Literal["in"] = "in"
    column: Name
    values: Annotated[tuple[Value, ...], Field(min_length=1)]
    negated: bool = False


class Between(Node):
    """A column within two bounds, both included: `balance between 0 and 500`."""

    kind: Literal["between"] = "between"
    column: Name
    low: Value
    high: Value
    negated: bool = False


class TextMatch(Node):
    """A part of a text, capitals not told apart: `name contains 'li'`."""

    kind: Literal["text"] = "text"
    column: Name
    operator: TextOperator
    text: StrictStr
    negated: bool = False


class Missing(Node):
    """A column without a value: `loan is missing`."""

    kind: Literal["missing"] = "missing"
    column: Name
    negated: bool = False


class InSegment(Node):
    """Membership in a saved segment: `in_segment('loyal')`."""

    kind: Literal["segment"] = "segment"
    name: Name


class EventCondition(Node):
    """One condition on the events that `did` counts: `count >= 2`, `days <= 30`, `channel = 'website'`."""

    name: Name
    operator: ComparisonOperator
    value: Value


class Did(Node):
    """Something that the person did: `did('purchase', count >= 2, days <= 30)`."""

    kind: Literal["did"] = "did"
    event: Name
    conditions: tuple[EventCondition, ...] = ()


class Not(Node):
    """The opposite of a rule; where the rule is unknown, for want of a value, so is the opposite."""

    kind: Literal["not"] = "not"
    rule: Rule


class And(Node):
    """All of two or more rules."""

    kind: Literal["and"] = "and"
    rules: Annotated[tuple[Rule, ...], Field(min_length=2)]


class Or(Node):
    """At least one of two or more rules."""

    kind: Literal["or"] = "or"
    rules: Annotated[tuple[Rule, ...], Field(min_length=2)]


Condition = Comparison | Membership | Between | TextMatch | Missing | InSegment | Did
Rule = Annotated[Condition | Not | And | Or, Field(discriminator="kind")]

for _node in (Not, And, Or):
    _node.model_rebuild()

_ADAPTER: TypeAdapter[Rule] = TypeAdapter(Rule)


def from_json(text: str) -> Rule:
    """Return the rule of a JSON document; raise pydantic's ValidationError when it is none."""
    return _ADAPTER.validate_json(text)


def to_json(rule: Rule) -> str:
    """Return the rule as a JSON document of the shipped schema."""
    return _ADAPTER.dump_json(rule).decode()


def json_schema() -> dict[str, Any]:
    """Return the JSON schema of a rule."""
    schema = _ADAPTER.json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "AdManager segment rule",
        "version": SCHEMA_VERSION,
        **schema,
    }


def write_schema(path: Path) -> None:
    """Write the JSON schema of a rule, as it is shipped in `resources/schemas/rule.schema.json`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(json_schema(), indent=2) + "\n", encoding="utf-8")


def walk(rule: Rule) -> Iterator[Rule]:
    """Yield the rule and every rule within it, outer ones first."""
    waiting: list[Rule] = [rule]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, Not):
            waiting.append(node.rule)
        elif isinstance(node, And | Or):
            waiting.extend(reversed(node.rules))
