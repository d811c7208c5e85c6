"""The transcript as a person uses it: reading, scrolling, selecting, copying and finding."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QHelpEvent
from PySide6.QtWidgets import QApplication, QTextEdit, QToolButton, QToolTip

from lsg_desktop.events import Reason, Task
from lsg_desktop.ui import theme
from lsg_desktop.ui.transcript import TranscriptView
from lsg_desktop.ui.transcript_reasons import Reasons
from tests.ui.talk import SATZ, SENTENCE, begun, decided, drafted, ended, lecture, words, written

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(qtbot, qapp):
    theme.apply(qapp, theme.Scheme.LIGHT)
    view = TranscriptView()
    qtbot.addWidget(view)
    view.set_languages("en", "de")
    view.set_hint("Press Start and speak.")
    view.resize(900, 500)
    with qtbot.waitExposed(view):
        view.show()
    return view


def play(view, *events):
    for event in events:
        view.take(event)
    settle(view)


def settle(view):
    view.rows.executeDelayedItemsLayout()
    QApplication.processEvents()


def rect(view, row):
    return view.rows.visualRect(view.model.index(row))


def click(qtbot, view, row, modifiers=Qt.KeyboardModifier.NoModifier):
    qtbot.mouseClick(view.rows.viewport(), LEFT, modifiers, rect(view, row).center())


def press(qtbot, view, key, modifiers=Qt.KeyboardModifier.NoModifier):
    view.rows.setFocus()
    qtbot.keyClick(view.rows, key, modifiers)
    settle(view)


def copied():
    return QApplication.clipboard().text()


def scroll_up(view, by=600):
    bar = view.rows.verticalScrollBar()
    bar.setValue(bar.value() - by)
    settle(view)


def readers(view):
    return view.rows.viewport().findChildren(QTextEdit)


def test_before_anything_is_said_a_line_says_what_to_do(view):
    """And goes when there is something to read."""
    assert view.hint.isVisible()
    assert view.hint.text() == "Press Start and speak."
    play(view, begun(1))
    assert not view.hint.isVisible()
    assert view.rows.isVisible()
    play(view, ended(1, ""))
    assert view.hint.isVisible()


def test_headings_name_the_languages(view):
    """Each over its own column."""
    play(view, *lecture(1))
    labels = view.headings.labels
    assert labels[Task.TRANSCRIBE].text() == "Transcript: English"
    assert labels[Task.TRANSLATE].text() == "Translation: German"
    assert labels[Task.TRANSLATE].x() == view.rows.arrangement.columns[1].left


def test_the_newest_row_is_followed(view):
    """It is whole in sight, and nothing offers a way to where one is."""
    for event in lecture(30):
        play(view, event)
        last = rect(view, view.model.rowCount() - 1)
        assert last.bottom() < view.rows.viewport().height()
    assert not view.jump.isVisible()


def test_what_is_read_stays_put_while_text_comes(view):
    """Whoever has scrolled away is told what he misses, and can go there."""
    play(view, *lecture(30))
    scroll_up(view)
    first = view.rows.first_row
    before = rect(view, first)
    play(view, *lecture(3, first=30))
    assert rect(view, first) == before
    assert view.jump.isVisible()
    assert view.jump.text() == "Jump to live (3 new)"


def test_the_button_goes_to_the_newest_row(view, qtbot):
    """And stays with it."""
    play(view, *lecture(30))
    scroll_up(view)
    qtbot.mouseClick(view.jump, LEFT)
    play(view, *lecture(2, first=30))
    assert view.rows.is_following
    assert not view.jump.isVisible()
    assert rect(view, 31).bottom() < view.rows.viewport().height()


def test_the_end_key_goes_to_the_newest_row(view, qtbot):
    """As it does everywhere."""
    play(view, *lecture(30))
    scroll_up(view)
    press(qtbot, view, Key.Key_End)
    assert view.rows.is_following
    assert view.rows.currentIndex().row() == 29


def test_a_noise_that_came_to_nothing_is_not_counted_as_new(view):
    """Its row is gone."""
    play(view, *lecture(30))
    scroll_up(view)
    play(view, begun(90), ended(90, ""))
    assert view.jump.text() == "Jump to live"


def test_a_row_keeps_its_height_while_its_draft_shrinks(view):
    """Until the utterance ends."""
    play(view, *lecture(3), begun(9), drafted(9, SENTENCE * 3))
    tall = rect(view, 3).height()
    play(view, drafted(9, "so"))
    assert rect(view, 3).height() == tall
    play(view, written(9, "so"), ended(9, "so"))
    assert rect(view, 3).height() < tall


def test_rows_are_selected_by_mouse_and_copied(view, qtbot):
    """Time, transcript and translation of each, a line a row."""
    play(view, *lecture(3))
    click(qtbot, view, 0)
    click(qtbot, view, 1, SHIFT)
    press(qtbot, view, Key.Key_C, CONTROL)
    assert copied().split("\n") == [
        f"0:00\t{SENTENCE}\t{SATZ}",
        f"0:10\t{SENTENCE} {SENTENCE}\t{SATZ} {SATZ}",
    ]


def test_all_rows_are_selected_by_key(view, qtbot):
    """Those out of sight too."""
    play(view, *lecture(50))
    press(qtbot, view, Key.Key_A, CONTROL)
    press(qtbot, view, Key.Key_C, CONTROL)
    assert len(copied().split("\n")) == 50


def test_arrows_go_from_row_to_row(view, qtbot):
    """With Shift they select; Home goes to the first row, which is then in sight."""
    play(view, *lecture(40))
    click(qtbot, view, 39)
    press(qtbot, view, Key.Key_Up, SHIFT)
    press(qtbot, view, Key.Key_Up, SHIFT)
    assert view.rows.selected_rows() == [37, 38, 39]
    press(qtbot, view, Key.Key_Home)
    assert view.rows.selected_rows() == [0]
    assert rect(view, 0).top() == 0
    press(qtbot, view, Key.Key_PageDown)
    press(qtbot, view, Key.Key_Down)
    (row,) = view.rows.selected_rows()
    assert row > 2
    assert view.rows.viewport().rect().contains(rect(view, row).adjusted(0, 0, 0, -1))


def test_letters_that_are_typed_do_not_jump_to_rows(view, qtbot):
    """There is a find bar."""
    play(view, *lecture(5))
    click(qtbot, view, 3)
    press(qtbot, view, Key.Key_0)
    assert view.rows.currentIndex().row() == 3


def test_the_menu_copies_one_language(view, qtbot):
    """Without times: it is for pasting into a text."""
    play(view, *lecture(2))
    click(qtbot, view, 0)
    acts = {action.text(): action for action in view.rows.menu().actions()}
    acts["Copy source only"].trigger()
    assert copied() == SENTENCE
    acts["Copy translation only"].trigger()
    assert copied() == SATZ
    acts["Copy"].trigger()
    assert copied() == f"0:00\t{SENTENCE}\t{SATZ}"


def test_a_hidden_column_is_not_copied(view, qtbot):
    """One gets what one sees."""
    view.set_shown(source=False, target=True)
    play(view, *lecture(1))
    press(qtbot, view, Key.Key_A, CONTROL)
    press(qtbot, view, Key.Key_C, CONTROL)
    assert copied() == f"0:00\t{SATZ}"


def test_enter_opens_a_row_to_copy_a_part_of_it(view, qtbot):
    """Nothing can be typed into it, and Esc closes it."""
    play(view, *lecture(2))
    click(qtbot, view, 0)
    press(qtbot, view, Key.Key_Return)
    source, target = readers(view)
    assert source.hasFocus()
    qtbot.keyClicks(source, "x")
    assert (source.toPlainText(), target.toPlainText()) == (SENTENCE, SATZ)
    for _ in range(9):
        qtbot.keyClick(source, Key.Key_Right, SHIFT)
    qtbot.keyClick(source, Key.Key_C, CONTROL)
    assert copied() == "The model"
    qtbot.keyClick(source, Key.Key_Escape)
    qtbot.waitUntil(lambda: not readers(view))
    assert view.model.row(0).lines[Task.TRANSCRIBE].text == SENTENCE


def test_a_double_click_opens_a_row_over_its_text(view, qtbot):
    """Where it was read."""
    play(view, *lecture(3))
    click(qtbot, view, 1)
    place = rect(view, 1).center()
    qtbot.mouseDClick(view.rows.viewport(), LEFT, pos=place)
    source, _ = readers(view)
    column = view.rows.arrangement.columns[0]
    shown = source.mapTo(view.rows.viewport(), source.contentsRect().topLeft())
    assert abs(shown.x() - column.left) <= 8
    assert rect(view, 1).top() < shown.y() < rect(view, 1).bottom()


def test_an_open_row_goes_on_growing_and_keeps_what_is_selected(view, qtbot):
    """One need not wait for the end of a sentence to copy from it."""
    play(view, begun(1), written(1, "The model"))
    click(qtbot, view, 0)
    press(qtbot, view, Key.Key_Return)
    source = readers(view)[0]
    source.selectAll()
    play(view, written(1, " compares"))
    assert source.toPlainText() == "The model compares"
    assert source.textCursor().selectedText() == "The model"


def find(qtbot, view, text):
    view.find_action.trigger()
    assert view.find_bar.field.hasFocus()
    view.find_bar.field.clear()
    qtbot.keyClicks(view.find_bar.field, text)


def test_words_are_found_and_counted(view, qtbot):
    """Whatever their case; Enter goes on, Shift+Enter back, round the end."""
    play(view, *lecture(3))
    find(qtbot, view, "MODEL")
    count = view.find_bar.count
    assert count.text() == "1 of 12"
    field = view.find_bar.field
    qtbot.keyClick(field, Key.Key_Return)
    assert count.text() == "2 of 12"
    qtbot.keyClick(field, Key.Key_Return, SHIFT)
    qtbot.keyClick(field, Key.Key_Return, SHIFT)
    assert count.text() == "12 of 12"
    qtbot.keyClick(field, Key.Key_X)
    assert count.text() == "Nothing found"


def test_a_word_that_is_found_comes_into_sight(view, qtbot):
    """However far away."""
    play(view, *lecture(200), begun(999), written(999, "Amsel"), *lecture(200, first=1000))
    find(qtbot, view, "amsel")
    assert view.find_bar.count.text() == "1 of 1"
    assert view.rows.viewport().rect().contains(rect(view, 200))
    assert view.jump.isVisible()


def test_chinese_is_found(view, qtbot):
    """Characters have no word borders."""
    view.set_languages("en", "zh")
    play(view, ended(1, "Good morning", "大家早上好，欢迎来到第三讲"))
    find(qtbot, view, "")
    view.find_bar.field.insert("欢迎")  # as an input method does
    assert view.find_bar.count.text() == "1 of 1"


def test_text_that_comes_is_searched_too(view, qtbot):
    """The count grows while people speak; the place one is at stays."""
    play(view, begun(1), written(1, "a model"))
    find(qtbot, view, "model")
    play(view, written(1, " and a model"), *lecture(1, first=5))
    assert view.find_bar.count.text() == "1 of 8"


def test_esc_closes_the_find_bar(view, qtbot):
    """From the bar and from the rows; the marks go."""
    play(view, *lecture(1))
    for focus in (view.find_bar.field, view.rows):
        find(qtbot, view, "model")
        focus.setFocus()
        qtbot.keyClick(focus, Key.Key_Escape)
        assert not view.find_bar.isVisible()
        assert view.rows.hasFocus()


def grabbed(view):
    settle(view)
    return view.rows.grab().toImage()


def colours(view):
    image = grabbed(view)
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(0, 60, 2)}


def test_what_is_found_is_marked(view, qtbot):
    """The place one is at unlike the others; nothing once the bar is closed."""
    play(view, *lecture(1))
    find(qtbot, view, "model")
    mark = theme.shown_tones().mark.name()
    assert mark in colours(view)
    assert view.find_bar.count.text() == "1 of 2"
    view.close_find()
    assert mark not in colours(view)


def hover(view, at):
    event = QHelpEvent(QHelpEvent.Type.ToolTip, at, view.rows.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.rows.viewport(), event)


def test_a_word_says_why_it_was_written(view):
    """When the pointer rests on it: the reason, the numbers and the delay."""
    play(
        view,
        begun(1, 0.0),
        decided(1, "Hello", kl=8.25, confidence=0.5),
        written(1, "Hello", reason=Reason.DIVERGENCE, audio_s=2.0),
        written(1, " you", reason=Reason.END, audio_s=3.0),
    )
    column = view.rows.arrangement.columns[0]
    hover(view, QPoint(column.left + 5, rect(view, 0).top() + 20))
    told = QToolTip.text()
    assert told.split("<br>") == [
        "<b>Hello</b>",
        "hearing more changed its mind",
        "divergence 8.25 nats",
        "confidence 0.50",
        "1.6 s late (estimated)",
    ]


def test_a_draft_has_no_reason(view):
    """It was not written."""
    QToolTip.hideText()
    play(view, begun(1), drafted(1, "Hello"))
    column = view.rows.arrangement.columns[0]
    hover(view, QPoint(column.left + 5, rect(view, 0).top() + 20))
    assert QToolTip.text() == ""


def test_the_reasons_are_reached_by_key(view, qtbot):
    """Shift+F1 on a row lists those of all its words."""
    play(view, begun(1), *(written(1, word) for word in words("we go")))
    click(qtbot, view, 0)
    press(qtbot, view, Key.Key_F1, SHIFT)
    (shown,) = view.rows.findChildren(Reasons)
    assert shown.isVisible()
    lines = shown.text.toPlainText().split("\n")
    assert lines[lines.index("we") + 1] == "the model is sure"
    qtbot.keyClick(shown, Key.Key_Escape)
    assert not shown.isVisible()


def test_a_narrow_window_has_the_translation_below(view):
    """And a wide one beside; the choice can be made for good."""
    play(view, *lecture(3))
    source, target = view.rows.arrangement.columns
    assert target.left > source.left + source.width
    view.resize(500, 500)
    settle(view)
    assert view.rows.arrangement.is_stacked
    assert view.headings.labels[Task.TRANSCRIBE].text() == (
        "Transcript: English · Translation: German"
    )
    view.set_layout("side-by-side")
    assert not view.rows.arrangement.is_stacked
    view.resize(900, 500)
    view.set_layout("stacked")
    settle(view)
    assert view.rows.arrangement.is_stacked


def test_larger_text_needs_a_wider_window_for_two_columns(view):
    """What is narrow depends on the size of text."""
    play(view, *lecture(1))
    view.set_font_size(28)
    assert view.rows.arrangement.is_stacked


def test_text_size_changes_what_is_shown_already(view):
    """And the row that was read stays in sight."""
    play(view, *lecture(40))
    scroll_up(view, 1500)
    first, height = view.rows.first_row, rect(view, view.rows.first_row).height()
    view.set_font_size(20)
    settle(view)
    assert view.rows.first_row == first
    assert rect(view, first).height() > height


def test_a_narrower_window_keeps_the_newest_row_in_sight(view):
    """Where it was followed."""
    play(view, *lecture(40))
    view.resize(450, 400)
    settle(view)
    assert view.rows.is_following
    assert rect(view, 39).bottom() < view.rows.viewport().height()


def test_one_column_can_be_hidden(view):
    """The other has its room; with none there are still the times."""
    play(view, *lecture(2))
    view.set_shown(source=True, target=False)
    (column,) = view.rows.arrangement.columns
    assert column.width > 600
    assert not view.headings.labels[Task.TRANSLATE].isVisible()
    view.set_shown(source=False, target=False)
    settle(view)
    assert view.rows.arrangement.columns == ()


def test_a_screen_reader_is_told_each_row(view):
    """As items of a list with a name."""
    play(view, *lecture(2))
    told = QAccessible.queryAccessibleInterface(view.rows)
    assert told.text(QAccessible.Text.Name) == "Transcript and translation"
    assert told.childCount() == 2
    row = told.child(0)
    assert row.text(QAccessible.Text.Name) == (f"0:00. Transcript: {SENTENCE}. Translation: {SATZ}")


def test_everything_to_press_has_a_name(view):
    """Signs say nothing to who does not see them."""
    buttons = view.find_bar.findChildren(QToolButton)
    assert len([button for button in buttons if button.parent() is view.find_bar]) == 3
    assert all(button.accessibleName() for button in buttons if button.parent() is view.find_bar)


def test_another_scheme_is_taken_over_at_once(view, qapp):
    """Without a restart."""
    play(view, *lecture(1))
    theme.apply(qapp, theme.Scheme.DARK)
    ground = grabbed(view).pixelColor(3, 3)
    assert ground == theme.tones(theme.Scheme.DARK).surface
    theme.apply(qapp, theme.Scheme.LIGHT)
    assert grabbed(view).pixelColor(3, 3) == theme.tones(theme.Scheme.LIGHT).surface


def test_clearing_shows_the_hint_again(view):
    """As before the first word."""
    play(view, *lecture(30))
    scroll_up(view)
    view.clear()
    settle(view)
    assert view.hint.isVisible()
    assert not view.jump.isVisible()
    play(view, *lecture(30))
    assert view.rows.is_following
