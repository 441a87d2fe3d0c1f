"""Image generators from elsewhere: an ONNX file with one latent input and one picture output, checked and mapped.

The file goes through the same gate as any other model: a child process with limits on memory and time, a list of
operators, no data outside the file.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from admanager.creative.image_server import Pixels
from admanager.jobs import Job
from admanager.learning.gate import limit_memory, parsed, refused, require_allowed
from admanager.learning.mapping import DeclaredValue, declared_values
from admanager.learning.scoring import open_session
from admanager.texts import sentence

# What upscales a map; models of rows have no use for it.
PICTURE_OPERATORS = frozenset({"Resize", "Upsample", "DepthToSpace", "SpaceToDepth"})
LARGEST = 1024
LARGEST_LATENT = 4096
TRIAL_PICTURES = 8
Layout = Literal["NCHW", "NHWC"]


@dataclass(frozen=True)
class ImageMapping:
    """How a generator is called: its latent input of `latent` numbers (in `rank` dimensions), its picture output.

    Values of the output lie in `low`..`high`; `layout` says where the channels are.
    """

    input: str
    latent: int
    rank: int
    output: str
    layout: Layout
    channels: int
    height: int
    width: int
    low: float
    high: float

    def as_dict(self) -> dict[str, Any]:
        """Return the mapping for a card."""
        return asdict(self)


class ForeignServer:
    """A generator from elsewhere, ready to make pictures."""

    def __init__(self, onnx_bytes: bytes, mapping: ImageMapping) -> None:
        self._session = open_session(onnx_bytes)
        self._mapping = mapping

    def make(self, rng: np.random.Generator, truncation: float = 1.0) -> Pixels:
        """Return one picture [height, width, 3] of a standard normal code."""
        given = self._mapping
        code = truncation * rng.standard_normal((1, given.latent))
        (made,) = self._session.run([given.output], {given.input: _shaped(code, given.rank)})
        picture = np.asarray(made[0], dtype=np.float64)
        if given.layout == "NCHW":
            picture = picture.transpose(1, 2, 0)
        share = np.clip((picture - given.low) / (given.high - given.low), 0, 1)
        pixels = np.rint(255 * share).astype(np.uint8)
        return np.repeat(pixels, 3, axis=2) if given.channels == 1 else pixels


def inspect_generator(content: bytes, *, job: Job) -> ImageMapping:
    """Check the bytes, try the generator and return how it is called: what the child process runs."""
    import onnx
    import onnxruntime  # noqa: F401 - loaded before the memory is limited

    limit_memory()
    job.progress(0, 2, sentence("Checking the file"))
    model = parsed(content)
    require_allowed(model, PICTURE_OPERATORS)
    try:
        onnx.checker.check_model(model, full_check=True)
    except Exception as error:
        # The checker's errors have no base class of their own.
        raise refused(sentence("it is not a valid ONNX model"), str(error)) from error
    job.progress(1, 2, sentence("Trying the model"))
    session = open_session(content)
    code = _latent_input(declared_values(session.get_inputs()))
    outputs = [value for value in declared_values(session.get_outputs()) if len(value.shape) == 4]
    if len(outputs) != 1:
        raise refused(sentence("it has no single output that is a picture"))
    latent = code.shape[1] or 0
    trial = _shaped(np.random.default_rng(0).standard_normal((1, latent)), len(code.shape))
    pictures = []
    for number in range(TRIAL_PICTURES):
        feed = {code.name: np.roll(trial, number, axis=1)}
        try:
            (made,) = session.run([outputs[0].name], feed)
        except Exception as error:
            raise refused(sentence("it fails on a trial row"), str(error)) from error
        pictures.append(np.asarray(made))
    return _mapped(code, outputs[0].name, latent, np.concatenate(pictures))


def _latent_input(inputs: tuple[DeclaredValue, ...]) -> DeclaredValue:
    found = [
        value
        for value in inputs
        if value.element in {"float", "float16", "double"}
        and (len(value.shape) == 2 or (len(value.shape) == 4 and value.shape[2:] == (1, 1)))
        and value.shape[1] is not None
        and 1 <= value.shape[1] <= LARGEST_LATENT
    ]
    if len(inputs) != 1 or len(found) != 1 or found[0].element != "float":
        raise refused(sentence("it has no single number input that could be a latent code"))
    return found[0]


def _mapped(code: DeclaredValue, output: str, latent: int, pictures: npt.NDArray[Any]) -> ImageMapping:
    shape = pictures.shape
    layout: Layout = "NCHW" if len(shape) == 4 and shape[1] in {1, 3} else "NHWC"
    if len(shape) != 4 or (layout == "NHWC" and shape[3] not in {1, 3}) or shape[0] != TRIAL_PICTURES:
        raise refused(sentence("it has no single output that is a picture"))
    channels, height, width = (
        (shape[1], shape[2], shape[3]) if layout == "NCHW" else (shape[3], shape[1], shape[2])
    )
    if max(height, width) > LARGEST:
        raise refused(sentence("its picture is larger than {limit} pixels", limit=LARGEST))
    if not np.all(np.isfinite(pictures)):
        raise refused(sentence("its pictures are not finite numbers"))
    lowest, highest = float(pictures.min()), float(pictures.max())
    low, high = (0.0, 255.0) if highest > 2 else (-1.0, 1.0) if lowest < -0.02 else (0.0, 1.0)
    return ImageMapping(
        code.name, latent, len(code.shape), output, layout, channels, height, width, low, high
    )


def _shaped(codes: npt.NDArray[np.float64], rank: int) -> npt.NDArray[np.float32]:
    narrow = codes.astype(np.float32)
    return narrow if rank == 2 else narrow[:, :, np.newaxis, np.newaxis]
