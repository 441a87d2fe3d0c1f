"""Sentences that a person reads, kept translatable outside the window."""

from __future__ import annotations

import errno
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


def refusal(error: OSError | MemoryError) -> Sentence:
    """Return what the system refused, in one sentence: which file it was, why, and what to do."""
    if isinstance(error, MemoryError):
        return sentence(
            "There is not enough memory for this; close other programs or take a smaller part of the data."
        )
    path = error.filename
    if not path:
        return sentence("The system refused: {reason}.", reason=error.strerror or str(error))
    match error.errno:
        case errno.ENOENT:
            return sentence("There is no file or folder at {path}.", path=path)
        case errno.EEXIST:
            return sentence("{path} exists already; choose another name.", path=path)
        case errno.ENOTDIR:
            return sentence("{path} leads through a file as if it were a folder.", path=path)
        case errno.EISDIR:
            return sentence("{path} is a folder, not a file.", path=path)
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return sentence(
                "The system does not allow AdManager to use {path}; check its permissions, or whether another "
                "program has it open.",
                path=path,
            )
        case errno.ENOSPC | errno.EDQUOT:
            return sentence("The disk is full: make room for {path} and try again.", path=path)
        case _:
            return sentence(
                "The system refused {path}: {reason}.", path=path, reason=error.strerror or str(error)
            )
