"""The caption overlay as a person uses it: reading, moving, resizing, locking and unlocking."""

from __future__ import annotations

import os
from collections import Counter

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from lsg_desktop.errors import InputFault
from lsg_desktop.events import Notice, SessionStarted, Task
from lsg_desktop.ui import theme
from lsg_desktop.ui.overlay import Overlay
from lsg_desktop.ui.overlay_style import OverlayStyle
from lsg_desktop.ui.screen_places import ScreenPlaces
from tests.ui import hands
from tests.ui.talk import SATZ, SENTENCE, drafted, ended, words, written

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
THROUGH = Qt.WindowType.WindowTransparentForInput
NO_FOCUS = Qt.WindowType.WindowDoesNotAcceptFocus
PLAIN = OverlayStyle(shows="target", width_characters=30, outline=False)
needs_windows = pytest.mark.skipif(
    os.environ.get("QT_QPA_PLATFORM") != "xcb",
    reason="needs a window system: run under Xvfb with QT_QPA_PLATFORM=xcb",
)


@pytest.fixture(autouse=True)
def look(qapp):
    theme.apply(qapp, theme.Scheme.LIGHT)


@pytest.fixture
def make(qtbot):
    """Makes an overlay that is seen."""

    def made(*args, **rest):
        overlay = Overlay(*args, **rest)
        qtbot.addWidget(overlay)
        with qtbot.waitExposed(overlay):
            overlay.show()
        return overlay

    return made


@pytest.fixture
def overlay(make):
    return make(PLAIN)


def started(task="both", target_lang="de"):
    return SessionStarted(
        model="tiny",
        precision="",
        device="",
        task=task,
        source_lang="en",
        target_lang=target_lang,
    )


def say(overlay, text, task=Task.TRANSLATE):
    for word in words(text):
        overlay.take(written(0, word, task))


def texts(overlay):
    return [[line.text for line in block] for block in overlay.face.seen]


def hover(overlay):
    """Bring the pointer over it."""
    place = QPointF(overlay.rect().center())
    QApplication.sendEvent(overlay, QEnterEvent(place, place, overlay.mapToGlobal(place)))
    hands.move(overlay, place)


def leave(overlay):
    QApplication.sendEvent(overlay, QEvent(QEvent.Type.Leave))


def pull(overlay, start, by):
    """Press there, draw the pointer over the screen in small steps, let go."""
    begin = overlay.mapToGlobal(QPointF(start))
    _send(overlay, QEvent.Type.MouseButtonPress, begin, LEFT, LEFT)
    for share in range(1, 11):
        _send(overlay, QEvent.Type.MouseMove, begin + QPointF(by) * (share / 10), NONE, LEFT)
    _send(overlay, QEvent.Type.MouseButtonRelease, begin + QPointF(by), LEFT, NONE)


def _send(overlay, kind, place, button, buttons):
    local = overlay.mapFromGlobal(place)
    modifiers = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(overlay, QMouseEvent(kind, local, place, button, buttons, modifiers))


def middle(overlay):
    return overlay.rect().center() + QPoint(0, 20)


def colours(widget):
    """Count the pixels of every colour that is seen of it."""
    image = widget.grab().toImage()
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return Counter(pixel.name() for pixel in pixels if pixel.alpha() == 255)


def test_it_lies_over_other_windows_and_takes_no_focus(overlay):
    """At the bottom of the screen, in the middle."""
    flags = overlay.windowFlags()
    for flag in (
        Qt.WindowType.FramelessWindowHint,
        Qt.WindowType.WindowStaysOnTopHint,
        NO_FOCUS,
    ):
        assert flags & flag
    assert overlay.windowType() is Qt.WindowType.Tool
    assert overlay.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    assert overlay.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    screen = overlay.screen().availableGeometry()
    assert abs(overlay.geometry().center().x() - screen.center().x()) <= 1
    assert screen.height() * 3 // 4 < overlay.geometry().bottom() < screen.bottom()


def test_the_last_lines_are_seen(overlay):
    """Of the translation, where only that is wanted."""
    say(overlay, SENTENCE, Task.TRANSCRIBE)
    say(overlay, SATZ)
    (lines,) = texts(overlay)
    assert len(lines) == 2
    assert " ".join(lines) == SATZ[-len(" ".join(lines)) :]


def test_both_languages_stand_in_blocks_the_source_above(make):
    """Each has as many lines as the style says."""
    overlay = make(PLAIN.changed(shows="both", lines=1))
    say(overlay, "Good", Task.TRANSCRIBE)
    say(overlay, "Gut")
    assert texts(overlay) == [["Good"], ["Gut"]]


