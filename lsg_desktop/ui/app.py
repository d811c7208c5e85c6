"""The application: everything of the window made once and joined; it knows no command line."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from lsg_desktop import __version__
from lsg_desktop.events import Notice
from lsg_desktop.ui import theme, translation
from lsg_desktop.ui.demo import Demo
from lsg_desktop.ui.devices import DeviceList
from lsg_desktop.ui.dialogs import Dialogs
from lsg_desktop.ui.keeper import Keeper
from lsg_desktop.ui.main_window import MainWindow
from lsg_desktop.ui.services import Services
from lsg_desktop.ui.stage import Stage
from lsg_desktop.ui.theme import Scheme
from lsg_desktop.ui.tray import Tray

_APP_ID = "io.github.lsg_desktop.LsgDesktop"
_SIGNALS_MS = 200


def run(services: Services, demo: Demo | None = None) -> int:
    """Open the window and give the exit code once it is closed."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    application = Application(app, services, demo)
    application.show()
    with_signals(application.quit)
    code = app.exec()
    application.close()
    return code


class Application(QObject):
    """Window, overlay, lecture view, dialogs and tray, on one set of preferences."""

    def __init__(self, app: QApplication, services: Services, demo: Demo | None = None) -> None:
        super().__init__()
        self._app = app
        self._services = services
        self.keeper = Keeper(services.settings_file, demo)
        self._language = translation.chosen(self.keeper.preferences.look.language)
        self._set_up()
        self.stage = Stage(dict(self.keeper.preferences.places), parent=self)
        self.window = MainWindow(services, self.keeper, DeviceList(), self.stage)
        self.dialogs = Dialogs(services, self.keeper, self.window, self._language)
        self.tray = Tray(app.windowIcon(), self.window.actions_by_name, self)
        self._demo = demo
        self._connect()

    def show(self) -> None:
        """Show the window, and do what takes time once it is seen."""
        self.window.show()
        if Tray.is_there():
            self.tray.show()
        QTimer.singleShot(0, self._begin)

    def quit(self) -> None:
        """Close the window, and with it the application."""
        self.window.close()
        self._app.quit()

    def close(self) -> None:
        """Stop everything and store what is to be stored."""
        self.tray.hide()
        self.dialogs.close()
        self.stage.close()
        self.window.end()
        self.keeper.save()

    def _set_up(self) -> None:
        look = self.keeper.preferences.look
        app = self._app
        app.setApplicationName("lsg-desktop")
        app.setApplicationDisplayName("LSG Desktop")
        app.setApplicationVersion(__version__)
        app.setDesktopFileName(_APP_ID)
        app.setQuitOnLastWindowClosed(False)  # with a tray it may go on without any
        app.setWindowIcon(QIcon(str(self._services.resources / "icons" / "lsg-desktop.svg")))
        translation.speak(app, self._language, self._services.resources / "translations")
        theme.apply(app, None if look.theme == "system" else Scheme(look.theme))

    def _connect(self) -> None:
        self.window.closed.connect(self._on_closed)
        self.window.actions_by_name["quit"].triggered.connect(self.quit)
        self.tray.window_wanted.connect(self._bring_up)
        self.keeper.look_changed.connect(self._show_look)
        self.keeper.keys_changed.connect(self._give_keys)
        self.keeper.failed.connect(self._tell_failure)

    def _begin(self) -> None:
        for text in self.keeper.notices:
            self.window.controller.situation.take(Notice(text=text))
        self.window.begin()
        self.dialogs.offer_recovery()
        if self._demo:
            self.window.caption_file(self._demo.talk)

    def _on_closed(self) -> None:
        stays = self.keeper.preferences.look.close_to_tray and self.tray.icon.isVisible()
        if not stays:
            self._app.quit()

    def _bring_up(self) -> None:
        self.window.showNormal()
        self.window.raise_()
        self.window.activateWindow()

    def _give_keys(self) -> None:
        self.window.actions_by_name.set_keys(self.keeper.preferences.shortcuts)

    def _tell_failure(self, problem: str, remedy: str) -> None:
        self.window.controller.situation.take(Notice(text=problem, remedy=remedy))

    def _show_look(self) -> None:
        look = self.keeper.preferences.look
        theme.apply(self._app, None if look.theme == "system" else Scheme(look.theme))
        self.window.show_look()


def with_signals(stop: Callable[[], None]) -> None:
    """Let Ctrl+C and SIGTERM end the application as its own Quit does."""
    for kind in (signal.SIGINT, signal.SIGTERM):
        signal.signal(kind, lambda *_: stop())
    # Python hears of a signal only when it runs: Qt has to let it now and then.
    timer = QTimer(QApplication.instance(), interval=_SIGNALS_MS)
    timer.timeout.connect(lambda: None)
    timer.start()
