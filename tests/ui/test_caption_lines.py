"""Lines of captions that stand once they were seen."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsg_desktop.events import SessionStarted, Skipped, Task
from lsg_desktop.ui.caption_column import CaptionLine
from lsg_desktop.ui.caption_lines import CaptionLines
from tests.ui.talk import SENTENCE, begun, drafted, ended, words, written

SOURCE, TARGET = Task.TRANSCRIBE, Task.TRANSLATE


def started(task="both", source_lang="en", target_lang="de"):
    return SessionStarted(
        model="tiny",
        precision="",
        device="",
        task=task,
        source_lang=source_lang,
        target_lang=target_lang,
    )


def session(width=20, **rest):
    lines = CaptionLines(width)
    lines.take(started(**rest))
    return lines


def say(lines, text, utterance=0, task=SOURCE, speaker=None):
    for word in words(text):
        lines.take(written(utterance, word, task, speaker=speaker))


def texts(lines, count=100, task=SOURCE):
    return [line.text for line in lines.last(task, count)]


def test_what_is_written_fills_lines():
    """The last ones are given, from the oldest."""
    lines = session(width=20)
    say(lines, SENTENCE)
    assert texts(lines) == [
        "The model compares",
        "what it would say",
        "now with what it",
        "would have said",
        "before.",
    ]
    assert texts(lines, 2) == ["would have said", "before."]
    assert texts(lines, 2, TARGET) == []


def test_source_and_translation_are_kept_apart():
    """Each has lines of its own."""
    lines = session()
    say(lines, "Good morning")
    say(lines, "Guten Morgen", task=TARGET)
    assert texts(lines) == ["Good morning"]
    assert texts(lines, task=TARGET) == ["Guten Morgen"]


def test_wide_characters_count_double_and_marks_hang_over_the_end():
    """No line begins with a full stop, and none that stands gives a character back."""
    lines = session(width=10, target_lang="zh")
    for character in "今天我们。来谈谈GPU。”好":
        lines.take(written(0, character, TARGET))
    assert texts(lines, task=TARGET) == ["今天我们。", "来谈谈GP", "U。”好"]
    lines = session(width=10, target_lang="zh")
    for unit in ["今", "天", "我", "GPU", "。", "”", "好"]:
        lines.take(written(0, unit, TARGET))
    assert texts(lines, task=TARGET) == ["今天我", "GPU。”好"]


def test_a_word_that_is_longer_than_a_line_is_broken():
    """Rather than lost."""
    lines = session(width=10)
    say(lines, "a Donaudampfschifffahrt b")
    assert texts(lines) == ["a", "Donaudampf", "schifffahr", "t b"]


def test_the_lines_stay_while_nobody_speaks():
    """The end of an utterance takes nothing away."""
    lines = session()
    say(lines, "Good morning to all")
    before = lines.last(SOURCE, 2)
    lines.take(ended(0, "Good morning to all"))
    lines.take(begun(1))
    lines.take(ended(1, ""))
    assert lines.last(SOURCE, 2) == before


def test_who_goes_on_speaking_goes_on_in_the_same_line():
    """An utterance ends wherever there is a pause."""
    lines = session(width=40)
    say(lines, "Good morning.")
    lines.take(ended(0, "Good morning."))
    say(lines, "Now the model.", utterance=1)
    assert texts(lines) == ["Good morning. Now the model."]


def test_another_speaker_begins_a_line_with_the_name():
    """What a speaker who was interrupted still says stays with what was said before."""
    lines = session(width=20)
    say(lines, "Can you hear", speaker="You")
    say(lines, "Yes I can", speaker="Computer")
    assert texts(lines) == ["You: Can you hear", "Computer: Yes I can"]
    lines.take(written(0, " me now?", speaker="You"))
    assert texts(lines) == ["You: Can you hear me", "now?", "Computer: Yes I can"]
    say(lines, "Good", utterance=1, speaker="You")
    assert texts(lines, 1) == ["You: Good"]


def test_a_draft_stands_behind_what_is_committed():
    """It is replaced by the next, and what is committed of it leaves it."""
    lines = session(width=40)
    say(lines, "Good")
    lines.take(drafted(0, " evening all"))
    assert lines.last(SOURCE, 2) == (CaptionLine("Good", " evening all"),)
    lines.take(drafted(0, " morning to"))
    assert lines.last(SOURCE, 2) == (CaptionLine("Good", " morning to"),)
    lines.take(written(0, " morning"))
    assert lines.last(SOURCE, 2) == (CaptionLine("Good morning", " to"),)
    lines.take(written(0, " all"))
    assert lines.last(SOURCE, 2) == (CaptionLine("Good morning all"),)


def test_a_draft_goes_with_its_utterance():
    """Nothing is left of it."""
    lines = session()
    say(lines, "Good")
    lines.take(drafted(0, " morn"))
    lines.take(ended(0, "Good"))
    assert lines.last(SOURCE, 2) == (CaptionLine("Good"),)


def test_a_draft_takes_one_line_of_its_own_at_most():
    """And where there is only one line, none: what is committed is not pushed out."""
    lines = session(width=12)
    say(lines, "Good morning")
    lines.take(drafted(0, " to all who are here today"))
    assert lines.last(SOURCE, 3) == (CaptionLine("Good morning"), CaptionLine(draft="to all who"))
    assert lines.last(SOURCE, 1) == (CaptionLine("Good morning"),)


def test_a_draft_that_shrinks_pulls_nothing_down():
    """Its line stays free for what comes."""
    lines = session(width=12)
    say(lines, "Good morning")
    lines.take(drafted(0, " to all"))
    lines.take(drafted(0, ""))
    assert lines.last(SOURCE, 2) == (CaptionLine("Good morning"), CaptionLine())
    assert lines.count(SOURCE) == 2
    lines.take(written(0, " friends"))
    assert lines.last(SOURCE, 2) == (CaptionLine("Good morning"), CaptionLine("friends"))
    assert lines.count(SOURCE) == 2


def test_a_draft_alone_shows_who_speaks():
    """The name is committed with the first word."""
    lines = session()
    lines.take(drafted(0, "Good", speaker="You"))
    assert lines.last(SOURCE, 1) == (CaptionLine("", "You: Good"),)
    lines.take(written(0, "Good", speaker="You"))
    assert lines.last(SOURCE, 1) == (CaptionLine("You: Good"),)


def test_a_draft_of_which_nothing_came_leaves_its_line_to_the_next():
    """No empty line is left between two speakers."""
    lines = session()
    say(lines, "Good", speaker="You")
    lines.take(drafted(0, "Um", speaker="Computer"))
    lines.take(ended(0, "", speaker="Computer"))
    assert lines.count(SOURCE) == 2
    lines.take(written(1, "Hello", speaker="Computer"))
    assert texts(lines) == ["You: Good", "Computer: Hello"]
    assert lines.count(SOURCE) == 2


def test_only_who_began_last_has_a_draft():
    """Whoever is interrupted leaves the line of the draft to the other."""
    lines = session(width=20)
    say(lines, "Can you hear me", speaker="You")
    lines.take(drafted(0, " at all", speaker="You"))
    assert lines.count(SOURCE) == 2
    lines.take(written(0, "Yes", speaker="Computer"))
    lines.take(drafted(0, " today or not", speaker="You"))
    assert lines.last(SOURCE, 3) == (
        CaptionLine("You: Can you hear me"),
        CaptionLine("Computer: Yes"),
    )
    assert lines.count(SOURCE) == 2


def test_sound_that_was_skipped_leaves_a_mark():
    """Nothing is lost in silence."""
    lines = session(width=40)
    lines.take(Skipped(start_s=0.0, end_s=1.0))
    assert lines.last(SOURCE, 2) == ()
    say(lines, "Good")
    lines.take(Skipped(start_s=1.0, end_s=9.0))
    say(lines, "night", utterance=1)
    assert texts(lines) == ["Good … night"]


def test_a_new_session_begins_anew():
    """In its own languages."""
    lines = session()
    say(lines, "Good morning")
    lines.take(started(source_lang="ja", target_lang="en"))
    assert lines.last(SOURCE, 2) == ()
    assert lines.languages == {SOURCE: "ja", TARGET: "en"}


@pytest.mark.parametrize(
    ("task", "shows", "seen"),
    [
        ("both", "both", (SOURCE, TARGET)),
        ("both", "source", (SOURCE,)),
        ("both", "target", (TARGET,)),
        ("transcribe", "both", (SOURCE,)),
        ("transcribe", "target", (SOURCE,)),
        ("translate", "both", (TARGET,)),
    ],
)
def test_what_is_seen_is_what_is_wanted_of_what_is_written(task, shows, seen):
    """Where nothing wanted is written, better the other than nothing at all."""
    assert session(task=task).tasks(shows) == seen


def test_another_width_breaks_anew_another_measure_does_not():
    """Larger type in a larger window leaves lines as they are."""
    lines = session(width=20)
    say(lines, SENTENCE)
    before = texts(lines)
    lines.set_width(20, lambda text: 2 * len(text))
    assert texts(lines) == before
    lines.set_width(40)
    assert texts(lines) == [
        "The model compares what it would say now",
        "with what it would have said before.",
    ]


def test_line_feeds_and_controls_are_blanks():
    """A model may write anything."""
    lines = session(width=40)
    lines.take(written(0, "Good\n\x07morning\t"))
    lines.take(written(0, "all"))
    assert texts(lines) == ["Good morning all"]


def test_a_long_day_is_not_kept_whole():
    """Old lines are forgotten, whoever said them, but counted."""
    lines = session(width=10)
    say(lines, "Hello", speaker="Computer")
    for number in range(1000):
        say(lines, f"Number {number:03}", utterance=number, speaker="You")
    assert lines.count(SOURCE) == 1003
    assert len(texts(lines, 1000)) == 200
    assert texts(lines, 1) == ["Number 999"]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["write", "draft", "end"]),
        st.sampled_from([None, "You"]),
        st.sampled_from([" {}", "{}", ", {}", "{} {}", " {}。", " "]),
        st.integers(1, 9),
    ),
    max_size=40,
)


def unlike(form, length, letters):
    """Fill a form with words of letters that no other word has."""
    fresh = ["".join(next(letters) for _ in range(length)) for _ in range(form.count("{}"))]
    return form.format(*fresh)


def places(lines):
    """Give each line without its speaker, and how far above the end it stands."""
    rows = [text.removeprefix("You:").strip(" ,。") for text in texts(lines)]
    return {row: len(rows) - at for at, row in enumerate(rows) if row}


@given(STEPS, st.integers(4, 20), st.sampled_from(["en", "zh"]))
def test_nothing_that_is_committed_is_ever_moved_but_up(steps, width, language):
    """By whole lines, whoever speaks, whatever is drafted."""
    lines = session(width=width, source_lang=language)
    letters = map(chr, count(0x4E00 if language == "zh" else 0x100))
    utterance = 0
    for step, speaker, form, length in steps:
        before, lines_before = places(lines), lines.count(SOURCE)
        text = unlike(form, length, letters)
        if step == "write":
            lines.take(written(utterance, text, speaker=speaker))
        elif step == "draft":
            lines.take(drafted(utterance, text, speaker=speaker))
        else:
            lines.take(ended(utterance, "", speaker=speaker))
            utterance += 1
        after = places(lines)
        assert lines.count(SOURCE) == len(lines.last(SOURCE, 1000)) >= lines_before
        for row, above in before.items():
            (now,) = [place for text, place in after.items() if text.startswith(row)]
            assert now >= above
