"""What a new project starts with, by industry: a brand kit that speaks its language, and a first campaign as a draft.

Nothing in a template is data: no person, no rate, no price that was measured. The amounts are starting points
which the draft asks to be looked at, and the campaign's check says what is still missing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError, Sentence, sentence

BLANK = "blank"
FLIGHT_DAYS = 14
_DAY = "0" * 6 + "1" * 17 + "0"
_EVENING = "0" * 16 + "1" * 8
_WORK = "0" * 7 + "1" * 12 + "0" * 5


@dataclass(frozen=True)
class Template:
    """A start: its name, title, and for whom it is; parts of the brand kit and of the campaign plan."""

    name: str
    title: Sentence
    about: Sentence
    campaign: Sentence
    brand: dict[str, Any] = field(default_factory=dict)
    plan: dict[str, Any] = field(default_factory=dict)


TEMPLATES = (
    Template(
        "e-commerce",
        sentence("E-commerce"),
        sentence("Sell products: clicks that turn into orders, at most three ads a day for a person."),
        sentence("First orders"),
        {"primary": "#14532d", "accent": "#f59e0b", "tones": ("plain", "playful", "urgent")},
        {
            "objective": "conversions",
            "bid": {"strategy": "fixed_cpc", "amount": "0.50"},
            "cap": {"per_day": 3, "per_week": 10},
            "creative_choice": "thompson",
        },
    ),
    Template(
        "social",
        sentence("Social"),
        sentence("Grow a community: much reach in the evening, and creatives that change before they tire."),
        sentence("Meet us"),
        {"primary": "#6d28d9", "accent": "#f472b6", "font_roles": ("friendly", "geometric"), "tones": ("playful", "warm")},
        {
            "objective": "awareness",
            "bid": {"strategy": "fixed_cpm", "amount": "3.00"},
            "cap": {"per_day": 2, "per_week": 6, "soft_per_week": 4.0},
            "creative_choice": "discounted_thompson",
            "dayparts": (_EVENING,) * 7,
        },
    ),
    Template(
        "search",
        sentence("Search"),
        sentence("Answer those who look for something: paid by the click, at all hours, first position first."),
        sentence("Found when looked for"),
        {"primary": "#1f4fd8", "accent": "#10b981", "font_roles": ("technical", "neutral"), "tones": ("plain",)},
        {
            "objective": "traffic",
            "bid": {"strategy": "fixed_cpc", "amount": "0.80"},
            "budget": {"pacing": "traffic"},
            "market": {"auction": "gsp"},
            "creative_choice": "ucb1",
        },
    ),
    Template(
        "finance",
        sentence("Finance"),
        sentence("Win applications: a price for each, plain words, and a legal line in every ad."),
        sentence("Applications"),
        {
            "primary": "#0f2a4a", "accent": "#c9a227", "font_roles": ("neutral", "elegant"), "tones": ("plain", "premium"),
            "forbidden_words": ("guaranteed", "risk-free", "no risk"), "legal_line": "Terms apply. Capital at risk.",
            "legal_required": True,
        },
        {
            "objective": "conversions",
            "bid": {"strategy": "target_cpa", "amount": "25.00"},
            "cap": {"per_day": 2, "per_week": 5},
            "dayparts": (_WORK,) * 5 + (_DAY,) * 2,
        },
    ),
    Template(
        "entertainment",
        sentence("Entertainment"),
        sentence("Fill seats and screens: short and strong, most of it at night and before the weekend."),
        sentence("Opening night"),
        {"primary": "#111827", "accent": "#ef4444", "font_roles": ("condensed",), "tones": ("playful", "urgent")},
        {
            "objective": "traffic",
            "bid": {"strategy": "ocpc", "amount": "0.40"},
            "budget": {"pacing": "dual"},
            "cap": {"per_day": 4, "per_week": 12},
            "creative_choice": "thompson",
            "dayparts": (_EVENING,) * 4 + (_DAY,) * 3,
        },
    ),
    Template(
        "healthcare",
        sentence("Healthcare"),
        sentence("Inform with care: warm words, few repetitions, and a legal line; choose no one by an illness."),
        sentence("Good to know"),
        {
            "primary": "#0e7490", "accent": "#65a30d", "font_roles": ("friendly", "neutral"), "tones": ("warm", "plain"),
            "forbidden_words": ("cure", "miracle", "guaranteed"), "legal_line": "No substitute for medical advice.",
            "legal_required": True,
        },
        {
            "objective": "awareness",
            "bid": {"strategy": "fixed_cpm", "amount": "4.00"},
            "cap": {"per_day": 1, "per_week": 3},
            "dayparts": (_DAY,) * 7,
        },
    ),
)  # fmt: skip
NAMES = (BLANK, *(template.name for template in TEMPLATES))


def create_project(path: Path | str, template: str = BLANK, *, today: date | None = None) -> ProjectFile:
    """Make a new project that starts as a template says, or empty with `blank`.

    The draft's flight begins on the Monday after `today`. Raises AdManagerError where there is no such
    template, or the file exists or cannot be made; nothing is left then.
    """
    start = _named(template)
    project = ProjectFile.create(path)
    if start is None:
        return project
    try:
        _begin(project, start, today or date.today())
    except BaseException:
        project.close()
        project.path.unlink(missing_ok=True)
        raise
    return project


def _named(name: str) -> Template | None:
    if name == BLANK:
        return None
    for template in TEMPLATES:
        if template.name == name:
            return template
    raise AdManagerError(
        sentence("There is no template {name}; there are: {known}.", name=name, known=", ".join(NAMES))
    )


def _begin(project: ProjectFile, template: Template, today: date) -> None:
    from admanager.creative.brand import BrandKit, load_brand, save_brand
    from admanager.simulation.campaign_file import from_data
    from admanager.simulation.drafts import save_campaign

    kit = load_brand(project)
    save_brand(
        project, BrandKit.model_validate({**kit.model_dump(), "industry": template.name, **template.brand})
    )
    first = today + timedelta(days=7 - today.weekday())
    parts = dict(template.plan)
    group: dict[str, Any] = {"name": str(sentence("Everyone"))}
    if dayparts := parts.pop("dayparts", None):
        group["dayparts"] = dayparts
    budget = {"total": "1400", "daily": "120", **parts.pop("budget", {})}
    flight = {"start": first, "end": first + timedelta(days=FLIGHT_DAYS - 1)}
    save_campaign(
        project,
        from_data(
            {
                "name": str(template.campaign),
                "flight": flight,
                "budget": budget,
                "ad_groups": [group],
                **parts,
            }
        ),
    )
