"""SimulSA's law: truncation, the walk over a reference, and the same walk by a model."""

from __future__ import annotations

import math
import random
from statistics import fmean

import numpy as np
import pytest

from lsg_desktop.errors import EnvironmentFault, InputFault
from lsg_desktop.events import Task
from lsg_desktop.training.simulsa import Truncation, check_tau, speculated, usual_tau


class Letters:
    """Tokens of one byte each: some end within a character."""

    def ids(self, text: str) -> tuple[int, ...]:
        return tuple(text.encode())

    def text(self, ids) -> str:
        return bytes(ids).decode(errors="replace")


def kept(reference: str, *probabilities: float, tau: float = 0.1) -> str:
    """Walk a reference whose bytes have these probabilities, and the last one all after them."""

    def likelihoods(ids):
        rest = [probabilities[-1]] * (len(ids) - len(probabilities))
        return [math.log(one) for one in [*probabilities, *rest]][: len(ids)]

    return speculated(reference, Letters(), likelihoods, tau)


# --- what is heard -------------------------------------------------------------------------------


def test_the_papers_law_hears_a_quarter_of_the_stretch_on_average() -> None:
    """Beta(1, 3) has the mean 1/4 and the distribution 1 - (1 - u)³, from 0.5 to 5 s."""
    chance = random.Random(1)
    drawn = [Truncation().draw(30.0, chance) for _ in range(20_000)]
    assert 0.5 <= min(drawn) < 0.51
    assert 4.5 < max(drawn) <= 5.0
    assert fmean(drawn) == pytest.approx(0.5 + 4.5 / 4, abs=0.02)
    for share in (0.1, 0.3, 0.6):
        below = fmean(one < 0.5 + 4.5 * share for one in drawn)
        assert below == pytest.approx(1 - (1 - share) ** 3, abs=0.012)


def test_a_short_clip_is_laid_out_on_its_own_length() -> None:
    """Not cut off at it, which would heap up whole clips."""
    drawn = [Truncation().draw(1.5, random.Random(number)) for number in range(5000)]
    assert max(drawn) <= 1.5
    assert fmean(drawn) == pytest.approx(0.5 + 1.0 / 4, abs=0.02)
    assert Truncation().draw(0.5, random.Random(0)) == 0.5


def test_another_law_is_drawn_as_it_is_given() -> None:
    """Beta(3, 1) hears three quarters."""
    law = Truncation((3.0, 1.0), 1.0, 2.0)
    drawn = [law.draw(9.0, random.Random(number)) for number in range(5000)]
    assert fmean(drawn) == pytest.approx(1.75, abs=0.02)


@pytest.mark.parametrize(
    ("law", "said"),
    [
        (Truncation((0.0, 3.0)), "--beta cannot be 0 3"),
        (Truncation((1.0, math.nan)), "--beta cannot be 1 nan"),
        (Truncation((1.0, math.inf)), "--beta cannot be 1 inf"),
        (Truncation(shortest_s=0.0), "from 0 to 5 s"),
        (Truncation(shortest_s=6.0), "from 6 to 5 s"),
        (Truncation(longest_s=math.nan), "from 0.5 to nan s"),
        (Truncation(longest_s=31.0), "the model takes 30 s at most"),
    ],
)
def test_a_law_that_draws_nothing_is_refused(law: Truncation, said: str) -> None:
    """With what to give instead."""
    with pytest.raises(InputFault, match=said):
        law.check(30.0)


def test_the_usual_threshold_is_that_of_the_paper() -> None:
    """A hundred times a blind guess, and never more than a probability."""
    assert usual_tau(151_646) == pytest.approx(6.6e-4, abs=1e-5)
    assert usual_tau(50) == 1.0
    check_tau(1.0)
    for wrong in (0.0, -1.0, 1.1, math.nan):
        with pytest.raises(InputFault, match="--tau"):
            check_tau(wrong)


# --- what is kept --------------------------------------------------------------------------------


