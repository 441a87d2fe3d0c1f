"""The parser of rules, and errors that point at the place."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from lark import Lark, Token, Transformer, v_args
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from admanager.audience import tree
from admanager.texts import AdManagerError, Sentence, sentence

if TYPE_CHECKING:
    from admanager.audience.tree import Rule, Value

MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 60

# A bare word that is one of these is never a column; a column of that name goes in backticks.
KEYWORDS = frozenset({"and", "or", "not", "in", "between", "is", "contains", "true", "false"})

_GRAMMAR = r"""
start: disjunction

?disjunction: conjunction (_OR conjunction)*    -> any_of
?conjunction: negation (_AND negation)*         -> all_of
?negation: _NOT negation                        -> opposite
         | condition
?condition: _LPAR disjunction _RPAR             -> group
          | column COMPARE value                -> comparison
          | column [NOT_IN] _IN _LPAR value (_COMMA value)* [_COMMA] _RPAR   -> membership
          | column [NOT_BETWEEN] _BETWEEN value _AND value  -> between
          | column [NOT_TEXT] TEXT_MATCH STRING -> text_match
          | column _IS [NOT_MISSING] _MISSING   -> missing
          | _IN_SEGMENT _LPAR STRING _RPAR      -> in_segment
          | _DID _LPAR STRING (_COMMA event_condition)* [_COMMA] _RPAR       -> did

event_condition: column COMPARE value
column: NAME | BACKTICKED
value: STRING | NUMBER | TRUE | FALSE