def test_a_session_that_writes_one_language_needs_one_block(make):
    """The other's room is not kept free, and the overlay stays at the bottom."""
    overlay = make(PLAIN.changed(shows="both"))
    before = overlay.geometry()
    overlay.take(started("transcribe"))
    assert overlay.height() < before.height()
    assert overlay.geometry().bottom() == before.bottom()
    assert len(overlay.face.seen) == 1


def test_text_is_painted_in_the_styles_colours(make):
    """A draft is dimmer than what is committed."""
    overlay = make(PLAIN.changed(text="#ff0000", background="#0000ff", opacity=1.0))
    say(overlay, "Good morning")
    before = colours(overlay)
    overlay.take(drafted(0, " to all", Task.TRANSLATE))
    after = colours(overlay)
    assert after["#ff0000"] >= before["#ff0000"] > 100
    assert after["#0000ff"] > 1000
    assert after["#990066"] > before["#990066"] + 50


@pytest.mark.parametrize(("text", "around"), [("#ffff00", "#000000"), ("#00007f", "#ffffff")])
def test_an_outline_stands_against_the_text(make, text, around):
    """So that it can be read over anything, without a background too."""
    style = PLAIN.changed(text=text, background="#008000", opacity=1.0)
    overlay = make(style)
    say(overlay, "Good morning")
    assert around not in colours(overlay)
    overlay.set_overlay_style(style.changed(outline=True))
    assert around in colours(overlay)


@pytest.mark.parametrize("points", [10, 24, 60])
@pytest.mark.parametrize("text", [SATZ, "ÄÖÜÅ WWWW MMMM ĘĄQ ÄÖÜÅ WWWW MMMM ĘĄQ"])
def test_no_letter_is_cut_off(make, points, text):
    """Whatever the size, however wide the letters."""
    style = PLAIN.changed(font_points=points, text="#ff0000", outline=True, lines=3, opacity=0.0)
    overlay = make(style)
    say(overlay, text)
    image = overlay.grab().toImage()
    for y in range(image.height()):
        for x in (0, 1, 2, image.width() - 3, image.width() - 2, image.width() - 1):
            assert image.pixelColor(x, y).red() < 128
    for x in range(image.width()):
        for y in (0, image.height() - 1):
            assert image.pixelColor(x, y).red() < 128


def test_a_language_written_from_the_right_stands_at_the_right(make):
    """Its draft to the left of what is committed."""
    overlay = make(PLAIN.changed(text="#ff0000", background="#0000ff", opacity=1.0))
    overlay.take(started(target_lang="ar"))
    overlay.take(written(0, "صباح الخير", Task.TRANSLATE))
    before = overlay.grab().toImage()
    overlay.take(drafted(0, " جميعا", Task.TRANSLATE))
    after = overlay.grab().toImage()
    places = [(x, y) for x in range(after.width()) for y in range(after.height())]
    text = [x for x, y in places if before.pixelColor(x, y).red() > 128]
    draft = [x for x, y in places if before.pixel(x, y) != after.pixel(x, y)]
    assert max(draft) < min(text)
    assert max(text) > after.width() - 40


def test_nothing_is_painted_anew_while_nothing_changes(overlay, qtbot):
    """Not in silence, not for a draft that is the same."""
    say(overlay, "Guten Morgen")
    overlay.take(drafted(0, " an alle", Task.TRANSLATE))
    QApplication.processEvents()
    paints = hands.Paints(overlay)
    overlay.take(drafted(0, " an alle", Task.TRANSLATE))
    overlay.take(written(0, " Unseen", Task.TRANSCRIBE))
    overlay.take(Notice(text="Something odd"))
    overlay.take(ended(1, "", ""))
    QApplication.processEvents()
    assert not paints.of
    overlay.take(written(0, " an", Task.TRANSLATE))
    qtbot.waitUntil(lambda: paints.of[overlay] == 1)


def test_an_empty_one_says_what_it_is_for_until_it_is_locked(overlay):
    """Then there is nothing to see."""
    assert colours(overlay)
    overlay.set_locked(True)
    image = overlay.grab().toImage()
    middle = image.rect().center()
    assert not colours(overlay)
    assert image.pixelColor(middle).alpha() == 0


def test_clearing_forgets_what_was_said(overlay):
    """And what is said next begins anew."""
    say(overlay, "Guten Morgen")
    overlay.clear()
    assert texts(overlay) == [[]]
    say(overlay, "Hallo")
    assert texts(overlay) == [["Hallo"]]


