"""What the tests of the models share: random-weight models, and sound to play to them."""

from __future__ import annotations

import numpy as np
import pytest


@pytest.fixture(scope="session")
def small():
    """Give a random model and its processor: (model, processor)."""
    from lsg_desktop.models.tiny import random_model

    return random_model()


@pytest.fixture(scope="session")
def sound():
    """Give a function from seconds to noise that swells and fades: float32 at 16 kHz."""

    def make(seconds: float, seed: int = 0) -> np.ndarray:
        count = round(seconds * 16_000)
        noise = np.random.default_rng(seed).standard_normal(count)
        swell = np.abs(np.sin(np.arange(count) / 3000 + seed))
        return (0.2 * noise * swell).astype(np.float32)

    return make


@pytest.fixture(scope="session")
def agree():
    """Give a function that holds two lists of answers to each other, within ``within`` nats."""

    def check(answers, expected, within: float = 1e-4) -> None:
        assert [len(scores) for scores in answers] == [len(scores) for scores in expected]
        for scores, others in zip(answers, expected, strict=True):
            for score, other in zip(scores, others, strict=True):
                assert score.token == other.token
                assert score.confidence == pytest.approx(other.confidence, abs=within)
                for name in ("kl_current_baseline", "kl_baseline_current"):
                    value, wanted = getattr(score, name), getattr(other, name)
                    assert (value is None) == (wanted is None)
                    assert value is None or value == pytest.approx(wanted, abs=within)

    return check
