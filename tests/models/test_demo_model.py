"""The bundled model in 4 bits, and its card; ``test_exactness`` holds it to the plain model."""

from __future__ import annotations

import json

import pytest
import soundfile

from lsg_desktop.events import Task
from lsg_desktop.models.load import load
from lsg_desktop.models.protocol import Query
from lsg_desktop.paths import resources

FOLDER = resources() / "demo-model"
TASKS = (Task.TRANSCRIBE, Task.TRANSLATE)
CHUNK = 10_240


@pytest.fixture(scope="module")
def talk():
    """The beginning of the bundled talk."""
    path = resources() / "demo-talk" / "talk.flac"
    return soundfile.read(path, frames=6 * CHUNK, dtype="float32")[0]


@pytest.fixture(scope="module")
def model():
    """The bundled model as the application loads it."""
    return load("demo")


def written(listening, task: Task) -> tuple[int, ...]:
    """Continue greedily from nothing after all that was heard."""
    ids: tuple[int, ...] = ()
    for _ in range(12):
        ids += (listening.score([Query(task, listening.heard, ids)])[0][0].token,)
    return ids


def test_four_bits_hear_what_full_precision_hears(model, talk) -> None:
    """NF4 end to end on the processor: most of the tokens are the same."""
    small = load("demo", device="cpu", precision="nf4")
    assert small.info.precision == "nf4"
    both = [which.begin(TASKS, "en", "de") for which in (model, small)]
    for listening in both:
        listening.hear(talk)
    full, quarter = (written(listening, Task.TRANSCRIBE) for listening in both)
    assert sum(a == b for a, b in zip(full, quarter, strict=True)) >= 6


def test_its_defaults_are_finite_and_its_own() -> None:
    """Halving or doubling δ must be able to change the lag."""
    card = json.loads((FOLDER / "lsg.json").read_text("utf-8"))
    assert card["name"] == "demo"
    assert 0 < card["defaults"]["delta"] < 50
    assert 0 < card["defaults"]["alpha"] < 1


def test_it_is_small_enough_to_be_bundled() -> None:
    """Under 24 MB with everything beside the weights."""
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 24_000_000
