"""What each draw of an opportunity's stream is for: one number a use, so that no two uses share a draw."""

from __future__ import annotations

import numpy as np

PERSON, SLOT, PRICE, CLICK, CONVERT, DELAY_KIND, DELAY, MOOD, RECORD, TIE, PACE, BOT, BOT_KIND, LEAVE, RIVALS = (
    np.uint64(number) for number in range(1, 16)
)  # fmt: skip
CHOICE = np.uint64(32)  # plus the ad group's number: which creative it shows
CONTEXT = np.uint64(4096)  # plus the ad group's number: the votes of a choice by person
