"""Sentences that a person reads, kept translatable outside the window."""

from __future__ import annotations

import string
from typing import Any


class _Writer(string.Formatter):
    """`str.format` with the blank before the percent sign that the whole program writes."""

    def format_field(self, value: Any, format_spec: str) -> str:
        text = format(value, format_spec)
        return f"{text[:-1]} %" if format_spec.endswith("%") else text


_writer = _Writer()


def filled(template: str, params: dict[str, Any]) -> str:
    """Return a template with its values put in; without values the template as it stands.

    Raises KeyError, IndexError or ValueError where a placeholder has no value that fits.
    """
    return _writer.vformat(template, (), params) if params else template


class Sentence(str):
    """An English sentence that remembers its template and values, so that the window can translate it.

    As a `str` it is the finished English text. `template` is the text before the values were put in;
    `params` holds the values by name.
    """

    __slots__ = ("params", "template")
    template: str
    params: dict[str, Any]

    def __new__(cls, template: str, params: dict[str, Any]) -> Sentence:
        self = super().__new__(cls, filled(template, params))
        self.template = template
        self.params = params
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return (Sentence, (self.template, self.params))


def sentence(template: str, /, **params: Any) -> Sentence:
    """Make a translatable sentence: `sentence("Read {rows:,} rows.", rows=n)`.

    The template must be a literal and a whole sentence, since the translation catalogue is extracted
    from the calls of this function.
    """
    return Sentence(template, params)


class AdManagerError(Exception):
    """Something that could not be done for a reason that the user can understand.

    `str(error)` is one plain sentence that says what, where and what to do. Anything that is not an
    AdManagerError is a fault of the program.
    """

    def __init__(self, message: str, *, details: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.details = details

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild_error, (type(self), self.message, self.details))


def _rebuild_error(kind: type[AdManagerError], message: str, details: str) -> AdManagerError:
    return kind(message, details=details)


class Cancelled(AdManagerError):
    """The user cancelled; nothing was changed."""

    def __init__(self, message: str = "", *, details: str = "") -> None:
        super().__init__(message or sentence("Cancelled; nothing was changed."), details=details)
