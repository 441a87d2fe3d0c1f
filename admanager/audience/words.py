"""A rule in plain words, as sentences that the window can translate."""

from __future__ import annotations

from typing import assert_never

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
)
from admanager.texts import Sentence, sentence

MAX_VALUES = 6


def in_words(rule: Rule) -> Sentence:
    """Return the rule as plain words: “age is at least 30 and job is one of “admin.”, “services””."""
    match rule:
        case And():
            return _joined([_grouped(part) for part in rule.rules], every=True)
        case Or():
            return _joined([_grouped(part) for part in rule.rules], every=False)
        case Not(rule=InSegment(name=name)):
            return sentence("is not in the segment “{name}”", name=name)
        case Not(rule=Did(event=event, conditions=())):
            return sentence("never did “{event}”", event=event)
        case Not():
            return sentence("not ({rule})", rule=in_words(rule.rule))
        case Comparison():
            return _comparison(rule)
        case Membership():
            return _membership(rule)
        case Between():
            return _between(rule)
        case TextMatch():
            return _text_match(rule)
        case Missing(column=column, negated=False):
            return sentence("{column} is missing", column=column)
        case Missing(column=column):
            return sentence("{column} is known", column=column)
        case InSegment():
            return sentence("is in the segment “{name}”", name=rule.name)
        case Did():
            return _did(rule)
        case _:
            assert_never(rule)


def _grouped(rule: Rule) -> Sentence:
    words = in_words(rule)
    return sentence("({rule})", rule=words) if isinstance(rule, And | Or) else words


def _joined(parts: list[Sentence], *, every: bool) -> Sentence:
    joined = parts[0]
    for part in parts[1:]:
        if every:
            joined = sentence("{first} and {second}", first=joined, second=part)
        else:
            joined = sentence("{first} or {second}", first=joined, second=part)
    return joined


def shown(value: Value) -> str | Sentence:
    """Return a value as it stands in a sentence."""
    if value is True:
        return sentence("yes")
    if value is False:
        return sentence("no")
    if isinstance(value, str):
        return f"“{value}”"
    return f"{value:,}" if isinstance(value, int) and abs(value) >= 10_000 else str(value)


def _comparison(rule: Comparison) -> Sentence:
    column, value = rule.column, shown(rule.value)
    match rule.operator:
        case "=":
            return sentence("{column} is {value}", column=column, value=value)
        case "!=":
            return sentence("{column} is not {value}", column=column, value=value)
        case "<":
            return sentence("{column} is below {value}", column=column, value=value)
        case "<=":
            return sentence("{column} is at most {value}", column=column, value=value)
        case ">":
            return sentence("{column} is above {value}", column=column, value=value)
        case ">=":
            return sentence("{column} is at least {value}", column=column, value=value)
        case _:
            assert_never(rule.operator)


def _membership(rule: Membership) -> Sentence:
    listed = ", ".join(shown(value) for value in rule.values[:MAX_VALUES])
    more = len(rule.values) - MAX_VALUES
    if len(rule.values) == 1:
        return _comparison(
            Comparison(column=rule.column, operator="!=" if rule.negated else "=", value=rule.values[0])
        )
    if more > 0:
        if rule.negated:
            return sentence(
                "{column} is none of {values} and {more} more", column=rule.column, values=listed, more=more
            )
        return sentence(
            "{column} is one of {values} and {more} more", column=rule.column, values=listed, more=more
        )
    if rule.negated:
        return sentence("{column} is none of {values}", column=rule.column, values=listed)
    first = ", ".join(shown(value) for value in rule.values[:-1])
    return sentence(
        "{column} is {values} or {last}", column=rule.column, values=first, last=shown(rule.values[-1])
    )


def _between(rule: Between) -> Sentence:
    bounds = {"column": rule.column, "low": shown(rule.low), "high": shown(rule.high)}
    if rule.negated:
        return sentence("{column} is not between {low} and {high}", **bounds)
    return sentence("{column} is between {low} and {high}", **bounds)


def _text_match(rule: TextMatch) -> Sentence:
    said = {"column": rule.column, "text": rule.text}
    match rule.operator, rule.negated:
        case "contains", False:
            return sentence("{column} contains “{text}”", **said)
        case "contains", True:
            return sentence("{column} does not contain “{text}”", **said)
        case "starts with", False:
            return sentence("{column} starts with “{text}”", **said)
        case "starts with", True:
            return sentence("{column} does not start with “{text}”", **said)
        case "ends with", False:
            return sentence("{column} ends with “{text}”", **said)
        case _:
            return sentence("{column} does not end with “{text}”", **said)


def _did(rule: Did) -> Sentence:
    if not rule.conditions:
        return sentence("did “{event}” at least once", event=rule.event)
    conditions = ", ".join(
        f"{condition.name} {condition.operator} {shown(condition.value)}" for condition in rule.conditions
    )
    return sentence("did “{event}” with {conditions}", event=rule.event, conditions=conditions)
