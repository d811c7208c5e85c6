"""Calibrating as a person does it: speech, a chart, a choice."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyqtgraph as pg
import pytest
import soundfile
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QPushButton

from lsg_desktop.events import Calibrated, Task, Tried, UtteranceEnded
from lsg_desktop.models.scripted import ScriptedModel
from lsg_desktop.session import calibration
from lsg_desktop.settings import SAMPLE_RATE
from lsg_desktop.ui.controller import Phase
from lsg_desktop.ui.situation import Kind
from tests.session.test_runner import hum
from tests.ui import hands, leftovers
from tests.ui.world import GUESSED, PATIENCE_MS, World, open_in, speak


class Room(World):
    """On it "brief" takes utterances of 10 s only."""

    def _load(self, name, device, precision, tell):
        model = super()._load(name, device, precision, tell)
        if name == "brief":
            return ScriptedModel(GUESSED, info=replace(model.info, limit_s=10.0))
        return model


@pytest.fixture
def world(tmp_path):
    """A computer on which models take utterances of different lengths."""
    return Room(tmp_path)


@pytest.fixture
def spoken(tmp_path):
    """A file in which somebody speaks."""
    path = tmp_path / "spoken.wav"
    sound = np.concatenate([hum(3.0), np.zeros(2 * SAMPLE_RATE, np.float32)])
    soundfile.write(path, sound, SAMPLE_RATE)
    return path


def opened_with(qtbot, opened, model):
    """Load a model, and open the window that calibrates it."""
    window = opened.window
    window.use_model(model, "auto")
    qtbot.waitUntil(lambda: window.controller.is_idle, timeout=PATIENCE_MS)
    window.actions_by_name["calibrate"].trigger()
    dialog = opened.dialogs.opened("calibrate")
    qtbot.waitExposed(dialog)
    return dialog


@pytest.fixture
def dialog(qtbot, opened):
    """The window, for a model that writes what it guesses unless it is held back."""
    return opened_with(qtbot, opened, "hasty")


def give(qtbot, dialog, path):
    """Choose a file, and wait until it has been read."""
    dialog.sound.take_file(path)
    qtbot.waitUntil(dialog.begin.isEnabled, timeout=PATIENCE_MS)


def write_in(window, language):
    """Choose the language that is written."""
    written = window.controls.languages.written
    written.setCurrentIndex(written.findData(language))
    written.activated.emit(0)


def go_and_write_in(qtbot, window, dialog, language):
    """Choose the language that is written as a person does it: there, and back."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE_MS)
    write_in(window, language)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow, timeout=PATIENCE_MS)


def calibrated(qtbot, dialog, path):
    """Calibrate with a file."""
    give(qtbot, dialog, path)
    qtbot.mouseClick(dialog.begin, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.results.keep_button.isEnabled, timeout=PATIENCE_MS)
    return dialog.results.plot.view


def test_a_point_that_is_clicked_is_what_words_are_written_by(qtbot, opened, dialog, spoken):
    """At once, and in the tuning panel, where no lag is held any more."""
    window = opened.window
    tick = window.tuning.target.wanted
    tick.setChecked(True)
    view = calibrated(qtbot, dialog, spoken)
    hasty, patient = view.walk[0], view.walk[-1]
    assert hasty.quality < patient.quality == 100
    assert hasty.lag_s < patient.lag_s
    for point in (hasty, patient):
        hands.press(view.graphics.viewport(), view.place(point).toPoint())
        qtbot.waitUntil(lambda point=point: window.controller.policy == point.of)
        assert window.tuning.rows["alpha"].value == point.of.alpha
        assert window.tuning.rows["low"].value == point.of.low
    assert not tick.isChecked()
    assert "in use" in dialog.results.state.text()


def test_points_are_gone_through_and_chosen_by_keyboard(qtbot, opened, dialog, spoken):
    """Each is told in words, to a screen reader as well."""
    view = calibrated(qtbot, dialog, spoken)
    graphics = view.graphics
    QTest.keyClick(graphics, Qt.Key.Key_End)
    last = dialog.results.plot.words.text()
    for _ in view.walk:
        QTest.keyClick(graphics, Qt.Key.Key_Left)
    assert view.at == view.walk[0]
    first = dialog.results.plot.words.text()
    assert first != last
    assert f"α {view.walk[0].of.alpha:g}, L 1, U" in first
    assert graphics.accessibleDescription() == first
    QTest.keyClick(graphics, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: opened.window.controller.policy == view.walk[0].of)
    QTest.keyClick(graphics, Qt.Key.Key_Right)
    dialog.results.use_button.click()
    qtbot.waitUntil(lambda: opened.window.controller.policy == view.walk[1].of)