def test_it_is_moved_by_dragging_and_found_there_again(make, qtbot):
    """By the dict that the owner stores."""
    stored: dict[str, object] = {}
    overlay = make(PLAIN, ScreenPlaces(stored))
    before = overlay.pos()
    with qtbot.waitSignal(overlay.moved):
        pull(overlay, middle(overlay), QPoint(-40, -300))
    assert overlay.pos() == before + QPoint(-40, -300)
    assert make(PLAIN, ScreenPlaces(stored)).geometry() == overlay.geometry()


def test_it_cannot_be_lost_beyond_the_edge_of_the_screen(overlay):
    """A part may hang over, most stays in sight."""
    screen = overlay.screen().geometry()
    pull(overlay, middle(overlay), QPoint(0, 70))
    pull(overlay, middle(overlay), QPoint(-2000, 0))
    assert screen.contains(overlay.geometry())


def test_resetting_the_place_brings_it_back(overlay):
    """To the bottom of the screen."""
    before = overlay.geometry()
    pull(overlay, middle(overlay), QPoint(-40, -300))
    overlay.reset_place()
    assert overlay.geometry() == before


@pytest.mark.parametrize(
    ("edge", "by", "letters", "lines"),
    [
        ("right", QPoint(100, 0), 36, 2),
        ("left", QPoint(-100, 0), 36, 2),
        ("left", QPoint(100, 50), 24, 2),
        ("bottom", QPoint(30, 50), 30, 3),
        ("top", QPoint(0, -50), 30, 3),
        ("top", QPoint(0, 500), 30, 1),
        ("corner", QPoint(-2000, -2000), 20, 1),
        ("corner", QPoint(100, 400), 36, 6),
    ],
)
def test_edges_resize_it_by_whole_letters_and_lines(overlay, qtbot, edge, by, letters, lines):
    """What is not pulled at holds still."""
    overlay.move(100, 300)
    before = overlay.geometry()
    beside = before.height() // 2
    start = {
        "right": QPoint(before.width() - 2, beside),
        "left": QPoint(2, beside),
        "bottom": QPoint(50, before.height() - 2),
        "top": QPoint(50, 2),
        "corner": QPoint(before.width() - 2, before.height() - 2),
    }[edge]
    with qtbot.waitSignal(overlay.style_changed):
        pull(overlay, start, by)
    style = overlay.overlay_style
    assert (style.width_characters, style.lines) == (letters, lines)
    after = overlay.geometry()
    if edge == "left":
        assert after.right() == before.right()
    else:
        assert after.left() == before.left()
    assert after.bottom() == before.bottom() if edge == "top" else after.top() == before.top()


def test_the_pointer_shows_what_would_be_pulled(overlay):
    """At edges, corners and between."""
    shapes = {
        QPoint(2, 40): Qt.CursorShape.SizeHorCursor,
        QPoint(60, 2): Qt.CursorShape.SizeVerCursor,
        QPoint(2, 2): Qt.CursorShape.SizeFDiagCursor,
        QPoint(overlay.width() - 2, 2): Qt.CursorShape.SizeBDiagCursor,
        middle(overlay): Qt.CursorShape.SizeAllCursor,
    }
    for place, shape in shapes.items():
        hands.move(overlay, place)
        assert overlay.cursor().shape() is shape


def test_its_buttons_are_seen_under_the_pointer_only(overlay):
    """Each says what it does."""
    assert not overlay.bar.isVisible()
    hover(overlay)
    assert overlay.bar.isVisible()
    assert overlay.rect().contains(overlay.bar.geometry())
    for button in overlay.bar.findChildren(QToolButton):
        assert button.toolTip()
        assert button.accessibleName()
    leave(overlay)
    assert not overlay.bar.isVisible()


def test_text_size_changes_under_the_pointer(overlay, qtbot):
    """The button stays where it is, to be pressed again, and no line is broken anew."""
    pull(overlay, middle(overlay), QPoint(0, -200))
    say(overlay, SATZ)
    before = texts(overlay)
    hover(overlay)
    place = overlay.bar.larger.mapToGlobal(QPoint(0, 0))
    height = overlay.height()
    for _ in range(2):
        with qtbot.waitSignal(overlay.style_changed):
            qtbot.mouseClick(overlay.bar.larger, LEFT)
    assert overlay.overlay_style.font_points == 28
    assert overlay.height() > height
    moved = overlay.bar.larger.mapToGlobal(QPoint(0, 0)) - place
    assert moved.manhattanLength() <= 2
    assert texts(overlay) == before
    qtbot.mouseClick(overlay.bar.smaller, LEFT)
    assert overlay.overlay_style.font_points == 26


