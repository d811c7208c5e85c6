"""A model that remembers says what it would have said, and computes it once."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from lsg_desktop.evaluation import clips
from lsg_desktop.evaluation.memo import Passes, Remembering
from lsg_desktop.events import Task
from lsg_desktop.models.protocol import Listening, Query
from lsg_desktop.models.scripted import ScriptedModel, Spoken
from lsg_desktop.policy.baselines import NAMES, Policy
from lsg_desktop.session.captioner import Order
from lsg_desktop.settings import PolicySettings
from tests.charts import Chart, TableModel

CHUNK = 10_240
SAID = "We think that the long talks of this day were far better than all others".split()
MEANT = "Wir denken, dass die langen Vorträge heute weit besser waren als alle anderen".split()


def script(words: list[str], late: int, guess: str) -> list[Spoken]:
    """Words, each a token, that were guessed wrong before they were spoken."""
    return [
        Spoken(f" {word}", 4_000 * place + late, guess=f" {guess}{place % 2}")
        for place, word in enumerate(words, 1)
    ]


def talking() -> ScriptedModel:
    """A model that hears one sentence of about four seconds."""
    return ScriptedModel(
        {
            Task.TRANSCRIBE: script(SAID, 2_000, "uh"),
            Task.TRANSLATE: script(MEANT, 9_000, "äh"),
        },
        sure=0.8,
        unsure=0.4,
        divergence=6.0,
    )


SOUND = np.zeros(70_000, np.float32)
ORDER = Order(
    tasks=(Task.TRANSCRIBE, Task.TRANSLATE),
    source_lang="en",
    target_lang="de",
    settings=PolicySettings(),
    traced=True,
)


class Watched:
    """A model that notes how often it is asked and what it is given to hear."""

    def __init__(self, model: ScriptedModel) -> None:
        self.model = model
        self.info = model.info
        self.vocabulary = model.vocabulary
        self.passes = 0
        self.sound: list[float] = []

    def begin(self, tasks, source_lang, target_lang):
        return WatchedListening(self, self.model.begin(tasks, source_lang, target_lang))


class WatchedListening:
    """One utterance of it."""

    def __init__(self, model: Watched, listening: Listening) -> None:
        self._model = model
        self._listening = listening

    @property
    def heard(self) -> int:
        return self._listening.heard

    def hear(self, samples):
        self._model.sound += samples.tolist()
        self._listening.hear(samples)

    def score(self, queries):
        self._model.passes += 1
        return self._listening.score(queries)


def grid(*axes):
    """Give settings for each combination of δ, α, L and U."""
    names = ("delta", "alpha", "low", "range")
    return [PolicySettings(**dict(zip(names, one, strict=True))) for one in product(*axes)]


def written(lines):
    """Give what was written and when, by task."""
    return {task: (line.text, line.delays) for task, line in lines.items()}


@pytest.mark.parametrize("policy", [Policy(name, held=2) for name in NAMES])
def test_each_setting_writes_what_it_writes_alone(policy):
    """Text and delays are equal, whatever was asked before by others."""
    passes = Passes()
    remembering = Remembering(talking(), passes)
    for settings in grid((1, 7, math.inf), (0.3, 0.5, 0.9), (1, 3), (0, 6)):
        order = replace(ORDER, settings=settings, policy=policy)
        alone = clips.captions(talking(), order, SOUND)
        assert written(clips.captions(remembering, order, SOUND)) == written(alone)
    assert passes.made < passes.asked


@pytest.mark.parametrize("policy", [Policy(name, held=2) for name in NAMES])
@pytest.mark.parametrize("baseline", ["auto", "wait-1"])
def test_a_sweep_writes_what_evaluate_writes(policy, baseline):
    """Which asks for no divergence that it does not need, and for one task at a time."""
    remembering = Remembering(talking(), Passes())
    for settings in grid((1, 7, math.inf), (0.3, 0.5, 0.9), (1, 3), (0, 6)):
        settings = replace(settings, baseline=baseline)
        order = replace(ORDER, settings=settings, policy=policy)
        swept = written(clips.captions(remembering, order, SOUND))
        for task in order.tasks:
            alone = replace(order, tasks=(task,), traced=False)
            assert written(clips.captions(talking(), alone, SOUND)) == {task: swept[task]}


@pytest.mark.parametrize(
    "other",
    [
        {"range_mode": "paper"},
        {"kl_direction": "baseline_current"},
        {"chunk_ms": 320},
        {"baseline": "wait-1"},
    ],
)
def test_settings_that_make_other_questions_share_a_memory(other):
    """Range modes have other baselines and chunk lengths other prefixes; none is mixed up."""
    remembering = Remembering(talking(), Passes())
    for settings in (PolicySettings(), PolicySettings(**other), PolicySettings()):
        order = replace(ORDER, settings=settings)
        alone = clips.captions(talking(), order, SOUND)
        assert written(clips.captions(remembering, order, SOUND)) == written(alone)


def test_a_grid_of_144_settings_takes_hardly_more_passes_than_one():
    """At least 20 times fewer than each setting alone, counted on both sides."""
    settings = grid((1, 3, 5, 7, 9, math.inf), (0.3, 0.5, 0.6, 0.7, 0.8, 0.9), (1, 2, 3, 4), (6,))
    passes = Passes()
    remembering = Remembering(talking(), passes)
    alone = 0
    for one in settings:
        order = replace(ORDER, settings=one)
        clips.captions(remembering, order, SOUND)
        model = Watched(talking())
        clips.captions(model, order, SOUND)
        alone += model.passes
    assert passes.asked == alone
    assert passes.made * 20 <= alone


def table(chart: str) -> TableModel:
    """A model that answers from a chart."""
    return TableModel(Chart.read(chart).table(640), CHUNK)


def test_only_what_is_not_known_is_computed():
    """The rest of a draft from its first unknown position on."""
    model = table('640ms | transcribe | draft "a" 0.9 3, "b" 0.8 2, "c" 0.7 1')
    a, b, c = (model.vocabulary.ids(piece)[0] for piece in "abc")
    remembering = Remembering(model, Passes())
    listening = remembering.begin((Task.TRANSCRIBE,), "en", "de")
    listening.hear(np.zeros(CHUNK, np.float32))
    listening.score([Query(Task.TRANSCRIBE, CHUNK, (), (a,), (0, 0))])
    assert listening.score([Query(Task.TRANSCRIBE, CHUNK, (a,), (), (0,))])[0][0].token == b
    assert len(model.passes) == 1
    (scores,) = listening.score([Query(Task.TRANSCRIBE, CHUNK, (), (a, b, c), (0,) * 4)])
    assert [score.confidence for score in scores] == [0.9, 0.8, 0.7, 0.5]
    assert model.passes[1:] == [(Query(Task.TRANSCRIBE, CHUNK, (a, b), (c,), (0, 0)),)]


def test_a_draft_is_followed_as_far_as_the_model_agrees():
    """What comes after a wrong token will not be written: nothing is computed for it."""
    model = table('640ms | transcribe | draft "a" 0.9 3, "b" 0.8 2')
    a, b = (model.vocabulary.ids(piece)[0] for piece in "ab")
    listening = Remembering(model, Passes()).begin((Task.TRANSCRIBE,), "en", "de")
    listening.hear(np.zeros(CHUNK, np.float32))
    listening.score([Query(Task.TRANSCRIBE, CHUNK, ())])
    (scores,) = listening.score([Query(Task.TRANSCRIBE, CHUNK, (), (b, a), (None,) * 3)])
    assert [score.token for score in scores] == [a]
    assert len(model.passes) == 1


def test_an_answer_with_a_divergence_serves_where_none_is_needed_and_not_the_other_way():
    """A divergence that was not asked for has to be computed."""
    model = table('640ms | transcribe | draft "a" 0.9 3')
    listening = Remembering(model, Passes()).begin((Task.TRANSCRIBE,), "en", "de")
    listening.hear(np.zeros(CHUNK, np.float32))
    asked = [Query(Task.TRANSCRIBE, CHUNK, (), (), (base,)) for base in (None, 0, None)]
    found = [listening.score([query])[0][0].kl_current_baseline for query in asked]
    assert found == [None, 3.0, None]
    assert len(model.passes) == 2


def test_sound_is_heard_once_however_it_is_cut():
    """A second listener may hear in other pieces; the model hears each sample once, in order."""
    sound = np.arange(100, dtype=np.float32)
    model = Watched(talking())
    remembering = Remembering(model, Passes())
    for pieces in ((30, 60), (50, 100), (100,)):
        listening = remembering.begin((Task.TRANSCRIBE,), "en", "de")
        for start, end in zip((0, *pieces), pieces, strict=False):
            listening.hear(sound[start:end])
        assert listening.heard == pieces[-1]
    assert model.sound == sound.tolist()


def test_a_model_that_caches_is_asked_in_any_order():
    """Random weights change their mind all the time: other settings go other ways at once."""
    from lsg_desktop.models.qwen2_audio import Qwen2AudioModel
    from lsg_desktop.models.tiny import random_info, random_model

    model = Qwen2AudioModel(*random_model(), random_info())
    sound = np.random.default_rng(5).normal(0, 0.1, 22_000).astype(np.float32)
    passes = Passes()
    remembering = Remembering(model, passes)
    texts = set()
    for settings in grid((0.5, math.inf), (0.1, 0.6), (1,), (0, 6)):
        order = replace(ORDER, settings=settings)
        alone = written(clips.captions(model, replace(order, traced=False), sound))
        assert written(clips.captions(remembering, order, sound)) == alone
        texts.add(str(alone))
    assert len(texts) > 1
    assert passes.made < passes.asked


@pytest.fixture(scope="module")
def demo():
    """The bundled model."""
    from lsg_desktop.models.load import load

    return load("demo")


def spoken(start_s: int):
    """Give four seconds of the bundled talk."""
    from lsg_desktop.paths import resources

    talk = clips.load(resources() / "demo-talk" / "talk.flac")
    return talk[start_s * 16_000 : (start_s + 4) * 16_000]


@pytest.mark.slow
@pytest.mark.parametrize("start_s", [0, 5, 10])
def test_the_demo_model_writes_in_a_sweep_what_it_writes_alone(demo, start_s):
    """At settings from hasty to patient."""
    sound = spoken(start_s)
    remembering = Remembering(demo, Passes())
    for settings in grid((1, 7, math.inf), (0.5, 0.9), (1, 3), (8,)):
        order = replace(ORDER, settings=settings)
        alone = clips.captions(demo, replace(order, traced=False), sound)
        swept = clips.captions(remembering, order, sound)
        assert written(swept) == written(alone)


@pytest.mark.slow
def test_the_demo_model_makes_20_times_fewer_passes(demo):
    """For all of a grid of 6 × 6 × 4."""
    sound = spoken(0)
    passes = Passes()
    remembering = Remembering(demo, passes)
    thresholds = ((1, 3, 5, 7, 9, math.inf), (0.5, 0.6, 0.7, 0.8, 0.9, 0.95))
    for settings in grid(*thresholds, (1, 2, 3, 4), (8,)):
        clips.captions(remembering, replace(ORDER, settings=settings), sound)
    assert passes.made * 20 < passes.asked
