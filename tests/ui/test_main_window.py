"""The whole window on a scripted model: pressed, tuned, closed and opened again."""

from __future__ import annotations

from lsg_desktop import preferences
from lsg_desktop.events import Task, UtteranceEnded
from lsg_desktop.session.history import History
from lsg_desktop.ui.controller import Phase
from lsg_desktop.ui.situation import Kind
from lsg_desktop.ui.state_line import state_words
from tests.session.test_runner import hum
from tests.ui.world import PATIENCE_MS, open_in, speak


def test_what_is_said_stands_in_both_columns_and_in_the_history(qtbot, opened, world):
    """Pressed, spoken, pressed again."""
    speak(qtbot, opened, world)
    (row,) = opened.window.transcript.model.rows
    assert row.lines[Task.TRANSCRIBE].text == "Good morning"
    assert row.lines[Task.TRANSLATE].text == "Guten Morgen"
    assert History().search("morning")
    assert opened.window.controls.start.text() == "Start"


def test_the_button_says_what_it_does(qtbot, opened):
    """Start, Stop, and while the rest is written, drop it; the controls rest meanwhile."""
    window = opened.window
    words = [window.controls.start.text()]
    window.start_or_stop()
    qtbot.waitUntil(lambda: window.controller.phase is Phase.RUNNING, timeout=PATIENCE_MS)
    words.append(window.controls.start.text())
    assert not window.controls.languages.isEnabled()
    window.start_or_stop()
    qtbot.waitUntil(lambda: window.controller.phase is Phase.IDLE, timeout=PATIENCE_MS)
    assert words == ["Start", "Stop"]
    assert window.controls.languages.isEnabled()


def test_a_model_that_does_not_fit_is_told_and_another_can_be_chosen(qtbot, opened):
    """One line with its remedy, and a button that takes it away."""
    window = opened.window
    window.use_model("huge", "auto")
    qtbot.waitUntil(lambda: window.controller.state().kind is Kind.FAULT, timeout=PATIENCE_MS)
    assert state_words(window.controller.state()) == "Huge does not fit. Choose another."
    window.use_model("demo", "auto")
    qtbot.waitUntil(lambda: window.controller.state().kind is Kind.READY, timeout=PATIENCE_MS)


def test_memory_that_runs_out_while_listening_is_told_with_a_button_that_helps(
    qtbot, opened, world
):
    """It loads the same model in the smaller precision, in which the next session listens."""
    window = opened.window
    window.use_model("crowded", "auto")
    window.start_or_stop()
    world.taps[-1].put(hum(3.0))
    button = window.state_line.button
    qtbot.waitUntil(lambda: button.text() == "Use nf4", timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: window.controller.phase is Phase.IDLE, timeout=PATIENCE_MS)
    assert window.controls.start.text() == "Start"
    button.click()
    qtbot.waitUntil(lambda: world.loaded[-1] == ("crowded", "nf4"), timeout=PATIENCE_MS)
    assert opened.keeper.preferences.listen.precision == "nf4"
    events = speak(qtbot, opened, world)
    (ended,) = [event for event in events if isinstance(event, UtteranceEnded)]
    assert ended.transcript == "Good morning"


def test_what_was_chosen_is_there_at_the_next_start(qtbot, opened, world):
    """Languages, thresholds of this model, the size of text and the overlay's lock."""
    window = opened.window
    window.controls.languages.written.setCurrentIndex(
        window.controls.languages.written.findData("zh")
    )
    window.controls.languages.written.activated.emit(0)
    window.tuning.rows["delta"].changed.emit(3.5)
    window.actions_by_name["larger"].trigger()
    window.actions_by_name["lock"].trigger()
    qtbot.waitUntil(lambda: window.controller.policy.delta == 3.5)
    opened.keeper.save()
    stored, notices = preferences.load(world.folder / "settings.toml")
    assert notices == ()
    assert stored.listen.target_lang == "zh"
    assert stored.policies["demo"] == {"delta": 3.5}
    assert stored.look.font_points == 15
    assert stored.places["overlay_locked"] is True


def test_without_a_translation_only_what_is_said_is_written(qtbot, opened, world):
    """The first choice of the second list."""
    window = opened.window
    window.controls.languages.written.setCurrentIndex(0)
    window.controls.languages.written.activated.emit(0)
    events = speak(qtbot, opened, world)
    (ended,) = [event for event in events if isinstance(event, UtteranceEnded)]
    assert (ended.transcript, ended.translation) == ("Good morning", "")


def test_keys_that_are_taken_are_refused(opened):
    """By whom is said, and what was there stays."""
    opened.dialogs.open("settings")
    editor = opened.dialogs.opened("settings").shortcuts
    editor.fields["clear"].setKeySequence("Ctrl+R")
    assert "Ctrl+R" in editor.fault.text()
    assert editor.fields["clear"].keySequence().toString() == "Ctrl+L"
    editor.fields["clear"].setKeySequence("Ctrl+K")
    assert opened.keeper.preferences.shortcuts == {"clear": "Ctrl+K"}
    assert opened.window.actions_by_name["clear"].shortcut().toString() == "Ctrl+K"


def test_every_action_has_a_name_and_no_key_does_two_things(opened):
    """Whatever the language."""
    from lsg_desktop.ui.actions import ENTRIES

    keys = [entry.keys for entry in ENTRIES if entry.keys]
    assert len(keys) == len(set(keys))
    assert all(opened.window.actions_by_name[entry.name].text() for entry in ENTRIES)


def test_a_bad_value_in_the_settings_is_told_and_the_rest_counts(qtbot, world):
    """The window opens, and says which value it left aside."""
    text = '[look]\ntheme = "pink"\nfont_points = 20\n'
    (world.folder / "settings.toml").write_text(text, encoding="utf-8")
    application = open_in(world)
    look = application.keeper.preferences.look
    assert (look.theme, look.font_points) == ("system", 20)
    assert "theme" in application.keeper.notices[0]
    application.close()


def test_every_page_of_settings_shows_what_is_in_force(opened):
    """And changes it at once."""
    opened.dialogs.open("settings")
    dialog = opened.dialogs.opened("settings")
    assert dialog.controls["keep"].isChecked()
    dialog.controls["audio"].click()
    assert opened.keeper.preferences.record.audio
    theme = dialog.controls["theme"]
    theme.setCurrentIndex(theme.findData("dark"))
    theme.activated.emit(theme.currentIndex())
    assert opened.keeper.preferences.look.theme == "dark"


def test_no_control_is_cut_off_on_a_narrow_window(qtbot, opened):
    """Languages, model and button go below the source; on a wide one all stand in a row."""
    controls = opened.window.controls

    def is_below():
        return controls.languages.y() >= controls.source.geometry().bottom()

    opened.window.resize(640, 480)
    qtbot.waitUntil(is_below)
    for part in (controls.languages, controls.model, controls.start):
        assert part.width() >= part.sizeHint().width()
    opened.window.resize(1280, 800)
    qtbot.waitUntil(lambda: not is_below())
