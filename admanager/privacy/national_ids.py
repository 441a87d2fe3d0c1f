"""Telling whether a text is the number of an identity document: its shape, and its check digit where it has one."""

from __future__ import annotations

import datetime as dt
import re

CHINESE_ID = re.compile(r"[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[0-9Xx]")
_SSN = re.compile(r"(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}")
_NINO = re.compile(r"(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]")
_SPANISH = re.compile(r"[XYZ\d]\d{7}-?[A-Z]")
_ITALIAN = re.compile(r"[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]")
_BRAZILIAN = re.compile(r"\d{3}\.\d{3}\.\d{3}-\d{2}")
_KOREAN = re.compile(r"\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])-[1-8]\d{6}")
_HONG_KONG = re.compile(r"[A-Z]{1,2}\d{6}\([0-9A]\)")
_TAIWANESE = re.compile(r"[A-Z][12]\d{8}")


def is_chinese_id(text: str) -> bool:
    """Return whether the text is a Chinese identity number: 18 places, a date of birth, and the check digit.

    The check digit is ISO 7064 MOD 11-2 over the first 17 digits (GB 11643-1999).
    """
    if CHINESE_ID.fullmatch(text) is None or not _is_date(text[6:14]):
        return False
    weighted = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(text[:17]))
    return "10X98765432"[weighted % 11] == text[17].upper()


def _is_date(digits: str) -> bool:
    try:
        dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


def is_national_id(text: str) -> bool:
    """Return whether the text is the number of an identity document that can be told by its shape or check digit.

    China, Hong Kong, Taiwan, Korea, the United States, the United Kingdom, Spain, Italy and Brazil.
    """
    if not 8 <= len(text) <= 18:
        return False
    if is_chinese_id(text):
        return True
    upper = text.upper()
    if (
        _SSN.fullmatch(upper)
        or _NINO.fullmatch(upper)
        or _ITALIAN.fullmatch(upper)
        or _KOREAN.fullmatch(upper)
    ):
        return True
    if _SPANISH.fullmatch(upper):
        number = upper[0].translate(str.maketrans("XYZ", "012")) + upper[1:8]
        return "TRWAGMYFPDXBNJZSQVHLCKE"[int(number) % 23] == upper[-1]
    if _BRAZILIAN.fullmatch(upper):
        return _is_brazilian([int(digit) for digit in upper if digit.isdigit()])
    if _HONG_KONG.fullmatch(upper):
        return _is_hong_kong(upper)
    return bool(_TAIWANESE.fullmatch(upper)) and _is_taiwanese(upper)


def _is_brazilian(digits: list[int]) -> bool:
    for size in (9, 10):
        check = sum(digit * (size + 1 - place) for place, digit in enumerate(digits[:size])) * 10 % 11 % 10
        if check != digits[size]:
            return False
    return len(set(digits)) > 1


def _is_hong_kong(text: str) -> bool:
    letters, digits = text[: text.index("(") - 6].rjust(2), text[text.index("(") - 6 : text.index("(")]
    values = [36 if letter == " " else ord(letter) - 55 for letter in letters] + [
        int(digit) for digit in digits
    ]
    total = sum(value * (9 - place) for place, value in enumerate(values))
    return "0A987654321"[total % 11] == text[-2]


def _is_taiwanese(text: str) -> bool:
    region = "ABCDEFGHJKLMNPQRSTUVXYWZIO".index(text[0]) + 10
    digits = [region // 10, region % 10, *(int(digit) for digit in text[1:])]
    return (
        sum(digit * weight for digit, weight in zip(digits, (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1), strict=True))
        % 10
        == 0
    )
