"""Lists of customers as the ad platforms take them: normalised, SHA-256, no name or address in the clear.

Each platform says how a value is written before it is hashed, so that its own hash of the same person is the same:

- Google Ads Customer Match: `Email`, `Phone` (E.164), `First Name`, `Last Name` hashed, `Country` and `Zip` as they are.
  An address matches only with all four of its parts. Dots before gmail.com and googlemail.com do not count.
- Meta custom audiences: `email`, `phone` (digits with the country, no plus), `fn`, `ln`, `ct`, `zip`, `country`, all hashed.
- Microsoft Advertising customer match: `Email` hashed.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

from admanager.privacy.detectors import is_chinese_mobile, is_email
from admanager.privacy.findings import header_words, says
from admanager.project.tables import Column
from admanager.texts import AdManagerError, Sentence, sentence

Platform = Literal["google", "meta", "microsoft"]
Part = Literal["email", "phone", "first_name", "last_name", "city", "zip", "country"]
PLATFORMS: tuple[Platform, ...] = ("google", "meta", "microsoft")

_HEADERS: dict[Platform, dict[Part, str]] = {
    "google": {
        "email": "Email", "phone": "Phone", "first_name": "First Name", "last_name": "Last Name", "country": "Country", "zip": "Zip",
    },
    "meta": {
        "email": "email", "phone": "phone", "first_name": "fn", "last_name": "ln", "city": "ct", "zip": "zip", "country": "country",
    },
    "microsoft": {"email": "Email"},
}  # fmt: skip
_CLEAR: dict[Platform, frozenset[Part]] = {
    "google": frozenset({"country", "zip"}),
    "meta": frozenset(),
    "microsoft": frozenset(),
}
_ADDRESS: tuple[Part, ...] = ("first_name", "last_name", "country", "zip")
_WORDS: dict[Part, tuple[str, ...]] = {
    "first_name": ("first name", "firstname", "given name", "forename", "vorname", "prénom", "nombre", "名"),
    "last_name": ("last name", "lastname", "surname", "family name", "nachname", "nom", "apellido", "apellidos", "姓"),
    "city": ("city", "town", "ort", "stadt", "ville", "ciudad", "城市"),
    "zip": ("zip", "zip code", "zipcode", "postcode", "postal code", "plz", "邮编", "邮政编码"),
    "country": ("country", "country code", "land", "pays", "país", "国家"),
}  # fmt: skip
_HASHED = re.compile(r"[0-9a-f]{64}")
_CALLING_CODE = re.compile(r"\+?[1-9]\d{0,2}")
_KEEPS_ZERO = "39"  # Italy: the zero before an area is a part of the number


@dataclass(frozen=True)
class Matching:
    """How people are turned into lines of a platform's list; `places` says where each part is among `columns`."""

    platform: Platform
    columns: tuple[Column, ...]
    places: Mapping[Part, int]
    calling_code: str = ""

    @property
    def header(self) -> tuple[str, ...]:
        """The columns of the list, as the platform names them."""
        return tuple(_HEADERS[self.platform][part] for part in self.places)

    def line(self, row: Sequence[Any]) -> tuple[str, ...] | None:
        """Return a person's line, or None where nothing of them can be matched. `row` is in the order of `columns`."""
        parts = {part: self._part(part, row[place]) for part, place in self.places.items()}
        has_address = self.platform == "google" and all(parts.get(part) for part in _ADDRESS)
        if not (parts.get("email") or parts.get("phone") or has_address):
            return None
        clear = _CLEAR[self.platform]
        return tuple(text if part in clear or not text else hashed(text) for part, text in parts.items())

    def _part(self, part: Part, stored: Any) -> str:
        if stored is None:
            return ""
        text = unicodedata.normalize("NFKC", str(stored)).strip()
        if _HASHED.fullmatch(text):
            return text
        match part:
            case "email":
                return normal_email(text, self.platform)
            case "phone":
                number = international(text, self.calling_code)
                return number.lstrip("+") if self.platform == "meta" else number
            case "country":
                code = text.upper() if self.platform == "google" else text.lower()
                return code if len(code) == 2 and code.isascii() and code.isalpha() else ""
            case "zip":
                return _normal_zip(text, self.platform)
            case _:
                return _normal_name(text, self.platform)


