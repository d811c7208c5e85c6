"""The mark of tests that need the bundled model, which ``lsg-desktop train demo`` makes."""

from __future__ import annotations

import pytest

from lsg_desktop.models.catalogue import DEMO, resolve

_WEIGHTS = resolve(DEMO).folder

needs_demo_model = pytest.mark.skipif(
    _WEIGHTS is None or not (_WEIGHTS / "model.safetensors").is_file(),
    reason="the demo model is not bundled yet: lsg-desktop train demo",
)
