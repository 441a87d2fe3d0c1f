"""What was not taken as it stood, why, and how to mend it: one record a row or a cell."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from admanager.texts import Sentence, sentence

MAX_KEPT_DUPLICATES = 100_000
"""Rows left out for their key are listed up to this many; the counts are always whole."""


class Reason(Enum):
    """Why a row or a cell was not taken; the values are what the project file keeps."""

    WIDTH = "width"
    QUOTE = "quote"
    ENCODING = "encoding"
    ZERO_BYTE = "zero byte"
    TOO_LONG = "too long"
    NO_KEY = "no key"
    DUPLICATE = "duplicate"
    TYPE = "type"
    FORM = "form"


@dataclass(frozen=True)
class Reject:
    """A row that was not taken, or a cell that was left empty (`column` set, `whole_row` False).

    `line` is where the row starts in the source, counted from 1. `expected` is a detail that depends on
    the reason: the number of fields, or a type. `cells` is how many fields a row of the wrong width has.
    """

    line: int
    reason: Reason
    column: str | None = None
    found: str = ""
    expected: str = ""
    cells: int = 0
    whole_row: bool = True

    @property
    def detail(self) -> str:
        """What the project file keeps of it beside the reason."""
        return f"{self.cells}/{self.expected}" if self.reason is Reason.WIDTH else self.expected

    @classmethod
    def stored(
        cls, line: int, column: str | None, found: str | None, detail: str, reason: str, whole_row: int
    ) -> Reject:
        """Return the reject that a line of `import_reject` describes."""
        cells, expected = 0, detail
        if reason == Reason.WIDTH.value and "/" in detail:
            first, expected = detail.split("/", 1)
            cells = int(first)
        return cls(line, Reason(reason), column, found or "", expected, cells, bool(whole_row))

    def expectation(self) -> Sentence:
        """Return what should have been there."""
        if self.reason is Reason.WIDTH:
            return sentence("{count} fields", count=int(self.expected))
        if self.reason is Reason.TYPE:
            return type_expectation(self.expected)
        return {
            Reason.QUOTE: sentence("a closing quote"),
            Reason.ENCODING: sentence("text in the chosen encoding"),
            Reason.ZERO_BYTE: sentence("text without zero bytes"),
            Reason.FORM: sentence("a JSON object"),
            Reason.TOO_LONG: sentence("fields of at most 1 MiB"),
            Reason.NO_KEY: sentence("a value in the key column"),
            Reason.DUPLICATE: sentence("a key that is not there yet"),
        }[self.reason]

    def explanation(self) -> Sentence:
        """Return why it was not taken and how to mend it."""
        if self.reason is Reason.WIDTH:
            return (
                sentence("The row has too few fields; add the missing delimiters.")
                if self.cells < int(self.expected)
                else sentence("The row has too many fields; put quotes round text that holds the delimiter.")
            )
        if self.reason is Reason.TYPE:
            return sentence(
                "The cell does not fit its column, so it is left empty; mend it in the source or change the column's type."
            )
        return {
            Reason.QUOTE: sentence(
                "A quote is opened and never closed; close it, or double it where it is part of the text."
            ),
            Reason.ENCODING: sentence(
                "The row holds bytes that are no text in this encoding; choose another encoding or export the file anew."
            ),
            Reason.ZERO_BYTE: sentence("The row holds a zero byte; remove it in the source."),
            Reason.FORM: sentence("The row is no JSON object in braces; mend it in the source."),
            Reason.TOO_LONG: sentence("A field is longer than 1 MiB; shorten it in the source."),
            Reason.NO_KEY: sentence(
                "The row has no key, so it could not be told whose it is; fill it in, or import without a key."
            ),
            Reason.DUPLICATE: sentence(
                "The key is there already, so the row was left out; choose “update” or “replace” to take it."
            ),
        }[self.reason]


def type_expectation(type_: str) -> Sentence:
    """Return in words what a cell of a typed column may hold."""
    words = {
        "integer": sentence("a whole number"),
        "real": sentence("a number"),
        "date": sentence("a date"),
        "datetime": sentence("a date with a time"),
        "boolean": sentence("yes or no"),
    }
    return words.get(type_) or sentence("text")
