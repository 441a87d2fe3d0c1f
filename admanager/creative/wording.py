"""The project's headline model at work on the words of ads: a ranker for copy, and the options of a design in order."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence

from admanager.creative.brand import BrandKit
from admanager.creative.copy import Ranker, check_headline, headline_options, with_headline
from admanager.creative.design import Design
from admanager.learning.headlines import HeadlineModel, find_headline_model
from admanager.project.file import ProjectFile

# A model that knows fewer of a language's pieces than this share ranks its headlines by their length and marks only.
KNOWN_SHARE = 0.5
# A model is careful where it has seen few tests; what it prefers is taken more decisively than it says.
SHARPNESS = 3.0


def headline_ranker(project: ProjectFile) -> Ranker | None:
    """Return what ranks headlines by the project's headline model; None where it has none.

    Texts of a language that the model was not trained on all have the score 0.
    """
    model = find_headline_model(project)
    if model is None:
        return None
    return lambda texts: [SHARPNESS * score for score in _scores(model, texts)]


def winning_chances(project: ProjectFile, texts: Sequence[str]) -> list[float] | None:
    """Return each headline's chance to be clicked more than the middle one of them, by the project's headline model.

    The scores are log-odds of winning a test (Bradley & Terry 1952). None without a model of their language.
    """
    ranker = headline_ranker(project)
    scores = [score / SHARPNESS for score in ranker(texts)] if ranker is not None else []
    if not any(scores):
        return None
    middle = statistics.median(scores)
    return [1 / (1 + math.exp(middle - score)) for score in scores]


def reworded(design: Design, brand: BrandKit, headline: str) -> Design:
    """Return a design with another headline, and the shorter ones that fit it for sizes where that has no room.

    Raises AdManagerError for a headline that the brand forbids or that is too long; see `copy.check_headline`.
    """
    headline = " ".join(headline.split())
    check_headline(headline, brand)
    words = with_headline(design.copy_text, headline_options(design.spec, brand), headline)
    return design.model_copy(update={"copy_text": words, "forecast": None})


def _scores(model: HeadlineModel, texts: Sequence[str]) -> Sequence[float]:
    known = [model.knows(text) for text in texts]
    if sum(known) < KNOWN_SHARE * len(texts):
        return [0.0] * len(texts)
    return [float(score) for score in model.scores(texts)]
