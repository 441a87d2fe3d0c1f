"""A finished design: the spec with its words and everything needed to draw it again, or to say where it is from."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from admanager.creative.condition import Condition
from admanager.creative.copy import AdCopy
from admanager.creative.model_art import ModelArt
from admanager.creative.scorer import Forecast
from admanager.creative.spec import DesignSpec

GRAMMAR = "grammar"
Origin = Literal["drawn", "varied", "blended", "moved", "typical", "imported", "searched"]


class Design(BaseModel):
    """One design. `generator` is `grammar` or the generator's name, `generator_sha256` its file's hash ("" for the grammar).

    `seed` and `number` say which draw it was: the same seed, generator and condition give a `drawn` design again.
    The other origins start from other designs; they are kept as they are, and drawn from their spec. `forecast` is
    what the project's scorer told of it when it was chosen, `art` a picture by an image model, where that was asked for.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: Literal[1] = 1
    spec: DesignSpec
    copy_text: AdCopy
    condition: Condition
    segment: str = ""
    seed: int
    number: int = 0
    origin: Origin = "drawn"
    forecast: Forecast | None = None
    art: ModelArt | None = None
    generator: str = GRAMMAR
    generator_sha256: str = ""

    def without_art(self) -> Design:
        """Return the design with drawn shapes in the place of what an image model made."""
        return self if self.art is None else self.model_copy(update={"art": None})
