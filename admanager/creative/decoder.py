"""Runs a design decoder with ONNX Runtime; knows the graph's inputs and outputs, not where it was trained."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from admanager.creative.condition import CONDITION_SIZE
from admanager.creative.spec import CATEGORY_WIDTH, CONTINUOUS
from admanager.texts import AdManagerError, sentence

INPUTS = {"condition": CONDITION_SIZE, "gumbel": CATEGORY_WIDTH, "noise": len(CONTINUOUS)}


class OutdatedModel(AdManagerError):
    """A design model of another version of the program, which has to be trained again."""


class DesignDecoder:
    """A decoder ready to sample: `(z, condition, gumbel, noise) -> (numbers, choices)`."""

    def __init__(self, onnx_bytes: bytes) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(onnx_bytes, options, providers=["CPUExecutionProvider"])
        shapes = {item.name: item.shape for item in self._session.get_inputs()}
        outputs = {item.name for item in self._session.get_outputs()}
        if not {"numbers", "choices", "scores"} <= outputs or set(shapes) != {"z", *INPUTS}:
            raise AdManagerError(sentence("This ONNX file is not a design generator of AdManager."))
        for name, width in INPUTS.items():
            if shapes[name][1] != width:
                raise OutdatedModel(
                    sentence(
                        "The design model was trained by another version of AdManager, whose designs were described by "
                        "other numbers; train it again (Models, on the Creatives page)."
                    ),
                    details=f"its input {name} has {shapes[name][1]} numbers, not {width}",
                )
        self.latent = int(shapes["z"][1])

    def sample(
        self, conditions: npt.NDArray[np.float32], rng: np.random.Generator
    ) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int64]]:
        """Return scaled numbers [n, C] and level indices [n, K], one design for each condition.

        All noise is drawn here, design by design, so that the first n of a larger draw are the same designs.
        """
        width = self.latent + len(CONTINUOUS)
        normal = np.empty((len(conditions), width), dtype=np.float32)
        gumbel = np.empty((len(conditions), CATEGORY_WIDTH), dtype=np.float32)
        for row in range(len(conditions)):
            normal[row] = rng.normal(size=width)
            gumbel[row] = rng.gumbel(size=CATEGORY_WIDTH)
        return self.decode(normal[:, : self.latent], conditions, gumbel, normal[:, self.latent :])

    def decode(
        self,
        latent: npt.NDArray[np.float32],
        conditions: npt.NDArray[np.float32],
        gumbel: npt.NDArray[np.float32],
        noise: npt.NDArray[np.float32],
    ) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int64]]:
        """Return what the graph answers to exactly these inputs."""
        results: list[Any] = self._session.run(
            ["numbers", "choices"],
            {"z": latent, "condition": conditions, "gumbel": gumbel, "noise": noise},
        )
        return results[0], results[1]

    def expected(
        self, latent: npt.NDArray[np.float32], conditions: npt.NDArray[np.float32]
    ) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
        """Return the numbers without noise [n, C] and the log odds of all levels [n, CATEGORY_WIDTH]."""
        rows = len(latent)
        given = {
            "z": latent,
            "condition": conditions,
            "gumbel": np.zeros((rows, CATEGORY_WIDTH), np.float32),
            "noise": np.zeros((rows, len(CONTINUOUS)), np.float32),
        }
        results: list[Any] = self._session.run(["numbers", "scores"], given)
        return results[0], results[1]
