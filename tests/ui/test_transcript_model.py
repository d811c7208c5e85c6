"""Rows as the events of a session make them, and what a person is told of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from lsg_desktop.events import Notice, Reason, SessionEnded, Skipped, Task
from lsg_desktop.ui import transcript_words
from lsg_desktop.ui.transcript_model import TranscriptModel
from tests.ui.talk import begun, decided, drafted, ended, lecture, words, written

SAY, TELL = Task.TRANSCRIBE, Task.TRANSLATE


@pytest.fixture
def model():
    model = TranscriptModel()
    model.languages = {SAY: "en", TELL: "de"}
    return model


def play(model, *events):
    for event in events:
        model.take(event)


def said(model, task=SAY):
    return [row.lines[task].text for row in model.rows]


def test_it_is_a_model_as_qt_wants_it(model, qtmodeltester):
    """At every moment: while empty, while growing, while a row goes."""
    qtmodeltester.check(model)
    play(model, *lecture(3), begun(7), drafted(7, "so"), Skipped(start_s=40.0, end_s=44.0))
    qtmodeltester.check(model)
    play(model, ended(7, ""))
    qtmodeltester.check(model)


def test_committed_text_grows_at_its_end(model):
    """Each unit behind the one before."""
    play(model, begun(1, 2.5), *(written(1, word) for word in words("we go on")))
    assert said(model) == ["we go on"]
    assert model.row(0).start_s == 2.5


def test_a_draft_is_replaced_by_the_next(model):
    """And by nothing when the utterance ends."""
    play(model, begun(1), drafted(1, "we go"), drafted(1, "we come"))
    line = model.row(0).lines[SAY]
    assert (line.text, line.draft) == ("", "we come")
    play(model, written(1, "we come"), drafted(1, " and"), ended(1, "we come"))
    assert (line.text, line.draft) == ("we come", "")


def test_what_was_drafted_behind_a_written_word_stays_in_view(model):
    """It would flicker if it went until the next draft comes."""
    play(model, begun(1), drafted(1, "we go on"), written(1, "we"))
    assert model.row(0).lines[SAY].draft == " go on"
    play(model, written(1, " went"))
    assert model.row(0).lines[SAY].draft == ""


def test_the_same_draft_again_changes_nothing(model, qtbot):
    """Nobody paints for it."""
    play(model, begun(1), drafted(1, "we"))
    with qtbot.assertNotEmitted(model.dataChanged):
        model.take(drafted(1, "we"))


def test_an_utterance_without_a_word_leaves_no_row(model):
    """Noise is no line of a transcript; the rows that are open stay what they are."""
    play(model, begun(1), begun(1, 1.0, "You"), ended(1, ""))
    play(model, written(1, "hello", speaker="You"))
    assert said(model) == ["hello"]


def test_two_speakers_have_rows_of_their_own(model):
    """Though both count their utterances from one."""
    play(model, begun(1, 0.0, "You"), begun(1, 1.0, "Computer"))
    play(model, written(1, "mine", speaker="You"), written(1, "its", speaker="Computer"))
    assert [(row.speaker, row.lines[SAY].text) for row in model.rows] == [
        ("You", "mine"),
        ("Computer", "its"),
    ]


def test_a_later_session_goes_on_below(model):
    """Its first utterance is not that of the session before."""
    play(model, begun(1), written(1, "old"), ended(1, "old"))
    play(model, *(event for event in [begun(1), written(1, "new", session=2)]))
    assert said(model) == ["old", "", "new"]


def test_lines_that_are_read_back_stand_at_once(model):
    """A record has only the ends of utterances."""
    play(model, ended(4, "we go", "wir gehen", 8.0))
    assert (said(model), said(model, TELL)) == (["we go"], ["wir gehen"])
    assert model.row(0).start_s == 8.0


def test_other_messages_are_none_of_its_concern(model):
    """They belong to the state line."""
    play(model, Notice(text="odd"), SessionEnded(rtf=0.5))
    assert model.rowCount() == 0


def test_clearing_forgets_everything(model):
    """Also what is open."""
    play(model, *lecture(2), begun(5))
    model.clear()
    assert model.rowCount() == 0
    play(model, written(5, "late"))
    assert said(model) == ["late"]


def test_a_unit_knows_why_it_was_written(model):
    """By the decision that came right before it."""
    play(
        model,
        begun(1),
        decided(1, "hello", kl=8.25, confidence=0.5),
        written(1, "hello", reason=Reason.DIVERGENCE, audio_s=2.0),
        written(1, " you", reason=Reason.END),
    )
    line = model.row(0).lines[SAY]
    first, second = line.units
    assert (first.kl, first.confidence, first.reason) == (8.25, 0.5, Reason.DIVERGENCE)
    assert (second.kl, second.confidence) == (None, None)
    assert line.unit_at(0) is line.unit_at(4) is first
    assert line.unit_at(6) is second
    assert line.unit_at(9) is None


def test_the_decision_of_another_text_is_not_taken_for_it(model):
    """Numbers that belong to nothing are worse than none."""
    play(model, begun(1), decided(1, "other", kl=1.0, confidence=0.5), written(1, "hello"))
    assert model.row(0).lines[SAY].units[0].kl is None


def test_a_screen_reader_is_told_time_speaker_and_both_texts(model):
    """But no draft: that may change while it is read out."""
    play(
        model,
        begun(1, 65.0, "You"),
        written(1, "we go", speaker="You"),
        written(1, "wir gehen", TELL, speaker="You"),
        drafted(1, " weiter", TELL, speaker="You"),
    )
    told = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "1:05, You. Transcript: we go. Translation: wir gehen"


def test_a_gap_is_a_row_that_says_so(model):
    """Sound that was not listened to is not passed over in silence."""
    play(model, Skipped(start_s=61.0, end_s=70.0))
    told = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Skipped 1:01 to 1:10 to catch up with the speaker"
    assert not model.index(0).flags() & Qt.ItemFlag.ItemIsEditable


def test_whats_this_lists_the_units_of_both_lines(model):
    """Their text is shown as it is, whatever signs are in it."""
    play(
        model,
        begun(1),
        decided(1, "<b>", kl=3.0, confidence=0.25),
        written(1, "<b>", reason=Reason.DIVERGENCE, audio_s=2.0),
        written(1, "und", TELL, reason=Reason.RANGE_TOP, audio_s=4.0),
    )
    told = model.index(0).data(Qt.ItemDataRole.WhatsThisRole)
    assert "English" in told and "German" in told
    assert "<b>&lt;b&gt;</b></td><td>hearing more changed its mind" in told
    assert "<td>3.00</td><td>0.25</td>" in told
    assert "it had waited long enough" in told


def test_a_finished_utterance_is_taken_for_evenly_spread(model):
    """Half-way through the line is half-way through the sound."""
    play(
        model, begun(1, 10.0), written(1, "abcde", audio_s=16.5), written(1, "fghij", audio_s=20.0)
    )
    play(model, ended(1, "abcdefghij", start_s=10.0, end_s=20.0))
    assert late(model, 0) == pytest.approx(1.5)
    assert late(model, 1) == pytest.approx(0.0)


def test_an_open_utterance_is_taken_to_run_at_the_usual_pace(model):
    """2.6 words a second; a word is never early."""
    play(model, begun(1, 10.0), *(written(1, word, audio_s=12.0) for word in words("a b c d e f")))
    assert late(model, 0) == pytest.approx(2.0 - 1 / 2.6)
    assert late(model, 5) == 0.0


def late(model, unit):
    row = model.row(0)
    line = row.lines[SAY]
    return transcript_words.late_s(row, line, line.units[unit], "en")


@pytest.mark.parametrize(
    ("code", "name"), [("en", "English"), ("zh", "Chinese"), ("yue", "Cantonese"), ("xx", "xx")]
)
def test_languages_have_names(code, name):
    """Or are shown by their code."""
    assert transcript_words.language_name(code) == name
