"""Manifests: what is written is read back, and what is wrong is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from lsg_desktop.errors import InputFault
from lsg_desktop.evaluation import manifest
from lsg_desktop.evaluation.manifest import Row


@pytest.fixture
def audio(tmp_path: Path) -> Path:
    """A file to point at."""
    path = tmp_path / "a.wav"
    path.write_bytes(b"RIFF")
    return path


def test_rows_come_back_as_they_were(audio: Path) -> None:
    """Quotes are ordinary characters."""
    row = Row(audio, "en", 'He said "yes".', "de", "Er sagte „ja“.")
    manifest.write(audio.parent / "manifest.tsv", [row])
    assert manifest.read(audio.parent / "manifest.tsv") == [row]


def test_a_byte_order_mark_and_carriage_returns_are_harmless(audio: Path) -> None:
    """As spreadsheets write them."""
    path = audio.parent / "m.tsv"
    text = "\t".join(manifest.COLUMNS) + "\r\na.wav\ten\tHi.\tde\tHallo.\r\n"
    path.write_bytes(text.encode("utf-8-sig"))
    assert manifest.read(path)[0].translation == "Hallo."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "lacks the column audio"),
        ("audio\ttranscript\n", "lacks the column source_lang"),
        ("\t".join(manifest.COLUMNS) + "\na.wav\ten\n", "line 2, ends before transcript"),
        ("\t".join(manifest.COLUMNS) + "\nb.wav\ten\tx\tde\ty\n", "there is no file b.wav"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(audio: Path, text: str, said: str) -> None:
    """One line with the remedy."""
    path = audio.parent / "m.tsv"
    path.write_text(text, "utf-8")
    with pytest.raises(InputFault, match=said):
        manifest.read(path)


def test_a_missing_manifest_is_said(tmp_path: Path) -> None:
    """No traceback for a wrong path."""
    with pytest.raises(InputFault, match="cannot be read"):
        manifest.read(tmp_path / "none.tsv")


def test_odd_line_separators_are_part_of_a_text(audio: Path) -> None:
    """Only a line feed ends a row."""
    path = audio.parent / "m.tsv"
    path.write_text(
        "\t".join(manifest.COLUMNS) + "\na.wav\ten\tHi.\u2028Ho.\tde\tHallo.\n", "utf-8"
    )
    assert manifest.read(path)[0].transcript == "Hi.\u2028Ho."
