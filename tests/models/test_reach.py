"""What is computed over a long utterance: nothing twice, whatever the baselines come back to."""

from __future__ import annotations

import weakref
from collections import Counter
from contextlib import contextmanager

import pytest
from torch import Tensor

from lsg_desktop.events import Task
from lsg_desktop.models.cache import Ring
from lsg_desktop.models.listening import CachedListening
from lsg_desktop.models.precision import Bounds
from lsg_desktop.models.probe import Stage
from lsg_desktop.models.protocol import Query
from lsg_desktop.models.qwen2_audio import Qwen2AudioModel, Qwen2AudioNetwork
from lsg_desktop.models.reading import PromptIds
from lsg_desktop.models.tiny import random_info
from lsg_desktop.policy import ranges
from lsg_desktop.settings import PolicySettings

CHUNK = 10_240
CHUNKS = 43  # 27.5 s
UNITS_A_CHUNK = {Task.TRANSCRIBE: 1.0, Task.TRANSLATE: 0.2}
"""One task keeps up, the other falls far behind."""


class Counting:
    """A probe that counts."""

    def __init__(self) -> None:
        self.entered: Counter[Stage] = Counter()

    @contextmanager
    def stage(self, stage):
        self.entered[stage] += 1
        yield


def questions(mode, tasks, traced, silent):
    """Give what a step asks in each chunk: lists of passes, which are lists of queries.

    Divergences that are not traced are asked for once in so many chunks.
    """
    settings = PolicySettings(range_mode=mode)
    for chunk in range(1, CHUNKS + 1):
        plain, compared = [], []
        for task in tasks:
            written = int(UNITS_A_CHUNK[task] * chunk)
            base = CHUNK * ranges.baseline(settings, written + 1, 1.0, chunk)
            ids = tuple(range(10, 10 + written))
            plain.append(Query(task, CHUNK * chunk, ids, (40,), (None, None)))
            compared.append(Query(task, CHUNK * chunk, ids, (40,), (base, base)))
        if traced:
            yield [compared]
        elif chunk % silent:
            yield [plain]
        else:
            yield [plain, compared]


def test_tight_memory_keeps_what_was_heard_last(small, sound):
    """Which each call of a chunk asks about; what baselines need comes and goes."""
    probe = Counting()
    network, processor = small
    bounds = Bounds(ring_bytes=0)
    model = Qwen2AudioModel(network, processor, random_info(), bounds=bounds, probe=probe)
    listening = model.begin(tuple(Task), "en", "de")
    for chunk in (1, 2, 3):
        listening.hear(sound(0.64, listening.heard))
        for written in range(4):
            ids = tuple(range(10, 10 + written))
            queries = [Query(task, CHUNK * chunk, ids, (), (CHUNK,)) for task in Task]
            listening.score(queries)
    baselines = 3 + 4  # that of the second chunk's first call was heard last until then
    assert probe.entered[Stage.PREFILL] == 3 + baselines


@pytest.mark.parametrize(
    ("traced", "silent"), [(True, 1), (False, 1), (False, 20)], ids=["traced", "lazy", "silent"]
)
@pytest.mark.parametrize("mode", ["rate", "paper"])
def test_each_chunk_is_encoded_and_prefilled_once(small, sound, mode, traced, silent):
    """However far behind a baseline lies, and however long nobody asked for one."""
    probe = Counting()
    network, processor = small
    model = Qwen2AudioModel(network, processor, random_info(), probe=probe)
    listening = model.begin(tuple(Task), "en", "de")
    for passes in questions(mode, tuple(Task), traced, silent):
        listening.hear(sound(0.64, listening.heard))
        for queries in passes:
            listening.score(queries)
    assert probe.entered[Stage.ENCODE] == probe.entered[Stage.PREFILL] == CHUNKS


def test_tight_memory_costs_prefills_and_no_encoding(small, sound):
    """And not one in each chunk: what is kept is what is needed next."""
    probe = Counting()
    network, processor = small
    bounds = Bounds(ring_bytes=1_200_000)
    model = Qwen2AudioModel(network, processor, random_info(), bounds=bounds, probe=probe)
    listening = model.begin((Task.TRANSLATE,), "en", "de")
    for passes in questions("rate", (Task.TRANSLATE,), traced=True, silent=1):
        listening.hear(sound(0.64, listening.heard))
        for queries in passes:
            listening.score(queries)
    assert probe.entered[Stage.ENCODE] == CHUNKS
    assert CHUNKS < probe.entered[Stage.PREFILL] < 1.75 * CHUNKS


class Crowd:
    """A network that notes of how many prefixes the states were in memory whenever it was fed."""

    def __init__(self, network):
        self._network = network
        self._given: list[weakref.ref[Tensor]] = []
        self.found: list[int] = []

    def __getattr__(self, name):
        return getattr(self._network, name)

    def feed(self, rows):
        self.found.append(sum(one() is not None for one in self._given))
        fed = self._network.feed(rows)
        self._given += [weakref.ref(one.states) for one in fed]
        return fed


