"""The window: controls, state line, captions and tuning panel, joined; it computes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QVBoxLayout, QWidget

from lsg_desktop.errors import LsgError
from lsg_desktop.events import Event, ModelLoaded, SessionEnded, SessionStarted, Task
from lsg_desktop.session import calibration
from lsg_desktop.session.captioner import Order
from lsg_desktop.session.runner import Opening
from lsg_desktop.settings import PolicySettings
from lsg_desktop.ui.actions import Actions
from lsg_desktop.ui.control_row import ControlRow
from lsg_desktop.ui.controller import Controller, Phase, Wanted
from lsg_desktop.ui.devices import DeviceList
from lsg_desktop.ui.gauges import Gauges
from lsg_desktop.ui.keeper import Keeper
from lsg_desktop.ui.language_pair import NONE
from lsg_desktop.ui.menus import fill
from lsg_desktop.ui.services import Services
from lsg_desktop.ui.source_picker import Choice, SourcePicker
from lsg_desktop.ui.stage import Stage
from lsg_desktop.ui.state_line import StateLine
from lsg_desktop.ui.theme import SPACE
from lsg_desktop.ui.transcript import TranscriptView
from lsg_desktop.ui.tuner import Tuner
from lsg_desktop.ui.tuning import TuningPanel

_TOOLS = ("models", "calibrate", "settings")


class MainWindow(QMainWindow):
    """Everything a listener needs in one place."""

    dialog_wanted = Signal(str)
    """The user has asked for what the action of this name opens."""
    closed = Signal()

    def __init__(
        self, services: Services, keeper: Keeper, devices: DeviceList, stage: Stage
    ) -> None:
        super().__init__()
        self._services = services
        self._devices = devices
        self._keeper = keeper
        self.stage = stage
        self.bar: QWidget | None = None
        self.controller = Controller(services.load, services.store, parent=self)
        self.actions_by_name = Actions(self, keeper.preferences.shortcuts)
        self.controls = ControlRow(SourcePicker(devices))
        self.state_line = StateLine()
        self.transcript = TranscriptView()
        self.tuning = TuningPanel()
        presets = calibration.file(services.settings_file.parent)
        self.tuner = Tuner(self.tuning, self.controller, keeper, presets, lambda: self.own_order)
        self._lay_out()
        self._connect()
        self._recall()
        self._gauges = Gauges(
            self.controller, self.controls, self.state_line, self.tuning.lag, services.memory
        )
        self.controls.start.setFocus()

    def begin(self) -> None:
        """Load the model and hear the source: what takes time, once the window is seen."""
        self.load_model()
        self.monitor()
        self._gauges.watch_memory()

    def load_model(self) -> None:
        """Load the model that is chosen."""
        listen = self._keeper.preferences.listen
        self.controls.show_model(None, listen.model)
        self.controller.load(listen.model, listen.device, listen.precision)

    def use_model(self, name: str, precision: str) -> None:
        """Choose a model, and load it."""
        self._keeper.change_listen(model=name, precision=precision)
        self.load_model()

    def caption_file(self, path: Path) -> None:
        """Choose a file as the source and start."""
        self.controls.source.set_choice(Choice(kind="file", file=path))
        self.monitor()
        self.start()

    def start(self) -> None:
        """Start a session."""
        order = self.own_order
        try:
            openings = self._services.openings(self.controls.source.choice(), self._devices.plugged)
        except LsgError as fault:
            self.controller.situation.fail(fault)
            return
        preferences = self._keeper.preferences
        self._services.store.settings = preferences.record
        wanted = Wanted(
            openings, order.tasks, order.source_lang, order.target_lang, preferences.speech
        )
        self.controller.start(wanted)
        self._show_phase()

    @property
    def own_order(self) -> Order:
        """What is to be written by now, with the settings that are the model's own."""
        spoken, written = self.controls.languages.pair
        return Order(
            tasks=(Task.TRANSCRIBE,) if written == NONE else tuple(Task),
            source_lang=spoken,
            target_lang=written or spoken,
            settings=self.tuner.own,
        )

    def microphone(self) -> Sequence[Opening]:
        """Give the microphone that is chosen. Raises LsgError."""
        choice = replace(self.controls.source.choice(), kind="microphone")
        return self._services.openings(choice, self._devices.plugged)

    def lend_microphone(self, is_lent: bool) -> None:
        """Close the microphone for somebody else to record it, or hear it again."""
        if is_lent:
            self.controller.monitor(())
        else:
            self.monitor()

    def start_or_stop(self) -> None:
        """Do what the large button says."""
        if self.controller.phase is Phase.IDLE:
            self.start()
        else:
            self.controller.stop()
            self._show_phase()

    def clear(self) -> None:
        """Forget what is shown; what is stored stays."""
        self.transcript.clear()
        self.stage.clear()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember where it stood and tell the owner."""
        state = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        self._keeper.change_place(window=state, splitter=self._splitter.sizes())
        super().closeEvent(event)
        self.closed.emit()

    def end(self) -> None:
        """Stop everything; nothing may follow."""
        self._gauges.end()
        self.controller.close()
        self._devices.close()

    def _lay_out(self) -> None:
        self.setWindowTitle("LSG Desktop")
        self.setMinimumSize(80 * SPACE, 50 * SPACE)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.addWidget(self.transcript)
        self._splitter.addWidget(self.tuning)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.controls)
        column.addWidget(self.state_line)
        column.addWidget(self._splitter, 1)
        self._column = column
        self.setCentralWidget(whole)
        fill(self.menuBar(), self.actions_by_name)
        self.transcript.set_hint(
            self.tr("Press Start and speak. What is said appears here, its translation beside it.")
        )

    def _connect(self) -> None:
        acts: dict[str, Callable[[], Any]] = {
            "start": self.start_or_stop,
            "catch-up": self.controller.catch_up,
            "clear": self.clear,
            "open-file": self._open_file,
            "find": self.transcript.open_find,
            "move-overlay": self.stage.move_overlay,
            "reset-overlay": self.stage.reset_overlay,
            "lecture": lambda: self.stage.open_lecture(self.screen()),
            "larger": lambda: self._zoom(1),
            "smaller": lambda: self._zoom(-1),
        }
        for name, act in acts.items():
            self.actions_by_name[name].triggered.connect(lambda _, act=act: act())
        for name in ("export", "history", *_TOOLS, "help", "diagnostics", "about"):
            self.actions_by_name[name].triggered.connect(
                lambda _, name=name: self.dialog_wanted.emit(name)
            )
        self.actions_by_name["tuning"].toggled.connect(self._show_tuning)
        self.actions_by_name["overlay"].triggered.connect(self.stage.show_overlay)
        self.actions_by_name["lock"].triggered.connect(self.stage.lock_overlay)
        self.stage.overlay_shown.connect(self.actions_by_name["overlay"].setChecked)
        self.stage.overlay_locked.connect(self.actions_by_name["lock"].setChecked)
        self.stage.changed.connect(lambda stored: self._keeper.change_place(**stored))
        self.transcript.removeAction(self.transcript.find_action)
        self.controls.start.clicked.connect(self.start_or_stop)
        self.controls.model.clicked.connect(lambda: self.dialog_wanted.emit("models"))
        self.controls.source.changed.connect(self._on_source)
        self.controls.languages.changed.connect(self._on_languages)
        self.controller.happened.connect(self._take)
        self.tuning.advanced_toggled.connect(lambda on: self._keeper.change_look(advanced=on))
        self.state_line.catch_up.connect(self.controller.catch_up)
        self.state_line.models_wanted.connect(lambda: self.dialog_wanted.emit("models"))
        self.state_line.dismissed.connect(self.controller.situation.forgive)
        self.state_line.smaller.connect(
            lambda precision: self.use_model(self._keeper.preferences.listen.model, precision)
        )

    def _recall(self) -> None:
        """Look as it did last time."""
        preferences = self._keeper.preferences
        listen, look, places = preferences.listen, preferences.look, preferences.places
        self.controls.languages.offer(self._services.languages(listen.model))
        self.controls.languages.choose(listen.source_lang, listen.target_lang)
        self.controls.show_model(None, listen.model)
        self.transcript.set_languages(*self.controls.languages.pair)
        self.actions_by_name["tuning"].setChecked(look.tuning)
        self.tuning.setVisible(look.tuning)
        self.tuning.set_advanced(look.advanced)
        self.actions_by_name["lock"].setChecked(self.stage.overlay.is_locked)
        self.resize(150 * SPACE, 90 * SPACE)
        stored = places.get("window")
        if isinstance(stored, str):
            self.restoreGeometry(QByteArray.fromBase64(stored.encode("ascii", "ignore")))
        sizes = places.get("splitter")
        if isinstance(sizes, list) and len(sizes) == 2:
            self._splitter.setSizes([int(size) for size in sizes])
        self.show_look()

    def show_look(self) -> None:
        """Take over what the settings say of the look."""
        look = self._keeper.preferences.look
        self.transcript.set_font_size(look.font_points)
        self.transcript.set_layout(look.layout)
        self.transcript.set_shown(look.shows != "target", look.shows != "source")

    def _take(self, event: Event) -> None:
        self.transcript.take(event)
        self.tuning.take(event)
        self.stage.take(event)
        match event:
            case ModelLoaded():
                self._on_model(event)
            case SessionStarted() | SessionEnded():
                self._show_phase()

    def _on_model(self, event: ModelLoaded) -> None:
        listen = self._keeper.preferences.listen
        if event.model is None:
            self.controls.show_model(None, "")
            return
        self.controls.show_model(event, listen.model)
        self.controls.languages.offer(event.languages)
        self.controls.languages.choose(listen.source_lang, listen.target_lang)
        self.tuner.set_own(PolicySettings(**event.defaults))

    def _on_source(self, choice: Choice) -> None:
        self._keeper.change_listen(
            kind=choice.kind,
            microphone=choice.microphone or "",
            computer=choice.computer or "",
        )
        self.monitor()

    def monitor(self) -> None:
        """Hear how loud the source is that is chosen."""
        try:
            self.controller.monitor(
                self._services.openings(self.controls.source.choice(), self._devices.plugged)
            )
        except LsgError as fault:
            self.controller.situation.fail(fault)

    def _on_languages(self, spoken: str, written: str) -> None:
        self._keeper.change_listen(source_lang=spoken, target_lang=written)
        if self.controller.model:
            self.tuner.offer_presets()
        self.transcript.set_languages(spoken, written)

    def _open_file(self) -> None:
        """Choose a file to listen to, and start."""
        if path := self.controls.source.ask_for_file():
            self.caption_file(path)

    def show_bar(self, bar: QWidget) -> None:
        """Show something that needs an answer, over the captions."""
        self.bar = bar
        self._column.insertWidget(2, bar)

    def _show_tuning(self, is_shown: bool) -> None:
        self.tuning.setVisible(is_shown)
        self._keeper.change_look(tuning=is_shown)

    def _zoom(self, by: int) -> None:
        look = self._keeper.preferences.look
        self._keeper.change_look(font_points=min(max(look.font_points + by, 8), 60))
        self.show_look()

    def _show_phase(self) -> None:
        phase = self.controller.phase
        self.controls.start.show_phase(phase)
        self.controls.set_running(phase is not Phase.IDLE)
        self.actions_by_name["catch-up"].setEnabled(phase is Phase.RUNNING)
        if phase is Phase.IDLE:
            self.monitor()
