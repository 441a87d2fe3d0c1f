"""Which column of the events means what: by its role, and where a role leaves it open by its name."""

from __future__ import annotations

from collections.abc import Sequence

from admanager.ingest.words import EVENT_ROLE_ALIASES, plain_name
from admanager.project.tables import Column

MICROS = 1_000_000

# Roles by which a condition on events can name a column, whatever the column is called.
NAMED_ROLES = ("time", "item", "category", "query", "value", "quantity", "dwell", "channel")
# A column of this name holds the price of one piece, so that a line is worth it times the quantity.
_UNIT_PRICES = frozenset({"price", "unitprice", "unit_price", "单价", "价格"})
_ORDERS = frozenset({
    "invoiceno", "invoice", "invoiceid", "invoicenumber", "orderid", "orderno", "ordernumber", "transactionid", "receipt",
    "receiptno", "basketid", "订单号", "订单编号", "订单id", "发票号", "流水号",
})  # fmt: skip


def column_with_role(columns: Sequence[Column], role: str) -> Column | None:
    """Return the column with a role, or None.

    The role category is also given to any text that repeats, such as a country: of several, it is the one that is named
    so, and one that numbers orders never is.
    """
    found = [column for column in columns if column.role == role]
    if role == "category":
        found = [column for column in found if not is_order_number(column)]
        if len(found) > 1:
            found = [column for column in found if _names(column) & EVENT_ROLE_ALIASES["category"]]
    return found[0] if found else None


def is_order_number(column: Column) -> bool:
    """Return whether a column's name says that it numbers orders."""
    return bool({name.replace("_", "") for name in _names(column)} & _ORDERS)


def amount_columns(columns: Sequence[Column]) -> tuple[str, ...]:
    """Return the columns whose product an event is worth: the value, and the quantity where that is the price of one."""
    numbers = [column for column in columns if column.type in {"integer", "real"}]
    value, quantity = column_with_role(numbers, "value"), column_with_role(numbers, "quantity")
    if value is None:
        return ()
    if quantity is not None and _names(value) & _UNIT_PRICES:
        return (value.name, quantity.name)
    return (value.name,)


def _names(column: Column) -> set[str]:
    return {plain_name(column.name), plain_name(column.source_name)}
