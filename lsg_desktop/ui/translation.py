"""The language of the window: the user's choice or the system's; it knows no sentence."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

LANGUAGES = ("en", "de", "zh")
"""What the window speaks, the language it is written in first."""


def QT_TRANSLATE_NOOP(context: str, words: str) -> str:
    """Mark words for lupdate, which knows it by this name, and give them as they are.

    Qt's own is declared to give an object.
    """
    return words


def chosen(wanted: str) -> str:
    """Give the code of the language to use; "system" gives the first known of the system's."""
    if wanted in LANGUAGES:
        return wanted
    for name in QLocale.system().uiLanguages():
        code = name.replace("_", "-").partition("-")[0]
        if code in LANGUAGES:
            return code
    return LANGUAGES[0]


def speak(app: QCoreApplication, language: str, folder: Path) -> None:
    """Have the application speak a language from here on: our words, Qt's own and the numbers."""
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    QLocale.setDefault(QLocale(language))
    if language == LANGUAGES[0]:
        return
    own = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    qt_name = "zh_CN" if language == "zh" else language
    for name, place in ((f"qtbase_{qt_name}", own), (f"lsg_{language}", str(folder))):
        translator = QTranslator(app)
        if translator.load(name, place):
            app.installTranslator(translator)