COMPARE: "<=" | ">=" | "<>" | "!=" | "==" | "=" | "<" | ">"
TEXT_MATCH.2: /(contains?|(starts?|ends?)\s+with)\b/i
NOT_IN.3: /not\s+(?=in\b)/i
NOT_BETWEEN.3: /not\s+(?=between\b)/i
NOT_TEXT.3: /(not|does\s+not)\s+(?=contains?\b|starts?\b|ends?\b)/i
NOT_MISSING.3: /not\b/i
_MISSING.2: /(missing|null)\b/i
_IN_SEGMENT.3: /in_segment(?=\s*\()/i
_DID.3: /did(?=\s*\()/i
_NOT.2: /not\b/i
_AND.2: /and\b/i
_OR.2: /or\b/i
_IN.2: /in\b/i
_IS.2: /is\b/i
_BETWEEN.2: /between\b/i
TRUE.2: /true\b/i
FALSE.2: /false\b/i
_LPAR: "("
_RPAR: ")"
_COMMA: ","
STRING: /'(?:[^']|'')*'|"(?:[^"]|"")*"/s
BACKTICKED: /`(?:[^`]|``)+`/s
NUMBER: /[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?(?![\w.])/
NAME: /(?!(?:and|or|not|in|between|is|contains|true|false)\b)[^\W\d]\w*/i

%import common.WS
%ignore WS
"""


class RuleError(AdManagerError):
    """A rule that cannot be read; `position` is the place in its text, counted from 0."""

    def __init__(self, message: str, *, details: str = "", position: int = 0) -> None:
        super().__init__(message, details=details)
        self.position = position

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild_rule_error, (self.message, self.details, self.position))


def _rebuild_rule_error(message: str, details: str, position: int) -> RuleError:
    return RuleError(message, details=details, position=position)


def parse(text: str) -> Rule:
    """Return the tree of a rule.

    Raises RuleError, whose sentence and `position` tell the place and what was expected there.
    """
    if len(text) > MAX_CHARACTERS:
        raise RuleError(
            sentence("The rule is longer than {limit:,} characters; shorten it.", limit=MAX_CHARACTERS)
        )
    _refuse_open_quote(text)
    try:
        rule: Rule = _parser().parse(text)  # type: ignore[assignment]
    except UnexpectedInput as error:
        raise _explained(error, text) from None
    return rule


@functools.cache
def _parser() -> Lark:
    return Lark(_GRAMMAR, parser="lalr", lexer="contextual", maybe_placeholders=True, transformer=_Builder())


def unquoted(quoted: str) -> str:
    """Return the content of a quoted string or a backticked name, doubled quotes made single."""
    mark = quoted[0]
    return quoted[1:-1].replace(mark * 2, mark)


class _Builder(Transformer[Token, Any]):
    """Makes the nodes while the parser reduces, so that no nesting can exhaust the stack."""

    def __init__(self) -> None:
        super().__init__(visit_tokens=False)

    @v_args(inline=True)
    def start(self, rule: tuple[Rule, int]) -> Rule:
        return rule[0]

    def _several(self, node: Callable[..., Rule], parts: list[tuple[Rule, int]]) -> tuple[Rule, int]:
        if len(parts) == 1:
            return parts[0]
        return node(rules=tuple(part for part, _ in parts)), self._deeper(max(depth for _, depth in parts))

    def _deeper(self, depth: int) -> int:
        if depth >= MAX_DEPTH:
            raise RuleError(
                sentence("The rule nests more than {limit} levels deep; simplify it.", limit=MAX_DEPTH)
            )
        return depth + 1

    def any_of(self, parts: list[tuple[Rule, int]]) -> tuple[Rule, int]:
        return self._several(tree.Or, parts)

    def all_of(self, parts: list[tuple[Rule, int]]) -> tuple[Rule, int]:
        return self._several(tree.And, parts)

    @v_args(inline=True)
    def opposite(self, part: tuple[Rule, int]) -> tuple[Rule, int]:
        return tree.Not(rule=part[0]), self._deeper(part[1])

    @v_args(inline=True)
    def group(self, part: tuple[Rule, int]) -> tuple[Rule, int]:
        return part

    @v_args(inline=True)
    def comparison(self, column: str, operator: Token, value: Value) -> tuple[Rule, int]:
        return tree.Comparison(column=column, operator=_operator(operator), value=value), 1

    def membership(self, parts: list[Any]) -> tuple[Rule, int]:
        column, negation, *values = parts
        chosen = tuple(value for value in values if value is not None)
        return tree.Membership(column=column, values=chosen, negated=negation is not None), 1

    @v_args(inline=True)
    def between(self, column: str, negation: Token | None, low: Value, high: Value) -> tuple[Rule, int]:
        return tree.Between(column=column, low=low, high=high, negated=negation is not None), 1

    @v_args(inline=True)
    def text_match(
        self, column: str, negation: Token | None, operator: Token, text: Token
    ) -> tuple[Rule, int]:
        words = {"c": "contains", "s": "starts with", "e": "ends with"}
        chosen: Any = words[operator[0].lower()]
        return tree.TextMatch(
            column=column, operator=chosen, text=unquoted(text), negated=negation is not None
        ), 1

    @v_args(inline=True)
    def missing(self, column: str, negation: Token | None) -> tuple[Rule, int]:
        return tree.Missing(column=column, negated=negation is not None), 1

    @v_args(inline=True)
    def in_segment(self, name: Token) -> tuple[Rule, int]:
        return tree.InSegment(name=_named(name)), 1

    def did(self, parts: list[Any]) -> tuple[Rule, int]:
        event, *conditions = parts
        kept = tuple(condition for condition in conditions if condition is not None)
        return tree.Did(event=_named(event), conditions=kept), 1

    @v_args(inline=True)
    def event_condition(self, name: str, operator: Token, value: Value) -> tree.EventCondition:
        return tree.EventCondition(name=name, operator=_operator(operator), value=value)

    @v_args(inline=True)
    def column(self, name: Token) -> str:
        return unquoted(name) if name.type == "BACKTICKED" else str(name)

    @v_args(inline=True)
    def value(self, token: Token) -> Value:
        if token.type == "STRING":
            return unquoted(token)
        if token.type == "NUMBER":
            return _number(token)
        return token.type == "TRUE"


def _operator(token: Token) -> Any:
    return {"<>": "!=", "==": "="}.get(str(token), str(token))


def _named(token: Token) -> str:
    name = unquoted(token)
    if not name:
        raise _at(
            token, sentence("At character {position}: expected a name between the quotes.", **_place(token))
        )
    return name


def _number(token: Token) -> int | float:
    if not re.fullmatch(r"[+-]?\d+", token):
        number = float(token)
        if math.isfinite(number):
            return number
    elif len(token) <= 300:
        return int(token)
    raise _at(token, sentence("At character {position}: the number is too large.", **_place(token)))


def _place(token: Token) -> dict[str, int]:
    return {"position": (token.start_pos or 0) + 1}


def _at(token: Token, message: Sentence) -> RuleError:
    return RuleError(message, position=token.start_pos or 0)


# -- errors ------------------------------------------------------------------------------------------------

_PIECE = re.compile(
    r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|<=|>=|<>|!=|==|[+-]?\d[\w.+-]*|\w+|\S""", re.DOTALL
)

_WORD = re.compile(r"[^\W\d][\w.-]*")


def _refuse_open_quote(text: str) -> None:
    """Raise RuleError at a quote that is never closed, which would else be told as a strange character."""
    for piece in _PIECE.finditer(text):
        if piece.group() in {"'", '"', "`"}:
            raise RuleError(
                sentence(
                    "At character {position}: the quote {quote} is opened here but never closed.",
                    position=piece.start() + 1,
                    quote=piece.group(),
                ),
                position=piece.start(),
            )


