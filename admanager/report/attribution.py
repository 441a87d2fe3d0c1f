"""The tables of a run's report that credit its conversions: rule by rule, beside what each part truly added."""

from __future__ import annotations

from admanager.project.file import ProjectFile
from admanager.report import svg
from admanager.report.tables import Cell, Column, Table
from admanager.simulation.attribution import RULES, By, Rule
from admanager.simulation.incrementality import Attribution, Effect, attribution
from admanager.simulation.listing import feedback_is_there
from admanager.simulation.runs import Run
from admanager.texts import Sentence, sentence

RULE_NAMES: dict[Rule, Sentence] = {
    "last": sentence("Last"),
    "first": sentence("First"),
    "linear": sentence("Linear"),
    "decay": sentence("Time decay"),
    "position": sentence("Position"),
    "markov": sentence("Markov"),
}
RULE_MEANINGS: dict[Rule, Sentence] = {
    "last": sentence("The whole conversion goes to the last impression before it."),
    "first": sentence("The whole conversion goes to the first impression of its path."),
    "linear": sentence("All impressions of a path share evenly."),
    "decay": sentence("An impression counts half for each week that it lies before the conversion."),
    "position": sentence("First and last get 40 % each, those between share the rest."),
    "markov": sentence("In proportion to what the chain of impressions loses without it."),
}
TRUE_EFFECT = sentence("Conversions that are lost when it is switched off: same people, seed and prices.")
_PARTS: dict[By, tuple[str, str]] = {
    "creative": ("Conversions credited to creatives", "Creative"),
    "placement": ("Conversions credited to placements", "Placement"),
}


def attribution_tables(project: ProjectFile, run: Run) -> list[Table]:
    """Return the credits by creative and by placement; none where the run's impressions are gone or none converted."""
    if not feedback_is_there(project, run.summary.batch):
        return []
    found = [attribution(project, run, by=by, seeds=0) for by in _PARTS]
    return [_table(one) for one in found if one.credits.conversions]


def _table(found: Attribution) -> Table:
    title, first = _PARTS[found.by]
    credits = found.credits
    best = max(float(values.max()) for values in credits.by_rule.values())
    rows = []
    for place, name in enumerate(credits.items):
        cells = [Cell(f"{values[place]:,.1f}") for values in credits.by_rule.values()]
        cells[0] = Cell(cells[0].text, drawing=svg.share_cell(credits.by_rule["last"][place] / best))
        rows.append((Cell(name), *cells, *_effect(found, found.effects.get(name))))
    sums = [Cell(f"{values.sum():,.1f}") for values in credits.by_rule.values()]
    columns = (
        Column(first, numeric=False),
        *(Column(RULE_NAMES[rule], RULE_MEANINGS[rule]) for rule in RULES),
        *((Column("True effect", TRUE_EFFECT),) if found.campaign is not None else ()),
    )
    foot = (Cell("Whole run"), *sums, *_effect(found, found.campaign))
    return Table(title, columns, tuple(rows), foot, " ".join(found.notes))


def _effect(found: Attribution, effect: Effect | None) -> tuple[Cell, ...]:
    """Return the cell of a true effect; none where they were not worked out."""
    if found.campaign is None:
        return ()
    if effect is None:
        return (Cell("–"),)
    usual = effect.usual
    return (Cell(f"{effect.here:+,}", f"{usual.low:+,.1f} – {usual.high:+,.1f}" if usual.known else ""),)