def test_what_the_pointer_is_on_is_told(qtbot, dialog, spoken):
    """Without being used."""
    usual = pg.getConfigOption("mouseRateLimit")
    pg.setConfigOption("mouseRateLimit", -1)
    view = calibrated(qtbot, dialog, spoken)
    for point in (view.walk[0], view.walk[-1]):
        hands.move(view.graphics.viewport(), view.place(point).toPoint())
        assert view.at == point
        assert f"{point.quality:.0f} %" in dialog.results.plot.words.text()
    pg.setConfigOption("mouseRateLimit", usual)
    assert "in use" not in dialog.results.state.text()


def test_transcript_and_translation_have_charts_of_their_own(qtbot, dialog, spoken):
    """The settings that are pointed at stay so."""
    calibrated(qtbot, dialog, spoken)
    QTest.keyClick(dialog.results.plot.view.graphics, Qt.Key.Key_Home)
    before = dialog.results.plot.settings
    dialog.results.plot.tasks[Task.TRANSLATE].click()
    assert dialog.results.plot.settings == before
    assert "settings were tried. Faster: δ" in dialog.results.plot.accessibleDescription()


def test_what_is_found_can_be_the_three_presets(qtbot, opened, world, dialog, spoken):
    """For this model and these languages, and again at the next start."""
    window = opened.window
    usual = dict(window.tuning._presets)
    calibrated(qtbot, dialog, spoken)
    found = {name: point.of for name, point in dialog.results._found.presets.items()}
    assert found != usual
    dialog.results.keep_button.click()
    assert "Balanced" in dialog.results.state.text()
    window.tuning.presets.buttons["faster"].click()
    qtbot.waitUntil(lambda: window.controller.policy == found["faster"])
    for language, expected in (("zh", usual), ("de", found)):
        write_in(window, language)
        assert window.tuning._presets == expected
    opened.keeper.save()
    again = open_in(world)
    qtbot.waitUntil(lambda: again.window.controller.is_idle, timeout=PATIENCE_MS)
    assert again.window.tuning._presets == found
    again.window.use_model("other", "auto")
    qtbot.waitUntil(lambda: again.window.controller.is_idle, timeout=PATIENCE_MS)
    assert again.window.tuning._presets == usual
    again.close()


def test_what_is_found_is_kept_for_the_languages_it_was_found_in(qtbot, opened, dialog, spoken):
    """Even where a calibration for others was begun since, and did not come to its end."""
    window = opened.window
    usual = dict(window.tuning._presets)
    calibrated(qtbot, dialog, spoken)
    found = {name: point.of for name, point in dialog.results._found.presets.items()}
    write_in(window, "zh")
    dialog.begin.click()
    dialog.cancel.click()
    qtbot.waitUntil(dialog.begin.isVisible, timeout=PATIENCE_MS)
    dialog.results.keep_button.click()
    assert window.tuning._presets == usual
    go_and_write_in(qtbot, window, dialog, "de")
    dialog.results.keep_button.click()
    assert window.tuning._presets == found
    write_in(window, "zh")
    assert window.tuning._presets == usual


def test_nothing_that_was_found_is_used_while_more_is_tried(qtbot, dialog, spoken):
    """Once that was cancelled, it can be again."""
    calibrated(qtbot, dialog, spoken)
    parts = (dialog.results.use_button, dialog.results.keep_button, dialog.results.plot)
    dialog.begin.click()
    assert not any(part.isEnabled() for part in parts)
    dialog.cancel.click()
    qtbot.waitUntil(dialog.begin.isVisible, timeout=PATIENCE_MS)
    assert all(part.isEnabled() for part in parts)


def test_what_was_found_for_other_languages_is_not_used(qtbot, opened, dialog, spoken):
    """Whoever comes back to the window sees why, and, with the languages, all of it again."""
    window = opened.window
    calibrated(qtbot, dialog, spoken)
    spy = QSignalSpy(dialog.use)
    write_in(window, "zh")
    dialog.results.use_button.click()  # before it knows
    assert not dialog.results.plot.isVisible()
    go_and_write_in(qtbot, window, dialog, "de")
    assert dialog.results.plot.isVisible()
    go_and_write_in(qtbot, window, dialog, "zh")
    assert not dialog.results.plot.isVisible()
    assert "other languages" in dialog.results.placeholder.text()
    assert not dialog.results.keep_button.isEnabled()
    assert spy.count() == 0


