"""Amounts read as a person would say them."""

from __future__ import annotations

import pytest

from lsg_desktop.models.amounts import duration, size


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1_000, "1 kB"),
        (13_400_000, "13 MB"),
        (999_600_000, "1.0 GB"),
        (16_803_000_000, "16.8 GB"),
        (2_000_000_000_000, "2.0 TB"),
    ],
)
def test_bytes_are_said_in_decimal_units(count, said):
    assert size(count) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0 s"), (59, "59 s"), (60, "1 min"), (200, "3 min"), (7500, "2 h 05 min")],
)
def test_times_are_rounded(seconds, said):
    assert duration(seconds) == said
