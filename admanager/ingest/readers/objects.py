"""Reading JSON: a list of objects, an object that holds one, and JSON lines, each element as one row.

Nested objects become columns with dotted names, lists of plain values one text. A document is decoded element
by element, so that its size does not matter. In JSON lines a line that is no object costs only itself.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, NoReturn

from admanager.ingest.encoding import decoder, detect_encoding
from admanager.ingest.options import ImportOptions
from admanager.ingest.readers import Block, MoreColumns, Sample
from admanager.ingest.readers.cellwise import (
    Row,
    blocks_of,
    chosen_part,
    listed,
    named_sample,
    text_of,
)
from admanager.ingest.readers.records import MAX_RECORD_CHARS, clipped
from admanager.ingest.rejects import Reason, Reject
from admanager.ingest.source import Kind, Source
from admanager.texts import AdManagerError, sentence

_SAMPLE_ROWS = 256
_SAMPLE_CHARS = 1 << 22
_PART_BYTES = 1 << 18
_MAX_DEPTH = 12
_BLANKS = " \t\r\n"
WHOLE = ""
"""The name of the list that is the document itself."""


@dataclass(frozen=True)
class _Element:
    """One element of a list: the list's dotted name, its line, its value, and how many characters lie before it."""

    part: str
    line: int
    value: Any
    read: int


def sample(path: Path, options: ImportOptions, *, rows: int, whole: bool = False) -> Sample:
    """Return the columns and the first rows; `whole` looks for columns and lists in the whole document.

    Raises AdManagerError when this is no JSON, or holds no list of objects.
    """
    with Source(path) as source:
        text = _Text(source, options.encoding)
        found = _gathered(text, max(rows, _SAMPLE_ROWS), whole=whole)
        encoding = text.encoding
    if not found.parts:
        raise AdManagerError(
            sentence("{path} holds no list of objects, so it has no rows to import.", path=path.name)
        )
    part = chosen_part(options, found.parts, path.name)
    elements = found.first.get(part, [])
    names = list(found.names.get(part, {}))
    options = options.model_copy(update={"encoding": encoding, "part": part or None})
    made = [_row(element, {name: place for place, name in enumerate(names)}) for element in elements]
    shown = [_plain(name) for name in names]
    return named_sample(shown, made, options, Kind.JSON, _shown(found.parts), complete=found.complete)


def blocks(path: Path, sample: Sample) -> Iterator[Block]:
    """Yield the rows of the list."""
    part = sample.options.part or WHOLE
    known = {name: place for place, name in enumerate(sample.names)}
    parts = set(sample.parts)
    with Source(path) as source:
        text = _Text(source, sample.options.encoding)

        def rows() -> Iterator[Row | Reject]:
            for element in _elements(text):
                if element.part == part:
                    yield _row(element, known)
                elif isinstance(element.value, dict) and element.part not in parts:
                    raise MoreColumns

        for block in blocks_of(rows(), sample):
            block.done, block.total = source.position, 0
            yield block


@dataclass
class _Gathered:
    """What the beginning of a document holds, by the name of the list."""

    parts: list[str]
    first: dict[str, list[_Element]]
    names: dict[str, dict[str, None]]
    complete: bool = True


def _gathered(text: _Text, wanted: int, *, whole: bool) -> _Gathered:
    found = _Gathered([], {}, {})
    for element in _elements(text):
        if not whole and element.read > _SAMPLE_CHARS and found.parts:
            found.complete = False
            break
        first = found.first.setdefault(element.part, [])
        is_sampled = len(first) < wanted
        if is_sampled:
            first.append(element)
        else:
            found.complete = False
        if isinstance(element.value, dict) and (whole or is_sampled):
            if element.part not in found.names:
                found.parts.append(element.part)
            found.names.setdefault(element.part, {}).update(dict.fromkeys(_flat(element.value)))
        if not whole and len(first) >= wanted and element.part == WHOLE:
            found.complete = False
            break
    return found