def test_larger_text_at_the_bottom_of_the_screen_stays_in_sight(overlay, qtbot):
    """No line is pushed out below."""
    screen = overlay.screen().geometry()
    pull(overlay, middle(overlay), QPoint(0, screen.bottom() - overlay.geometry().bottom()))
    hover(overlay)
    for _ in range(3):
        qtbot.mouseClick(overlay.bar.larger, LEFT)
    assert screen.contains(overlay.geometry())


def test_the_languages_are_changed_by_a_button(overlay, qtbot):
    """It says what is shown and what comes next."""
    say(overlay, "Good", Task.TRANSCRIBE)
    say(overlay, "Gut")
    hover(overlay)
    width = overlay.bar.shows.width()
    seen = []
    for _ in range(3):
        qtbot.mouseClick(overlay.bar.shows, LEFT)
        seen.append((overlay.overlay_style.shows, overlay.bar.shows.text(), texts(overlay)))
        assert overlay.bar.shows.width() == width
    assert seen == [
        ("both", "Both", [["Good"], ["Gut"]]),
        ("source", "Source", [["Good"]]),
        ("target", "Translation", [["Gut"]]),
    ]
    assert overlay.bar.shows.accessibleName() == "Shown: Translation. Press for: Both"


def test_closing_tells_the_owner(overlay, qtbot):
    """Who knows then that it is to stay closed."""
    hover(overlay)
    with qtbot.waitSignal(overlay.closed):
        qtbot.mouseClick(overlay.bar.close_button, LEFT)
    assert not overlay.isVisible()


def test_locked_it_lets_clicks_through_and_holds_still(overlay, qtbot):
    """The window of the system remains the same: nothing blinks."""
    hover(overlay)
    number = overlay.winId()
    with qtbot.waitSignal(overlay.locked_changed) as locked:
        qtbot.mouseClick(overlay.bar.lock, LEFT)
    assert locked.args == [True]
    assert overlay.is_locked
    assert overlay.windowHandle().flags() & THROUGH
    assert overlay.winId() == number
    assert overlay.isVisible()
    assert not overlay.bar.isVisible()
    before = overlay.geometry()
    hover(overlay)
    pull(overlay, middle(overlay), QPoint(-40, -300))
    assert overlay.geometry() == before
    assert not overlay.bar.isVisible()


def test_it_can_be_unlocked_at_any_time(overlay, qtbot):
    """By its owner: from the tray, the window or a shortcut."""
    overlay.set_locked(True)
    number = overlay.winId()
    with qtbot.waitSignal(overlay.locked_changed) as locked:
        overlay.set_locked(False)
    assert locked.args == [False]
    assert not overlay.windowHandle().flags() & THROUGH
    assert overlay.winId() == number
    hands.move(overlay, middle(overlay))  # the pointer was over it all the time
    assert overlay.bar.isVisible()
    with qtbot.assertNotEmitted(overlay.locked_changed):
        overlay.set_locked(False)


def test_the_lock_lasts_while_it_is_hidden(qtbot):
    """And may change meanwhile."""
    overlay = Overlay(PLAIN, locked=True)
    qtbot.addWidget(overlay)
    overlay.show()
    assert overlay.windowHandle().flags() & THROUGH
    overlay.hide()
    overlay.show()
    assert overlay.windowHandle().flags() & THROUGH
    overlay.hide()
    overlay.set_locked(False)
    overlay.show()
    assert not overlay.windowHandle().flags() & THROUGH


def test_the_keyboard_moves_and_resizes_it(overlay, qtbot):
    """Once it was lent it, until Esc."""
    pull(overlay, middle(overlay), QPoint(0, -200))
    overlay.set_locked(True)
    overlay.take_keyboard()
    assert not overlay.is_locked
    assert overlay.bar.isVisible()
    assert not overlay.windowHandle().flags() & NO_FOCUS
    qtbot.waitUntil(overlay.hasFocus)
    before = overlay.geometry()
    for key, by in (
        (Key.Key_Up, QPoint(0, -8)),
        (Key.Key_Left, QPoint(-8, 0)),
        (Key.Key_Down, QPoint(0, 8)),
        (Key.Key_Right, QPoint(8, 0)),
    ):
        with qtbot.waitSignal(overlay.moved):
            qtbot.keyClick(overlay, key)
        before.translate(by)
        assert overlay.geometry() == before
    qtbot.keyClick(overlay, Key.Key_Right, SHIFT)
    qtbot.keyClick(overlay, Key.Key_Down, SHIFT)
    style = overlay.overlay_style
    assert (style.width_characters, style.lines) == (31, 3)
    qtbot.keyClick(overlay, Key.Key_Escape)
    assert overlay.windowHandle().flags() & NO_FOCUS
    assert not overlay.bar.isVisible()


