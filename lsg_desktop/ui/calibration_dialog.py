"""The window that finds settings for one's own voice: speech, what came of it, a choice.

The model is the worker's, so that no session can run meanwhile; it knows neither thread nor file.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from lsg_desktop.errors import LsgError
from lsg_desktop.evaluation.calibrate import calibrate
from lsg_desktop.events import (
    Calibrated,
    Calibrating,
    Event,
    Failed,
    ModelLoaded,
    ModelLoading,
)
from lsg_desktop.session.calibration import Subject
from lsg_desktop.ui.calibration_outside import Outside
from lsg_desktop.ui.calibration_result import ResultPanel
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
        self._asked: Subject | None = None
        self._is_cancelled = False
        self.sound = SoundPanel(outside.history, outside.ears, choose_file)
        self.speech = StateLabel()
        self.begin = QPushButton(self.tr("Calibrate"))
        self.bar = QProgressBar()
        self.cancel = QPushButton(self.tr("Cancel"))
        self.results = ResultPanel(outside)
        self.close_button = QPushButton(self.tr("Close"))
        self._lay_out()
        self._connect()
        self._show()

    def take(self, event: Event) -> None:
        """Show what the worker tells."""
        match event:
            case Calibrating(done=done) if self._asked:
                self.bar.setValue(round(100 * done))
            case Calibrated(tried=tried) if self._asked:
                if tried and not self._is_cancelled:
                    self.results.show_tried(self._asked, tried)
                self._asked = None
            case Failed() if self._asked:
                self._asked = None
                self.results.state.say(told(event.problem, event.remedy), is_fault=True)
            case ModelLoading() | ModelLoaded():
                self.results.forget()
        if not isinstance(event, Calibrating):
            self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Look which sessions there are whenever it is opened."""
        super().showEvent(event)
        if not event.spontaneous():
            self.sound.refresh()
            self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Look which languages are chosen whenever the user comes back to it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            self._show()

    def reject(self) -> None:
        """Close, by whatever way, and leave microphone and model to others."""
        self.sound.stop()
        self._cancel()
        super().reject()

    @property
    def _fitting(self) -> Speech | None:
        """The speech, if it is cut as the model that is loaded takes it."""
        speech = self._speech
        return speech if speech and speech.limit_s == self._outside.ears.limit_s() else None

    def _begin(self) -> None:
        self.results.state.say("")
        speech = self._fitting
        if speech is None or self._why_not():
            self._show()
            return
        self._asked = subject = self._outside.subject()
        self._is_cancelled = False
        self.bar.setValue(0)
        self.cancel.setEnabled(True)
        self._outside.controller.calibrate(
            lambda model: calibrate(model, subject.order, speech.utterances)
        )
        self._show()
        self.cancel.setFocus()

    def _cancel(self) -> None:
        self._is_cancelled = True  # even if it has just come to its end
        self.cancel.setEnabled(False)  # until the step that is being made is over
        self._outside.controller.stop_calibrating()

    def _on_sound(self) -> None:
        self._speech = None
        self.results.state.say("")
        if self.sound.is_recording:
            self.microphone_wanted.emit(True)
        self._show()

    def _on_speech(self, speech: Speech) -> None:
        self._speech = speech
        self._show()
        if self.begin.isEnabled():
            self.begin.setFocus()

    def _on_fault(self, fault: LsgError) -> None:
        self.results.state.say(told(fault.problem, fault.remedy), is_fault=True)
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
        is_busy = self._asked is not None
        self.obstacle.say(why_not)
        self.sound.setEnabled(not is_busy and not why_not)
        if why_not:
            self.sound.stop()
        self._show_speech()
        self.begin.setEnabled(self._fitting is not None and not is_busy and not why_not)
        self.begin.setVisible(not is_busy)
        self.bar.setVisible(is_busy)
        self.cancel.setVisible(is_busy)
        self.results.refresh(is_busy)

    def _show_speech(self) -> None:
        if speech := self._fitting:
            words = self.tr("{name}: {seconds} s of speech.")
            self.speech.say(words.format(name=speech.name, seconds=round(speech.length_s)))
        elif self.sound.is_busy:
            self.speech.say("")
        else:
            self.speech.say(self.tr("First record a minute, or choose speech that there is."))

    def _connect(self) -> None:
        self._outside.controller.happened.connect(self.take)
        self.sound.began.connect(self._on_sound)
        self.sound.released.connect(lambda: self.microphone_wanted.emit(False))
        self.sound.chosen.connect(self._on_speech)
        self.sound.failed.connect(self._on_fault)
        self.begin.clicked.connect(self._begin)
        self.cancel.clicked.connect(self._cancel)
        self.results.use.connect(self.use)
        self.close_button.clicked.connect(self.close)

    def _lay_out(self) -> None:
        self.obstacle = StateLabel()
        self.begin.setProperty("primary", True)
        self.begin.setAccessibleName(self.tr("Calibrate with this speech"))
        self.cancel.setAccessibleName(self.tr("Cancel calibrating"))
        self.bar.setAccessibleName(self.tr("How much has been tried"))
        self.results.buttons.addWidget(self.close_button)
        middle = QHBoxLayout()
        middle.setSpacing(SPACE)
        middle.addWidget(self.begin)
        middle.addWidget(self.bar, 2)
        middle.addWidget(self.cancel)
        middle.addWidget(self.speech, 3)
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
        column.addWidget(self.results, 1)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)  # Enter anywhere else would record
        self.resize(84 * SPACE, 84 * SPACE)
