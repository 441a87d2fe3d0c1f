"""What one size of a design does otherwise: it is kept in the spec, it is drawn, and the other sizes stay as they are."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from admanager.creative import library, render
from admanager.creative.condition import Condition
from admanager.creative.exploring import vary
from admanager.creative.generator import Source, generate
from admanager.creative.pipeline import finish
from admanager.creative.sizes import BY_KEY, SIZES, AdSize
from admanager.creative.spec import DesignSpec, Flow, SizeOverride, from_vector, to_vector
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError
from tests.creative.conftest import SHOP
from tests.creative.test_ads import assert_runnable

(DESIGN,) = generate(Source(), SHOP, Condition(industry="e-commerce"), count=1, seed=5)


def with_override(override: SizeOverride) -> object:
    return DESIGN.model_copy(update={"spec": DESIGN.spec.overridden(override)})


def test_one_size_is_drawn_otherwise_and_the_others_stay() -> None:
    changed = with_override(SizeOverride(size="300x250", flow="type_only", scheme="ink"))
    before, after = (
        {size.key: render.png_bytes(finish(design, SHOP, size).image) for size in SIZES[:4]}
        for design in (DESIGN, changed)  # type: ignore[attr-defined]
    )
    assert [key for key in before if before[key] != after[key]] == ["300x250"]
    assert finish(changed, SHOP, BY_KEY["300x250"]).layout.flow == "type_only"  # type: ignore[arg-type]


def test_a_size_can_leave_texts_out() -> None:
    spec = DESIGN.spec.model_copy(
        update={"has_body": True, "has_badge": True, "offer": "percent", "flow": "hero_top"}
    )
    import numpy as np

    from admanager.creative.copy import write_copy

    design = DESIGN.model_copy(
        update={"spec": spec, "copy_text": write_copy(spec, SHOP, np.random.default_rng(1))}
    )
    full = finish(design, SHOP, BY_KEY["300x600"])
    assert {"body", "badge"} <= {element.kind for element in full.layout.elements}
    bare = design.model_copy(
        update={"spec": spec.overridden(SizeOverride(size="300x600", without=("body", "badge")))}
    )
    kinds = {element.kind for element in finish(bare, SHOP, BY_KEY["300x600"]).layout.elements}
    assert not {"body", "badge"} & kinds
    assert {"headline", "button", "logo"} <= kinds


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(SIZES),
    st.sampled_from(get_args(Flow)),
    st.floats(0.8, 1.4),
    st.sampled_from(["left", "centre"]),
)
def test_any_override_can_run(size: AdSize, flow: str, scale: float, align: str) -> None:
    override = SizeOverride.model_validate(
        {"size": size.key, "flow": flow, "headline_scale": scale, "align": align}
    )
    assert_runnable(finish(with_override(override), SHOP, size))  # type: ignore[arg-type]


def test_overrides_are_kept_in_the_spec_and_replaced_by_size() -> None:
    first = DESIGN.spec.overridden(SizeOverride(size="728x90", align="centre"))
    both = first.overridden(SizeOverride(size="300x250", margin=0.1))
    assert DesignSpec.model_validate_json(both.model_dump_json()) == both
    again = both.overridden(SizeOverride(size="728x90", align="left"))
    assert {item.size: item.align for item in again.overrides} == {"300x250": None, "728x90": "left"}
    assert (
        again.overridden(SizeOverride(size="728x90")).overridden(SizeOverride(size="300x250")) == DESIGN.spec
    )
    assert again.for_size("1080x1080") is again
    assert from_vector(to_vector(again)).overrides == ()
    with pytest.raises(ValidationError):
        SizeOverride(size="big", align="left")


def test_a_kept_creative_takes_overrides_with_undo(project: ProjectFile) -> None:
    (kept,) = library.add_creatives(project, [DESIGN])
    override = SizeOverride(size="160x600", headline_scale=1.3)
    assert library.override_size(project, kept.id, override).spec.overrides == (override,)
    assert library.get_creative(project, kept.name).spec.overrides == (override,)
    project.undo()
    assert library.get_creative(project, kept.name).spec.overrides == ()
    with pytest.raises(AdManagerError, match="no longer"):
        library.override_size(project, 999, override)


def test_overrides_go_along_with_a_locked_layout() -> None:
    parent = with_override(SizeOverride(size="728x90", align="centre"))
    (kept,) = vary(Source(), SHOP, parent, count=1, seed=1, keep=["layout"])  # type: ignore[arg-type]
    (free,) = vary(Source(), SHOP, parent, count=1, seed=1)  # type: ignore[arg-type]
    assert kept.spec.overrides
    assert not free.spec.overrides
