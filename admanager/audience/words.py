"""A rule in plain words, as sentences that the window can translate."""

from __future__ import annotations

from collections.abc import Collection
from typing import assert_never

from admanager.audience.clock import days_told, is_date
from admanager.audience.tree import (
    And,
    Between,
    Comparison,
    Did,
    EventCondition,
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
ANY_EVENT = "*"
_NEVER = EventCondition(name="count", operator="=", value=0)


def in_words(rule: Rule, dates: Collection[str] = ()) -> Sentence:
    """Return the rule as plain words: “age is at least 30 and job is “admin.” or “services””.

    `dates` names the columns that hold dates or times: their values are days, which the window tells in its language.
    """
    match rule:
        case And():
            return _joined([_grouped(part, dates) for part in rule.rules], every=True)
        case Or():
            return _joined([_grouped(part, dates) for part in rule.rules], every=False)
        case Not(rule=InSegment(name=name)):
            return sentence("is not in the segment “{name}”", name=name)
        case Not(rule=Did(event=event, conditions=())):
            return _often(event, _NEVER)
        case Not():
            return sentence("not ({rule})", rule=in_words(rule.rule, dates))
        case Comparison():
            return _comparison(rule, dates)
        case Membership():
            return _membership(rule, dates)
        case Between():
            return _between(rule, dates)
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


def _grouped(rule: Rule, dates: Collection[str]) -> Sentence:
    words = in_words(rule, dates)
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


def shown_day(text: str) -> str | Sentence:
    """Return a day as it stands in a sentence: a date as it is written, one counted from today in words."""
    match days_told(text):
        case None:
            return text.strip()
        case (0, "day"):
            return sentence("today")
        case (-1, "day"):
            return sentence("tomorrow")
        case (1, "day"):
            return sentence("yesterday")
        case (1, "week"):
            return sentence("1 week ago")
        case (1, "month"):
            return sentence("1 month ago")
        case (1, "year"):
            return sentence("1 year ago")
        case (number, "week"):
            return sentence("{count} weeks ago", count=number)
        case (number, "month"):
            return sentence("{count} months ago", count=number)
        case (number, "year"):
            return sentence("{count} years ago", count=number)
        case (number, _):
            return sentence("{count} days ago", count=number)


def _of_column(value: Value, column: str, dates: Collection[str]) -> str | Sentence:
    return shown_day(value) if isinstance(value, str) and column in dates else shown(value)


def _comparison(rule: Comparison, dates: Collection[str]) -> Sentence:
    column, operator = rule.column, rule.operator
    if isinstance(rule.value, str) and operator not in {"=", "!="} and is_date(rule.value):
        return _by_date(column, operator, shown_day(rule.value))
    value = _of_column(rule.value, column, dates)
    match operator:
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
            assert_never(operator)


def _by_date(column: str, operator: str, day: str | Sentence) -> Sentence:
    match operator:
        case "<":
            return sentence("{column} is before {day}", column=column, day=day)
        case "<=":
            return sentence("{column} is {day} or earlier", column=column, day=day)
        case ">":
            return sentence("{column} is after {day}", column=column, day=day)
        case _:
            return sentence("{column} is {day} or later", column=column, day=day)


def _membership(rule: Membership, dates: Collection[str]) -> Sentence:
    column, values = rule.column, [_of_column(value, rule.column, dates) for value in rule.values]
    more = len(values) - MAX_VALUES
    if len(values) == 1:
        return _comparison(
            Comparison(column=column, operator="!=" if rule.negated else "=", value=rule.values[0]), dates
        )
    listed = _listed(values[:MAX_VALUES])
    if more > 0:
        if rule.negated:
            return sentence(
                "{column} is none of {values} and {more} more", column=column, values=listed, more=more
            )
        return sentence(
            "{column} is one of {values} and {more} more", column=column, values=listed, more=more
        )
    if rule.negated:
        return sentence("{column} is none of {values}", column=column, values=listed)
    return sentence(
        "{column} is {values} or {last}", column=column, values=_listed(values[:-1]), last=values[-1]
    )


def _listed(values: list[str | Sentence]) -> str | Sentence:
    joined = values[0]
    for value in values[1:]:
        joined = sentence("{first}, {next}", first=joined, next=value)
    return joined


def _between(rule: Between, dates: Collection[str]) -> Sentence:
    low, high = (_of_column(value, rule.column, dates) for value in (rule.low, rule.high))
    if rule.negated:
        return sentence("{column} is not between {low} and {high}", column=rule.column, low=low, high=high)
    return sentence("{column} is between {low} and {high}", column=rule.column, low=low, high=high)


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
    """Return what was done, how often, when, where and for how much, each part only where the rule has it."""
    conditions = [(condition.name.lower(), condition) for condition in rule.conditions]
    counts = [condition for name, condition in conditions if name == "count"]
    said = _often(rule.event, counts[0]) if counts else _done(rule.event)
    for name, condition in conditions:
        if name == "days":
            said = _when(said, condition)
        elif name == "total":
            said = sentence("{did}, worth {amount} in total", did=said, amount=_than(condition))
        elif name == "count" and condition is not counts[0]:
            said = sentence("{did}, and {count}", did=said, count=_times(condition))
    others = [condition for name, condition in conditions if name not in {"count", "days", "total"}]
    if others:
        words = [
            _comparison(Comparison(column=found.name, operator=found.operator, value=found.value), ())
            for found in others
        ]
        said = sentence("{did}, where {conditions}", did=said, conditions=_joined(words, every=True))
    return said


def _done(event: str) -> Sentence:
    return sentence("did anything") if event == ANY_EVENT else sentence("did “{event}”", event=event)


def _often(event: str, count: EventCondition) -> Sentence:
    if (count.operator, count.value) in {("=", 0), ("<", 1), ("<=", 0)}:
        if event == ANY_EVENT:
            return sentence("never did anything")
        return sentence("never did “{event}”", event=event)
    return sentence("{did} {count}", did=_done(event), count=_times(count))


def _times(count: EventCondition) -> Sentence:
    if count.value == 1:
        return _than(count, sentence("once"))
    return _than(count, sentence("{count} times", count=shown(count.value)))


def _when(said: Sentence, days: EventCondition) -> Sentence:
    match days.operator:
        case "<" | "<=":
            if days.value == 1:
                return sentence("{did} within the last day", did=said)
            return sentence("{did} within the last {days} days", did=said, days=shown(days.value))
        case ">" | ">=":
            if days.value == 1:
                return sentence("{did} more than 1 day ago", did=said)
            return sentence("{did} more than {days} days ago", did=said, days=shown(days.value))
        case "=":
            if days.value == 1:
                return sentence("{did} exactly 1 day ago", did=said)
            return sentence("{did} exactly {days} days ago", did=said, days=shown(days.value))
        case _:
            if days.value == 1:
                return sentence("{did} not exactly 1 day ago", did=said)
            return sentence("{did} not exactly {days} days ago", did=said, days=shown(days.value))


def _than(condition: EventCondition, value: str | Sentence = "") -> Sentence:
    """Return the comparison with a value, its own where none is given."""
    value = value or shown(condition.value)
    match condition.operator:
        case "=":
            return sentence("exactly {value}", value=value)
        case "!=":
            return sentence("other than {value}", value=value)
        case "<":
            return sentence("less than {value}", value=value)
        case "<=":
            return sentence("at most {value}", value=value)
        case ">":
            return sentence("more than {value}", value=value)
        case _:
            return sentence("at least {value}", value=value)
