"""Why each word was written or held back, as a person looks at it."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QToolTip

from lsg_desktop.events import Decision, Reason, SessionStarted, Task, Written
from lsg_desktop.ui import theme
from lsg_desktop.ui.decision_marks import marks
from lsg_desktop.ui.decision_plot import DecisionPlot
from lsg_desktop.ui.theme import Scheme
from tests.ui import hands


@pytest.fixture
def every_move():
    """Let pyqtgraph see each move of the pointer, however fast they come."""
    usual = pg.getConfigOption("mouseRateLimit")
    pg.setConfigOption("mouseRateLimit", -1)
    yield
    pg.setConfigOption("mouseRateLimit", usual)


@pytest.fixture
def plot(qtbot, every_move):
    """Give a plot that is shown and has nothing more to draw."""
    plot = DecisionPlot()
    qtbot.addWidget(plot)
    plot.resize(320, 480)
    plot.set_thresholds(7.0, 0.6)
    plot.show()
    settled(plot, qtbot)
    return plot


def settled(plot, qtbot):
    """Wait until all is drawn and has its place: a longer legend moves the charts."""
    qtbot.waitUntil(lambda: not plot.is_drawing)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


def decided(audio_s, reason=Reason.CONFIDENCE, task=Task.TRANSCRIBE, **other):
    """Give a decision at a time."""
    is_read = reason in (Reason.THRESHOLD, Reason.HOLD, Reason.END_TOKEN, Reason.BELOW_RANGE)
    values: dict[str, Any] = {
        "utterance": 1,
        "chunk": round(audio_s / 0.64),
        "unit": 3,
        "baseline": 1,
        "kl": 5.0,
        "confidence": 0.5,
        "action": "read" if is_read else "write",
        "text": " word",
    }
    return Decision(audio_s=audio_s, task=task, reason=reason, **(values | other))


def give(plot, qtbot, *decisions):
    """Let decisions be taken and drawn."""
    for decision in decisions:
        plot.take(decision)
    settled(plot, qtbot)


def place(plot, chart, index):
    """Give where in the window a chart draws a decision."""
    at = chart.place(index)
    return plot.view.graphics.mapFromScene(at)


def drawn(chart):
    """Give how many dots a chart draws, and how many arrows for what lies beyond."""
    return len(chart._dots.data), len(chart._beyond.data)


def test_no_two_reasons_look_alike_without_colour():
    """Each has a shape of its own."""
    for scheme in Scheme:
        shapes = [mark.symbol for mark in marks(scheme).values()]
        assert len(set(shapes)) == len(Reason)


def test_each_decision_is_a_dot_in_both_charts(plot, qtbot):
    give(plot, qtbot, decided(1.0), decided(1.64, Reason.THRESHOLD))
    assert drawn(plot.view.divergence) == drawn(plot.view.confidence) == (2, 0)


def test_a_figure_that_was_not_needed_is_not_drawn(plot, qtbot):
    give(
        plot,
        qtbot,
        decided(1.0, kl=None),
        decided(1.64, Reason.BELOW_RANGE, kl=None, confidence=None),
    )
    assert drawn(plot.view.divergence) == (0, 0)
    assert drawn(plot.view.confidence) == (1, 0)


def test_what_lies_beyond_the_view_is_at_its_edge_with_an_arrow(plot, qtbot):
    give(plot, qtbot, decided(1.0, kl=30.0), decided(1.64, kl=12.0))
    assert drawn(plot.view.divergence) == (2, 1)
    beyond, edge = (plot.view.divergence.place(index).y() for index in (0, 1))
    assert beyond == pytest.approx(edge)


def test_the_transcript_is_shown_until_the_translation_is_asked_for(plot, qtbot):
    give(plot, qtbot, decided(1.0), *[decided(1.0, task=Task.TRANSLATE)] * 2)
    assert plot.summary().startswith("1 decisions")
    qtbot.mouseClick(plot.tasks[Task.TRANSLATE], Qt.MouseButton.LeftButton)
    settled(plot, qtbot)
    assert plot.summary().startswith("2 decisions")
    assert not plot.tasks[Task.TRANSCRIBE].isChecked()


def started(task):
    """Give the beginning of a session."""
    return SessionStarted(
        model="m", precision="", device="cpu", task=task, source_lang="en", target_lang="de"
    )


def test_a_session_begins_with_nothing(plot, qtbot):
    """Its audio time begins anew, too; one that only translates shows that."""
    give(plot, qtbot, decided(100.0), started("both"), decided(1.0))
    assert plot.summary().startswith("1 decisions")
    give(plot, qtbot, started("translate"))
    assert plot.summary() == "No decisions yet."
    assert plot.tasks[Task.TRANSLATE].isChecked()


def test_the_summary_counts_reasons_in_words(plot, qtbot):
    """Who cannot see the plot hears what it shows."""
    give(plot, qtbot, decided(1.0), decided(1.64), decided(2.28, Reason.THRESHOLD))
    words = "3 decisions, 2 written. 2 the model is sure. 1 not sure enough yet."
    assert plot.summary() == words
    assert plot.view.graphics.accessibleDescription() == words
    assert plot.view.graphics.accessibleName() == "Decisions over time"
    assert plot.legend.lines() == ["2 the model is sure", "1 not sure enough yet"]


@pytest.mark.parametrize("name", ["divergence", "confidence", "strip"])
def test_the_pointer_on_a_decision_tells_of_it(plot, qtbot, name):
    decisions = [decided(1.0, text=" <b>", kl=4.25), decided(3.0), decided(4.0, Reason.HOLD)]
    give(plot, qtbot, *decisions)
    at = place(plot, getattr(plot.view, name), 0)
    hands.move(plot.view.graphics.viewport(), at)
    assert plot.view.pointed is decisions[0]
    tip = QToolTip.text()
    for words in ("&lt;b&gt;", "the model is sure", "KL 4.250 nats", "confidence 0.500"):
        assert words in tip
    assert "Unit 3, chunk 2, at 1.00 s" in tip


def test_time_stands_still_while_something_is_pointed_at(plot, qtbot):
    give(plot, qtbot, decided(30.0))
    chart = plot.view.divergence
    at = place(plot, chart, 0)
    hands.move(plot.view.graphics.viewport(), at)
    give(plot, qtbot, decided(35.0))
    assert place(plot, chart, 0).x() == at.x()
    hands.move(plot.view.graphics.viewport(), QPoint(1, 1))
    assert plot.view.pointed is None
    assert place(plot, chart, 0).x() < at.x()


def test_arrow_keys_go_from_decision_to_decision(plot, qtbot):
    """The first press is the latest one; Esc goes back to now."""
    decisions = [decided(float(time)) for time in range(60)]
    give(plot, qtbot, *decisions)
    view = plot.view.graphics
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Left)
    assert plot.view.pointed is decisions[57]
    for _ in range(40):
        qtbot.keyClick(view, Qt.Key.Key_Left)
    assert plot.view.pointed is decisions[17]
    assert view.rect().contains(place(plot, plot.view.divergence, 17))
    assert "word; Written: the model is sure" in view.accessibleDescription()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert plot.view.pointed is decisions[18]
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert plot.view.pointed is None
    assert view.rect().contains(place(plot, plot.view.divergence, 59))


@pytest.mark.parametrize(
    ("name", "start", "end"), [("divergence", 7.0, 3.0), ("confidence", 0.6, 0.9)]
)
def test_lines_are_dragged_to_other_thresholds(plot, qtbot, name, start, end):
    """What is sent is what the line shows then, on the slider's steps."""
    chart = getattr(plot.view, name)
    signal = plot.delta_moved if name == "divergence" else plot.alpha_moved
    spy = QSignalSpy(signal)
    viewport = plot.view.graphics.viewport()
    line = _on_line(plot, chart, start)
    hands.move(viewport, line)
    hands.drag(viewport, line, _on_line(plot, chart, end))
    assert spy.count() >= 1
    value = spy.at(spy.count() - 1)[0]
    assert value == pytest.approx(end, rel=0.1)
    assert value == round(value, 2)
    assert chart.threshold_at == pytest.approx(value)


