"""How a file is to be read and what its columns mean: one object that the dialog edits and a project keeps.

Every field that is None is detected; `settle.settle` fills them in. What was used is stored as JSON in
`source.mapping`, so that scoring and the next import of a like file read it in the same way.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

DataTable = Literal["profiles", "events", "impressions", "products", "identity"]
DuplicatePolicy = Literal["skip", "update", "replace", "fail"]
ColumnType = Literal["integer", "real", "text", "date", "datetime", "boolean"]
DateOrder = Literal["ymd", "dmy", "mdy"]
DecimalMark = Literal[".", ","]

DROP = "drop"
"""The role of a column that is not imported at all."""


class ColumnOptions(BaseModel):
    """What one column of the source becomes; None means: detect it.

    `likely_order` and `likely_decimal` are taken where the cells fit both, as another file of the source has told.
    `personal` is what was decided about personal data in it: pseudonyms in its place, or kept as it came.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    source_name: str
    name: str | None = None
    type: ColumnType | None = None
    role: str | None = None
    missing_words: tuple[str, ...] | None = None
    date_order: DateOrder | None = None
    decimal: DecimalMark | None = None
    likely_order: DateOrder | None = None
    likely_decimal: DecimalMark | None = None
    personal: Literal["hash", "keep"] | None = None


class ImportOptions(BaseModel):
    """How to read a source, and where its rows go; None means: detect it.

    `delimiter` is one character, or a comma and a blank. An empty `quote`, `escape` or `comment` means
    that the file has none. `table` is where the rows go: `identity` for a list of keys, of which each row's belong to
    one person. `skip_lines` counts the lines above the header, `header_rows` the lines of the
    header (the last of them names the columns). `part` names the sheet of a workbook, the table of a
    database, or the list of a JSON file. `zone` is the time zone of times that name none, `currency` that of
    amounts, of which one unit is worth `rate` in the project's (None: as the project says). `columns` may name only those that differ from what would be detected.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    encoding: str | None = None
    delimiter: str | None = Field(default=None, min_length=1, max_length=2)
    quote: str | None = Field(default=None, max_length=1)
    escape: str | None = Field(default=None, max_length=1)
    comment: str | None = Field(default=None, max_length=1)
    wrapped: bool | None = None
    header: bool | None = None
    skip_lines: int | None = Field(default=None, ge=0)
    header_rows: int | None = Field(default=None, ge=0)
    decimal: DecimalMark | None = None
    thousands: str | None = Field(default=None, max_length=1)
    date_order: DateOrder | None = None
    part: str | None = None
    zone: str | None = None
    currency: str | None = Field(default=None, min_length=3, max_length=3)
    rate: float | None = Field(default=None, gt=0, allow_inf_nan=False)
    table: DataTable = "profiles"
    key: str | None = None
    on_duplicate: DuplicatePolicy = "skip"
    columns: tuple[ColumnOptions, ...] = ()

    @field_validator("encoding")
    @classmethod
    def _known_encoding(cls, value: str | None) -> str | None:
        import codecs

        if value is not None:
            try:
                codecs.lookup(value)
            except LookupError:
                raise ValueError(f"there is no encoding called {value}") from None
        return value

    def column(self, source_name: str) -> ColumnOptions | None:
        """Return what was asked for a column of the source, by its name there."""
        return next((column for column in self.columns if column.source_name == source_name), None)

    def with_column(self, column: ColumnOptions) -> ImportOptions:
        """Return a copy in which this column's wishes replace earlier ones."""
        kept = tuple(other for other in self.columns if other.source_name != column.source_name)
        return self.model_copy(update={"columns": (*kept, column)})
