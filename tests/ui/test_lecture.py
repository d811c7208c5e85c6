"""The lecture view as a speaker uses it: filling a screen, keys, type, and what the room reads."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from lsg_desktop.errors import InputFault
from lsg_desktop.events import Notice, SessionStarted, Task
from lsg_desktop.ui import theme
from lsg_desktop.ui.lecture import LectureView
from lsg_desktop.ui.lecture_page import LectureStyle
from tests.ui import hands
from tests.ui.talk import SATZ, SENTENCE, drafted, words, written

ROOT = Path(__file__).parent.parent.parent
Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def make(qtbot, qapp):
    """Makes a view that fills the screen."""
    theme.apply(qapp, theme.Scheme.LIGHT)

    def made(*args, **rest):
        view = LectureView(*args, **rest)
        qtbot.addWidget(view)
        with qtbot.waitActive(view):
            view.show_on(qapp.primaryScreen())
        return view

    return made


@pytest.fixture
def view(make):
    return make(LectureStyle(font_points=24), is_still=True)


def say(view, text, task=Task.TRANSCRIBE):
    for word in words(text):
        view.take(written(0, word, task))


def texts(view):
    return {task: [line.text for line in lines] for task, lines in view.page.seen().items()}


def pixels(view):
    image = view.grab().toImage()
    return image, image.width(), image.height()


def colours(view):
    """Count the pixels of every colour in the lower half."""
    image, width, height = pixels(view)
    return Counter(image.pixel(x, y) for x in range(width) for y in range(height // 2, height))


def inked(view):
    """Give the rows of pixels in which there is text, from its first column on."""
    image, width, height = pixels(view)
    ground = image.pixel(0, height - 1)
    return [
        y
        for y in range(view.hint.geometry().bottom(), height)
        if any(image.pixel(x, y) != ground for x in range(0, width, 2))
    ]


def test_it_fills_a_screen(view, qapp):
    """In black, with nothing but captions."""
    screen = qapp.primaryScreen()
    assert view.isFullScreen()
    assert view.geometry() == screen.geometry()
    image, width, height = pixels(view)
    assert image.pixelColor(width // 2, height - 1).name() == "#000000"


@pytest.mark.parametrize("key", [Key.Key_Escape, Key.Key_F11])
def test_a_key_leaves(view, qtbot, key):
    """And the owner hears of it, once."""
    heard = []
    view.left.connect(lambda: heard.append(key))
    qtbot.keyClick(view, key)
    assert not view.isVisible()
    assert heard == [key]


def test_the_source_stands_above_the_translation(view):
    """Whole lines, the newest at the bottom."""
    say(view, SENTENCE)
    say(view, SATZ, Task.TRANSLATE)
    seen = texts(view)
    assert list(seen) == [Task.TRANSLATE, Task.TRANSCRIBE]  # from the bottom up
    assert " ".join(seen[Task.TRANSCRIBE]) == SENTENCE
    assert " ".join(seen[Task.TRANSLATE]) == SATZ


@pytest.mark.parametrize(
    ("key", "shows", "tasks"),
    [
        (Key.Key_S, "source", {Task.TRANSCRIBE}),
        (Key.Key_T, "target", {Task.TRANSLATE}),
        (Key.Key_B, "both", {Task.TRANSCRIBE, Task.TRANSLATE}),
    ],
)
def test_keys_choose_what_is_seen(view, qtbot, key, shows, tasks):
    """One language alone has the whole screen."""
    say(view, "Good")
    say(view, "Gut", Task.TRANSLATE)
    qtbot.keyClick(view, key)
    assert set(texts(view)) == tasks
    assert view.lecture_style.shows == shows


def test_a_key_changes_black_and_white(view, qtbot):
    """Type is in full contrast on either."""
    say(view, SENTENCE)
    grounds = []
    for _ in range(3):
        image, width, height = pixels(view)
        grounds.append(image.pixelColor(width // 2, height - 1).name())
        with qtbot.waitSignal(view.style_changed):
            qtbot.keyClick(view, Key.Key_C)
    assert grounds == ["#000000", "#ffffff", "#000000"]


@pytest.mark.parametrize(
    ("key", "points"), [(Key.Key_Plus, 28), (Key.Key_Equal, 28), (Key.Key_Minus, 20)]
)
def test_keys_change_the_size_of_type(view, qtbot, key, points):
    """With Ctrl."""
    qtbot.keyClick(view, key, CONTROL)
    assert view.lecture_style.font_points == points


def test_type_has_a_largest_and_a_smallest_size(view, qtbot):
    """Beyond, keys do nothing."""
    for _ in range(50):
        qtbot.keyClick(view, Key.Key_Plus, CONTROL)
    assert view.lecture_style.font_points == 160
    for _ in range(50):
        qtbot.keyClick(view, Key.Key_Minus, CONTROL)
    assert view.lecture_style.font_points == 10


def turn(view, angle, modifiers):
    at = QPointF(view.rect().center())
    event = QWheelEvent(
        at,
        view.mapToGlobal(at),
        QPoint(0, 0),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def test_the_wheel_changes_the_size_with_ctrl(view):
    """A finely turning one by as much in the end."""
    turn(view, 240, CONTROL)
    assert view.lecture_style.font_points == 32
    for _ in range(4):
        turn(view, -30, CONTROL)
    assert view.lecture_style.font_points == 28
    turn(view, 240, NONE)
    assert view.lecture_style.font_points == 28


@pytest.mark.parametrize("points", [10, 48, 160])
@pytest.mark.parametrize("shows", ["source", "both"])
def test_only_whole_lines_are_seen(make, points, shows):
    """Nothing is cut off at an edge, at any size."""
    view = make(LectureStyle(font_points=points, shows=shows), is_still=True)
    say(view, " ".join([SENTENCE] * 40))
    say(view, " ".join([SATZ] * 40), Task.TRANSLATE)
    image, width, height = pixels(view)
    ground = image.pixel(0, height - 1)
    edges = [*range(8), *range(width - 8, width)]
    assert all(image.pixel(x, y) == ground for x in edges for y in range(height))
    rows = inked(view)
    assert rows[-1] < height - 8
    if not (points == 160 and shows == "both"):  # two lines as large need more than this screen
        assert rows[0] > view.hint.geometry().bottom()


def test_a_draft_is_dimmer(view):
    """On black and on white, and well to be read on both."""
    view.hint.hide()
    say(view, "Good")
    for ground in ("black", "white"):
        view.set_lecture_style(LectureStyle(font_points=24, shows="source", ground=ground))
        tones = view.lecture_style.tones
        view.take(drafted(0, ""))
        before = colours(view)
        view.take(drafted(0, " morning"))
        after = colours(view)
        assert after[tones.text.rgb()] >= before[tones.text.rgb()] > 50
        assert after[tones.dim.rgb()] > before[tones.dim.rgb()] + 50


def test_what_was_said_before_it_was_opened_is_seen(qtbot, qapp):
    """It listens while it is hidden."""
    view = LectureView(LectureStyle(font_points=24), is_still=True)
    qtbot.addWidget(view)
    say(view, SENTENCE)
    view.show_on(qapp.primaryScreen())
    assert " ".join(texts(view)[Task.TRANSCRIBE]) == SENTENCE
    view.clear()
    assert texts(view)[Task.TRANSCRIBE] == []


def test_a_session_in_one_language_has_the_whole_screen(view):
    """No empty half is kept free for the other."""
    view.take(
        SessionStarted(
            model="tiny",
            precision="",
            device="",
            task="translate",
            source_lang="en",
            target_lang="de",
        )
    )
    say(view, SATZ, Task.TRANSLATE)
    assert list(texts(view)) == [Task.TRANSLATE]


def fill(view):
    """Say so much that the first line moves up with the next word."""
    say(view, "Good")
    first = texts(view)[Task.TRANSCRIBE]
    for number in range(100):
        if len(texts(view)[Task.TRANSCRIBE]) > len(first):
            return
        view.take(written(0, f" morning{number}"))
    raise AssertionError("no second line")


def test_lines_scroll_smoothly(make, qtbot):
    """And come to rest."""
    view = make(LectureStyle(font_points=24), is_still=False)
    fill(view)
    assert view.page.is_scrolling
    qtbot.waitUntil(lambda: not view.page.is_scrolling)
    resting = inked(view)
    still = make(LectureStyle(font_points=24), is_still=True)
    fill(still)
    assert inked(still) == resting


def test_nothing_moves_for_those_who_want_it_still(view):
    """Lines go up in one step."""
    fill(view)
    assert not view.page.is_scrolling


def test_nothing_is_painted_anew_while_nothing_changes(view, qtbot):
    """Not for what is no caption."""
    say(view, "Good")
    QApplication.processEvents()
    paints = hands.Paints(view)
    view.take(Notice(text="Something odd"))
    view.take(drafted(0, ""))
    QApplication.processEvents()
    assert not paints.of
    view.take(written(0, " morning"))
    qtbot.waitUntil(lambda: paints.of[view] == 1)


def test_the_pointer_and_the_keys_go_when_the_mouse_rests(make, qtbot):
    """They come back when it is moved, not when something appears under it."""
    view = make(rest_ms=60)
    assert view.hint.isVisible()
    assert "Esc" in view.hint.text()
    hands.move(view, QPoint(100, 300))
    qtbot.waitUntil(lambda: not view.hint.isVisible())
    assert view.cursor().shape() is Qt.CursorShape.BlankCursor
    hands.move(view, QPoint(100, 300))
    assert not view.hint.isVisible()
    hands.move(view, QPoint(103, 300))
    assert view.hint.isVisible()
    assert view.cursor().shape() is Qt.CursorShape.ArrowCursor
    qtbot.waitUntil(lambda: not view.hint.isVisible())


def test_the_hint_covers_no_line(view):
    """It stands in the margin."""
    say(view, " ".join([SENTENCE] * 60))
    assert inked(view)[0] > view.hint.geometry().bottom()
    assert view.rect().contains(view.hint.geometry())


def test_each_key_has_a_name(view):
    """For a menu, and for who asks what can be done."""
    assert all(action.text() and action.shortcuts() for action in view.actions())


@pytest.mark.parametrize(
    "wrong",
    [
        {"font_points": 9},
        {"font_points": 161},
        {"font_points": "large"},
        {"shows": "all"},
        {"ground": "grey"},
    ],
)
def test_a_style_out_of_bounds_is_refused(wrong):
    """With what is accepted."""
    (name,) = wrong
    with pytest.raises(InputFault, match=name) as fault:
        LectureStyle(**wrong)
    assert fault.value.remedy


SCRIPT = """
from lsg_desktop.ui.immortal import keep_singletons
keep_singletons()
from PySide6.QtWidgets import QApplication
from lsg_desktop.ui.lecture import LectureView
app = QApplication([])
view = LectureView()
for screen in [*reversed(app.screens()), *app.screens()]:
    view.show_on(screen)
    app.processEvents()
    assert view.screen() is screen, screen.name()
    assert view.geometry() == screen.geometry(), screen.name()
    assert view.isFullScreen()
"""


def test_it_fills_whichever_screen_is_chosen(tmp_path):
    """And goes from one to the other."""
    room = {"y": 0, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    screens = [
        {"name": "laptop", "x": 0, "width": 1280, "height": 800, **room},
        {"name": "wall", "x": 1280, "width": 1920, "height": 1080, **room},
    ]
    config = tmp_path / "screens.json"
    config.write_text(json.dumps({"screens": screens}))
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={config}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
