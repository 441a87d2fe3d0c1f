"""The words of the page Data for tables, types, roles and options, and how a stored value is written."""

from __future__ import annotations

from typing import Any

from admanager.gui import format as fmt
from admanager.gui.i18n import LazyText, lazy, tr

TABLE_NAMES = {
    "profiles": lazy("DataWords", "People"),
    "events": lazy("DataWords", "Events"),
    "impressions": lazy("DataWords", "Impressions"),
    "products": lazy("DataWords", "Products"),
    "identity": lazy("DataWords", "Keys of people"),
}
TABLE_CHOICES = {
    "profiles": lazy("DataWords", "A person"),
    "events": lazy("DataWords", "Something a person did"),
    "impressions": lazy("DataWords", "An ad that was shown"),
    "products": lazy("DataWords", "A product"),
    "identity": lazy("DataWords", "Several keys of one person"),
}
TYPE_NAMES = {
    "integer": lazy("DataWords", "Whole number"),
    "real": lazy("DataWords", "Number"),
    "text": lazy("DataWords", "Text"),
    "date": lazy("DataWords", "Date"),
    "datetime": lazy("DataWords", "Date and time"),
    "boolean": lazy("DataWords", "Yes or no"),
}
ORDER_NAMES = {
    "dmy": lazy("DataWords", "day first"),
    "mdy": lazy("DataWords", "month first"),
}
ROLE_NAMES = {
    "key": lazy("DataWords", "Key"),
    "number": lazy("DataWords", "Number"),
    "category": lazy("DataWords", "Category"),
    "date": lazy("DataWords", "Date"),
    "flag": lazy("DataWords", "Flag"),
    "text": lazy("DataWords", "Text"),
    "tags": lazy("DataWords", "Tags"),
    "label": lazy("DataWords", "Label to predict"),
    "consent": lazy("DataWords", "Consent"),
    "identity": lazy("DataWords", "Other key of the person"),
    "hash": lazy("DataWords", "Pseudonym (keyed hash)"),
    "ignored": lazy("DataWords", "Not used"),
    "drop": lazy("DataWords", "Leave out"),
    "time": lazy("DataWords", "Time"),
    "kind": lazy("DataWords", "Kind of event"),
    "item": lazy("DataWords", "Item"),
    "query": lazy("DataWords", "Search query"),
    "value": lazy("DataWords", "Value"),
    "quantity": lazy("DataWords", "Quantity"),
    "dwell": lazy("DataWords", "Dwell time"),
    "channel": lazy("DataWords", "Channel"),
    "creative": lazy("DataWords", "Creative"),
    "placement": lazy("DataWords", "Placement"),
    "position": lazy("DataWords", "Position"),
    "propensity": lazy("DataWords", "Propensity"),
    "cost": lazy("DataWords", "Cost"),
    "clicked": lazy("DataWords", "Clicked"),
    "converted": lazy("DataWords", "Converted"),
    "revenue": lazy("DataWords", "Revenue"),
    "satisfaction": lazy("DataWords", "Satisfaction"),
    "name": lazy("DataWords", "Name"),
    "price": lazy("DataWords", "Price"),
    "image": lazy("DataWords", "Image"),
}
POLICY_NAMES = {
    "skip": lazy("DataWords", "Leave the new row out"),
    "update": lazy("DataWords", "Fill in what the new row has"),
    "replace": lazy("DataWords", "Take the new row instead"),
    "fail": lazy("DataWords", "Import nothing and say so"),
}
DELIMITER_NAMES = {
    ",": lazy("DataWords", "Comma"),
    ";": lazy("DataWords", "Semicolon"),
    "\t": lazy("DataWords", "Tab"),
    "|": lazy("DataWords", "Vertical bar"),
    " ": lazy("DataWords", "Blank"),
    ", ": lazy("DataWords", "Comma and blank"),
}
ENCODING_NAMES = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 (BOM)",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "gb18030": "GB18030 / GBK",
    "cp932": "Shift_JIS",
    "cp1252": "Windows-1252",
    "big5": "Big5",
    "euc_jp": "EUC-JP",
    "euc_kr": "EUC-KR",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "iso8859-15": "ISO 8859-15",
}


def word(names: dict[str, LazyText], name: str) -> str:
    """Return the word for a name of the core, or the name itself where it has none."""
    return str(names[name]) if name in names else name


def value_text(type_: str, value: Any) -> str:
    """Return a stored value as a table shows it; a dash where it is missing.

    Numbers are data here, not figures: no grouping, all digits. Times are those of the project's zone.
    """
    if value is None:
        return fmt.MISSING
    if type_ == "boolean":
        return tr("DataWords", "yes") if value else tr("DataWords", "no")
    if type_ in {"date", "datetime"}:
        return _moment(type_, value)
    if isinstance(value, float):
        return repr(value) if not value.is_integer() or abs(value) >= 1e15 else f"{value:.0f}"
    return value if isinstance(value, str) else str(value)


def _moment(type_: str, value: float) -> str:
    if type_ == "date":
        return fmt.date(value)
    shown = fmt.data_clock(value)
    return str(value) if shown is None else shown.strftime("%Y-%m-%d %H:%M:%S")


def is_right_aligned(type_: str) -> bool:
    """Return whether values of this type stand at the right."""
    return type_ in {"integer", "real"}
