"""The language of segment rules: text to tree (`parse`), tree to text (`to_text`) and to words (`in_words`).

Both directions keep each other: `parse(to_text(rule)) == rule`.
"""

from __future__ import annotations

import re
from typing import assert_never

from admanager.audience.grammar import KEYWORDS, RuleError, parse
from admanager.audience.tree import (
    And,
    Between,
    Comparison,
    Did,
    InSegment,
    Membership,
    Missing,
    Not,
    Or,
    Rule,
    TextMatch,
    Value,
    walk,
)
from admanager.audience.words import in_words

__all__ = [
    "Rule",
    "RuleError",
    "in_words",
    "parse",
    "quoted_name",
    "quoted_value",
    "segments_named",
    "to_text",
]

_BARE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def to_text(rule: Rule) -> str:
    """Return the rule as a person would write it, with as few brackets as its meaning allows."""
    match rule:
        case And():
            return " and ".join(_within(part, And) for part in rule.rules)
        case Or():
            return " or ".join(_within(part, Or) for part in rule.rules)
        case Not():
            inner = to_text(rule.rule)
            return f"not ({inner})" if isinstance(rule.rule, And | Or) else f"not {inner}"
        case _:
            return _condition_text(rule)


def _within(part: Rule, outer: type[And | Or]) -> str:
    text = to_text(part)
    loose = isinstance(part, Or) or (isinstance(part, And) and outer is And)
    return f"({text})" if loose else text


def _condition_text(rule: Comparison | Membership | Between | TextMatch | Missing | InSegment | Did) -> str:
    if isinstance(rule, InSegment):
        return f"in_segment({quoted_value(rule.name)})"
    if isinstance(rule, Did):
        conditions = [
            f"{quoted_name(condition.name)} {condition.operator} {quoted_value(condition.value)}"
            for condition in rule.conditions
        ]
        return f"did({', '.join([quoted_value(rule.event), *conditions])})"
    column = quoted_name(rule.column)
    if isinstance(rule, Comparison):
        return f"{column} {rule.operator} {quoted_value(rule.value)}"
    not_ = "not " if rule.negated else ""
    match rule:
        case Membership():
            return f"{column} {not_}in ({', '.join(quoted_value(value) for value in rule.values)})"
        case Between():
            return f"{column} {not_}between {quoted_value(rule.low)} and {quoted_value(rule.high)}"
        case TextMatch():
            return f"{column} {not_}{rule.operator} {quoted_value(rule.text)}"
        case Missing():
            return f"{column} is {not_}missing"
        case _:
            assert_never(rule)


def quoted_name(name: str) -> str:
    """Return a column name as a rule writes it: bare where it can be, else in backticks."""
    if _BARE.fullmatch(name) and name.lower() not in KEYWORDS:
        return name
    return f"`{name.replace('`', '``')}`"


def quoted_value(value: Value) -> str:
    """Return a value as a rule writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"'{value.replace(chr(39), chr(39) * 2)}'"
    return repr(value)


def segments_named(rule: Rule) -> list[str]:
    """Return the names of the segments that the rule refers to, in order, each once."""
    return list(dict.fromkeys(node.name for node in walk(rule) if isinstance(node, InSegment)))
