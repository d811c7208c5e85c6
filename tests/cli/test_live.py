"""Captions that grow on a terminal without anything moving that stands."""

from __future__ import annotations

import io
import re
import threading
from collections import Counter
from dataclasses import asdict

import pytest
from rich.console import Console

from lsg_desktop.cli.live import LiveView
from lsg_desktop.cli.rows import Layout, Passage
from lsg_desktop.cli.scene import Hearing, Scene
from lsg_desktop.events import (
    Drafted,
    Notice,
    Reason,
    SessionEnded,
    SessionStarted,
    SpeechStarted,
    Task,
    UtteranceEnded,
    Written,
)
from lsg_desktop.session.captioner import Order
from lsg_desktop.session.lag import Lag
from lsg_desktop.settings import PolicySettings

BOTH = (Task.TRANSCRIBE, Task.TRANSLATE)
SETTINGS = PolicySettings(delta=3.0, alpha=0.8)

EN = "Your models were developed in 2021, but the colleagues don't study the heavy field."
DE = "Ihre Modelle wurden 2021 entwickelt, aber die Kollegen untersuchen das schwere Feld nicht."
ZH = "您的模型在2021年被开发，但是同事不研究重场。我们昨天改进的机器人极其慢。"


class Clock:
    """Seconds that a test sets."""

    now_s = 0.0

    def __call__(self):
        return self.now_s


@pytest.fixture
def clock():
    return Clock()


def order(target_lang="de", tasks=BOTH):
    return Order(tasks=tasks, source_lang="en", target_lang=target_lang, settings=SETTINGS)


def scene_of(clock, *, target_lang="de", is_live=True, duration_s=120.0):
    hearing = Hearing(is_live=is_live, duration_s=duration_s, rtf=lambda: 0.25)
    return Scene(order(target_lang), hearing, clock)


def started(**rest):
    return SessionStarted(
        model="demo",
        precision="fp32",
        device="cpu",
        task="both",
        source_lang="en",
        target_lang="de",
        settings={**asdict(SETTINGS), **rest},
    )


def utterance(said=EN, translated=DE, start_s=1.0):
    """Give the events of an utterance that is written word by word, with drafts."""
    yield SpeechStarted(utterance=1, start_s=start_s, audio_s=start_s + 0.5)
    pieces = {
        Task.TRANSCRIBE: re.findall(r"\s*\S+", said),
        Task.TRANSLATE: list(translated) if translated == ZH else re.findall(r"\s*\S+", translated),
    }
    for number in range(max(map(len, pieces.values()))):
        about = {"utterance": 1, "audio_s": start_s + 1 + number * 0.3, "clock_s": number * 0.3 + 2}
        for task, texts in pieces.items():
            if number < len(texts):
                text = texts[number]
                yield Written(task=task, text=text, reason=Reason.CONFIDENCE, **about)
            draft = "".join(texts[number + 1 : number + 4])
            yield Drafted(task=task, text=draft, **about)
    yield UtteranceEnded(
        utterance=1, start_s=start_s, end_s=20.0, transcript=said, translation=translated
    )


def plain(rows):
    return [row.plain.rstrip() for row in rows]


@pytest.mark.parametrize("width", [20, 50, 72, 80, 120, 300])
@pytest.mark.parametrize(("language", "text"), [("de", DE), ("zh", ZH)], ids=["de", "zh"])
def test_rows_fit_the_terminal(width, language, text):
    """No row is wider than the terminal, whatever it is, and no word is lost."""
    layout = Layout.of(("en", language), width)
    rows = layout.rows(3723.0, [Passage("en", EN), Passage(language, text)])
    assert all(row.cell_len < width for row in rows)
    shown = Counter("".join(plain(rows)))
    assert Counter(re.sub(r"\s", "", EN + text)) - shown == Counter()


@pytest.mark.parametrize(("width", "beside"), [(50, False), (79, True), (80, True), (120, True)])
def test_narrow_terminals_stack_the_languages(width, beside):
    """Side by side needs room for two columns."""
    layout = Layout.of(("en", "de"), width)
    rows = plain(layout.rows(0.0, [Passage("en", "Good morning."), Passage("de", "Guten Morgen.")]))
    assert len(rows) == (1 if beside else 2)
    assert layout.beside is beside


def test_one_language_needs_no_second_column():
    """It takes the width."""
    layout = Layout.of(("en",), 50)
    (row,) = layout.rows(0.0, [Passage("en", "Good morning, everyone in this room.")])
    assert row.plain == "0:00    Good morning, everyone in this room."


def test_what_is_written_is_solid_and_what_may_follow_is_dim():
    """One row holds both, in the place where the draft would be written."""
    (row,) = Layout.of(("en",), 80).rows(0.0, [Passage("en", "Good morn", "ing all")])
    assert row.plain == "0:00    Good morning all"
    dim = {row.plain[span.start : span.end] for span in row.spans if "dim" in str(span.style)}
    assert dim == {"0:00    ", "ing all"}


