"""The model that answers from a list keeps its word."""

from __future__ import annotations

import numpy as np
import pytest

from lsg_desktop.errors import Bug, InputFault
from lsg_desktop.events import Task
from lsg_desktop.models.protocol import Query, SpeechModel
from lsg_desktop.models.scripted import ScriptedModel, Spoken

SCRIPT = {
    Task.TRANSCRIBE: [Spoken("Good", 8000), Spoken(" morning", 14400)],
    Task.TRANSLATE: [Spoken("Guten", 8000), Spoken(" Morgen", 14400, guess=" Tag")],
}


def listening(model: SpeechModel, samples: int = 16_000, tasks=tuple(Task)):
    """Begin an utterance and let the model hear so many samples."""
    begun = model.begin(tasks, "en", "de")
    begun.hear(np.zeros(samples, np.float32))
    return begun


def texts(model: ScriptedModel, task: Task, heard: int, steps: int = 3) -> list[str]:
    """Draft token by token after so many samples."""
    begun = listening(model)
    ids: list[int] = []
    for _ in range(steps):
        ids.append(begun.score([Query(task, heard, tuple(ids))])[0][0].token)
    return [model.vocabulary.text([token]) for token in ids]


def test_the_script_is_drafted_to_its_end():
    """After the last piece comes the end token, as often as asked."""
    model = ScriptedModel(SCRIPT)
    assert texts(model, Task.TRANSCRIBE, 16_000) == ["Good", " morning", ""]
    assert listening(model).score([Query(Task.TRANSCRIBE, 0, (1, 2, 0))])[0][0].token in (
        model.vocabulary.end_ids
    )


def test_a_guess_stands_until_the_piece_has_been_spoken():
    """Wrong words in a draft, right ones once they have been heard."""
    model = ScriptedModel(SCRIPT)
    assert texts(model, Task.TRANSLATE, 14_399) == ["Guten", " Tag", ""]
    assert texts(model, Task.TRANSLATE, 14_400) == ["Guten", " Morgen", ""]


def test_confidence_and_divergence_follow_what_was_spoken():
    """Unsure and 0 before; sure after, and far from any baseline that lies before."""
    begun = listening(ScriptedModel(SCRIPT))
    good, morning = ScriptedModel(SCRIPT).vocabulary.ids("Good", " morning")

    def scored(heard, baseline):
        query = Query(Task.TRANSCRIBE, heard, (), (good, morning), (baseline,) * 3)
        return [(one.confidence, one.kl_current_baseline) for one in begun.score([query])[0]]

    assert scored(7999, 0) == [(0.2, 0.0), (0.2, 0.0), (0.2, 0.0)]
    assert scored(8000, 0) == [(0.95, 12.0), (0.2, 0.0), (0.2, 0.0)]
    assert scored(14400, 8000) == [(0.95, 0.0), (0.95, 12.0), (0.95, 12.0)]
    assert scored(14400, None) == [(0.95, None)] * 3


def test_each_utterance_takes_the_next_script_and_the_last_one_stays():
    """Longer sessions than scripts are fine."""
    other = {Task.TRANSCRIBE: [Spoken("Bye", 100)]}
    model = ScriptedModel(SCRIPT, other)
    firsts = [texts(model, Task.TRANSCRIBE, 16_000, 1)[0] for _ in range(3)]
    assert firsts == ["Good", "Bye", "Bye"]


def test_a_token_can_end_inside_a_character():
    """Its text shows as U+FFFD until the rest is there."""
    first, rest = "早".encode()[:2], "早".encode()[2:]
    model = ScriptedModel({Task.TRANSCRIBE: [Spoken(first, 1), Spoken(rest, 1)]})
    one, two = model.vocabulary.ids(first, rest)
    assert model.vocabulary.text([one]) == "\ufffd"
    assert model.vocabulary.text([one, two]) == "早"


def test_what_cannot_be_answered_is_refused():
    """An unknown language, and audio that was not heard."""
    model = ScriptedModel(SCRIPT)
    with pytest.raises(InputFault):
        model.begin(tuple(Task), "xx", "de")
    with pytest.raises(InputFault):
        model.begin(tuple(Task), "en", "xx")
    model.begin((Task.TRANSCRIBE,), "en", "xx")
    with pytest.raises(Bug):
        listening(model, 100).score([Query(Task.TRANSCRIBE, 101, ())])
