"""What two next-token distributions say about a token, on the device; it knows no audio.

Raw logits come in: no repetition penalty or other processor has touched them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import torch
from torch import Tensor

from lsg_desktop.errors import EnvironmentFault
from lsg_desktop.models.protocol import TokenScore

FLOOR = -1e6
"""The least log-probability, in nats: beyond the reach of float16 logits, and finite, so that
0 · (log 0 - log q) is 0 and not NaN."""


def log_probabilities(logits: Tensor) -> Tensor:
    """Give log p in nats, float32, of raw logits of any precision: (positions, vocab)."""
    return torch.log_softmax(logits.float(), dim=-1).clamp(min=FLOOR)


def divergence(log_p: Tensor, log_q: Tensor) -> Tensor:
    """Give KL(p‖q) = max(0, Σ p · (log p - log q)) in nats: (positions, vocab) to (positions,)."""
    return (log_p.exp() * (log_p - log_q)).sum(-1).clamp(min=0.0)


def compare(log_p: Tensor, log_q: Tensor) -> Tensor:
    """Compare current p with baseline q, both (positions, vocab).

    Returns (positions, 4) float32: argmax of p, its probability, KL(p‖q), KL(q‖p).
    """
    best, token = log_p.max(-1)
    # Token ids stay exact in float32 up to 2 ** 24, a hundred times any vocabulary.
    return torch.stack(
        (token.float(), best.exp(), divergence(log_p, log_q), divergence(log_q, log_p)), dim=-1
    )


def token_score(numbers: Iterable[float], is_compared: bool) -> TokenScore:
    """Make a score of one line of :func:`compare`; without a baseline it has no divergence.

    Raises EnvironmentFault where the model gave no numbers (float16 that overflowed).
    """
    token, confidence, current_baseline, baseline_current = numbers
    if math.isnan(confidence):
        raise _no_number()
    if not is_compared:
        return TokenScore(int(token), confidence)
    return TokenScore(int(token), confidence, current_baseline, baseline_current)


def likelihoods(log_p: Tensor, ids: Sequence[int]) -> tuple[float, ...]:
    """Give what each position, of (positions, vocab), says of the id that stands there, in nats.

    Raises EnvironmentFault as above.
    """
    places = torch.tensor(ids, device=log_p.device)[:, None]  # (positions, 1)
    found: list[float] = log_p.gather(1, places)[:, 0].tolist()
    if any(map(math.isnan, found)):
        raise _no_number()
    return tuple(found)


def _no_number() -> EnvironmentFault:
    return EnvironmentFault(
        "the model's output is not a number", "choose another precision, such as bf16"
    )
