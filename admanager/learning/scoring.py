"""Asking a model with ONNX Runtime alone: columns of a table in, probabilities out. No torch, no training code."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from admanager.jobs import Job
from admanager.learning.card import CARD_KEY, MEMBERS, PROBABILITY, CardInput, ModelCard
from admanager.learning.mapping import MAPPING_KEY, ColumnMapping, DeclaredValue, declared_values
from admanager.texts import AdManagerError, sentence

if TYPE_CHECKING:
    import onnxruntime
    import pandas as pd

# Fewer rows cost more calls, and more leave the fast memory: trees beside a network run 12 % faster than by 512.
CHUNK = 1024
_REPORT_EVERY = 65_536
_WATCHED_SECONDS = 0.05
_MOST_MEMORY = 512 * 1024 * 1024


class Scorer:
    """A loaded model. `inputs` are the columns that `score` needs; `card` is None for a file from elsewhere.

    `mapping` says which columns feed which input and which output is the probability; a file of this program
    needs none, and a file that was loaded into a project carries its mapping with it. `output` names the answer
    that is wanted of a file of this program with several, such as one of `card.HEADS`.
    """

    def __init__(
        self, onnx: bytes, mapping: ColumnMapping | None = None, *, output: str = PROBABILITY
    ) -> None:
        self._session = open_session(onnx)
        metadata = self._session.get_modelmeta().custom_metadata_map
        self.card = read_card(metadata.get(CARD_KEY))
        self.declared = declared_values(self._session.get_inputs())
        self._known = {entry.name: entry for entry in self.card.inputs} if self.card else {}
        if mapping is None and MAPPING_KEY in metadata:
            mapping = ColumnMapping.model_validate_json(metadata[MAPPING_KEY])
        self.mapping = mapping or self._own_mapping(output)
        self.inputs: tuple[str, ...] = tuple(
            dict.fromkeys(column for columns in self.mapping.inputs.values() for column in columns)
        )

    def optional_inputs(self) -> frozenset[str]:
        """Return the inputs that may be absent: those taken from a time column that is absent as well."""
        return frozenset(name for name, entry in self._known.items() if entry.derived_from)

    def score(self, frame: pd.DataFrame, *, job: Job | None = None) -> NDArray[np.float64]:
        """Return the probability of each row; float64 [rows].

        Missing values are NaN or None. Raises AdManagerError when a column that the model needs is not there.
        """
        job = job or Job()
        feed = self._feed(frame)
        chunk = self._fixed_rows() or CHUNK
        parts = []
        for start in range(0, len(frame), chunk):
            if start % _REPORT_EVERY < chunk:
                job.check_cancelled()
                job.progress(start, len(frame), sentence("Scoring {rows:,} rows", rows=len(frame)))
            part = {name: values[start : start + chunk] for name, values in feed.items()}
            # A file from elsewhere may take any time for a chunk; ours takes a millisecond.
            parts.append(self._run(part) if self.card is not None else self._run_stoppable(part, job))
        return np.concatenate(parts) if parts else np.zeros(0)

    def answers(self, frame: pd.DataFrame, outputs: Sequence[str]) -> NDArray[np.float64]:
        """Return several outputs of a file for each row, from one run; float64 [outputs, rows].

        Several threads may ask at a time. Missing values and errors are as of `score`.
        """
        feed = self._feed(frame)
        chunk = self._fixed_rows() or CHUNK
        parts = [
            self._outputs({name: values[start : start + chunk] for name, values in feed.items()}, outputs)
            for start in range(0, len(frame), chunk)
        ]
        return np.concatenate(parts, axis=1) if parts else np.zeros((len(outputs), 0))

    def members(self, frame: pd.DataFrame) -> NDArray[np.float64]:
        """Return what each member of an ensemble says of each row, [rows, members]; no members where it is none."""
        shapes = {value.name: value.shape for value in self._session.get_outputs()}
        if len(shapes.get(MEMBERS, ())) != 2:
            return np.zeros((len(frame), 0))
        feed = self._feed(frame)
        parts = [
            self._session.run(
                [MEMBERS], {name: values[start : start + CHUNK] for name, values in feed.items()}
            )[0]
            for start in range(0, len(frame), CHUNK)
        ]
        return np.concatenate(parts).astype(np.float64)

    def score_at_once(self, frame: pd.DataFrame) -> NDArray[np.float64]:
        """Return the probability of each row, computed in a single run whatever their number."""
        return self._run(self._feed(frame))

    def asker(self, frame: pd.DataFrame) -> Callable[[], NDArray[np.float64]]:
        """Return a function that asks about these rows; their columns are made ready once."""
        feed = self._feed(frame)
        return lambda: self._run(feed)

    def _own_mapping(self, output: str) -> ColumnMapping:
        outputs = [value.name for value in self._session.get_outputs()]
        if output not in outputs or any(value.width != 1 for value in self.declared):
            raise AdManagerError(
                sentence(
                    "This ONNX file is not from this program; load it into a project and say which columns feed it."
                )
            )
        return ColumnMapping(inputs={value.name: [value.name] for value in self.declared}, output=output)

    def _fixed_rows(self) -> int:
        fixed = [value.shape[0] for value in self.declared if value.shape and isinstance(value.shape[0], int)]
        return max(fixed, default=0)

    def _run_stoppable(self, feed: dict[str, NDArray[Any]], job: Job) -> NDArray[np.float64]:
        """Run while another thread watches for a cancellation, which ends the run where it stands."""
        import onnxruntime

        options = onnxruntime.RunOptions()
        found: list[NDArray[np.float64] | Exception] = []

        def work() -> None:
            try:
                found.append(self._run(feed, options))
            except Exception as error:  # noqa: BLE001 - handed on to the thread that waits
                found.append(error)

        runner = threading.Thread(target=work, daemon=True)
        runner.start()
        try:
            while runner.is_alive():
                runner.join(_WATCHED_SECONDS)
                if runner.is_alive():
                    job.check_cancelled()
        finally:
            if runner.is_alive():
                options.terminate = True
                runner.join()
        if isinstance(found[0], Exception):
            raise AdManagerError(
                sentence("The model failed on these rows; the file may not fit them."), details=str(found[0])
            ) from found[0]
        return found[0]

    def _run(self, feed: dict[str, NDArray[Any]], options: Any = None) -> NDArray[np.float64]:
        (answers,) = self._outputs(feed, (self.mapping.output,), options)
        return np.asarray(answers, dtype=np.float64)

    def _outputs(
        self, feed: dict[str, NDArray[Any]], outputs: Sequence[str], options: Any = None
    ) -> NDArray[np.float64]:
        fixed = self._fixed_rows()
        rows = len(next(iter(feed.values())))
        if fixed and rows < fixed:
            feed = {
                name: np.concatenate([values] + [values[-1:]] * (fixed - rows))
                for name, values in feed.items()
            }
        found = self._session.run(list(outputs), feed, options)
        answers: NDArray[np.float64] = np.stack(
            [self.mapping.probabilities(values)[:rows] for values in found]
        )
        return answers

    def _feed(self, frame: pd.DataFrame) -> dict[str, NDArray[Any]]:
        frame = self._with_derived(frame)
        missing = [name for name in self.inputs if name not in frame.columns]
        if missing:
            raise AdManagerError(
                sentence(
                    "The model needs the columns {columns}, which are not there; rename them, or map them to others.",
                    columns=", ".join(missing),
                )
            )
        return {
            value.name: _input_array(
                value, [frame[name] for name in self.mapping.inputs[value.name]], self._known
            )
            for value in self.declared
        }

    def _with_derived(self, frame: pd.DataFrame) -> pd.DataFrame:
        from admanager.learning.feature_columns import hours_and_weekdays

        for entry in self._known.values():
            if not entry.derived_from or entry.name in frame.columns:
                continue
            if entry.derived_from in frame.columns:
                times = frame[entry.derived_from].to_numpy(dtype=np.float64, na_value=np.nan)
                hours, weekdays = hours_and_weekdays(times)
                values: NDArray[np.float32] | float = hours if entry.name == "hour" else weekdays
            else:
                values = float("nan")
            frame = frame.assign(**{entry.name: values})
        return frame


def open_session(onnx: bytes) -> onnxruntime.InferenceSession:
    """Load a model for a desktop: one thread that does not spin, all optimisations, only errors in the log.

    What all models compute with comes from one arena of at most 512 MB, so that a hostile one cannot take more.

    Raises AdManagerError when ONNX Runtime refuses the file.
    """
    import onnxruntime

    _make_arena()
    options = onnxruntime.SessionOptions()
    options.add_session_config_entry("session.use_env_allocators", "1")
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(onnx, options, providers=["CPUExecutionProvider"])
    except Exception as error:
        # ONNX Runtime's errors have no base class of their own.
        raise AdManagerError(
            sentence("The ONNX file cannot be loaded; it may be damaged or made for a newer version."),
            details=str(error),
        ) from error


@functools.cache
def _make_arena() -> None:
    """Make the arena of the process, once."""
    import onnxruntime

    place = onnxruntime.OrtMemoryInfo(
        "Cpu", onnxruntime.OrtAllocatorType.ORT_ARENA_ALLOCATOR, 0, onnxruntime.OrtMemType.DEFAULT
    )
    limits = onnxruntime.OrtArenaCfg({"max_mem": _MOST_MEMORY, "arena_extend_strategy": 1})
    onnxruntime.create_and_register_allocator(place, limits)


def read_card(text: str | None) -> ModelCard | None:
    """Return the model card of a file's metadata; None where there is none that this version can read."""
    if text is None:
        return None
    try:
        return ModelCard.model_validate_json(text)
    except ValidationError:
        return None