def matching(columns: Sequence[Column], platform: str, calling_code: str = "") -> Matching:
    """Return how people with these columns are matched by a platform.

    Columns are found by what they are called. `calling_code` is the country of telephone numbers that name none, such as
    +49; without it those are left out. Raises AdManagerError for an unknown platform or code, and where no column says
    who a person is: pseudonyms are known to nobody else.
    """
    if platform not in PLATFORMS:
        raise AdManagerError(
            sentence(
                "There are customer lists for {platforms}, not for “{platform}”.",
                platforms=", ".join(PLATFORMS),
                platform=platform,
            )
        )
    if calling_code and not _CALLING_CODE.fullmatch(calling_code):
        raise AdManagerError(
            sentence("“{code}” is no country's calling code, such as +49.", code=calling_code)
        )
    chosen: Platform = "google" if platform == "google" else "meta" if platform == "meta" else "microsoft"
    places: dict[Part, int] = {}
    for part in _HEADERS[chosen]:
        for place, column in enumerate(columns):
            if part not in places and column.personal != "hash" and _is(column, part):
                places[part] = place
    if not {"email", "phone"} & places.keys() and not (chosen == "google" and set(_ADDRESS) <= places.keys()):
        raise AdManagerError(_nothing_to_match(columns))
    return Matching(chosen, tuple(columns), places, calling_code.lstrip("+"))


def _is(column: Column, part: Part) -> bool:
    if column.type not in {"text", "integer"}:
        return False
    if part in {"email", "phone"}:
        return says(column.name, "email" if part == "email" else "phone")
    return header_words(column.name) in _WORDS[part]


def _nothing_to_match(columns: Sequence[Column]) -> Sentence:
    disguised = [column.name for column in columns if column.personal == "hash"]
    if disguised:
        return sentence(
            "No platform knows anybody here: {columns} hold pseudonyms, and no other column holds e-mail addresses or telephones.",
            columns=", ".join(disguised),
        )
    return sentence("No column holds e-mail addresses or telephones by which a platform could know people.")


# -- normal forms --------------------------------------------------------------------------------------------


def hashed(text: str) -> str:
    """Return SHA-256 of a text in UTF-8 as 64 hexadecimal digits; what is such a hash already stays."""
    return text if _HASHED.fullmatch(text) else hashlib.sha256(text.encode("utf-8")).hexdigest()


def normal_email(text: str, platform: Platform) -> str:
    """Return an address as a platform hashes it: small letters, no blanks; empty for what is none."""
    address = "".join(text.split()).lower()
    if not is_email(address):
        return ""
    name, _, domain = address.rpartition("@")
    if platform == "google" and domain in {"gmail.com", "googlemail.com"}:
        name = name.replace(".", "")
    return f"{name}@{domain}"


def international(text: str, calling_code: str = "") -> str:
    """Return a telephone number in E.164 form, such as +491701234567; empty where its country is not known."""
    digits = "".join(letter for letter in text if letter.isdigit())
    if text.startswith("+"):
        number = digits
    elif text.startswith("00"):
        number = digits[2:]
    elif calling_code:
        number = calling_code + (digits if calling_code == _KEEPS_ZERO else digits.lstrip("0"))
    elif is_chinese_mobile(text):
        number = f"86{digits[-11:]}"
    else:
        return ""
    return f"+{number}" if 8 <= len(number) <= 15 else ""


def _normal_zip(text: str, platform: Platform) -> str:
    code = "".join(letter for letter in text if letter.isalnum() or letter == "-").strip("-")
    return code.replace("-", "").lower() if platform == "meta" else code


def _normal_name(text: str, platform: Platform) -> str:
    name = "".join(text.split()).lower()
    return "".join(letter for letter in name if letter.isalnum()) if platform == "meta" else name


# -- the file ------------------------------------------------------------------------------------------------


class MatchWriter:
    """Writes people as the lines of a platform's list, CSV in ASCII; see `export_formats.PeopleWriter`."""

    def __init__(self, path: Path, found: Matching) -> None:
        self._path, self._matching = path, found

    def __enter__(self) -> MatchWriter:
        self._file = self._path.open("w", encoding="utf-8", newline="")
        self._append([self._matching.header])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Append people; those who cannot be matched are no lines."""
        lines = (self._matching.line(row) for row in rows)
        self._append(line for line in lines if line is not None)

    def _append(self, lines: Iterable[Sequence[str]]) -> None:
        text = io.StringIO(newline="")
        csv.writer(text).writerows(lines)
        self._file.write(text.getvalue())
