"""Brings resources/translations up to date with the words of the window, and compiles them.

Run it from the checkout after words have changed: ``.venv/bin/python packaging/translations.py``.
What has no translation yet is counted; translate it in the .ts file and run this again.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml
from collections.abc import Iterator
from pathlib import Path

from lsg_desktop import settings
from lsg_desktop.settings import Declaration, declared

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("de", "zh")
GROUPS = (
    settings.PolicySettings,
    settings.SpeechSettings,
    settings.ListenSettings,
    settings.LookSettings,
    settings.RecordSettings,
)


def words(declaration: Declaration) -> Iterator[str]:
    """Give all words of a setting that a person reads."""
    yield declaration.label
    yield declaration.help
    yield declaration.unit
    for choice in declaration.choices:
        yield choice.capitalize()


def marked() -> str:
    """Give a source in which lupdate finds the words of settings, which it cannot find there."""
    said = {word for group in GROUPS for _, _, one in declared(group) for word in words(one)}
    extra = ("{unit}, {bottom:g} to {top:g}", "{bottom:g} to {top:g}")
    choices = ("Current ‖ baseline", "Baseline ‖ current")
    lines = [
        f"QT_TRANSLATE_NOOP('Setting', {word!r})" for word in sorted({*said, *extra, *choices})
    ]
    return "\n".join(line for line in lines if line != "QT_TRANSLATE_NOOP('Setting', '')")


def update(language: str, sources: list[Path]) -> int:
    """Update and compile a language; give how many words have no translation."""
    tools = Path(sys.executable).parent
    text, compiled = FOLDER / f"lsg_{language}.ts", FOLDER / f"lsg_{language}.qm"
    subprocess.run(
        [
            *(tools / "pyside6-lupdate", "-silent", "-no-obsolete", "-locations", "none"),
            *("-source-language", "en", "-target-language", language, *sources, "-ts", text),
        ],
        check=True,
    )
    subprocess.run([tools / "pyside6-lrelease", "-silent", text, "-qm", compiled], check=True)
    found = xml.parse(text).iter("translation")
    return sum(one.get("type") == "unfinished" for one in found)


def main() -> None:
    """Update every language."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        of_settings = Path(folder) / "settings.py"
        of_settings.write_text(marked(), encoding="utf-8")
        sources = [*sorted((ROOT / "lsg_desktop" / "ui").glob("*.py")), of_settings]
        for language in LANGUAGES:
            print(f"{language}: {update(language, sources)} without a translation")


if __name__ == "__main__":
    main()
