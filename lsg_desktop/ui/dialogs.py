"""What opens beside the window, each loaded and made when first wanted; it knows no content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from lsg_desktop import __version__
from lsg_desktop.errors import LsgError
from lsg_desktop.events import Event, Notice
from lsg_desktop.ui.diagnostics import diagnostics
from lsg_desktop.ui.downloads import Downloads
from lsg_desktop.ui.keeper import Keeper
from lsg_desktop.ui.main_window import MainWindow
from lsg_desktop.ui.services import Services

if TYPE_CHECKING:
    from lsg_desktop.ui.models_dialog import ModelsDialog


class Dialogs(QObject):
    """Opens what the window's actions ask for."""

    def __init__(
        self, services: Services, keeper: Keeper, window: MainWindow, language: str
    ) -> None:
        super().__init__(window)
        self._services = services
        self._keeper = keeper
        self._window = window
        self._language = language
        self._downloads = Downloads(services.download)
        self._made: dict[str, QWidget] = {}
        self._models_dialog: ModelsDialog | None = None
        window.dialog_wanted.connect(self.open)
        window.controller.happened.connect(self._take)

    def open(self, name: str) -> None:
        """Open what the action of this name stands for."""
        match name:
            case "about":
                self._about()
            case "diagnostics":
                self._copy_diagnostics()
            case "export":
                self._export()
            case _:
                self._show(name)

    def opened(self, name: str) -> QWidget:
        """Give what was opened by this name."""
        return self._made[name]

    def offer_recovery(self) -> None:
        """Offer a session that ended unexpectedly, if there is one."""
        from lsg_desktop.ui.recovery import Recovery

        recovery = Recovery(self._services.history)
        bar = recovery.offer(self._window)
        if bar is not None:
            self._made["recovery"] = bar
            recovery.setParent(self)
            recovery.open_wanted.connect(self._show_session)
            self._window.show_bar(bar)

    def close(self) -> None:
        """Close them all, and stop downloads; what has come of them stays."""
        self._downloads.close()
        for widget in self._made.values():
            widget.close()

    def _show(self, name: str) -> None:
        if name not in self._made:
            self._made[name] = self._make(name)
        widget = self._made[name]
        widget.show()
        widget.raise_()
        widget.activateWindow()

    def _make(self, name: str) -> QWidget:
        match name:
            case "history":
                from lsg_desktop.ui.history_window import HistoryWindow

                return HistoryWindow(self._services.history)
            case "models":
                return self._models()
            case "calibrate":
                return self._calibration()
            case "settings":
                from lsg_desktop.ui.settings_dialog import SettingsDialog

                return SettingsDialog(self._keeper, self._window)
            case _:
                from lsg_desktop.ui.help_window import HelpWindow

                return HelpWindow(self._services.resources / "help", self._language)

    def _models(self) -> ModelsDialog:
        from lsg_desktop.ui.models_dialog import ModelsDialog

        dialog = ModelsDialog(self._downloads, folders=self._keeper.folders)
        dialog.folder_added.connect(self._keeper.add_folder)
        dialog.folder_removed.connect(self._keeper.remove_folder)
        self._models_dialog = dialog
        listen = self._keeper.preferences.listen
        dialog.show_asked(listen.model, listen.precision)
        dialog.use.connect(self._window.use_model)
        dialog.unload.connect(self._window.controller.unload)
        if self._window.controller.model:
            dialog.take(self._window.controller.model)
        return dialog

    def _calibration(self) -> QWidget:
        from lsg_desktop.ui.calibration_dialog import CalibrationDialog
        from lsg_desktop.ui.calibration_outside import Ears, Outside

        window, keeper = self._window, self._keeper
        controller = window.controller
        outside = Outside(
            controller,
            self._services.history,
            Ears(
                microphone=window.microphone,
                speech=lambda: keeper.preferences.speech,
                limit_s=lambda: controller.model.limit_s if controller.model else 0.0,
            ),
            subject=lambda: window.tuner.subject,
            keep=window.tuner.keep_presets,
        )
        dialog = CalibrationDialog(outside)
        dialog.use.connect(window.tuning.use)
        dialog.microphone_wanted.connect(window.lend_microphone)
        return dialog

    def _take(self, event: Event) -> None:
        if self._models_dialog:
            self._models_dialog.take(event)

    def _show_session(self, session: int) -> None:
        from lsg_desktop.ui.history_window import HistoryWindow

        self._show("history")
        history = self._made["history"]
        if isinstance(history, HistoryWindow):
            history.show_session(session)

    def _export(self) -> None:
        """Export the session that runs, or the last one."""
        try:
            record = self._services.history.last()
        except LsgError as fault:
            self._window.controller.situation.take(Notice(text=fault.problem, remedy=fault.remedy))
            return
        from lsg_desktop.ui.export_dialog import ExportDialog

        ExportDialog(record, self._window).open()

    def _copy_diagnostics(self) -> None:
        model = self._window.controller.model
        name = f"{model.model} {model.precision} on {model.device}" if model else "none"
        QGuiApplication.clipboard().setText(diagnostics(name, ""))
        self._window.controller.situation.take(
            Notice(text=self.tr("Copied. Nothing that was said is in it."))
        )

    def _about(self) -> None:
        words = self.tr(
            "LSG Desktop {version}\n\nLive captions and simultaneous translation on your own"
            " computer. Nothing that is said leaves it.\n\nApache License 2.0"
        )
        QMessageBox.about(self._window, self.tr("About"), words.format(version=__version__))
