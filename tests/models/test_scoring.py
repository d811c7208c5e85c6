"""Divergences against values worked by hand, and no NaN whatever comes in."""

from __future__ import annotations

import math

import pytest
import torch

from lsg_desktop.errors import EnvironmentFault
from lsg_desktop.models.scoring import compare, divergence, log_probabilities, token_score

P = torch.tensor([[0.9, 0.05, 0.05]]).log()
Q = torch.tensor([[0.3, 0.4, 0.3]]).log()


def score(current, baseline):
    """Score one position from two lists of logits."""
    log_p, log_q = (log_probabilities(logits[None]) for logits in (current, baseline))
    return token_score(compare(log_p, log_q)[0].tolist(), is_compared=True)


def test_both_directions_by_hand():
    """KL(p‖q) = .9 ln 3 + .05 ln .125 + .05 ln (1/6), and the other way round."""
    assert score(P[0], Q[0]).kl_current_baseline == pytest.approx(0.795, abs=5e-4)
    assert score(P[0], Q[0]).kl_baseline_current == pytest.approx(1.040, abs=5e-4)


def test_logits_need_not_be_normalised():
    """A constant added to all logits changes nothing."""
    assert score(P[0] + 7, Q[0] - 3).kl_current_baseline == pytest.approx(0.795, abs=5e-4)


def test_the_token_is_the_first_most_probable_and_its_probability_is_given():
    """Greedy, and confidence is max p."""
    scored = score(P[0], Q[0])
    assert scored.token == 0
    assert scored.confidence == pytest.approx(0.9)


def test_without_a_baseline_there_is_no_divergence():
    """Null is not zero."""
    scored = token_score(compare(P, P)[0].tolist(), is_compared=False)
    assert scored.kl_current_baseline is None
    assert scored.kl_baseline_current is None


def test_equal_distributions_diverge_by_zero_and_never_less():
    """Rounding does not make a divergence negative."""
    logits = torch.randn((50, 1000), generator=torch.Generator().manual_seed(0))
    log_p = log_probabilities(logits)
    assert torch.equal(divergence(log_p, log_p), torch.zeros(50))
    assert (divergence(log_p, log_probabilities(logits.half())) >= 0).all()


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float32])
@pytest.mark.parametrize("gap", [20.0, 800.0, 60_000.0, math.inf])
def test_probabilities_that_underflow_give_no_nan(dtype, gap):
    """The authors' code reads for ever here: 0 · log 0 is NaN, and NaN passes no threshold."""
    current = torch.tensor([0.0, -gap, -gap], dtype=dtype)
    baseline = torch.tensor([-gap, 0.0, -gap], dtype=dtype)
    scored = score(current, baseline)
    assert scored.confidence == pytest.approx(1.0)
    for value in (scored.kl_current_baseline, scored.kl_baseline_current):
        assert value is not None and math.isfinite(value)
        assert value >= min(gap, 60_000.0) * 0.99


def test_a_model_that_gives_no_numbers_is_a_fault():
    """It must not look like a model that is unsure."""
    broken = torch.full((3,), math.nan)
    with pytest.raises(EnvironmentFault):
        score(broken, Q[0])
