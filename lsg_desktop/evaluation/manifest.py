"""Manifests: which sound says what, in tab-separated columns, never quoted; it opens no sound."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lsg_desktop.errors import InputFault

COLUMNS = ("audio", "source_lang", "transcript", "target_lang", "translation")


@dataclass(frozen=True, slots=True)
class Row:
    """One clip in one target language; ``audio`` is resolved against the manifest's folder."""

    audio: Path
    source_lang: str
    transcript: str
    target_lang: str
    translation: str


def read(path: Path) -> list[Row]:
    """Read a manifest; columns beyond ours are passed over. Raises InputFault, naming the line."""
    return [_row(path, number, values) for number, values in table(path, COLUMNS)]


def table(path: Path, columns: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    """Read lines that have these columns at least, each with its number.

    Raises InputFault, naming the line.
    """
    try:
        lines = path.read_text("utf-8-sig").split("\n")  # what else ends a line may be in a text
    except (OSError, UnicodeDecodeError) as error:
        raise InputFault(f"{path} cannot be read as a manifest", str(error)) from error
    header = lines[0].split("\t")
    missing = [name for name in columns if name not in header]
    if missing:
        raise InputFault(
            f"{path} lacks the column {missing[0]}", f"its first line must name {' '.join(columns)}"
        )
    found = []
    for number, line in enumerate(lines[1:], 2):
        if line.strip():
            values = dict(zip(header, line.split("\t"), strict=False))
            short = [name for name in columns if name not in values]
            if short:
                raise InputFault(
                    f"{path}, line {number}, ends before {short[0]}", "fill every column"
                )
            found.append((number, values))
    return found


def _row(path: Path, number: int, values: dict[str, str]) -> Row:
    audio = path.parent / values["audio"]
    if not audio.is_file():
        raise InputFault(f"{path}, line {number}: there is no file {values['audio']}", "check it")
    return Row(audio, *(values[name] for name in COLUMNS[1:]))


def write(path: Path, rows: Iterable[Row]) -> None:
    """Write a manifest beside its sounds. Tabs and line feeds in texts become spaces."""
    lines = ["\t".join(COLUMNS)]
    for row in rows:
        audio = row.audio.relative_to(path.parent).as_posix()
        texts = (audio, row.source_lang, row.transcript, row.target_lang, row.translation)
        lines.append("\t".join(" ".join(text.split()) for text in texts))
    path.write_text("\n".join(lines) + "\n", "utf-8")
