"""The project's headline model at work on the words of ads: a ranker for copy, and the options of a design in order."""

from __future__ import annotations

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


def ranked_headlines(project: ProjectFile, brand: BrandKit, design: Design) -> list[tuple[str, float | None]]:
    """Return the headlines that fit a design with their scores, the likeliest to be clicked first.

    Without a headline model the scores are None, and the order is that of the templates.
    """
    options = headline_options(design.spec, brand)
    ranker = headline_ranker(project)
    if ranker is None:
        return [(text, None) for text in options]
    scores = [score / SHARPNESS for score in ranker(options)]
    order = sorted(range(len(options)), key=lambda place: -scores[place])
    return [(options[place], float(scores[place])) for place in order]


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