def test_of_many_baselines_one_is_in_memory_at_a_time_where_there_is_no_room(small, sound):
    """Beside what was heard last. A trace compares each word with a baseline of its own, and gets
    what it would with room.
    """
    model, processor = small
    prompts = PromptIds(before=(5, 6), after=(7,), own={task: (8, 9) for task in Task})
    bases = (None, *(CHUNK * chunk for chunk in range(1, 7)))
    query = Query(Task.TRANSLATE, 8 * CHUNK, (10, 11), (12, 13, 14, 15, 16, 17), bases)
    scores, most = [], []
    for room in (0, 2**30):
        ring = Ring(room, 16)
        network = Crowd(Qwen2AudioNetwork(model, processor.feature_extractor))
        listening = CachedListening(network, prompts, ring)
        listening.hear(sound(8 * 0.64))
        scores.append(listening.score([query])[0])
        most.append(max(network.found))
    assert most == [1, 6]  # what was heard last; and all that were prefilled before the last
    for tight, roomy in zip(*scores, strict=True):
        assert tight.token == roomy.token
        assert tight.kl_current_baseline == pytest.approx(roomy.kl_current_baseline, abs=1e-5)


class Fed:
    """A network that notes how many positions it was fed a pass."""

    def __init__(self, network):
        self._network = network
        self.positions: list[int] = []

    def __getattr__(self, name):
        return getattr(self._network, name)

    def feed(self, rows):
        new = [sum(len(part.embeddings) for part in (row, *row.forks)) for row in rows]
        self.positions.append(sum(new))
        return self._network.feed(rows)


def test_what_was_written_is_fed_with_the_sound_and_baselines_are_fed_what_is_new(small, sound):
    """A baseline's row is not padded to one that has all that was written before it."""
    model, processor = small
    network = Fed(Qwen2AudioNetwork(model, processor.feature_extractor))
    prompts = PromptIds(before=(5, 6), after=(7,), own={task: (8, 9) for task in Task})
    listening = CachedListening(network, prompts, Ring(2**30, 16))
    listening.hear(sound(3 * 0.64))
    written = tuple(range(10, 60))

    def query(task, chunk, count, bases):
        return Query(task, CHUNK * chunk, written[:count], (80, 81), (CHUNK * bases,) * 3)

    listening.score([query(task, 2, 46, 2) for task in Task])
    audio = 2 * 16 + len(prompts.before) + len(prompts.after)
    assert network.positions == [audio + 2 * (2 + 46 + 2)]
    listening.score([query(task, 3, 49, 2) for task in Task])
    changed = 49 - 46 + 2  # a draft after other tokens is another
    assert network.positions[1:] == [audio + 16 + 2 * (2 + 49 + 2) + 2 * changed]


def test_what_is_asked_again_with_a_baseline_is_not_fed_again(small, sound):
    """A divergence that turns out to be needed costs the baseline's row and no more."""
    model, processor = small
    network = Fed(Qwen2AudioNetwork(model, processor.feature_extractor))
    prompts = PromptIds(before=(5, 6), after=(7,), own={task: (8, 9) for task in Task})
    listening = CachedListening(network, prompts, Ring(2**30, 16))
    listening.hear(sound(2 * 0.64))
    listening.score([Query(Task.TRANSLATE, CHUNK, (), (80,), (None, None))])
    listening.score([Query(Task.TRANSLATE, 2 * CHUNK, (10,), (11, 12), (None,) * 3)])
    del network.positions[:]
    query = Query(Task.TRANSLATE, 2 * CHUNK, (10, 11), (12,), (CHUNK, CHUNK))
    for _ in range(2):
        (scores,) = listening.score([query])
        assert all(score.kl_current_baseline for score in scores)
    assert network.positions == [3]


def test_what_one_row_reads_another_does_not_read_again(small, sound):
    """Two baselines at one position cost a row each, and the current row is fed once."""
    model, processor = small
    network = Fed(Qwen2AudioNetwork(model, processor.feature_extractor))
    prompts = PromptIds(before=(5, 6), after=(7,), own={task: (8, 9) for task in Task})
    listening = CachedListening(network, prompts, Ring(2**30, 16))
    listening.hear(sound(3 * 0.64))
    task, heard = Task.TRANSLATE, 3 * CHUNK
    for chunk in (1, 2, 3):
        listening.score([Query(task, CHUNK * chunk, ())])
    del network.positions[:]
    listening.score(
        [
            Query(task, heard, (10,), (11,), (CHUNK, CHUNK)),
            Query(task, heard, (10, 11), (), (2 * CHUNK,)),
        ]
    )
    assert network.positions == [3 * 2]
