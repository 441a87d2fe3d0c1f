"""Telling old encodings apart by the scripts that are written in them, where several decode the same bytes.

Korean in EUC-KR, Japanese in EUC-JP and traditional Chinese in Big5 are nearly always valid GB18030 too, and Cyrillic in
Windows-1251 is valid Windows-1252. Each shows in where its bytes lie. What is not clear is not decided here.
"""

from __future__ import annotations

import re

_PAIR = re.compile(rb"[\x81-\xfe][\x30-\xfe]")
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_LEAST_PAIRS = 4
# Half of all Chinese characters in use are spelt with R to Z, which are none of Korean's syllables in GB 2312.
_LEAST_SYLLABLES = 15


def script_of(data: bytes) -> str | None:
    """Return `cp1251`, `big5`, `euc_jp` or `euc_kr` where the bytes beyond ASCII are clearly of it, else None."""
    runs = _HIGH_RUN.findall(data)
    if _is_cyrillic(runs):
        return "cp1251"
    pairs = {match for match in _PAIR.findall(data) if match[1] >= 0x40}
    if len(pairs) < _LEAST_PAIRS or sum(len(run) == 1 for run in runs) > 0.8 * len(runs):
        return None
    for encoding, matches in (("big5", _is_big5), ("euc_jp", _is_japanese), ("euc_kr", _is_korean)):
        if matches(pairs) and _decodes(data, encoding):
            return encoding
    return None


def _is_cyrillic(runs: list[bytes]) -> bool:
    """Words of letters from 0xC0 on, most of them small ones, which are from 0xE0 on."""
    letters = b"".join(runs)
    if len(letters) < 12 or len(letters) < 3 * len(runs):
        return False
    small = sum(byte >= 0xE0 for byte in letters)
    all_ = sum(byte >= 0xC0 or byte in {0xA8, 0xB8} for byte in letters)
    return all_ > 0.97 * len(letters) and small > 0.6 * len(letters)


def _is_big5(pairs: set[bytes]) -> bool:
    """Second bytes below 0xA1, which the usual characters of GB18030 never have; first ones of usual characters."""
    low = sum(pair[1] < 0x7F for pair in pairs)
    usual = sum(0xA4 <= pair[0] <= 0xC6 for pair in pairs)
    return low > 0.2 * len(pairs) and usual > 0.8 * len(pairs)


def _is_japanese(pairs: set[bytes]) -> bool:
    """Kana, which stand at the same places in GB 2312, where hardly anybody writes them."""
    kana = sum(pair[0] in {0xA4, 0xA5} for pair in pairs)
    wide = sum(pair[1] >= 0xA1 and pair[0] >= 0xA1 for pair in pairs)
    return wide == len(pairs) and kana >= 0.2 * len(pairs)


def _is_korean(pairs: set[bytes]) -> bool:
    """Hangul alone."""
    hangul = sum(0xB0 <= pair[0] <= 0xC8 and pair[1] >= 0xA1 for pair in pairs)
    return len(pairs) >= _LEAST_SYLLABLES and hangul > 0.95 * len(pairs)


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        # A cut line may end within a character.
        return error.start >= len(data) - 3
    return True
