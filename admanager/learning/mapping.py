"""How a table's columns reach a model's inputs, and which of its outputs is the probability."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from admanager.texts import AdManagerError, sentence

MAPPING_KEY = "admanager.mapping"

_DTYPES: dict[str, Any] = {
    "float": np.float32,
    "double": np.float64,
    "float16": np.float16,
    "int64": np.int64,
    "int32": np.int32,
    "int16": np.int16,
    "int8": np.int8,
    "uint8": np.uint8,
    "bool": np.bool_,
    "string": object,
}


class _RuntimeValue(Protocol):
    name: str
    type: str
    shape: list[Any]


@dataclass(frozen=True)
class DeclaredValue:
    """An input or output as the file declares it; `shape` has None where any size goes."""

    name: str
    element: str
    shape: tuple[int | None, ...]

    @property
    def dtype(self) -> Any:
        """NumPy's type of the elements."""
        return _DTYPES[self.element]

    @property
    def width(self) -> int | None:
        """How many columns it takes or gives; None when the file does not say."""
        return 1 if len(self.shape) < 2 else self.shape[1]


class ColumnMapping(BaseModel):
    """Columns by input, in the order that the input takes them; and the output that is the probability.

    `output_column` picks the positive class where the output has one column a class (or one entry a class,
    as scikit-learn's converter writes it); None for an output of one number a row.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    inputs: dict[str, list[str]]
    output: str
    output_column: int | None = None

    def probabilities(self, found: Any) -> NDArray[np.float64]:
        """Return the probability of each row from the raw output."""
        column = -1 if self.output_column is None else self.output_column
        if isinstance(found, list):
            return np.array([list(entry.values())[column] for entry in found], dtype=np.float64)
        values = np.asarray(found, dtype=np.float64)
        return values if values.ndim == 1 else values.reshape(len(values), -1)[:, column]


def declared_values(values: Sequence[_RuntimeValue]) -> tuple[DeclaredValue, ...]:
    """Return ONNX Runtime's inputs or outputs in our words; sequences of maps have the element `map`."""
    return tuple(_declared(value) for value in values)


def map_by_name(
    inputs: Sequence[DeclaredValue], outputs: Sequence[DeclaredValue], columns: Sequence[str]
) -> ColumnMapping | None:
    """Return the mapping that the names suggest: every input is called like a column (a blank, dot or hyphen
    may have become an underscore); None where one is not.
    """
    plain = {_plain(column): column for column in columns}
    found = {}
    for value in inputs:
        if value.width != 1 or _plain(value.name) not in plain:
            return None
        found[value.name] = [plain[_plain(value.name)]]
    output = likely_output(outputs)
    return (
        ColumnMapping(inputs=found, output=output.name, output_column=likely_column(output))
        if output
        else None
    )


def map_columns(
    inputs: Sequence[DeclaredValue],
    outputs: Sequence[DeclaredValue],
    probabilities: Sequence[str],
    given: Mapping[str, Sequence[str]],
) -> ColumnMapping:
    """Return the mapping that a person gave, inputs left out being called like their column.

    Raises AdManagerError for an input that the file does not have.
    """
    names = {value.name for value in inputs}
    for name in given:
        if name not in names:
            raise AdManagerError(
                sentence(
                    "The file has no input {name}; it has {inputs}.",
                    name=name,
                    inputs=", ".join(sorted(names)),
                )
            )
    by_input = {value.name: list(given.get(value.name, [value.name])) for value in inputs}
    output = likely_output([value for value in outputs if value.name in probabilities])
    if output is None:
        raise AdManagerError(sentence("None of the file's outputs is a probability."))
    return ColumnMapping(inputs=by_input, output=output.name, output_column=likely_column(output))


def likely_output(outputs: Sequence[DeclaredValue]) -> DeclaredValue | None:
    """Return the output that most likely is the probability: numbers, "prob" in its name first."""
    numbers = [value for value in outputs if value.element in {"float", "double", "map"}]
    named = [value for value in numbers if "prob" in value.name.casefold()]
    return next(iter(named or numbers), None)


def likely_column(output: DeclaredValue) -> int | None:
    """Return the last class where an output has one column a class, as most tools order no before yes."""
    if output.element == "map":
        return 1
    return None if output.width in {1, None} else int(output.width or 2) - 1


def require_complete(mapping: ColumnMapping, inputs: Sequence[DeclaredValue]) -> None:
    """Raise AdManagerError when an input has no column, or not as many as it takes."""
    for value in inputs:
        given = mapping.inputs.get(value.name, [])
        wanted = value.width
        if not given or (wanted is not None and len(given) != wanted):
            raise AdManagerError(
                sentence(
                    "The input {name} takes {wanted} columns, but {given} are mapped to it.",
                    name=value.name,
                    wanted=wanted if wanted is not None else 1,
                    given=len(given),
                )
            )


def _declared(value: _RuntimeValue) -> DeclaredValue:
    element = "map" if value.type.startswith("seq(map") else value.type.removeprefix("tensor(").rstrip(")")
    shape = tuple(size if isinstance(size, int) and size > 0 else None for size in value.shape or [])
    return DeclaredValue(value.name, element, shape)


def _plain(name: str) -> str:
    return "".join(letter if letter.isalnum() else "_" for letter in name.casefold())
