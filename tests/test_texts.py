"""Sentences that keep their template, and how their values are written."""

from __future__ import annotations

import pickle

import pytest

from admanager.texts import filled, sentence


def test_a_share_is_written_with_a_blank_before_the_percent_sign() -> None:
    assert sentence("{share:.1%} of {people:,} people", share=0.1234, people=1200) == "12.3 % of 1,200 people"


def test_a_sentence_keeps_its_template_and_values_through_a_process() -> None:
    sent = pickle.loads(pickle.dumps(sentence("Read {rows:,} rows.", rows=1200)))
    assert (str(sent), sent.template, sent.params) == (
        "Read 1,200 rows.",
        "Read {rows:,} rows.",
        {"rows": 1200},
    )


def test_braces_without_values_stand_as_they_are() -> None:
    assert sentence("{not a placeholder}") == "{not a placeholder}"


def test_a_value_that_is_missing_is_a_fault() -> None:
    with pytest.raises(KeyError):
        filled("{rows} rows", {"columns": 3})
