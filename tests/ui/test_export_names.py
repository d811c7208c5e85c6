"""What the file of a session is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from lsg_desktop.ui import export_names


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Good morning.", "Good morning.txt"),
        ("What? A/B: <one>", "What A B one.txt"),
        ("今天我们谈模型。", "今天我们谈模型。.txt"),
        ("", "session.txt"),
        ("...", "session.txt"),
        ("word " * 40, f"{('word ' * 12).strip()}.txt"),
    ],
)
def test_a_title_makes_a_name_that_every_system_takes(title, name):
    """Short, and without what some system forbids."""
    assert export_names.file_name(title, "txt") == name


@pytest.mark.parametrize(
    ("name", "becomes"),
    [
        ("talk.txt", "talk.srt"),
        ("talk", "talk.srt"),
        ("version 2.0", "version 2.0.srt"),
        ("talk.VTT", "talk.srt"),
    ],
)
def test_another_format_takes_the_place_of_a_format_only(name, becomes):
    assert export_names.with_form(name, "srt") == becomes


def test_a_name_keeps_an_ending_that_it_was_given():
    assert export_names.completed(Path("talk.md"), "txt") == Path("talk.md")
    assert export_names.completed(Path("talk"), "txt") == Path("talk.txt")


def test_a_name_that_is_too_long_is_not_there(tmp_path):
    """Whoever writes it is told."""
    there = tmp_path / "there.txt"
    there.touch()
    assert export_names.is_there(there)
    assert not export_names.is_there(tmp_path / ("x" * 5000))
