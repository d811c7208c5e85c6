"""The synthesised voices: the times fit the sound, the manner is obeyed, damage is repeatable."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from lsg_desktop.errors import EnvironmentFault
from lsg_desktop.training import espeak, festival
from lsg_desktop.training.augment import augment
from lsg_desktop.training.take import Take, load
from lsg_desktop.training.voices import (
    ALL_VOICES,
    HELDOUT_VOICES,
    PEAK,
    SAMPLE_RATE,
    TRAINING_VOICES,
    Manner,
    Speech,
    Voice,
    pad,
    rest,
    speak,
)
from tests.training.engines import need

WORDS = ("i", "don't", "know", "if", "it's", "in", "the", "house", "at", "three thirty")
PLAIN = Manner()


def _level(samples: NDArray[np.float32], start: float, end: float) -> float:
    """Root mean square between two times in seconds."""
    part = samples[round(start * SAMPLE_RATE) : max(round(end * SAMPLE_RATE), 1)]
    return float(np.sqrt(np.mean(np.square(part, dtype=np.float64)))) if len(part) else 0.0


def _assert_sound(speech: Speech, count: int) -> None:
    duration = len(speech.samples) / SAMPLE_RATE
    assert speech.samples.dtype == speech.starts.dtype == speech.ends.dtype == np.float32
    assert speech.starts.shape == speech.ends.shape == (count,)
    assert np.all(np.diff(speech.ends) > 0)
    assert np.all(speech.starts[1:] >= speech.ends[:-1] - 0.03)
    assert np.all(speech.starts < speech.ends)
    assert speech.starts[0] >= 0
    assert speech.ends[-1] <= duration + 1e-4
    assert np.max(np.abs(speech.samples)) <= 1.0


def test_the_voices_in_training_and_held_out_are_apart() -> None:
    assert len(TRAINING_VOICES) >= 14
    assert len(HELDOUT_VOICES) == 2
    assert not set(TRAINING_VOICES) & set(HELDOUT_VOICES)
    assert len(ALL_VOICES) == len(TRAINING_VOICES) + len(HELDOUT_VOICES)


@pytest.mark.parametrize("voice", ALL_VOICES.values(), ids=list(ALL_VOICES))
def test_every_word_sounds_within_its_times(voice: Voice) -> None:
    need(voice)
    speech = speak(WORDS, voice, PLAIN)
    _assert_sound(speech, len(WORDS))
    for start, end in zip(speech.starts, speech.ends, strict=True):
        assert _level(speech.samples, start, end) > 0.005
    assert np.max(np.abs(speech.samples)) == pytest.approx(PEAK, abs=0.1)


@pytest.mark.parametrize("voice", ALL_VOICES.values(), ids=list(ALL_VOICES))
def test_pauses_open_after_their_words(voice: Voice) -> None:
    need(voice)
    speech = speak(WORDS, voice, Manner(pauses=((2, 0.4), (7, 0.6))))
    plain = speak(WORDS, voice, PLAIN)
    _assert_sound(speech, len(WORDS))
    for index, seconds in ((2, 0.4), (7, 0.6)):
        end, start = speech.ends[index], speech.starts[index + 1]
        assert start - end >= seconds - 0.03
        assert _level(speech.samples, start - seconds + 0.06, start - 0.03) < 0.02
    longer = len(speech.samples) - len(plain.samples)
    assert longer / SAMPLE_RATE == pytest.approx(1.0, abs=0.1)


@pytest.mark.parametrize(
    "name", ["espeak:en-us+m3", "flite:slt", "flite:kal16", "festival:ked", "festival:slt"]
)
def test_rate_and_tract(name: str) -> None:
    voice = ALL_VOICES[name]
    need(voice)
    plain, slow = speak(WORDS, voice, PLAIN), speak(WORDS, voice, Manner(rate=0.8))
    long = speak(WORDS, voice, Manner(tract=1.1))
    assert slow.ends[-1] > 1.1 * plain.ends[-1]
    assert long.ends[-1] == pytest.approx(plain.ends[-1], rel=0.12)
    _assert_sound(long, len(WORDS))


@pytest.mark.parametrize("name", ["espeak:en-us+m3", "flite:slt"])
def test_a_comma_makes_the_engine_pause(name: str) -> None:
    voice = ALL_VOICES[name]
    need(voice)
    plain, comma = speak(WORDS, voice, PLAIN), speak(WORDS, voice, Manner(commas=(7,)))
    assert comma.starts[8] - comma.ends[7] > plain.starts[8] - plain.ends[7] + 0.05


def test_the_engine_sees_commas_and_the_final_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def say(text: str, spans: list[tuple[int, int]], *_: object) -> Take:
        seen.append((text, [text[start:end] for start, end in spans]))
        nothing = np.full(len(spans), np.nan)
        return Take(np.ones(22050, np.int16), 22050, nothing, nothing)

    monkeypatch.setattr(espeak, "say", say)
    voice, words = ALL_VOICES["espeak:en-us+m3"], ("is it", "you", "there")
    _assert_sound(speak(words, voice, Manner(commas=(0, 2)), question=True), 3)
    speak(words, voice, PLAIN)
    assert seen == [("is it, you there?", [*words]), ("is it you there.", [*words])]


@pytest.mark.parametrize("voice", HELDOUT_VOICES, ids=lambda voice: voice.name)
def test_one_word_and_one_item_of_many(voice: Voice) -> None:
    need(voice)
    _assert_sound(speak(("a",), voice, PLAIN), 1)
    _assert_sound(speak(("of the", "in the", "to the"), voice, PLAIN), 3)


def test_words_that_espeak_merges_keep_their_order_and_length() -> None:
    words = ("it", "is", "one", "of", "the", "things", "from", "the", "end", "of", "it")
    voice = ALL_VOICES["espeak:en-us+m3"]
    need(voice)
    speech = speak(words, voice, PLAIN)
    _assert_sound(speech, len(words))
    assert np.min(speech.ends - speech.starts) > 0.03


@pytest.mark.parametrize(
    ("sounds", "names", "expected"),
    [
        ("w I D D @2", ("with", "the"), ["wID", "D@2"]),
        ("f r V m d @2", ("from", "the"), ["frVm", "d@2"]),
        ("w U d D @2", ("would", "the"), ["wUd", "D@2"]),
        ("n oU w V n", ("no", "one"), ["noU", "wVn"]),
        ("t @", ("to", "a"), ["t", "@"]),
    ],
)
def test_merged_words_share_their_sounds(
    sounds: str, names: tuple[str, ...], expected: list[str]
) -> None:
    phones = [espeak._Phone(name, k, k + 1) for k, name in enumerate(sounds.split())]
    parts = espeak._split(phones, names)
    assert ["".join(phone.name for phone in part) for part in parts] == expected


@pytest.mark.parametrize("name", ["flite:slt", "flite:kal16", "festival:ked", "festival:slt"])
def test_a_voice_of_a_person_repeats_itself(name: str) -> None:
    need(ALL_VOICES[name])
    once, again = (speak(WORDS[:3], ALL_VOICES[name], PLAIN) for _ in range(2))
    np.testing.assert_array_equal(once.samples, again.samples)


@pytest.mark.parametrize("words", [(), ("Hello",), ("hello ",), ("3",), ("",), ("'",)])
def test_words_that_are_no_spoken_forms_are_refused(words: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="spoken forms"):
        speak(words, TRAINING_VOICES[0], PLAIN)


def test_a_missing_festival_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(EnvironmentFault, match=r"festival is not installed.*festvox"):
        festival._Festival()


def test_a_voice_that_festival_lacks_is_named_with_its_remedy() -> None:
    """Festival tells what it does not know, and nothing is said in another voice."""
    need(ALL_VOICES["festival:ked"])
    process = festival._Festival()
    with pytest.raises(EnvironmentFault, match=r"could not say 'a' \(.*voice_of_nobody.*festvox"):
        process.say("a", "(voice_of_nobody)")
    process.close()


def test_festival_starts_anew_after_a_rest() -> None:
    """With it goes what it was about to say."""
    need(ALL_VOICES["festival:ked"])
    before = festival._festival()
    rest()
    rest()  # there is nothing to end
    assert before._process.poll() is not None
    assert len(festival.say("a", [1], "ked", 1.0, 1.0).samples)


def test_a_festival_that_has_ended_is_replaced() -> None:
    """What it can no longer say is told; the next to speak is another."""
    need(ALL_VOICES["festival:ked"])
    festival._festival()._process.kill()
    with pytest.raises(EnvironmentFault, match="festival"):
        festival.say("a", [1], "ked", 1.0, 1.0)
    assert len(festival.say("a", [1], "ked", 1.0, 1.0).samples)


def test_a_missing_library_is_named_with_its_remedy() -> None:
    with pytest.raises(EnvironmentFault, match=r"no-such is not installed.*apt-get install"):
        load("libno-such.so.9", "no-such")


def test_pad_shifts_the_times() -> None:
    end, start = np.array([0.01], np.float32), np.array([0.0], np.float32)
    speech = Speech(np.ones(160, np.float32), end, start)
    padded = pad(speech, 0.5, 0.25)
    assert len(padded.samples) == 160 + 8000 + 4000
    assert padded.starts[0] == pytest.approx(0.5)
    assert padded.ends[0] == pytest.approx(0.51)
    assert not padded.samples[:8000].any()
    assert not padded.samples[8160:].any()


@pytest.mark.parametrize("seed", range(20))
def test_augment_is_repeatable_bounded_and_keeps_the_length(seed: int) -> None:
    tone = np.sin(np.arange(16001) * 0.3).astype(np.float32)
    once, again = (augment(tone, np.random.default_rng(seed)) for _ in range(2))
    np.testing.assert_array_equal(once, again)
    assert once.shape == tone.shape
    assert once.dtype == np.float32
    assert 0.05 < np.max(np.abs(once)) <= 1.0


@pytest.mark.parametrize("count", [0, 1, 7])
def test_augment_bears_short_and_silent_sound(count: int) -> None:
    for seed in range(10):
        sound = augment(np.zeros(count, np.float32), np.random.default_rng(seed))
        assert not sound.any()
        assert sound.shape == (count,)
