"""The menu bar: where each action is found; it makes none."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenuBar

from lsg_desktop.ui.actions import Actions
from lsg_desktop.ui.translation import QT_TRANSLATE_NOOP

_MENUS = (
    (
        QT_TRANSLATE_NOOP("Menus", "&Session"),
        "start catch-up open-file - export history clear - quit",
    ),
    (
        QT_TRANSLATE_NOOP("Menus", "&View"),
        "tuning find larger smaller - overlay lock move-overlay reset-overlay - lecture",
    ),
    (QT_TRANSLATE_NOOP("Menus", "&Tools"), "models calibrate settings"),
    (QT_TRANSLATE_NOOP("Menus", "&Help"), "help diagnostics - about"),
)


def fill(bar: QMenuBar, actions: Actions) -> None:
    """Put the actions into menus, in place of what was there."""
    bar.clear()
    for title, names in _MENUS:
        menu = bar.addMenu(QCoreApplication.translate("Menus", title))
        for name in names.split():
            if name == "-":
                menu.addSeparator()
            else:
                menu.addAction(actions[name])
