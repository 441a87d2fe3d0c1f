"""A rule while it is being built: conditions may lack values, and every part has a place.

A draft is a tree of groups and conditions that never changes; edits return another draft. A place is the path of
child numbers from the outermost group; `()` is that group itself. `from_rule` and `to_rule` keep each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from admanager.audience import tree
from admanager.audience.tree import Rule, Value

Place = tuple[int, ...]
Connective = Literal["all", "any", "not all", "none"]

IS_IN_SEGMENT = "in segment"
IS_NOT_IN_SEGMENT = "not in segment"

# How many values an operator takes; None: any number of them, but one at least.
VALUES_OF: dict[str, int | None] = {
    **dict.fromkeys(tree.COMPARISONS, 1),
    "in": None,
    "not in": None,
    "between": 2,
    "not between": 2,
    **{f"{negation}{match}": 1 for match in tree.TEXT_MATCHES for negation in ("", "not ")},
    "missing": 0,
    "not missing": 0,
    IS_IN_SEGMENT: 1,
    IS_NOT_IN_SEGMENT: 1,
}

_ORDER = ("=", "!=", ">=", "<=", ">", "<", "between", "not between", "in", "not in", "missing", "not missing")
_TEXT = tuple(f"{negation}{match}" for match in tree.TEXT_MATCHES for negation in ("", "not "))
OPERATORS_OF: dict[str, tuple[str, ...]] = {
    "integer": _ORDER,
    "real": _ORDER,
    "date": _ORDER,
    "datetime": _ORDER,
    "boolean": ("=", "!=", "missing", "not missing"),
    "text": ("=", "!=", "in", "not in", *_TEXT, "missing", "not missing"),
    "segment": (IS_IN_SEGMENT, IS_NOT_IN_SEGMENT),
}


@dataclass(frozen=True)
class Condition:
    """One row: a column, an operator of `VALUES_OF`, and its values; None where a value is yet to come.

    Membership in a segment has an empty column, and the segment's name as its value.
    """

    column: str
    operator: str
    values: tuple[Value | None, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether no value is lacking."""
        wanted = VALUES_OF[self.operator]
        enough = len(self.values) >= 1 if wanted is None else len(self.values) == wanted
        return enough and None not in self.values


@dataclass(frozen=True)
class Fixed:
    """What people did or did not do, `did(...)` or `not did(...)`, with conditions of its own."""

    rule: Rule


@dataclass(frozen=True)
class Group:
    """Rows and groups, joined: all, any, not all or none of them have to hold."""

    connective: Connective = "all"
    parts: tuple[Part, ...] = ()


Part = Condition | Fixed | Group


# -- from and to rules ---------------------------------------------------------------------------------------


def from_rule(rule: Rule) -> Group:
    """Return the draft of a rule; the outermost part is always a group."""
    part = _part(rule)
    return part if isinstance(part, Group) else Group("all", (part,))


def _part(rule: Rule) -> Part:
    match rule:
        case tree.And():
            return Group("all", tuple(_part(part) for part in rule.rules))
        case tree.Or():
            return Group("any", tuple(_part(part) for part in rule.rules))
        case tree.Not(rule=tree.And() as inner):
            return Group("not all", tuple(_part(part) for part in inner.rules))
        case tree.Not(rule=tree.Or() as inner):
            return Group("none", tuple(_part(part) for part in inner.rules))
        case tree.Not(rule=tree.InSegment(name=name)):
            return Condition("", IS_NOT_IN_SEGMENT, (name,))
        case tree.Not(rule=tree.Did()):
            return Fixed(rule)
        case tree.Not():
            return Group("none", (_part(rule.rule),))
        case tree.InSegment():
            return Condition("", IS_IN_SEGMENT, (rule.name,))
        case tree.Comparison():
            return Condition(rule.column, rule.operator, (rule.value,))
        case tree.Did():
            return Fixed(rule)
        case _:
            return _negatable(rule)


def _negatable(rule: tree.Membership | tree.Between | tree.TextMatch | tree.Missing) -> Condition:
    negation = "not " if rule.negated else ""
    match rule:
        case tree.Membership():
            return Condition(rule.column, f"{negation}in", rule.values)
        case tree.Between():
            return Condition(rule.column, f"{negation}between", (rule.low, rule.high))
        case tree.TextMatch():
            return Condition(rule.column, f"{negation}{rule.operator}", (rule.text,))
        case _:
            return Condition(rule.column, f"{negation}missing")