def _input_array(
    value: DeclaredValue, columns: Sequence[pd.Series], known: dict[str, CardInput]
) -> NDArray[Any]:
    if value.element == "string":
        entry = known.get(value.name)
        arrays = [
            _flag_words(column) if entry and entry.kind == "flag" else _words(column) for column in columns
        ]
    else:
        arrays = [_numbers(column, value) for column in columns]
    if len(value.shape) < 2:
        return arrays[0]
    return np.column_stack(arrays)


def _numbers(column: pd.Series, value: DeclaredValue) -> NDArray[Any]:
    try:
        numbers = column.to_numpy(dtype=np.float64, na_value=np.nan)
    except (TypeError, ValueError) as error:
        raise AdManagerError(
            sentence(
                "The model takes numbers from {column}, but there is text in it.", column=str(column.name)
            )
        ) from error
    if value.element in {"float", "double", "float16"}:
        return numbers.astype(value.dtype)
    if np.isnan(numbers).any():
        raise AdManagerError(
            sentence(
                "The model takes whole numbers from {column} and cannot deal with missing values in it.",
                column=str(column.name),
            )
        )
    return numbers.astype(value.dtype)


def _words(column: pd.Series) -> NDArray[Any]:
    import pandas as pd

    if column.dtype == "category":
        categories = [_word(level) for level in column.cat.categories]
        return np.array([*categories, ""], dtype=object)[column.cat.codes.to_numpy()]
    if column.dtype.kind in "fiub":
        levels, places = np.unique(column.to_numpy(), return_inverse=True)
        words = ["" if level != level else _word(level) for level in levels.tolist()]
        return np.array(words, dtype=object)[places]
    if isinstance(column.dtype, pd.StringDtype):
        # A word is made once, not once a row: a third of the time.
        codes, texts = pd.factorize(column)
        return np.array([*texts, ""], dtype=object)[codes]
    missing = column.isna().to_numpy()
    values = np.array(column.to_numpy(dtype=object), dtype=object)
    values[missing] = ""
    if any(not isinstance(item, str) for item in values[:1]):
        return np.array([_word(item) for item in values], dtype=object)
    return values


def _flag_words(column: pd.Series) -> NDArray[Any]:
    if column.dtype.kind in "fiub":
        numbers = column.to_numpy(dtype=np.float64)
        return np.where(np.isnan(numbers), "", np.where(numbers == 1, "1", "0")).astype(object)
    return _words(column)


def _word(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