def test_the_keyboard_reaches_every_button(overlay, qtbot):
    """By Tab, one after the other."""
    overlay.take_keyboard()
    qtbot.waitUntil(overlay.hasFocus)
    reached = []
    for _ in overlay.bar.findChildren(QToolButton):
        qtbot.keyClick(QApplication.focusWidget(), Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    assert set(reached) == set(overlay.bar.findChildren(QToolButton))
    overlay.bar.larger.setFocus()
    qtbot.keyClick(overlay.bar.larger, Key.Key_Space)
    assert overlay.overlay_style.font_points == 26


def test_it_gives_the_keyboard_back_when_another_window_takes_it(overlay, qtbot):
    """It does not stay in the way of typing."""
    overlay.take_keyboard()
    qtbot.waitUntil(overlay.isActiveWindow)
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: not overlay.is_in_hand)
    assert overlay.windowHandle().flags() & NO_FOCUS


def test_an_owner_changes_the_style_once(overlay, qtbot):
    """At the bottom it stays at the bottom."""
    bottom = overlay.geometry().bottom()
    with qtbot.waitSignal(overlay.style_changed) as changed:
        overlay.set_overlay_style(PLAIN.changed(lines=4))
    assert changed.args == [PLAIN.changed(lines=4)]
    assert overlay.geometry().bottom() == bottom
    with qtbot.assertNotEmitted(overlay.style_changed):
        overlay.set_overlay_style(PLAIN.changed(lines=4))


@pytest.mark.parametrize("points", [24, 160])
def test_it_is_never_larger_than_the_screen(make, points):
    """Lines and letters that have no room are left out."""
    overlay = make(OverlayStyle(font_points=points, lines=6, width_characters=140))
    say(overlay, SATZ)
    assert overlay.screen().geometry().contains(overlay.geometry()) or points == 160
    assert overlay.width() <= overlay.screen().geometry().width()


@pytest.mark.parametrize(
    "wrong",
    [
        {"lines": 0},
        {"lines": 7},
        {"font_points": 9},
        {"opacity": 1.5},
        {"opacity": float("nan")},
        {"width_characters": "wide"},
        {"text": "white"},
        {"background": 0},
        {"shows": "all"},
    ],
)
def test_a_style_out_of_bounds_is_refused(wrong):
    """With what is accepted."""
    (name,) = wrong
    with pytest.raises(InputFault, match=name) as fault:
        OverlayStyle(**wrong)
    assert fault.value.remedy
    values = {"lines": 99, "opacity": -1.0}
    assert OverlayStyle().changed(**values) == OverlayStyle(lines=6, opacity=0.0)


def test_where_a_system_limits_it_it_says_so(make):
    """On Wayland; elsewhere there is nothing to say."""
    assert "on top" in make(PLAIN, platform="wayland").limits
    assert make(PLAIN, platform="xcb").limits == ""


def test_on_windows_it_raises_itself_again_and_again(qtbot):
    """A slide show that begins later would cover it."""
    raised = []

    class Noting(Overlay):
        def raise_(self):
            raised.append(self)

    overlay = Noting(PLAIN, platform="windows")
    qtbot.addWidget(overlay)
    overlay.show()
    qtbot.waitUntil(lambda: len(raised) > 0, timeout=5_000)


@needs_windows
def test_a_click_on_a_locked_one_reaches_what_lies_below(overlay, qtbot):
    """As the window system sees it."""
    below = QWidget()
    qtbot.addWidget(below)
    below.setGeometry(overlay.geometry())
    with qtbot.waitExposed(below):
        below.show()
    overlay.raise_()
    place = overlay.geometry().center()

    def top():
        return QGuiApplication.topLevelAt(place)

    qtbot.waitUntil(lambda: top() is overlay.windowHandle())
    overlay.set_locked(True)
    qtbot.waitUntil(lambda: top() is below.windowHandle())
    overlay.set_locked(False)
    qtbot.waitUntil(lambda: top() is overlay.windowHandle())