def to_rule(part: Part) -> Rule | None:
    """Return the rule of a draft, rows that lack a value left out; None when nothing is left."""
    if isinstance(part, Fixed):
        return part.rule
    if isinstance(part, Condition):
        return _condition_rule(part) if part.complete else None
    rules = tuple(rule for rule in (to_rule(inner) for inner in part.parts) if rule is not None)
    if not rules:
        return None
    joined: Rule = rules[0]
    if len(rules) > 1:
        joined = tree.And(rules=rules) if part.connective in {"all", "not all"} else tree.Or(rules=rules)
    return tree.Not(rule=joined) if part.connective in {"not all", "none"} else joined


def _condition_rule(condition: Condition) -> Rule:
    values = tuple(value for value in condition.values if value is not None)
    negated = condition.operator.startswith("not ")
    match condition.operator.removeprefix("not "):
        case "in segment":
            member = tree.InSegment(name=str(values[0]))
            return tree.Not(rule=member) if negated else member
        case "in":
            return tree.Membership(column=condition.column, values=values, negated=negated)
        case "between":
            return tree.Between(column=condition.column, low=values[0], high=values[1], negated=negated)
        case "missing":
            return tree.Missing(column=condition.column, negated=negated)
        case "contains" | "starts with" | "ends with" as match:
            return tree.TextMatch(
                column=condition.column, operator=match, text=str(values[0]), negated=negated
            )
        case comparison:
            return tree.Comparison.model_validate(
                {"column": condition.column, "operator": comparison, "value": values[0]}
            )


def is_complete(part: Part) -> bool:
    """Return whether no row lacks a value and no group is empty."""
    if isinstance(part, Group):
        return bool(part.parts) and all(is_complete(inner) for inner in part.parts)
    return not isinstance(part, Condition) or part.complete


# -- edits ---------------------------------------------------------------------------------------------------


def walk(part: Part, place: Place = ()) -> Iterator[tuple[Place, Part]]:
    """Yield every part with its place, outer ones first."""
    yield place, part
    if isinstance(part, Group):
        for number, inner in enumerate(part.parts):
            yield from walk(inner, (*place, number))


def at(draft: Group, place: Place) -> Part:
    """Return the part at a place."""
    part: Part = draft
    for number in place:
        if not isinstance(part, Group):
            raise IndexError(place)
        part = part.parts[number]
    return part


def replaced(draft: Group, place: Place, part: Part) -> Group:
    """Return the draft with another part at a place."""
    if not place:
        return part if isinstance(part, Group) else Group("all", (part,))
    parts = list(draft.parts)
    if len(place) == 1:
        parts[place[0]] = part
    else:
        inner = parts[place[0]]
        if not isinstance(inner, Group):
            raise IndexError(place)
        parts[place[0]] = replaced(inner, place[1:], part)
    return replace(draft, parts=tuple(parts))


def added(draft: Group, place: Place, part: Part) -> Group:
    """Return the draft with a part at the end of the group at a place."""
    group = at(draft, place)
    if not isinstance(group, Group):
        raise IndexError(place)
    return replaced(draft, place, replace(group, parts=(*group.parts, part)))


def removed(draft: Group, place: Place) -> Group:
    """Return the draft without the part at a place, and without groups that are empty for it."""
    if not place:
        return Group()
    outer = at(draft, place[:-1])
    if not isinstance(outer, Group):
        raise IndexError(place)
    parts = tuple(part for number, part in enumerate(outer.parts) if number != place[-1])
    if not parts and place[:-1]:
        return removed(draft, place[:-1])
    return replaced(draft, place[:-1], replace(outer, parts=parts))


def with_operator(condition: Condition, operator: str) -> Condition:
    """Return the condition with another operator, its values kept as far as the operator takes them."""
    wanted = VALUES_OF[operator]
    kept = tuple(value for value in condition.values if value is not None)
    if wanted is not None:
        kept = kept[:wanted]
    lacking = 0 if wanted is None else wanted - len(kept)
    return Condition(condition.column, operator, (*kept, *[None] * lacking))


def new_condition(column: str, type_: str) -> Condition:
    """Return a row for a column of this type (`segment` for membership), with its values yet to come."""
    operator = {"integer": ">=", "real": ">=", "date": ">=", "datetime": ">=", "text": "in"}.get(
        type_, OPERATORS_OF[type_][0]
    )
    if type_ == "boolean":
        return Condition(column, "=", (True,))
    return with_operator(Condition(column, operator), operator)


def read_value(type_: str, text: str) -> Value | None:
    """Return what a person typed as a value for a column of this type; None for nothing or for no number."""
    text = text.strip() if type_ != "text" else text
    if not text:
        return None
    if type_ not in {"integer", "real"}:
        return text
    plain = text.replace("\u2212", "-")
    try:
        return int(plain)
    except ValueError:
        try:
            number = float(plain)
        except ValueError:
            return None
        return number if abs(number) < float("inf") else None