def _row(element: _Element, places: Mapping[str, int]) -> Row | Reject:
    if not isinstance(element.value, dict):
        found = element.value if isinstance(element.value, str) else json.dumps(element.value, default=str)
        return Reject(element.line, Reason.FORM, found=clipped(found))
    cells: list[str | None] = [None] * len(places)
    for name, text in _flat(element.value).items():
        place = places.get(name)
        if place is None and (place := places.get(_plain(name))) is None:
            raise MoreColumns
        cells[place] = text
    return Row(element.line, cells)


def _flat(value: Mapping[str, Any]) -> dict[str, str | None]:
    """Return the texts of an object's values, by dotted names."""
    found: dict[str, str | None] = {}
    _flatten(value, "", 1, found)
    return found


def _flatten(value: Mapping[str, Any], prefix: str, depth: int, found: dict[str, str | None]) -> None:
    for key, inner in value.items():
        name = f"{prefix}{key}"
        if isinstance(inner, dict):
            if inner and depth < _MAX_DEPTH:
                _flatten(inner, f"{name}.", depth + 1, found)
            else:
                found[name] = json.dumps(inner, ensure_ascii=False) if inner else None
        elif isinstance(inner, list):
            found[name] = listed(inner)
        else:
            found[name] = text_of(inner)


def _plain(name: str) -> str:
    """Return a name without halves of letters, which cannot be stored."""
    return name if name.isascii() else name.encode("utf-8", "replace").decode("utf-8")


def _shown(parts: Sequence[str]) -> list[str]:
    return [part for part in parts if part] if any(parts) else []


# -- decoding --------------------------------------------------------------------------------------------


def _whole_number(text: str) -> int | str:
    return int(text) if len(text) < 1000 else text


_DECODER = json.JSONDecoder(parse_int=_whole_number, parse_constant=lambda _: None, strict=False)


class _Text:
    """The text of a document, read as it is needed, with the line that reading has come to."""

    def __init__(self, source: Source, encoding: str | None) -> None:
        self._source = source
        data = source.read(1 << 16)
        self._at_end = len(data) < 1 << 16
        self.encoding = encoding or detect_encoding(data, complete=self._at_end).name
        self._decoder: codecs.IncrementalDecoder = decoder(self.encoding)
        self._buffer = self._decoder.decode(data, self._at_end).removeprefix("\ufeff")
        self._position = 0
        self._line = 1
        self._before = 0

    @property
    def read(self) -> int:
        """How many characters lie before the place that reading has come to."""
        return self._before + self._position

    @property
    def line(self) -> int:
        """The line that reading has come to."""
        return self._line

    def _more(self) -> bool:
        """Read on; return False at the end."""
        if self._at_end:
            return False
        if self._position:
            self._before += self._position
            self._buffer, self._position = self._buffer[self._position :], 0
        size = max(_PART_BYTES, len(self._buffer))
        data = self._source.read(size)
        self._at_end = len(data) < size
        self._buffer += self._decoder.decode(data, self._at_end)
        return True

    def _advance(self, end: int) -> None:
        self._line += self._buffer.count("\n", self._position, end)
        self._position = end

    def peek(self) -> str:
        """Return the next character that is no blank, "" at the end."""
        while True:
            end, size = self._position, len(self._buffer)
            while end < size and self._buffer[end] in _BLANKS:
                end += 1
            self._advance(end)
            if end < size:
                return self._buffer[end]
            if not self._more():
                return ""

    def take(self, letters: str) -> str:
        """Return the next character, which has to be one of `letters`."""
        letter = self.peek()
        if not letter or letter not in letters:
            self.fail()
        self._advance(self._position + 1)
        return letter

    def value(self) -> Any:
        """Return the next value, decoded."""
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._buffer, self._position)
            except (json.JSONDecodeError, RecursionError):
                if len(self._buffer) - self._position > MAX_RECORD_CHARS or not self._more():
                    self.fail()
                continue
            # A number at the end of what was read may go on.
            if end == len(self._buffer) and self._more():
                continue
            self._advance(end)
            return value

    def next_line(self) -> str | None:
        """Return the next line without its end, None at the end; one that is too long in two pieces at most."""
        start = self._position
        while True:
            end = self._buffer.find("\n", start)
            if end >= 0:
                break
            waiting = len(self._buffer) - self._position
            if waiting > MAX_RECORD_CHARS:
                end = len(self._buffer) - 1
                break
            if not self._more():
                end = len(self._buffer)
                break
            start = self._position
        if end == self._position == len(self._buffer):
            return None
        line = self._buffer[self._position : end]
        self._advance(min(end + 1, len(self._buffer)))
        return line

    def first_lines(self, count: int) -> list[str]:
        """Return the first lines that hold something, as far as they are not too long, and stay where reading is."""
        while self._buffer.count("\n", self._position) <= count + 20:
            if len(self._buffer) - self._position > MAX_RECORD_CHARS or not self._more():
                break
        lines = self._buffer[self._position :].split("\n")
        return list(islice((line for line in lines if line.strip()), count))

    def fail(self) -> NoReturn:
        """Raise the error of a document that is no JSON at this place."""
        raise AdManagerError(
            sentence(
                "{path} is no whole JSON document: line {line} cannot be read. Get the file anew, or write one object on each line.",
                path=self._source.path.name,
                line=self._line,
            )
        )


