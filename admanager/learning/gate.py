"""The gate for ONNX files from elsewhere: what is checked before one is let into a project.

A file is read as bytes and never by its path, so that nothing outside it can be pulled in. Parsing, the
checks and a trial run happen in a child process with a memory limit (where the system has one) and a time
limit: a file that crashes, hangs or eats memory takes the child along and nothing else.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from admanager.jobs import Job, WorkerDied, run_in_child
from admanager.learning.card import CARD_KEY, ModelCard
from admanager.learning.mapping import (
    MAPPING_KEY,
    ColumnMapping,
    DeclaredValue,
    declared_values,
    likely_output,
)
from admanager.learning.operators import ALLOWED
from admanager.learning.scoring import open_session, read_card
from admanager.texts import AdManagerError, Sentence, sentence

if TYPE_CHECKING:
    import onnx

Report = TypeVar("Report")

MAX_BYTES = 256 * 1024 * 1024
MAX_NODES = 50_000
MAX_INPUTS = 5_000
MAX_METADATA = 4 * 1024 * 1024
TRIAL_SECONDS = 30.0
TRIAL_MEMORY = 1024**3
TRIAL_ROWS = (1, 3, 64)

_FLOATS = frozenset({"float", "double"})
_TAKEN = _FLOATS | {"float16", "int64", "int32", "int16", "int8", "uint8", "bool", "string"}


@dataclass(frozen=True)
class GateReport:
    """What is known of a file that passed: its interface, its operators, who made it, and its card if it has one.

    `probabilities` are the outputs that gave finite numbers within 0 and 1 in the trial.
    """

    sha256: str
    size: int
    producer: str
    operators: tuple[str, ...]
    inputs: tuple[DeclaredValue, ...]
    outputs: tuple[DeclaredValue, ...]
    probabilities: tuple[str, ...]
    card: ModelCard | None
    mapping: ColumnMapping | None


def read_file(path: Path) -> bytes:
    """Return the bytes of an ONNX file; raise AdManagerError when it is missing or too large."""
    if not path.is_file():
        raise AdManagerError(sentence("There is no file at {path}.", path=str(path)))
    if path.stat().st_size > MAX_BYTES:
        raise AdManagerError(_too_large(path.stat().st_size))
    return path.read_bytes()


def check_foreign(source: Path | str | bytes, *, job: Job | None = None) -> GateReport:
    """Check a file from elsewhere and return what is known of it; raise AdManagerError with the reason if refused."""
    return tried_in_child(source, inspect, job=job)


def tried_in_child(
    source: Path | str | bytes, inspector: Callable[..., Report], *, job: Job | None = None
) -> Report:
    """Return `inspector(content, job=...)`, run in a child process with limits; raise AdManagerError if refused."""
    content = source if isinstance(source, bytes) else read_file(Path(source))
    if len(content) > MAX_BYTES:
        raise AdManagerError(_too_large(len(content)))
    try:
        return run_in_child(inspector, content, job=_Deadline(job or Job(), TRIAL_SECONDS))
    except _TimeUp:
        raise AdManagerError(
            sentence(
                "The ONNX file was refused: its trial run did not end within {seconds} seconds.",
                seconds=round(TRIAL_SECONDS),
            )
        ) from None
    except WorkerDied as error:
        raise AdManagerError(
            sentence("The ONNX file was refused: it needs too much memory, or crashes, in its trial run."),
            details=error.details,
        ) from error


def inspect(content: bytes, *, job: Job) -> GateReport:
    """Check the bytes and try the model: what the child process runs."""
    import onnx
    import onnxruntime  # noqa: F401 - loaded before the memory is limited

    limit_memory()
    job.progress(0, 2, sentence("Checking the file"))
    model = parsed(content)
    operators = require_allowed(model)
    try:
        onnx.checker.check_model(model, full_check=True)
    except Exception as error:
        # The checker's errors have no base class of their own.
        raise refused(sentence("it is not a valid ONNX model"), str(error)) from error
    job.progress(1, 2, sentence("Trying the model"))
    session = open_session(content)
    inputs, outputs = declared_values(session.get_inputs()), declared_values(session.get_outputs())
    _require_usable(inputs)
    metadata = {entry.key: entry.value for entry in model.metadata_props}
    return GateReport(
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        producer=" ".join((model.producer_name, model.producer_version)).strip(),
        operators=tuple(sorted(operators)),
        inputs=inputs,
        outputs=outputs,
        probabilities=_tried(session, inputs, outputs),
        card=read_card(metadata.get(CARD_KEY)),
        mapping=_stored_mapping(metadata.get(MAPPING_KEY), inputs, outputs),
    )


class _TimeUp(AdManagerError):
    """The trial took too long."""


class _Deadline(Job):
    """Hands everything on to another job, and stops the child when the time is up."""

    def __init__(self, inner: Job, seconds: float) -> None:
        self._inner = inner
        self._end = time.monotonic() + seconds

    def progress(self, done: float, total: float, text: str) -> None:
        self._inner.progress(done, total, text)

    def check_cancelled(self) -> None:
        self._inner.check_cancelled()
        if time.monotonic() > self._end:
            raise _TimeUp(sentence("The time is up."))


def limit_memory() -> None:
    """Let the process have at most `TRIAL_MEMORY` more than it has now, where the system can hold it to that."""
    try:
        import resource
    except ImportError:
        return
    statm = Path("/proc/self/statm")
    used = int(statm.read_text().split()[0]) * resource.getpagesize() if statm.exists() else 4 * 1024**3
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = used + TRIAL_MEMORY
    if most == resource.RLIM_INFINITY or limit < most:
        try:
            resource.setrlimit(resource.RLIMIT_AS, (limit, most))
        except (ValueError, OSError):
            # macOS refuses some limits; the time limit and the child process remain.
            return


def parsed(content: bytes) -> onnx.ModelProto:
    """Return the model of these bytes; raise AdManagerError where they are none."""
    import onnx

    model = onnx.ModelProto()
    try:
        model.ParseFromString(content)
    except Exception as error:
        raise refused(sentence("it is not an ONNX model"), str(error)) from error
    if not model.HasField("graph") or not model.graph.node:
        raise refused(sentence("it is not an ONNX model"))
    return model


def require_allowed(model: onnx.ModelProto, more: frozenset[str] = frozenset()) -> set[str]:
    """Return the model's operators; raise AdManagerError where one is neither allowed to all nor in `more`.

    Also refused are functions, subgraphs, data outside the file, and what is too large.
    """
    import onnx

    if model.functions:
        raise refused(sentence("it defines functions of its own"))
    if len(model.graph.node) > MAX_NODES or len(model.graph.input) > MAX_INPUTS:
        raise refused(sentence("it has too many nodes or inputs"))
    if sum(len(entry.value) for entry in model.metadata_props) > MAX_METADATA:
        raise refused(sentence("its description is too large"))
    operators = set()
    for node in model.graph.node:
        allowed = ALLOWED.get(node.domain)
        if allowed is None:
            raise refused(sentence("it uses operators of the foreign domain {domain}", domain=node.domain))
        if node.op_type not in allowed | more:
            raise refused(sentence("it uses the operator {operator}", operator=node.op_type))
        operators.add(node.op_type)
        for attribute in node.attribute:
            if attribute.type in {onnx.AttributeProto.GRAPH, onnx.AttributeProto.GRAPHS}:
                raise refused(sentence("it uses the operator {operator}", operator=node.op_type))
    if any(_is_outside(tensor) for tensor in _tensors(model)):
        raise refused(sentence("it keeps data outside the file"))
    return operators


def _tensors(model: onnx.ModelProto) -> Iterator[onnx.TensorProto]:
    yield from model.graph.initializer
    for sparse in model.graph.sparse_initializer:
        yield from (sparse.values, sparse.indices)
    for node in model.graph.node:
        for attribute in node.attribute:
            yield attribute.t
            yield from attribute.tensors


def _is_outside(tensor: onnx.TensorProto) -> bool:
    import onnx

    return tensor.data_location == onnx.TensorProto.EXTERNAL or len(tensor.external_data) > 0


def _require_usable(inputs: Sequence[DeclaredValue]) -> None:
    for value in inputs:
        if value.element not in _TAKEN or len(value.shape) > 2:
            raise refused(sentence("its input {name} takes neither numbers nor text by row", name=value.name))
    if not inputs:
        raise refused(sentence("it has no input"))


def _tried(
    session: Any, inputs: Sequence[DeclaredValue], outputs: Sequence[DeclaredValue]
) -> tuple[str, ...]:
    """Run the model on made-up rows and return the outputs that behave like probabilities."""
    candidates = [value for value in outputs if value.element in {*_FLOATS, "map"}]
    good = {value.name for value in candidates}
    for rows in TRIAL_ROWS:
        feed = {value.name: _made_up(value, rows) for value in inputs}
        try:
            found = session.run([value.name for value in candidates], feed)
        except Exception as error:
            raise refused(sentence("it fails on a trial row"), str(error)) from error
        for value, result in zip(candidates, found, strict=True):
            if not _is_probability(value, result):
                good.discard(value.name)
    if not good:
        raise refused(sentence("none of its outputs is a probability: numbers from 0 to 1, for each row"))
    likely = likely_output([value for value in candidates if value.name in good])
    first = likely.name if likely else ""
    return tuple(sorted(good, key=lambda name: (name != first, name)))


def _made_up(value: DeclaredValue, rows: int) -> NDArray[Any]:
    fixed = value.shape[0] if value.shape else None
    size = [fixed or rows] + [width or 1 for width in value.shape[1:]]
    rng = np.random.default_rng(rows)
    if value.element == "string":
        return rng.choice(np.array(["", "a", "1", "yes", "unknown"], dtype=object), size=size)
    if value.element in {*_FLOATS, "float16"}:
        return rng.normal(0, 3, size=size).astype(value.dtype)
    return rng.integers(0, 2, size=size).astype(value.dtype)


def _is_probability(value: DeclaredValue, result: Any) -> bool:
    mapping = ColumnMapping(inputs={}, output=value.name)
    if not isinstance(result, list) and np.asarray(result).ndim not in {1, 2}:
        return False
    numbers = mapping.probabilities(result)
    return bool(np.all(np.isfinite(numbers)) and np.all((numbers >= 0) & (numbers <= 1)))


def _stored_mapping(
    text: str | None, inputs: Sequence[DeclaredValue], outputs: Sequence[DeclaredValue]
) -> ColumnMapping | None:
    """Return the mapping that an earlier load wrote into the file, where it still fits the file."""
    if text is None:
        return None
    try:
        mapping = ColumnMapping.model_validate_json(text)
    except ValueError:
        return None
    names = {value.name for value in inputs}
    fits = set(mapping.inputs) == names and mapping.output in {value.name for value in outputs}
    return mapping if fits else None


def refused(reason: Sentence, details: str = "") -> AdManagerError:
    """Return the error that says why a file was refused."""
    return AdManagerError(sentence("The ONNX file was refused: {reason}.", reason=reason), details=details)


def _too_large(size: int) -> Sentence:
    return sentence(
        "The ONNX file was refused: it has {size:.0f} MB, and at most {limit:.0f} MB are taken.",
        size=size / 1e6,
        limit=MAX_BYTES / 1e6,
    )
