"""What a notebook calls about creatives: headlines, designs, and models of product photos.

designs = project.design()
project.learn_designs()
project.headline_ideas(count=12)
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from admanager.jobs import Job
from admanager.project.file import ProjectFile

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from admanager.creative.choosing import ScorerInfo
    from admanager.creative.design import Design
    from admanager.creative.ideas import Idea
    from admanager.creative.image_judging import Quality
    from admanager.creative.image_store import ImageModelInfo
    from admanager.creative.past import PastImport
    from admanager.creative.pipeline import Request
    from admanager.creative.scorer import Forecast


class CreativeCalls:
    """The calls about creatives in an open project."""

    file: ProjectFile

    def train_headlines(self, path: Path | str, *, seed: int = 0, job: Job | None = None) -> dict[str, Any]:
        """Learn from a file of one's own headline tests which headline is clicked more; return the figures."""
        from admanager.learning.headlines import train_headlines

        return train_headlines(self.file, Path(path), seed=seed, job=job)

    def rank_headlines(self, texts: Sequence[str]) -> list[tuple[str, float]]:
        """Return the texts with their scores, the one that is likeliest to be clicked first."""
        from admanager.learning.headlines import rank_headlines

        return rank_headlines(self.file, texts)

    def learn_ideas(
        self, path: Path | str, *, column: str = "", seed: int = 0, job: Job | None = None
    ) -> dict[str, Any]:
        """Learn to make up headlines from a file of one's own (a line each, or a table's column); return the card."""
        from admanager.creative.ideas import learn_ideas

        return learn_ideas(self.file, Path(path), column=column, seed=seed, job=job)

    def headline_ideas(self, *, count: int = 12, seed: int = 0, limit: int | None = None) -> list[Idea]:
        """Return ideas for headlines, made up by a model, of at most `limit` letters (by default what the brand's networks take)."""
        from admanager.creative.ideas import headline_ideas

        return headline_ideas(self.file, count=count, seed=seed, limit=limit)

    def train_images(
        self,
        folder: Path | str,
        kind: Literal["vae", "gan"],
        *,
        size: int = 32,
        minutes: float | None = None,
        seed: int = 0,
        name: str = "",
        job: Job | None = None,
    ) -> ImageModelInfo:
        """Train an image model on a folder of photos, a subfolder for each class; `minutes` are CPU minutes."""
        from admanager.creative.image_models import train_image_model

        return train_image_model(
            self.file, Path(folder), kind, size=size, minutes=minutes, seed=seed, name=name, job=job
        )

    def evaluate_images(self, folder: Path | str, *, name: str = "", job: Job | None = None) -> Quality:
        """Judge an image model, the newest unless it is named, against photos that it was not trained on."""
        from admanager.creative.image_models import evaluate_image_model

        return evaluate_image_model(self.file, Path(folder), name=name, job=job)

    def image_concepts(
        self, *, name: str = "", class_name: str = "", colour: str = "", count: int = 12, seed: int = 0
    ) -> npt.NDArray[np.uint8]:
        """Return pictures made by an image model, [count, height, width, 3] of 0..255."""
        from admanager.creative.image_concepts import sample_images

        return sample_images(
            self.file, name=name, class_name=class_name, colour=colour, count=count, seed=seed
        )

    def design(self, request: Request | None = None, *, job: Job | None = None) -> list[Design]:
        """Return designs for a segment; the best of 256 where it was learned which designs are clicked."""
        from admanager.creative.pipeline import Request, make_designs

        return make_designs(self.file, request or Request(), job=job)

    def import_past_ads(self, path: Path | str, *, job: Job | None = None) -> PastImport:
        """Keep the past ads of a folder or file (designs as JSON, attributes as CSV, pictures); design models learn from them, too."""
        from admanager.creative.past import import_past_ads

        return import_past_ads(self.file, Path(path), job=job)

    def forecast_sizes(self, design: Design) -> dict[str, Forecast]:
        """Return a design's forecast in each size that was learned of; none before designs were learned of."""
        from admanager.creative.choosing import forecast_sizes, load_scorer

        scorer = load_scorer(self.file)
        return {} if scorer is None else forecast_sizes(scorer, design)

    def learn_designs(self, *, seed: int = 0, job: Job | None = None) -> ScorerInfo:
        """Learn from the impressions of kept creatives which designs are clicked."""
        from admanager.creative.choosing import train_scorer

        return train_scorer(self.file, seed=seed, job=job)