def solid(rows):
    """Give each letter that is not dim with its place: {(row, column, letter)}."""
    places = set()
    for number, row in enumerate(rows):
        dim = {
            column
            for span in row.spans
            if "dim" in str(span.style)
            for column in range(span.start, span.end)
        }
        places |= {
            (number, column, letter)
            for column, letter in enumerate(row.plain)
            if column not in dim and not letter.isspace()
        }
    return places


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize(("language", "text"), [("de", DE), ("zh", ZH)], ids=["de", "zh"])
def test_committed_text_never_moves(clock, width, language, text):
    """Each letter that is written keeps its row and column, also when its utterance is finished."""
    scene = scene_of(clock, target_lang=language)
    scene.take(started(), width)
    before: set[tuple[int, int, str]] = set()
    finished = []
    for event in utterance(translated=text):
        finished = scene.take(event, width)
        growing = scene.rows(width, 60)
        figures = next(n for n, row in enumerate(growing) if row.plain.startswith("─"))
        places = solid(finished or growing[:figures])
        assert before <= places
        before = places
    assert Counter(letter for *_, letter in before) == Counter(re.sub(r"\s", "", EN + text))


def test_an_utterance_keeps_its_height_while_its_draft_shrinks(clock):
    """The figures below it hold still."""
    scene = scene_of(clock)
    scene.take(SpeechStarted(utterance=1, start_s=0.0), 80)
    scene.take(Drafted(utterance=1, task=Task.TRANSLATE, text=DE), 80)
    tall = len(scene.rows(80, 24))
    scene.take(Drafted(utterance=1, task=Task.TRANSLATE, text="Ihre"), 80)
    assert len(scene.rows(80, 24)) == tall


@pytest.mark.parametrize("height", [3, 10, 24])
def test_what_does_not_fit_shows_its_end(clock, height):
    """Of a very long utterance the last rows are there, and the figures."""
    scene = scene_of(clock)
    scene.take(started(), 50)
    *events, _ = utterance(said=EN * 9, translated=DE * 9)
    for event in events:
        scene.take(event, 50)
    rows = plain(scene.rows(50, height))
    assert len(rows) <= max(height, 4)
    assert "RTF 0.25" in rows[-1]


def test_the_figures_say_where_it_is_and_how_far_behind(clock):
    """Place, lag a language, real-time factor, thresholds, state."""
    scene = scene_of(clock)
    scene.take(started(), 120)
    clock.now_s = 12.0
    *_, figures = plain(scene.rows(120, 24))
    assert figures == "0:12 of 2:00  behind: en 0.0 s, de 0.0 s  RTF 0.25  δ 3, α 0.8  Listening"


def test_an_infinite_threshold_has_its_sign(clock):
    """δ may be switched off."""
    scene = scene_of(clock)
    scene.take(started(delta=float("inf")), 120)
    assert "δ ∞" in scene.rows(120, 24)[-1].plain


def test_lag_grows_while_nothing_is_written():
    """It is never less than what the listener waits for."""
    lag = Lag()
    assert lag.seconds(3.0) == 0.0
    lag.open(1.0)
    assert lag.seconds(3.5) == 2.5
    lag.wrote(3.5, 3.5)
    assert lag.seconds(3.5) == 2.5
    lag.wrote(4.0, 4.2)  # computing took 0.2 s
    assert lag.seconds(4.2) == pytest.approx((2.5 + 0.7) / 2)
    lag.close()
    assert lag.seconds(60.0) == pytest.approx(1.6)


def test_several_words_at_once_are_as_late_as_the_first():
    """Words of one chunk share its lag."""
    lag = Lag()
    lag.open(0.0)
    for _ in range(5):
        lag.wrote(2.0, 2.0)
    assert lag.seconds(2.0) == 2.0


@pytest.fixture
def terminal():
    """Give a console of 80 by 24 whose output can be read, whatever the tests run in."""
    return Console(
        file=io.StringIO(),
        force_terminal=True,
        width=80,
        height=24,
        color_system=None,
        _environ={"TERM": "xterm"},
    )


def test_a_terminal_keeps_what_is_finished(clock, terminal):
    """Each finished row and each notice goes into its history once, and it is left as it was."""
    view = LiveView(terminal, scene_of(clock))
    for event in (
        started(),
        *utterance(),
        Notice(text="The file is cut short.", remedy="Copy it again."),
        SessionEnded(rtf=0.25),
    ):
        view.take(event)
    view.close()
    out = terminal.file.getvalue()
    assert out.count("0:01    Your models were") == 1
    assert "The file is cut short. Copy it again." in out
    assert "Done" in out
    assert out.count("\x1b[?25l") == out.count("\x1b[?25h") == 1  # the cursor
    assert [thread.name for thread in threading.enumerate() if thread.name == "painter"] == []


def test_a_view_that_never_began_closes_too(clock, terminal):
    """As when the source fails at once."""
    LiveView(terminal, scene_of(clock)).close()
    assert terminal.file.getvalue() == ""


def test_finishing_is_said_until_it_is_done(clock):
    """After Ctrl+C the line of figures says why it still goes on."""
    scene = scene_of(clock)
    scene.take(started(), 120)
    scene.finish()
    scene.take(SpeechStarted(utterance=1, start_s=0.0), 120)
    assert "Ctrl+C again leaves it" in scene.rows(120, 24)[-1].plain
    scene.take(SessionEnded(rtf=0.1), 120)
    assert "Stopped" in scene.rows(120, 24)[-1].plain
