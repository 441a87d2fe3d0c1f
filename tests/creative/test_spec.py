"""A design survives its vector; its schema is the one that is shipped."""

from __future__ import annotations

import numpy as np
import pytest
from pydantic import ValidationError

from admanager.creative import spec
from admanager.creative.grammar import make_corpus
from admanager.resources import resource


def test_a_spec_comes_back_from_its_vector() -> None:
    corpus = make_corpus(200, seed=1)
    for row in range(len(corpus)):
        design = corpus.spec(row)
        back = spec.from_vector(spec.to_vector(design))
        for field in spec.CATEGORICAL:
            assert getattr(back, field.name) == getattr(design, field.name)
        for number in spec.CONTINUOUS:
            assert getattr(back, number.name) == pytest.approx(getattr(design, number.name), abs=2e-6)


def test_the_vector_holds_every_field_once() -> None:
    names = [field.name for field in spec.CONTINUOUS] + [field.name for field in spec.CATEGORICAL]
    assert sorted(names) == sorted(
        set(spec.DesignSpec.model_fields) - {"schema_version", "overrides", "product_embedding"}
    )
    assert len(spec.CONTINUOUS) + sum(len(field.levels) for field in spec.CATEGORICAL) == spec.VECTOR_SIZE
    assert len(next(field for field in spec.CATEGORICAL if field.name == "flow").levels) >= 12


def test_scores_are_not_taken_for_choices() -> None:
    vector = spec.to_vector(make_corpus(1, seed=0).spec(0))
    first = spec.CATEGORICAL[0]
    vector[first.start : first.start + len(first.levels)] = 0.3
    with pytest.raises(ValueError, match="flow"):
        spec.from_vector(vector)
    with pytest.raises(ValueError, match="numbers"):
        spec.from_vector(np.zeros(3))


def test_numbers_out_of_range_are_refused_by_the_spec_and_folded_by_the_vector() -> None:
    corpus = make_corpus(1, seed=0)
    with pytest.raises(ValidationError):
        spec.DesignSpec(**{**corpus.spec(0).model_dump(), "margin": 0.5})
    folded = spec.from_parts(np.full(len(spec.CONTINUOUS), 7.0), corpus.choices[0])
    assert folded.margin == 0.11


def test_the_shipped_schema_is_current() -> None:
    shipped = resource("schemas", "design_spec.schema.json").read_text(encoding="utf-8")
    assert shipped == spec.schema_text()