def _elements(text: _Text) -> Iterator[_Element]:
    """Yield the elements of all lists in the document; of JSON lines, the lines; of a lone object, that object."""
    if _is_lines(text):
        yield from _line_elements(text)
        return
    if text.peek() == "[":
        yield from _list_elements(text, WHOLE)
    elif text.peek() == "{":
        yield from _object_elements(text)
    else:
        text.fail()
    if text.peek():
        text.fail()


def _is_lines(text: _Text) -> bool:
    if text.peek() != "{":
        return False
    lines = text.first_lines(3)
    good = [_is_object(line) for line in lines]
    return len(good) > 1 and any(good[:2])


def _is_object(line: str) -> bool:
    try:
        return isinstance(_DECODER.decode(line), dict)
    except (json.JSONDecodeError, RecursionError):
        return False


def _line_elements(text: _Text) -> Iterator[_Element]:
    while True:
        line = text.line
        content = text.next_line()
        if content is None:
            return
        if not content.strip():
            continue
        value: Any = content
        try:
            decoded = _DECODER.decode(content)
            if isinstance(decoded, dict):
                value = decoded
        except (json.JSONDecodeError, RecursionError):
            pass
        yield _Element(WHOLE, line, value, text.read)


def _list_elements(text: _Text, part: str) -> Iterator[_Element]:
    text.take("[")
    if text.peek() == "]":
        text.take("]")
        return
    while True:
        text.peek()
        line, read = text.line, text.read
        yield _Element(part, line, text.value(), read)
        if text.take(",]") == "]":
            return


def _object_elements(text: _Text) -> Iterator[_Element]:
    """Yield the elements of the lists in an object; the object itself where it holds no list of objects."""
    line = text.line
    alone: dict[str, Any] | None = {}
    for event in _members(text, "", 1):
        if isinstance(event, _Element):
            if isinstance(event.value, dict):
                alone = None
            elif alone is not None:
                alone.setdefault(event.part, []).append(event.value)
            yield event
        elif alone is not None:
            alone[event[0]] = event[1]
    if alone is not None:
        yield _Element(WHOLE, line, alone, text.read)


def _members(text: _Text, prefix: str, depth: int) -> Iterator[_Element | tuple[str, Any]]:
    text.take("{")
    if text.peek() == "}":
        text.take("}")
        return
    while True:
        if text.peek() != '"':
            text.fail()
        name = f"{prefix}{text.value()}"
        text.take(":")
        first = text.peek()
        if first == "[":
            yield from _list_elements(text, name)
        elif first == "{" and depth < _MAX_DEPTH:
            yield from _members(text, f"{name}.", depth + 1)
        else:
            yield name, text.value()
        if text.take(",}") == "}":
            return
