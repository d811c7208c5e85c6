"""The icon among the system's own, for when the window is out of sight; it decides nothing."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from lsg_desktop.ui.actions import Actions


class Tray(QObject):
    """Shows the window, starts and stops, and unlocks the overlay, from anywhere."""

    window_wanted = Signal()

    def __init__(self, icon: QIcon, actions: Actions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._menu = QMenu()
        show = self._menu.addAction(self.tr("Show the window"))
        show.triggered.connect(self.window_wanted)
        self._menu.addSeparator()
        for name in ("start", "overlay", "lock", "reset-overlay"):
            self._menu.addAction(actions[name])
        self._menu.addSeparator()
        self._menu.addAction(actions["quit"])
        self.icon = QSystemTrayIcon(icon, self)
        self.icon.setContextMenu(self._menu)
        self.icon.setToolTip("LSG Desktop")
        self.icon.activated.connect(self._on_click)

    @staticmethod
    def is_there() -> bool:
        """Whether this system has a place for such icons."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def show(self) -> None:
        """Show the icon."""
        self.icon.show()

    def hide(self) -> None:
        """Take the icon away."""
        self.icon.hide()

    def _on_click(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.window_wanted.emit()
