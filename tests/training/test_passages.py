"""Passages: what a manifest gives to learn from, in which order, and what is refused of it."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from lsg_desktop.errors import InputFault
from lsg_desktop.evaluation import manifest
from lsg_desktop.events import Task
from lsg_desktop.training import passages
from lsg_desktop.training.passages import Passage, draws

TRANSLATE = (Task.TRANSLATE,)
BOTH = (Task.TRANSCRIBE, Task.TRANSLATE)


@pytest.fixture
def written(tmp_path: Path):
    """Give a function that writes a manifest of such lines, sounds as names only."""

    def write(*lines: str) -> Path:
        path = tmp_path / "m.tsv"
        path.write_text("\n".join(["\t".join(manifest.COLUMNS), *lines]) + "\n", "utf-8")
        for line in lines:
            (tmp_path / line.split("\t")[0]).touch()
        return path

    return write


def said(found: list[Passage]) -> list[tuple[str, str, str]]:
    """Give what matters of passages."""
    return [(one.task.value, one.target_lang, one.reference) for one in found]


def test_a_row_is_translated_into_its_language(written, tmp_path: Path) -> None:
    """One space wherever there is white space."""
    path = written("a.wav\ten\tGood  day.\tde\t Guten  Tag.")
    (only,) = passages.read(path, TRANSLATE, tmp_path).passages
    assert only == Passage(tmp_path / "a.wav", "a.wav", "en", "de", "Guten Tag.")


def test_a_clip_is_transcribed_once_in_however_many_languages(written, tmp_path: Path) -> None:
    """And stands for itself in each of them."""
    path = written("a.wav\ten\tGood day.\tde\tGuten Tag.", "a.wav\ten\tGood day.\tzh\t你好。")
    assert said(passages.read(path, BOTH, tmp_path).passages) == [
        ("transcribe", "en", "Good day."),
        ("translate", "de", "Guten Tag."),
        ("translate", "zh", "你好。"),
    ]
    assert len(passages.read(path, (Task.TRANSCRIBE,), tmp_path).passages) == 1


def test_a_row_of_one_language_is_transcribed(written, tmp_path: Path) -> None:
    """There is nothing to translate, whatever was asked for."""
    path = written("a.wav\ten\tGood day.\ten\t")
    found = passages.read(path, TRANSLATE, tmp_path)
    assert said(found.passages) == [("transcribe", "en", "Good day.")]


def test_sounds_are_named_from_where_they_are_told_of(written, tmp_path: Path) -> None:
    """By the way to them where they lie below, else by their whole path."""
    path = written("a.wav\ten\tGood day.\tde\tGuten Tag.")
    (below,) = passages.read(path, TRANSLATE, tmp_path.parent).passages
    assert below.name == f"{tmp_path.name}/a.wav"
    (beside,) = passages.read(path, TRANSLATE, tmp_path / "other").passages
    assert beside.name == str(tmp_path / "a.wav")


def test_texts_that_cannot_be_learnt_from_are_left_out_and_counted(written, tmp_path: Path) -> None:
    """Of two references of a clip the first counts."""
    path = written(
        "a.wav\ten\tGood day.\tde\tGuten Tag.",
        "a.wav\ten\tGood day.\tde\tAuf Wiedersehen.",
        "b.wav\ten\tGood day.\tde\t ",
        "c.wav\ten\t\ten\t",
    )
    found = passages.read(path, TRANSLATE, tmp_path)
    assert said(found.passages) == [("translate", "de", "Guten Tag.")]
    assert found.left_out == {
        "of a clip that has another reference": 1,
        "without a translation": 1,
        "without a transcript": 1,
    }


@pytest.mark.parametrize(
    ("lines", "remedy"),
    [
        (["a.wav\ten\tGood day.\tde\t ", "b.wav\ten\tDay.\tde\t"], "2 without a translation"),
        ([], "give a line for each clip"),
    ],
)
def test_a_manifest_without_any_reference_is_refused(
    written, tmp_path: Path, lines, remedy: str
) -> None:
    """With the reason."""
    with pytest.raises(InputFault, match="has nothing to learn from") as told:
        passages.read(written(*lines), TRANSLATE, tmp_path)
    assert told.value.remedy == remedy


def test_a_reference_of_another_clip_may_be_too_long_for_this_one() -> None:
    """The fastest speaker says less than 40 letters a second, and 20 more are let pass."""
    one = Passage(Path("a.wav"), "a.wav", "en", "de", "x" * 60)
    assert one.can_last(1.0)
    assert not one.can_last(0.99)


def test_a_row_that_stands_there_twice_counts_once(written, tmp_path: Path) -> None:
    """It is one clip."""
    line = "a.wav\ten\tGood day.\tde\tGuten Tag."
    found = passages.read(written(line, line), TRANSLATE, tmp_path)
    assert (len(found.passages), found.left_out) == (1, {})


MANY = [Passage(Path(f"{n}.wav"), f"{n}.wav", "en", "de", str(n)) for n in range(50)]


def test_all_passages_are_drawn_before_one_is_drawn_again() -> None:
    """Then in another order, with other chances."""
    drawn = list(islice(draws(MANY, 3), 100))
    rounds = [[draw.passage for draw in drawn[start : start + 50]] for start in (0, 50)]
    for one in rounds:
        assert sorted(one, key=MANY.index) == MANY
        assert one != MANY
    assert rounds[0] != rounds[1]
    assert len({draw.chance.random() for draw in drawn}) == 100


def test_no_clip_is_drawn_in_a_second_language_before_all_were_in_one() -> None:
    """Sounds differ more than languages of one."""
    whole = [
        Passage(Path(f"{clip}.wav"), f"{clip}.wav", "en", language, f"{clip} {language}")
        for clip in range(5)
        for language in ("en", "de", "zh")
    ]
    drawn = [draw.passage for draw in islice(draws(whole, 1), 2 * len(whole))]
    for turn in range(0, len(drawn), 5):
        assert len({one.audio for one in drawn[turn : turn + 5]}) == 5
    assert len(set(drawn[: len(whole)])) == len(whole)
    assert {one.target_lang for one in drawn[:5]} > {"en"}


def test_a_translation_of_something_else_is_left_out(written, tmp_path: Path) -> None:
    """A stand-in for what was not translated, or two rows in one; what is said stays."""
    long = "This is what was said for a while, and it goes on and on about what is known of it."
    path = written(
        f"a.wav\ten\t{long}\tde\tn/a",
        f"b.wav\ten\tYes.\tde\t{long}",
        f"c.wav\ten\t{long}\tzh\t说了很久，说了我们知道的事。",
        "d.wav\ten\tYes.\tde\tJa.",
    )
    found = passages.read(path, BOTH, tmp_path)
    assert [one.name for one in found.passages if one.task is Task.TRANSLATE] == ["c.wav", "d.wav"]
    assert len(found.passages) == 6
    assert found.left_out == {passages.MISMATCHED: 2}


def test_characters_are_whole(written, tmp_path: Path) -> None:
    """A letter and its mark are one, as in the tokens of a model."""
    path = written("a.wav\ten\tGood.\tde\tU\u0308ber.")
    (only,) = passages.read(path, TRANSLATE, tmp_path).passages
    assert only.reference == "\u00dcber."


def test_draws_are_the_same_for_the_same_seed_only() -> None:
    """However often they are begun."""

    def first(seed: int) -> list[tuple[Passage, float]]:
        return [(draw.passage, draw.chance.random()) for draw in islice(draws(MANY, seed), 60)]

    assert first(3) == first(3)
    assert first(3) != first(4)


def test_a_digest_is_of_all_that_is_said() -> None:
    """Another text, or another order, is another manifest."""
    digests = {passages.digest(some) for some in (MANY, MANY[:-1], MANY[::-1])}
    assert len(digests) == 3
    assert passages.digest(MANY) == passages.digest(list(MANY))
