"""Finding the encoding of a text from its first bytes, and decoding without losing sight of broken bytes."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from admanager.ingest.scripts import script_of
from admanager.texts import AdManagerError, sentence

# Offered by the dialog; the detector chooses among all but the last and cp1250.
ENCODINGS = (
    "utf-8", "utf-8-sig", "utf-16", "gb18030", "cp932", "cp1252", "utf-16-le", "utf-16-be", "big5", "euc_jp", "euc_kr",
    "cp1250", "cp1251", "iso8859-15",
)  # fmt: skip
_LEGACY = ("gb18030", "cp932", "cp1252")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = bytes([*range(9), *range(14, 32)])
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
BROKEN = "\udcff"
"""Stands in decoded text where bytes could not be decoded; a row that holds it is rejected."""


def _mark_broken(error: UnicodeError) -> tuple[str, int]:
    if isinstance(error, UnicodeDecodeError):
        return BROKEN, error.end
    raise error


codecs.register_error("admanager-mark", _mark_broken)


def decoder(encoding: str) -> codecs.IncrementalDecoder:
    """Return a decoder that puts `BROKEN` in place of bytes that are no text."""
    return codecs.getincrementaldecoder(encoding)("admanager-mark")


@dataclass(frozen=True)
class DetectedEncoding:
    """An encoding, and whether the bytes seen could tell: plain ASCII could be any."""

    name: str
    certain: bool


def detect_encoding(data: bytes, *, complete: bool) -> DetectedEncoding:
    """Return the encoding of a sample from the start of a file.

    A byte order mark decides; then strict UTF-8 (of which a small share may be damaged); then a
    statistical detector chooses among GB18030, Shift_JIS and Windows-1252, and among others where their script is clear
    (`scripts`). `complete` says that the sample
    is the whole file, so that it does not end within a character.

    Raises AdManagerError for bytes that are no text at all.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return DetectedEncoding(name, True)
    if b"\x00" in data:
        return DetectedEncoding(_without_mark(data), True)
    if data.isascii():
        return DetectedEncoding("utf-8", complete)
    if _is_utf8(data, complete=complete):
        return DetectedEncoding("utf-8", True)
    return DetectedEncoding(_legacy(_telling_lines(data, complete=complete)), True)


def _without_mark(data: bytes) -> str:
    """Tell UTF-16 without a byte order mark by where its zero bytes stand."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    half = max(1, len(data) // 2)
    # In a short file one stray zero byte is a tenth of all, so the line breaks have to agree.
    breaks = data.count(b"\n")
    if odd > 0.1 * half and even <= 0.02 * half + 1 and 2 * data.count(b"\n\x00") >= breaks:
        return "utf-16-le"
    if even > 0.1 * half and odd <= 0.02 * half + 1 and 2 * data.count(b"\x00\n") >= breaks:
        return "utf-16-be"
    control = len(data) - len(data.translate(None, _CONTROL))
    if even + odd > 0.01 * len(data) or control > 0.03 * len(data) or len(data) < 512:
        raise AdManagerError(
            sentence(
                "The file holds NUL characters, which no text has; export it as CSV in UTF-8 and import that."
            )
        )
    return "utf-8" if _is_utf8(data, complete=False) else _legacy(_telling_lines(data, complete=False))


def _is_utf8(data: bytes, *, complete: bool) -> bool:
    decode = codecs.getincrementaldecoder("utf-8")("admanager-mark")
    text = decode.decode(data, final=complete)
    broken = text.count(BROKEN)
    if broken == 0:
        return True
    beyond_ascii = sum(1 for letter in text if letter > "\x7f") - broken
    return beyond_ascii >= 10 * broken


def _telling_lines(data: bytes, *, complete: bool, limit: int = 16_384) -> bytes:
    """Return only the lines with bytes beyond ASCII, since those tell encodings apart."""
    lines, size = [], 0
    candidates = data.replace(b"\r", b"\n").split(b"\n")
    for line in candidates if complete or len(candidates) == 1 else candidates[:-1]:
        if not line.isascii():
            lines.append(line[:2000])
            size += len(lines[-1])
            if size > limit:
                break
    return b"\n".join(lines) or data[-2000:]


def _legacy(data: bytes) -> str:
    if (script := script_of(data)) is not None:
        return script
    possible = [name for name in _LEGACY if _decodes(data, name)]
    if "cp1252" in possible and len(possible) > 1:
        if _rare_in_western_text(data):
            possible.remove("cp1252")
        elif _mostly_single(data):
            return "cp1252"
    if len(possible) == 1:
        return possible[0]
    if not possible:
        # Damaged text: the encoding in which the least is damaged.
        return min(_LEGACY, key=lambda name: decoder(name).decode(data, True).count(BROKEN))
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=possible).best()
    return best.encoding if best is not None and best.encoding in possible else possible[0]


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        # A cut line may end within a character.
        return error.start >= len(data) - 3
    return True


_USUAL_WESTERN = frozenset(b"\x80\x85\x91\x92\x93\x94\x95\x96\x97\x99")


def _rare_in_western_text(data: bytes) -> bool:
    """Return whether many bytes are ones that Western text hardly has, but that begin a Japanese letter."""
    beyond = [byte for byte in data if byte > 0x7F]
    rare = sum(1 for byte in beyond if byte < 0xA0 and byte not in _USUAL_WESTERN)
    return rare > 0.2 * len(beyond)


def _mostly_single(data: bytes) -> bool:
    """Return whether bytes beyond ASCII stand alone, as accents do; Chinese and kana come in runs of them."""
    runs = [len(run) for run in _HIGH_RUN.findall(data)]
    return sum(1 for run in runs if run == 1) > 0.8 * len(runs)
