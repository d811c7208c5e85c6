"""The window that finds settings for one's own voice: speech, what came of it, a choice.

The model is the worker's, so that no session can run meanwhile; it knows neither thread nor file.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from lsg_desktop.errors import LsgError
from lsg_desktop.evaluation.calibrate import calibrate, presets
from lsg_desktop.evaluation.front import Point
from lsg_desktop.events import Calibrated, Calibrating, Event, Failed, Tried
from lsg_desktop.session.calibration import Measured
from lsg_desktop.settings import PolicySettings
from lsg_desktop.ui.calibration_outside import Outside, Subject
from lsg_desktop.ui.calibration_plot import CalibrationPlot
from lsg_desktop.ui.calibration_sound import SoundPanel, Speech
from lsg_desktop.ui.controller import Phase
from lsg_desktop.ui.core_words import told
from lsg_desktop.ui.labels import StateLabel, dim_label, heading
from lsg_desktop.ui.source_picker import ChooseFile
from lsg_desktop.ui.theme import SPACE


class CalibrationDialog(QDialog):
    """Three steps under each other; it blocks no other window."""

    use = Signal(object)
    """Decide by these PolicySettings from now on."""
    microphone_wanted = Signal(bool)
    """The microphone is about to be recorded, or no longer."""

    def __init__(
        self,
        outside: Outside,
        parent: QWidget | None = None,
        *,
        choose_file: ChooseFile | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Calibrate"))
        self._outside = outside
        self._speech: Speech | None = None
        self._subject: Subject | None = None
        self._presets: Mapping[str, Point[PolicySettings]] = {}
        self._is_calibrating = False
        self.sound = SoundPanel(outside.history, outside.ears, choose_file)
        self.speech = StateLabel()
        self.begin = QPushButton(self.tr("Calibrate"))
        self.bar = QProgressBar()
        self.cancel = QPushButton(self.tr("Cancel"))
        self.plot = CalibrationPlot()
        self.state = StateLabel()
        self.use_button = QPushButton(self.tr("Use this"))
        self.keep_button = QPushButton(self.tr("Use as presets"))
        self.close_button = QPushButton(self.tr("Close"))
        self.speech.say(self.tr("First record a minute, or choose speech that there is."))
        self._lay_out()
        self._connect()
        self._show()

    def take(self, event: Event) -> None:
        """Show what the worker tells."""
        match event:
            case Calibrating(done=done) if self._is_calibrating:
                self.bar.setValue(round(100 * done))
            case Calibrated(tried=tried) if self._is_calibrating:
                self._is_calibrating = False
                self._on_tried(tried)
            case Failed() if self._is_calibrating:
                self._is_calibrating = False
                self.state.say(told(event.problem, event.remedy), is_fault=True)
        if not isinstance(event, Calibrating):
            self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Look which sessions there are whenever it is opened."""
        super().showEvent(event)
        if not event.spontaneous():
            self.sound.refresh()
            self._show()

    def reject(self) -> None:
        """Close, by whatever way, and leave microphone and model to others."""
        self.sound.stop()
        self._outside.controller.stop_calibrating()
        super().reject()

    def _begin(self) -> None:
        self.state.say("")
        if self._speech is None or self._why_not():
            self._show()
            return
        self._subject = subject = self._outside.subject()
        self._is_calibrating = True
        self.bar.setValue(0)
        self.cancel.setEnabled(True)
        utterances = self._speech.utterances
        self._outside.controller.calibrate(
            lambda model: calibrate(model, subject.order, utterances)
        )
        self._show()
        self.cancel.setFocus()

    def _cancel(self) -> None:
        self.cancel.setEnabled(False)  # until the step that is being made is over
        self._outside.controller.stop_calibrating()

    def _on_tried(self, tried: tuple[Tried, ...]) -> None:
        if tried:
            self._presets = presets(tried)
            self.plot.setVisible(True)
            self.plot.show_tried(tried, self._presets)
            self.plot.view.graphics.setFocus()
            self.state.say(
                self.tr("Click on a point, or go to it by arrow keys and press Enter, to use it.")
            )

    def _on_chosen(self, settings: PolicySettings | None) -> None:
        if settings is not None:
            self.use.emit(settings)
            self.state.say(self.tr("These settings are now in use."))

    def _on_keep(self) -> None:
        if self._subject is None:
            return
        found = {
            name: Measured(point.of, point.lag_s, point.quality)
            for name, point in self._presets.items()
        }
        try:
            self._outside.keep(self._subject, found)
        except LsgError as fault:
            self.state.say(told(fault.problem, fault.remedy), is_fault=True)
        else:
            self.state.say(
                self.tr(
                    "Faster, Balanced and More accurate are now what was found here, for this model"
                    " and these languages."
                )
            )

    def _on_sound(self) -> None:
        self._speech = None
        self.state.say("")
        self.speech.say("")
        if self.sound.is_recording:
            self.microphone_wanted.emit(True)
        self._show()

    def _on_speech(self, speech: Speech) -> None:
        self._speech = speech
        words = self.tr("{name}: {seconds} s of speech.")
        self.speech.say(words.format(name=speech.name, seconds=round(speech.length_s)))
        self._show()
        if self.begin.isEnabled():
            self.begin.setFocus()

    def _on_fault(self, fault: LsgError) -> None:
        self.state.say(told(fault.problem, fault.remedy), is_fault=True)
        self._show()

    def _why_not(self) -> str:
        """Say why it is not possible now; nothing where it is."""
        controller = self._outside.controller
        if controller.phase is not Phase.IDLE:
            return self.tr("Captions are being written. Stop them first: both need the model.")
        if controller.is_idle:
            return ""
        return self.tr("No model is loaded yet. Wait until it is, or choose one under “Models”.")

    def _show(self) -> None:
        why_not = self._why_not()
        is_busy = self._is_calibrating
        self.obstacle.say(why_not)
        self.sound.setEnabled(not is_busy and not why_not)
        if why_not:
            self.sound.stop()
        self.begin.setEnabled(self._speech is not None and not is_busy and not why_not)
        self.begin.setVisible(not is_busy)
        self.bar.setVisible(is_busy)
        self.cancel.setVisible(is_busy)
        has_found = bool(self._presets)
        self.plot.setVisible(has_found)
        self.placeholder.setVisible(not has_found)
        self.use_button.setEnabled(has_found)
        self.keep_button.setEnabled(has_found)

    def _connect(self) -> None:
        self._outside.controller.happened.connect(self.take)
        self.sound.began.connect(self._on_sound)
        self.sound.released.connect(lambda: self.microphone_wanted.emit(False))
        self.sound.chosen.connect(self._on_speech)
        self.sound.failed.connect(self._on_fault)
        self.begin.clicked.connect(self._begin)
        self.cancel.clicked.connect(self._cancel)
        self.plot.chosen.connect(self._on_chosen)
        self.use_button.clicked.connect(lambda: self._on_chosen(self.plot.settings))
        self.keep_button.clicked.connect(self._on_keep)
        self.close_button.clicked.connect(self.close)

    def _lay_out(self) -> None:
        self.obstacle = StateLabel()
        self.placeholder = dim_label(self.tr("What comes of it will be shown here."))
        self.placeholder.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.begin.setProperty("primary", True)
        self.begin.setAccessibleName(self.tr("Calibrate with this speech"))
        self.cancel.setAccessibleName(self.tr("Cancel calibrating"))
        self.bar.setAccessibleName(self.tr("How much has been tried"))
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        middle = QHBoxLayout()
        middle.setSpacing(SPACE)
        middle.addWidget(self.begin)
        middle.addWidget(self.bar, 2)
        middle.addWidget(self.cancel)
        middle.addWidget(self.speech, 3)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        buttons.addWidget(self.use_button)
        buttons.addWidget(self.keep_button)
        buttons.addStretch()
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*4 * (2 * SPACE,))
        column.setSpacing(SPACE)
        column.addWidget(heading(self.tr("Settings for your voice and language")))
        column.addWidget(
            dim_label(
                self.tr(
                    "A minute of speech is captioned with many settings, and what counts as right"
                    " is what the model itself would write had it heard everything."
                )
            )
        )
        for part in (self.sound, self.obstacle):
            column.addWidget(part)
        column.addLayout(middle)
        column.addWidget(self.plot, 1)
        column.addWidget(self.placeholder, 1)
        column.addWidget(self.state)
        column.addLayout(buttons)
        self.resize(84 * SPACE, 84 * SPACE)
