"""Which rows are measured: by language, each clip once, and nothing that makes no sense."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from lsg_desktop.errors import InputFault
from lsg_desktop.evaluation import manifest
from lsg_desktop.evaluation.selection import check_length, look_at, select
from lsg_desktop.events import Task

BOTH = (Task.TRANSCRIBE, Task.TRANSLATE)
ROWS = (
    ("a.wav", "en", "Good  morning.", "de", "Guten Morgen."),
    ("a.wav", "en", "Good  morning.", "zh", "早上好。"),
    ("b.wav", "en", "Thanks.", "de", "Danke."),
    ("b.wav", "en", "Thanks.", "zh", "谢谢。"),
)


@pytest.fixture
def corpus(tmp_path: Path):
    """Give a function that writes a manifest with its sounds."""

    def make(*rows: tuple[str, ...]) -> Path:
        for audio, *_ in rows:
            soundfile.write(tmp_path / audio, np.zeros(8000, np.float32), 16_000)
        path = tmp_path / "m.tsv"
        lines = ["\t".join(row) for row in (manifest.COLUMNS, *rows)]
        path.write_text("\n".join(lines) + "\n", "utf-8")
        return path

    return make


def test_rows_of_the_languages_asked_for_are_taken(corpus) -> None:
    """References have one space where there was white space."""
    chosen = select(corpus(*ROWS), BOTH, target_lang="zh")
    assert (chosen.source_lang, chosen.target_lang) == ("en", "zh")
    assert [clip.reference for clip in chosen.clips(Task.TRANSLATE)] == ["早上好。", "谢谢。"]
    assert [clip.reference for clip in chosen.clips(Task.TRANSCRIBE)] == [
        "Good morning.",
        "Thanks.",
    ]
    assert [clip.name for clip in chosen.clips(Task.TRANSLATE)] == ["a.wav", "b.wav"]


def test_what_is_transcribed_is_heard_once(corpus) -> None:
    """In however many languages its translations are."""
    chosen = select(corpus(*ROWS), (Task.TRANSCRIBE,))
    assert [clip.name for clip in chosen.clips(Task.TRANSCRIBE)] == ["a.wav", "b.wav"]


def test_a_row_that_stands_twice_is_measured_twice(corpus) -> None:
    """A row is an utterance."""
    chosen = select(corpus(ROWS[0], ROWS[0]), BOTH)
    assert len(chosen.clips(Task.TRANSLATE)) == len(chosen.clips(Task.TRANSCRIBE)) == 2


def test_mixed_languages_are_refused_with_a_way_out(corpus) -> None:
    """One has to be chosen."""
    with pytest.raises(InputFault, match="mixes de, zh: choose one: --target-lang de"):
        select(corpus(*ROWS), BOTH)
    with pytest.raises(InputFault, match="mixes en, fr: choose one: --source-lang en"):
        select(corpus(ROWS[0], ("c.wav", "fr", "Oui.", "de", "Ja.")), BOTH)


def test_a_language_that_is_not_there_is_refused_with_those_that_are(corpus) -> None:
    """The choices are said."""
    with pytest.raises(InputFault, match="no row in 'ja': choose one of de, zh"):
        select(corpus(*ROWS), BOTH, target_lang="ja")


def test_a_manifest_without_rows_is_refused(corpus) -> None:
    """The first line alone is no corpus."""
    with pytest.raises(InputFault, match="has no rows"):
        select(corpus(), BOTH)


@pytest.mark.parametrize(
    ("task", "said"),
    [(Task.TRANSCRIBE, "a.wav has no transcript"), (Task.TRANSLATE, "a.wav has no translation")],
)
def test_a_row_without_its_reference_is_refused(corpus, task: Task, said: str) -> None:
    """Only where the task needs it."""
    empty = " " if task is Task.TRANSCRIBE else "Good morning."
    other = "Guten Morgen." if task is Task.TRANSCRIBE else ""
    chosen = select(corpus(("a.wav", "en", empty, "de", other)), (task,))
    with pytest.raises(InputFault, match=said):
        chosen.clips(task)
    (fine,) = set(BOTH) - {task}
    assert chosen.clips(fine)


def test_a_row_without_a_transcript_is_refused_where_it_is_needed(corpus) -> None:
    """What is written cannot be aligned with nothing."""
    chosen = select(corpus(ROWS[0], ("b.wav", "en", " ", "de", "Danke.")), (Task.TRANSLATE,))
    assert len(chosen.clips(Task.TRANSLATE)) == 2
    with pytest.raises(InputFault, match=r"b\.wav has no transcript"):
        chosen.clips(Task.TRANSLATE, transcribed=True)


def test_clips_are_looked_at_before_any_is_captioned(corpus, tmp_path: Path) -> None:
    """What is no sound, and what is longer than the model takes, is said at once."""
    clips = select(corpus(*ROWS), BOTH, target_lang="de").clips(Task.TRANSLATE)
    look_at(clips, 30.0)
    with pytest.raises(InputFault, match=r"a.wav is 0.5 s long, and the model takes 0.4 s"):
        look_at(clips, 0.4)
    with pytest.raises(InputFault, match="cut it into utterances"):
        check_length(clips[0], 31.0, 30.0)
    (tmp_path / "b.wav").write_bytes(b"no sound")
    with pytest.raises(InputFault, match="not a sound file"):
        look_at(clips, 30.0)
