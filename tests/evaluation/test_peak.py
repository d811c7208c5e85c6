"""The peak is that since somebody began to watch, and not what was before."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from lsg_desktop.evaluation.peak import Peak

MANY = 40_000_000


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps account of a peak")
def test_what_comes_and_goes_counts_and_what_was_before_does_not():
    """Forty megabytes that came and went, and then nothing."""
    peak = Peak("cpu")
    peak.begin()
    before_mb = peak.mb()
    np.ones(MANY, np.uint8).sum()
    assert peak.mb() - before_mb > 0.8 * MANY / 1e6
    peak.begin()
    assert abs(peak.mb() - before_mb) < 0.5 * MANY / 1e6