def _on_line(plot, chart, value):
    """Give a place in the window at a value of a chart."""
    box = chart._plot.vb
    middle = box.sceneBoundingRect().center().x()
    height = box.mapViewToScene(box.viewRect().center().__class__(0, value)).y()
    return plot.view.graphics.mapFromScene(middle, height)


def test_a_line_that_is_held_cannot_be_dragged(plot, qtbot):
    plot.set_movable(False)
    spy = QSignalSpy(plot.delta_moved)
    chart = plot.view.divergence
    viewport = plot.view.graphics.viewport()
    hands.drag(viewport, _on_line(plot, chart, 7.0), _on_line(plot, chart, 3.0))
    assert spy.count() == 0
    assert chart.threshold_at == 7.0


def test_thresholds_beyond_the_view_lie_at_its_top(plot):
    """Infinity is said, and shown where a line still can be taken hold of."""
    plot.set_thresholds(float("inf"), 1.0)
    assert plot.view.divergence.threshold_at == 12
    assert plot.view.divergence._label.toPlainText() == "δ ∞"
    plot.set_thresholds(20.0, 1.0)
    assert plot.view.divergence._label.toPlainText() == "δ 20.00"


def test_nothing_new_draws_nothing(plot, qtbot):
    """No timer runs on, and other events are no reason to draw."""
    give(plot, qtbot, decided(1.0))
    assert not plot.is_drawing
    plot.take(Written(utterance=1, task=Task.TRANSCRIBE, text="a", reason=Reason.END))
    assert not plot.is_drawing


def test_many_decisions_are_drawn_at_once(plot, qtbot):
    """A hundred at a time are one repaint."""
    viewport = plot.view.graphics.viewport()
    qtbot.waitExposed(plot)
    QApplication.processEvents()
    paints = hands.Paints(viewport)
    for number in range(100):
        plot.take(decided(number / 10))
    settled(plot, qtbot)
    QApplication.processEvents()
    assert 1 <= paints.of[viewport] <= 3


def test_what_came_while_hidden_is_drawn_when_shown(plot, qtbot):
    plot.hide()
    plot.take(decided(1.0))
    assert not plot.is_drawing
    plot.show()
    assert plot.is_drawing
    settled(plot, qtbot)
    assert drawn(plot.view.divergence) == (1, 0)


def test_the_plot_goes_with_the_scheme(plot, qtbot, qapp):
    """Ground, lines and dots are drawn anew in other colours."""
    give(plot, qtbot, decided(1.0), decided(1.64, Reason.THRESHOLD))
    theme.apply(qapp, Scheme.DARK)
    settled(plot, qtbot)
    dark = plot.view.graphics.grab().toImage()
    theme.apply(qapp, Scheme.LIGHT)
    settled(plot, qtbot)
    light = plot.view.graphics.grab().toImage()
    for image, scheme in ((dark, Scheme.DARK), (light, Scheme.LIGHT)):
        colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(300)}
        assert theme.tones(scheme).surface.name() in colours
        assert theme.reason_colour(Reason.CONFIDENCE, scheme).name() in colours


def test_a_right_click_opens_no_menu(plot, qtbot):
    qtbot.mouseClick(plot.view.graphics.viewport(), Qt.MouseButton.RightButton)
    assert QApplication.activePopupWidget() is None
