"""Choosing what to listen to."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lsg_desktop.session.openings import Choice
from lsg_desktop.ui.devices import DeviceList
from lsg_desktop.ui.source_picker import SourcePicker
from tests.audio.devices import BUILT_IN, MONITOR, YETI

TALK = Path("talk.wav")


class Desk:
    """A picker, the devices behind it, the file that its user picks, and what it told."""

    def __init__(self, qtbot, *there):
        self.there = list(there)
        self.file = None
        self.asked = []
        self._qtbot = qtbot
        self.devices = DeviceList(list_devices=lambda: list(self.there), find_news=lambda _: None)
        self.picker = SourcePicker(self.devices, choose_file=self._choose)
        qtbot.addWidget(self.picker)
        with qtbot.waitSignal(self.devices.changed):
            self.picker.show()
        qtbot.waitExposed(self.picker)
        self.told: list[Choice] = []
        self.picker.changed.connect(self.told.append)

    def _choose(self, parent, title):
        self.asked.append(title)
        return self.file

    def plug(self, *there):
        """Have these devices there."""
        self.there = list(there)
        with self._qtbot.waitSignal(self.devices.changed):
            self.devices.refresh()

    @property
    def rows(self):
        """The words of all rows."""
        return [self.picker.combo.itemText(row) for row in range(self.picker.combo.count())]

    @property
    def shown(self):
        """The words of the row that is chosen."""
        return self.picker.combo.currentText()

    def pick(self, words):
        """Choose the row of these words as a user would: unfold, go there, press Enter."""
        combo = self.picker.combo
        combo.showPopup()
        view = combo.view()
        view.setCurrentIndex(combo.model().index(self.rows.index(words), 0))
        QTest.keyClick(view, Qt.Key.Key_Return)
        QApplication.processEvents()


@pytest.fixture
def desk(qtbot):
    """A picker of two microphones and one output."""
    return Desk(qtbot, YETI, BUILT_IN, MONITOR)


def test_all_there_is_stands_under_its_heading_with_the_default_marked(desk):
    assert desk.rows == [
        "Microphone",
        "Default microphone",
        "Yeti",
        "Built-in (default)",
        "Computer sound",
        "Default computer sound",
        "Monitor of Speakers (default)",
        "More",
        "Microphone and computer",
        "File…",
    ]
    assert desk.picker.choice() == Choice()
    assert desk.shown == "Default microphone"


def test_what_is_picked_is_told_by_name_and_the_rest_is_kept(desk):
    for words in ("Yeti", "Monitor of Speakers (default)", "Microphone and computer"):
        desk.pick(words)
    assert desk.told == [
        Choice(microphone="Yeti"),
        Choice(kind="computer", microphone="Yeti", computer=MONITOR.name),
        Choice(kind="both", microphone="Yeti", computer=MONITOR.name),
    ]
    assert desk.picker.combo.accessibleDescription() == "Yeti\nMonitor of Speakers"


def test_a_heading_cannot_be_picked(desk):
    desk.pick("Computer sound")
    assert desk.picker.choice() == Choice()
    assert desk.shown == "Default microphone"


def test_a_device_that_goes_away_stays_chosen_and_says_so(desk):
    desk.pick("Yeti")
    desk.plug(BUILT_IN)
    assert desk.shown == "Yeti (not connected)"
    assert desk.picker.choice() == Choice(microphone="Yeti")
    desk.plug(BUILT_IN, MONITOR, YETI)
    assert desk.shown == "Yeti"
    assert "Yeti (not connected)" not in desk.rows
    assert len(desk.told) == 1


def test_a_choice_of_before_is_shown_and_told_nobody(desk):
    desk.picker.set_choice(Choice(kind="computer", computer="Monitor of HDMI"))
    assert desk.shown == "Monitor of HDMI (not connected)"
    desk.picker.set_choice(Choice(microphone="YETI"))
    assert desk.shown == "Yeti"
    assert desk.told == []


def test_before_the_devices_are_known_nothing_is_said_to_be_missing(qtbot):
    devices = DeviceList(list_devices=list, find_news=lambda _: None)
    picker = SourcePicker(devices)
    qtbot.addWidget(picker)
    picker.set_choice(Choice(microphone="Yeti"))
    assert picker.combo.currentText() == "Yeti"
    with qtbot.waitSignal(devices.changed):
        pass
    assert picker.combo.currentText() == "Yeti (not connected)"


def test_a_file_is_asked_for_and_stays_to_be_picked_again(desk):
    desk.file = TALK
    desk.pick("File…")
    assert desk.asked == ["Choose a sound file"]
    assert desk.told == [Choice(kind="file", file=TALK)]
    assert desk.shown == "talk.wav"
    desk.pick("Yeti")
    desk.pick("talk.wav")
    assert desk.told[-1] == Choice(kind="file", file=TALK, microphone="Yeti")
    assert len(desk.asked) == 1


def test_a_file_that_is_not_chosen_after_all_leaves_the_choice(desk):
    desk.pick("File…")
    assert desk.told == []
    assert desk.shown == "Default microphone"


def drop(picker, *paths):
    """Drag files over a picker and drop them if it welcomes them; say whether it does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    actions, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(5, 5), actions, data, left, none)
    enter.ignore()
    QApplication.sendEvent(picker, enter)
    if enter.isAccepted():
        QApplication.sendEvent(picker, QDropEvent(QPointF(5, 5), actions, data, left, none))
    return enter.isAccepted()


def test_a_sound_file_can_be_dropped(desk, tmp_path):
    assert drop(desk.picker, tmp_path / "talk.MP3")
    assert desk.told == [Choice(kind="file", file=tmp_path / "talk.MP3")]


def test_anything_else_cannot_be_dropped(desk, tmp_path):
    assert not drop(desk.picker, tmp_path / "talk.txt")
    assert not drop(desk.picker, tmp_path / "a.wav", tmp_path / "b.wav")
    assert desk.told == []


def test_arrow_keys_unfold_the_list_and_choose_nothing(desk):
    combo = desk.picker.combo
    QTest.keyClick(combo, Qt.Key.Key_Down)
    assert combo.view().isVisible()
    assert desk.told == []
    combo.hidePopup()


def test_unfolding_has_the_devices_listed_again(desk, qtbot):
    """Where nothing tells of changes, that is when they are seen."""
    desk.there = [YETI]
    with qtbot.waitSignal(desk.devices.changed):
        desk.picker.combo.showPopup()
    assert "Built-in (default)" not in desk.rows
    desk.picker.combo.hidePopup()


def test_it_has_a_name_for_those_who_do_not_see_it(desk):
    assert desk.picker.combo.accessibleName() == "What to listen to"
    assert desk.picker.combo.accessibleDescription() == "Built-in"
