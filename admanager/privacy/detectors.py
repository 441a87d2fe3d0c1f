"""Telling from a text whether it is an e-mail address, a telephone, a document's number, and the like.

Everything here works offline on the text alone: shapes, and check digits where a number has them (Luhn for cards,
mod 97 for IBAN). A shape that many harmless numbers have too, such as
eleven digits, counts only beside a header that says so; `findings` weighs the two.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from typing import Literal

from admanager.privacy.names import is_name
from admanager.privacy.national_ids import CHINESE_ID, is_chinese_id, is_national_id

Kind = Literal["name", "email", "phone", "national_id", "card", "bank_account", "ip", "address"]
KINDS: tuple[Kind, ...] = (
    "email", "national_id", "card", "bank_account", "ip", "phone", "address", "name",
)  # fmt: skip

_EMAIL = re.compile(
    r"[A-Za-z0-9\u0080-\uffff.!#$%&'*+/=?^_`{|}~-]{1,64}@"
    r"(?:[A-Za-z0-9\u0080-\uffff](?:[A-Za-z0-9\u0080-\uffff-]{0,62})\.)+[A-Za-z\u0080-\uffff]{2,24}"
)
_CARD = re.compile(r"(?:\d[ -]?){12,18}\d")
_IBAN = re.compile(r"[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,8}")
_CHINESE_MOBILE = re.compile(r"(?:(?:\+|00)?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}")
_WITH_COUNTRY = re.compile(r"(?:\+|00)[1-9][\d ().-]{6,20}\d")
_SEPARATED = re.compile(
    r"(?:\(\d{2,5}\) ?|0\d{1,4}[ -])\d{3,4}[ -]?\d{3,4}(?:[ -]\d{1,4})?|(?:1[ -])?\d{3}[-. ]\d{3}[-. ]\d{4}"
)
_BARE_PHONE = re.compile(r"\d{7,13}")
_FOUR_NUMBERS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_SEPARATORS = re.compile(r"[ ().-]")

_STREET = re.compile(
    r"\b(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|court|ct|close|square|sq|terrace|way|"
    r"highway|hwy|rue|via|calle|platz|weg|allee|p\.? ?o\.? box)\b\.?|stra(?:ss|ß)e\b|str\.",
    re.IGNORECASE,
)
_CHINESE_PLACE = re.compile(r"[省市区县镇乡村]|街道|自治")
_CHINESE_STREET = re.compile(
    r"(?:路|街|道|巷|弄|大厦|小区|花园|苑|园).{0,12}\d+|\d+\s*(?:号|弄|栋|幢|室|楼|单元)"
)


def is_email(text: str) -> bool:
    """Return whether the text is an e-mail address."""
    return "@" in text and _EMAIL.fullmatch(text) is not None


def is_card(text: str) -> bool:
    """Return whether the text is a payment card's number: 13 to 19 digits of a known range that pass Luhn's check."""
    if not 13 <= len(text) <= 23 or _CARD.fullmatch(text) is None:
        return False
    digits = text.replace(" ", "").replace("-", "")
    if digits[0] not in "23456" or len(set(digits)) < 2:
        return False
    doubled = [int(digit) for digit in digits]
    for place in range(len(doubled) - 2, -1, -2):
        doubled[place] = doubled[place] * 2 - 9 * (doubled[place] > 4)
    return sum(doubled) % 10 == 0


def is_bank_account(text: str) -> bool:
    """Return whether the text is an IBAN whose check digits are right (ISO 13616, mod 97)."""
    if not 15 <= len(text) <= 42 or _IBAN.fullmatch(text) is None:
        return False
    plain = text.replace(" ", "")
    if not 15 <= len(plain) <= 34:
        return False
    return int("".join(str(int(letter, 36)) for letter in plain[4:] + plain[:4])) % 97 == 1


def is_ip(text: str) -> bool:
    """Return whether the text is an IPv4 or IPv6 address."""
    if _FOUR_NUMBERS.fullmatch(text) is None and text.count(":") < 2:
        return False
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def is_phone(text: str) -> bool:
    """Return whether the text is a telephone number by itself: with a country, separated, or a Chinese mobile."""
    if not 7 <= len(text) <= 24:
        return False
    if _CHINESE_MOBILE.fullmatch(text) or _SEPARATED.fullmatch(text):
        return True
    return bool(_WITH_COUNTRY.fullmatch(text)) and 8 <= len(_SEPARATORS.sub("", text).lstrip("+0")) <= 15


def is_chinese_mobile(text: str) -> bool:
    """Return whether the text is a Chinese mobile number, with or without its country."""
    return _CHINESE_MOBILE.fullmatch(text) is not None


def may_be_phone(text: str) -> bool:
    """Return whether the text is a telephone number under a header that says so: digits alone will do."""
    return is_phone(text) or _BARE_PHONE.fullmatch(_SEPARATORS.sub("", text.lstrip("+"))) is not None


def is_address(text: str) -> bool:
    """Return whether the text is a postal address: a street's word and a number, in English, German or Chinese."""
    if not 6 <= len(text) <= 300:
        return False
    if _CHINESE_STREET.search(text):
        return len(_CHINESE_PLACE.findall(text)) >= 1
    return any(letter.isdigit() for letter in text) and " " in text and _STREET.search(text) is not None


TESTS: dict[Kind, Callable[[str], bool]] = {
    "email": is_email,
    "national_id": is_national_id,
    "card": is_card,
    "bank_account": is_bank_account,
    "ip": is_ip,
    "phone": is_phone,
    "address": is_address,
    "name": is_name,
}

_INSIDE_EMAIL = re.compile(rf"(?<![\w.]){_EMAIL.pattern}(?![\w@])")
_INSIDE_CHINESE_ID = re.compile(rf"(?<!\d){CHINESE_ID.pattern}(?!\d)")
_INSIDE_PHONE = re.compile(
    r"(?<![\d+])(?:(?:\+|00)?86[ -]?)?1[3-9]\d{9}(?!\d)|(?<!\d)\+[1-9]\d[\d ().-]{7,16}\d(?!\d)"
)
_INSIDE_CARD = re.compile(r"(?<!\d)(?:\d{4}[ -]){3}\d{4}(?!\d)|(?<!\d)\d{16}(?!\d)")


def kinds_inside(text: str) -> set[Kind]:
    """Return what stands inside a longer text, such as an e-mail address in a note."""
    found: set[Kind] = set()
    if "@" in text and _INSIDE_EMAIL.search(text):
        found.add("email")
    if any(letter.isdigit() for letter in text):
        if any(is_chinese_id(each) for each in _INSIDE_CHINESE_ID.findall(text)):
            found.add("national_id")
        if _INSIDE_PHONE.search(text):
            found.add("phone")
        if any(is_card(each) for each in _INSIDE_CARD.findall(text)):
            found.add("card")
    return found