def test_a_reference_is_kept_up_to_the_first_token_under_the_threshold() -> None:
    """What follows that token does not count, however sure the model is of it."""
    assert kept("Guten Tag", 0.9, 0.2, 0.5, 0.05, 0.9) == "Gut"


def test_a_token_at_the_threshold_is_kept() -> None:
    """Under it, and not at it, the walk stops."""
    assert kept("abc", 0.25, 0.25, 0.24, tau=0.25) == "ab"


def test_nothing_or_all_may_be_kept() -> None:
    """An empty target is a target: there was nothing to say yet."""
    assert kept("abc", 0.01, 0.9) == ""
    assert kept("abc", 0.9) == "abc"


def test_what_is_kept_ends_with_a_whole_character() -> None:
    """The third byte of 好 was not believed, so 好 is not there."""
    assert kept("你好", 0.9, 0.9, 0.9, 0.9, 0.9, 0.01) == "你"
    assert kept("你好", 0.9, 0.01) == ""


# --- by a model ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tiny():
    """A random model, fast and plain, and 2 s of noise."""
    from lsg_desktop.models.plain import PlainModel
    from lsg_desktop.models.qwen2_audio import Qwen2AudioModel
    from lsg_desktop.models.tiny import random_info, random_model

    model, processor = random_model(seed=5)
    noise = np.random.default_rng(0).normal(0, 0.1, 32_000).astype(np.float32)
    return (
        Qwen2AudioModel(model, processor, random_info()),
        PlainModel(model, processor, random_info()),
        noise,
    )


REFERENCE = "Guten Morgen zusammen, heute 大家 sprechen wir über <|endoftext|> Modelle."


@pytest.mark.parametrize("task", list(Task))
@pytest.mark.parametrize("samples", [8_000, 31_999])
def test_one_pass_says_what_a_plain_walk_says(tiny, task: Task, samples: int) -> None:
    """Token by token, each time the whole model on padded sound; specials are spelt out."""
    fast, plain, noise = tiny
    ids = fast.vocabulary.ids(REFERENCE)
    assert not fast.vocabulary.end_ids & set(ids)
    assert fast.vocabulary.text(ids) == REFERENCE
    listening, slow = (model.begin([task], "en", "de") for model in (fast, plain))
    for one in (listening, slow):
        one.hear(noise[:samples])
    walked = [
        float(slow.log_probabilities(task, samples, ids[:place])[token])
        for place, token in enumerate(ids)
    ]
    assert listening.likelihoods(task, ids) == pytest.approx(walked, abs=1e-3)
    assert listening.likelihoods(task, ()) == ()


def test_a_model_keeps_what_its_plain_walk_keeps(tiny) -> None:
    """At thresholds between which the walk stops sooner and later."""
    from functools import partial

    fast, plain, noise = tiny
    listening = fast.begin([Task.TRANSLATE], "en", "de")
    slow = plain.begin([Task.TRANSLATE], "en", "de")
    for one in (listening, slow):
        one.hear(noise)
    ids = fast.vocabulary.ids(REFERENCE)
    found = set()
    for tau in (0.1, 1e-3, 1e-6, 1e-12):
        wanted = 0
        while wanted < len(ids):
            log_p = slow.log_probabilities(Task.TRANSLATE, len(noise), ids[:wanted])
            if float(log_p[ids[wanted]]) < math.log(tau):
                break
            wanted += 1
        likelihoods = partial(listening.likelihoods, Task.TRANSLATE)
        text = speculated(REFERENCE, fast.vocabulary, likelihoods, tau)
        assert text == fast.vocabulary.text(ids[:wanted]).rstrip("\ufffd")
        found.add(text)
    assert len(found) > 1


def test_a_model_that_gives_no_numbers_is_a_fault() -> None:
    """NaN is not under any threshold: a whole reference would be believed."""
    import torch

    from lsg_desktop.models.scoring import likelihoods

    with pytest.raises(EnvironmentFault, match="not a number"):
        likelihoods(torch.full((2, 3), math.nan), (0, 1))