def test_another_model_is_calibrated_anew(qtbot, opened, dialog, spoken):
    """With the same speech, unless it takes shorter utterances."""
    window = opened.window
    calibrated(qtbot, dialog, spoken)
    window.use_model("hasty", "nf4")
    qtbot.waitUntil(lambda: not dialog.results.use_button.isEnabled(), timeout=PATIENCE_MS)
    assert not dialog.results.plot.isVisible()
    qtbot.waitUntil(dialog.begin.isEnabled, timeout=PATIENCE_MS)
    assert "s of speech" in dialog.speech.text()
    window.use_model("brief", "auto")
    qtbot.waitUntil(lambda: dialog.speech.text().startswith("First record"), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: window.controller.is_idle, timeout=PATIENCE_MS)
    assert not dialog.begin.isEnabled()
    calibrated(qtbot, dialog, spoken)


def test_presets_that_cannot_be_kept_are_told(qtbot, world, dialog, spoken):
    """Those in use stay."""
    calibrated(qtbot, dialog, spoken)
    calibration.file(world.folder).mkdir()
    dialog.results.keep_button.click()
    assert "presets.toml" in dialog.results.state.text()
    assert dialog.results.keep_button.isEnabled()


def test_a_calibration_that_is_cancelled_leaves_everything_as_it_was(qtbot, opened, dialog, spoken):
    """And can be begun anew."""
    before = opened.window.controller.policy
    give(qtbot, dialog, spoken)
    dialog.begin.click()
    assert dialog.bar.isVisible()
    assert not dialog.sound.isEnabled()
    dialog.cancel.click()
    qtbot.waitUntil(dialog.begin.isVisible, timeout=PATIENCE_MS)
    assert not dialog.results.keep_button.isEnabled()
    assert not dialog.results.plot.isVisible()
    assert opened.window.controller.policy == before
    calibrated(qtbot, dialog, spoken)


def test_what_comes_after_cancelling_is_not_shown(qtbot, opened, dialog, spoken):
    """It had come to its end before the worker knew."""
    give(qtbot, dialog, spoken)
    dialog.begin.click()
    dialog.cancel.click()
    opened.window.controller.happened.emit(
        Calibrated(tried=(Tried(settings={}, lag_s={}, quality={}),))
    )
    assert dialog.begin.isVisible()
    assert not dialog.results.plot.isVisible()
    assert not dialog.results.keep_button.isEnabled()


def test_sound_without_speech_is_told(qtbot, dialog, tmp_path):
    path = tmp_path / "silence.wav"
    soundfile.write(path, np.zeros(3 * SAMPLE_RATE, np.float32), SAMPLE_RATE)
    dialog.sound.take_file(path)
    words = "There is no speech in this sound. Choose some in which somebody speaks."
    qtbot.waitUntil(lambda: dialog.results.state.text() == words, timeout=PATIENCE_MS)
    assert not dialog.begin.isEnabled()


def test_only_the_sound_that_was_chosen_last_counts(qtbot, dialog, spoken, tmp_path):
    """Whichever of them has been read first."""
    other = tmp_path / "other.wav"
    other.write_bytes(spoken.read_bytes())
    spy = QSignalSpy(dialog.sound.chosen)
    dialog.sound.take_file(spoken)
    dialog.sound.take_file(tmp_path / "missing.wav")
    dialog.sound.take_file(other)
    leftovers.join()
    qtbot.waitUntil(dialog.begin.isEnabled, timeout=PATIENCE_MS)
    assert [spy.at(number)[0].name for number in range(spy.count())] == ["other.wav"]
    assert dialog.speech.text().startswith("other.wav: ")
    assert dialog.results.state.text() == ""


def test_sound_that_is_read_when_it_closes_is_left(qtbot, opened, dialog, spoken):
    """Opened anew, it wants other speech."""
    spies = [QSignalSpy(one) for one in (dialog.sound.chosen, dialog.sound.failed)]
    dialog.sound.take_file(spoken)
    assert dialog.speech.text() == ""
    dialog.close()
    leftovers.join()
    opened.window.actions_by_name["calibrate"].trigger()
    qtbot.waitExposed(dialog)
    qtbot.waitUntil(lambda: dialog.speech.text().startswith("First record"), timeout=PATIENCE_MS)
    assert [spy.count() for spy in spies] == [0, 0]
    assert not dialog.begin.isEnabled()


def test_enter_does_not_begin_to_record(qtbot, dialog):
    """Nor press any other button that the focus is not on."""
    assert not any(button.autoDefault() for button in dialog.findChildren(QPushButton))
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.sound.is_recording


