"""What a cut clip supports: no more than has been heard, piece by piece."""

from __future__ import annotations

import random

import numpy as np
import pytest

from lsg_desktop.training.corpus import Clip
from lsg_desktop.training.examples import example, heard_until, items, spans, supported, text_pair
from lsg_desktop.training.grammar import Piece, Sentence, Word

SENTENCE = Sentence(
    pattern="future",
    words=(Word("We", "we"), Word("will", "will"), Word("meet", "meet"), Word("Anna.", "anna")),
    german=(Piece("Wir", 1), Piece(" werden", 2), Piece(" Anna", 4), Piece(" treffen.", 4)),
    chinese=(Piece("我们", 1), Piece("会", 2), Piece("见", 3), Piece("安娜。", 4)),
    breaks=(),
)
CLIP = Clip(
    SENTENCE,
    "test",
    np.zeros(48_000, np.float32),
    starts=np.array([0.2, 0.5, 1.0, 1.5], np.float32),
    ends=np.array([0.4, 0.9, 1.4, 2.0], np.float32),
)


def test_a_verb_final_target_waits_for_the_object() -> None:
    """German may not name the verb before the object it stands behind."""
    assert supported(SENTENCE, 3).lines["de"] == ("Wir", " werden")
    assert supported(SENTENCE, 3).lines["zh"] == ("我们", "会", "见")


def test_a_longer_prefix_only_adds_pieces() -> None:
    """What a shorter prefix supports is the beginning of what a longer one does."""
    for words in range(4):
        short, long = supported(SENTENCE, words).lines, supported(SENTENCE, words + 1).lines
        assert all(long[lang][: len(short[lang])] == short[lang] for lang in short)


def test_a_word_counts_once_its_share_was_heard() -> None:
    """Half of "will" ends at 0.7 s."""
    assert heard_until(CLIP, 0.69, share=0.5).words == 1
    assert heard_until(CLIP, 0.71, share=0.5).words == 2


def test_the_full_stop_waits_for_silence() -> None:
    """A mark is not to be heard while its word is still sounding."""
    assert heard_until(CLIP, 1.95, share=0.5).lines["en"][-1] == " Anna"
    assert heard_until(CLIP, 2.3, share=0.5).lines["en"][-1] == " Anna."
    assert heard_until(CLIP, 2.3, share=0.5).lines["de"][-1] == " treffen."


def test_a_whole_example_says_everything() -> None:
    """An uncut clip has its whole sentence as target."""
    whole = example(CLIP, CLIP.samples, random.Random(0), cut=False)
    assert "".join(whole.lines["en"]) == SENTENCE.transcript
    assert [span.word for span in spans(whole.clip)] == ["we", "will", "meet", "anna"]
    assert [item.word for item in items(whole.clip)] == ["We", " will", " meet", " Anna"]


def test_an_item_of_several_words_shares_its_time_by_letters() -> None:
    """ "3:30" is spoken as two words."""
    sentence = Sentence("t", (Word("3:30", "three thirty"),), (Piece("3:30", 1),), (), ())
    times = np.array([0.0], np.float32), np.array([1.1], np.float32)
    spoken = spans(Clip(sentence, "test", CLIP.samples, *times))
    assert [span.word for span in spoken] == ["three", "thirty"]
    assert spoken[0].end_s == spoken[1].start_s == pytest.approx(0.5)


def test_a_cut_example_never_says_what_is_behind_the_cut() -> None:
    """No word counts that begins after the cut."""
    rng = random.Random(1)
    for _ in range(50):
        cut = example(CLIP, CLIP.samples, rng, cut=True)
        begun = int((CLIP.starts < len(cut.samples) / 16_000).sum())
        assert len(cut.lines["en"]) <= begun


def test_texts_are_cut_where_they_are_to_be() -> None:
    """A prefix has the German that it supports; a whole text has all of it."""
    cut = {text_pair(SENTENCE, random.Random(seed), cut=True) for seed in range(30)}
    assert any(pair.source == "We will" and pair.target == ("Wir", " werden") for pair in cut)
    whole = {text_pair(SENTENCE, random.Random(seed), cut=False) for seed in range(30)}
    assert {(pair.source, "".join(pair.target)) for pair in whole} == {
        (SENTENCE.transcript, SENTENCE.translation("de"))
    }