def _explained(error: UnexpectedInput, text: str) -> RuleError:
    """Turn the parser's error into a sentence about the place and what was expected there."""
    if isinstance(error, UnexpectedToken):
        at_end = error.token.type == "$END"
        offset = len(text.rstrip()) if at_end else error.token.start_pos or 0
        expected = set(error.accepts or error.expected)
    else:
        assert isinstance(error, UnexpectedCharacters)
        offset, at_end = error.pos_in_stream, False
        expected = set(error.allowed)
    if date := _date_without_quotes(text, offset):
        return RuleError(
            sentence(
                "At character {position}: put a date in quotes: '{date}'.",
                position=date.start() + 1,
                date=date.group(),
            ),
            position=date.start(),
        )
    pieces = list(_PIECE.finditer(text, 0, offset))
    before = pieces[-1].group() if pieces else ""
    found = _PIECE.search(text, offset)
    return RuleError(
        _expectation(expected, offset + 1, before, "" if at_end or found is None else found.group(), text),
        position=offset,
    )


def _expectation(expected: set[str], position: int, before: str, found: str, text: str) -> Sentence:
    where = {"position": position, "before": before}
    if "NUMBER" in expected:
        word = _WORD.match(text, position - 1)
        if word and found.lower() not in KEYWORDS:
            return sentence(
                "At character {position}: expected a value after “{before}”; put text in quotes: '{word}'.",
                word=word.group(),
                **where,
            )
        return sentence("At character {position}: expected a value after “{before}”.", **where)
    if "STRING" in expected:
        return sentence("At character {position}: expected text in quotes after “{before}”.", **where)
    if "NAME" in expected:
        if not before:
            return sentence("At character 1: expected a condition, such as age >= 30.")
        return sentence("At character {position}: expected a condition after “{before}”.", **where)
    if "COMPARE" in expected:
        if found in {".", "-", "/", "(", "%", "$", "#"} and re.fullmatch(r"\w+", before):
            return sentence(
                "At character {position}: expected an operator after “{before}”; a column name with “{found}” in it goes in backticks.",
                found=found,
                **where,
            )
        return sentence(
            "At character {position}: expected an operator after “{before}”, such as = or >= or in.", **where
        )
    if "_OR" in expected:
        return sentence("At character {position}: expected “and”, “or” or the end after “{before}”.", **where)
    return _small_expectation(expected, found, where)


def _date_without_quotes(text: str, place: int) -> re.Match[str] | None:
    """Return the date that a rule holds at this place as if it were numbers."""
    dates = re.finditer(r"(?<!['\"\w])\d{4}-\d{1,2}-\d{1,2}(?!['\"\w])", text)
    return next((date for date in dates if date.start() < place < date.end()), None)


def _small_expectation(expected: set[str], found: str, where: dict[str, Any]) -> Sentence:
    if "_COMMA" in expected:
        return sentence("At character {position}: expected a comma or ) after “{before}”.", **where)
    if "_RPAR" in expected:
        return sentence("At character {position}: expected ) after “{before}”.", **where)
    if "_LPAR" in expected:
        return sentence("At character {position}: expected ( after “{before}”.", **where)
    if "_MISSING" in expected:
        return sentence(
            "At character {position}: expected “missing” or “not missing” after “{before}”.", **where
        )
    if "_AND" in expected:
        return sentence(
            "At character {position}: expected “and” and a second value after “{before}”.", **where
        )
    if found == ")":
        return sentence("At character {position}: the bracket ) closes nothing; remove it.", **where)
    return sentence("At character {position}: the rule cannot be read on after “{before}”.", **where)