def test_a_fault_of_the_model_is_told_here_and_in_the_window(qtbot, opened, spoken):
    """With the way out that a session would have offered."""
    dialog = opened_with(qtbot, opened, "crowded")
    give(qtbot, dialog, spoken)
    dialog.begin.click()
    qtbot.waitUntil(lambda: "Choose nf4" in dialog.results.state.text(), timeout=PATIENCE_MS)
    assert dialog.begin.isVisible()
    state = opened.window.controller.state()
    assert (state.kind, state.smaller) == (Kind.FAULT, "nf4")


def test_while_a_session_runs_it_says_why_it_cannot_be(qtbot, opened, dialog, spoken):
    """And once that is over it can."""
    give(qtbot, dialog, spoken)
    window = opened.window
    window.start()
    qtbot.waitUntil(lambda: window.controller.phase is Phase.RUNNING, timeout=PATIENCE_MS)
    assert "Stop them first" in dialog.obstacle.text()
    assert not dialog.begin.isEnabled()
    assert not dialog.sound.isEnabled()
    window.start_or_stop()
    qtbot.waitUntil(dialog.begin.isEnabled, timeout=PATIENCE_MS)
    assert dialog.obstacle.text() == ""


def test_a_session_does_not_wait_for_a_calibration(qtbot, opened, world, dialog, spoken):
    """It ends it."""
    give(qtbot, dialog, spoken)
    dialog.begin.click()
    events = speak(qtbot, opened, world)
    assert any(isinstance(event, UtteranceEnded) for event in events)
    qtbot.waitUntil(dialog.begin.isVisible, timeout=PATIENCE_MS)
    assert not dialog.results.keep_button.isEnabled()


def test_ones_own_voice_is_recorded_from_the_chosen_microphone(qtbot, world, dialog):
    """While it says how much time is left; the window hears it again afterwards."""
    qtbot.mouseClick(dialog.sound.record, Qt.MouseButton.LeftButton)
    assert dialog.sound.record.text() == "Stop"
    assert dialog.sound.level.isVisible()
    assert world.chosen[-1].kind == "microphone"
    world.taps[-1].put(hum(4.0))
    qtbot.waitUntil(lambda: dialog.sound.left.text() == "56 s left", timeout=PATIENCE_MS)
    count = len(world.taps)
    qtbot.mouseClick(dialog.sound.record, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.begin.isEnabled, timeout=PATIENCE_MS)
    assert dialog.speech.text() == "Recording: 4 s of speech."
    assert len(world.taps) == count + 1


def test_a_recording_ends_by_itself_after_a_minute(qtbot, world, dialog):
    dialog.sound.record.click()
    for _ in range(31):
        world.taps[-1].put(hum(2.0))
    qtbot.waitUntil(dialog.begin.isEnabled, timeout=PATIENCE_MS)
    assert dialog.sound.left.text() == "0 s left"
    assert not dialog.sound.is_recording


def test_a_session_that_was_recorded_can_be_chosen(qtbot, opened, world):
    """Its title is in the list."""
    opened.keeper.change_record(audio=True)
    speak(qtbot, opened, world)
    dialog = opened_with(qtbot, opened, "hasty")
    sessions = dialog.sound.sessions
    qtbot.waitUntil(lambda: sessions.count() == 2, timeout=PATIENCE_MS)
    sessions.setCurrentIndex(1)
    sessions.activated.emit(1)
    qtbot.waitUntil(dialog.begin.isEnabled, timeout=PATIENCE_MS)
    assert dialog.speech.text().startswith("Good morning")


def test_closing_it_frees_model_and_microphone(qtbot, opened, dialog, spoken):
    """Whatever it was doing."""
    give(qtbot, dialog, spoken)
    dialog.begin.click()
    dialog.close()
    opened.window.actions_by_name["calibrate"].trigger()
    qtbot.waitUntil(dialog.begin.isVisible, timeout=PATIENCE_MS)
    dialog.sound.record.click()
    dialog.close()
    assert not dialog.sound.is_recording


def test_presets_that_cannot_be_read_are_told_and_the_usual_ones_count(qtbot, opened, world):
    """As with any file of settings."""
    window = opened.window
    calibration.file(world.folder).write_text("no table", "utf-8")
    usual = dict(window.tuning._presets)
    window.use_model("hasty", "auto")
    qtbot.waitUntil(lambda: window.controller.state().kind is Kind.NOTICE, timeout=PATIENCE_MS)
    assert window.tuning._presets == usual
