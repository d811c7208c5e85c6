"""Preferences that are stored by themselves."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QSignalSpy

from lsg_desktop import preferences
from lsg_desktop.settings import PolicySettings
from lsg_desktop.ui.demo import Demo
from lsg_desktop.ui.keeper import Keeper

PATIENCE_MS = 60_000


@pytest.fixture
def path(tmp_path):
    return tmp_path / "settings.toml"


@pytest.fixture
def keeper(qapp, path):
    return Keeper(path)


def stored(path):
    kept, notices = preferences.load(path)
    assert notices == ()
    return kept


def test_a_change_is_stored_by_itself(qtbot, keeper, path):
    """A moment later, with what else was changed until then."""
    keeper.change_listen(source_lang="zh")
    keeper.change_record(audio=True)
    assert not path.exists()
    qtbot.waitUntil(path.exists, timeout=PATIENCE_MS)
    assert stored(path).listen.source_lang == "zh"
    assert stored(path).record.audio


def test_nothing_is_stored_where_nothing_was_changed(keeper, path):
    keeper.change_look(font_points=keeper.preferences.look.font_points)
    keeper.save()
    assert not path.exists()


def test_who_shows_the_look_hears_of_its_changes_and_of_no_others(keeper):
    """Nor of what is as it was."""
    spy = QSignalSpy(keeper.look_changed)
    keeper.change_look(font_points=20)
    keeper.change_look(font_points=20)
    keeper.change_speech(pause_ms=500)
    assert spy.count() == 1


def test_of_a_demo_only_the_look_is_kept(qapp, path):
    """Its model, its languages and its thresholds are not the user's."""
    mine = Keeper(path)
    mine.change_listen(model="mine", source_lang="zh")
    mine.save()
    keeper = Keeper(path, Demo(Path("talk.flac"), "demo", "de", {"delta": 2.0}))
    assert keeper.preferences.listen.model == "demo"
    assert keeper.preferences.policy("demo", PolicySettings()).delta == 2.0
    keeper.change_look(theme="dark")
    keeper.change_place(tuning_width=300)
    keeper.change_listen(target_lang="fr")
    keeper.save()
    kept = stored(path)
    assert (kept.listen.model, kept.listen.source_lang) == ("mine", "zh")
    assert kept.listen.target_lang == preferences.Preferences().listen.target_lang
    assert (kept.look.theme, kept.places["tuning_width"]) == ("dark", 300)
    assert not kept.policies


def test_a_disk_that_takes_nothing_is_told_and_tried_again(qapp, tmp_path):
    """What was changed counts until the window closes, at least."""
    blocked = tmp_path / "a file"
    blocked.write_text("in the way")
    keeper = Keeper(blocked / "settings.toml")
    spy = QSignalSpy(keeper.failed)
    keeper.change_look(theme="dark")
    keeper.save()
    assert spy.count() == 1
    assert "the settings are not saved" in spy.at(0)[0]
    blocked.unlink()
    keeper.save()
    assert stored(blocked / "settings.toml").look.theme == "dark"


def test_a_folder_is_known_once_and_can_be_forgotten(keeper):
    """In the order in which they were named."""
    for folder in ("/one", "/two", "/one"):
        keeper.add_folder(folder)
    assert keeper.folders == ["/one", "/two"]
    keeper.remove_folder("/one")
    assert keeper.folders == ["/two"]


def test_what_is_no_list_of_folders_is_passed_over(keeper):
    """The file is the user's too."""
    keeper.change_place(folders="/one")
    assert keeper.folders == []
    keeper.change_place(folders=["/one", 2])
    assert keeper.folders == ["/one"]
