"""What a calibration listens to: a file, a session that was recorded, or a microphone for a minute.

It cuts the sound into utterances, on a thread, and knows no model.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, takewhile
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from lsg_desktop.audio.source import Samples
from lsg_desktop.errors import LsgError
from lsg_desktop.evaluation.calibrate import MOST_S
from lsg_desktop.session.history import History
from lsg_desktop.session.openings import file_source
from lsg_desktop.session.record import State, Summary
from lsg_desktop.session.utterances import utterances
from lsg_desktop.settings import SAMPLE_RATE
from lsg_desktop.ui.calibration_outside import Ears
from lsg_desktop.ui.calibration_recording import Recording
from lsg_desktop.ui.errands import Errands
from lsg_desktop.ui.labels import dim_label
from lsg_desktop.ui.level_meter import LevelMeter
from lsg_desktop.ui.source_picker import ChooseFile, asked_file
from lsg_desktop.ui.theme import SPACE

_MOST_SESSIONS = 100


@dataclass(frozen=True, slots=True)
class Speech:
    """Utterances, (samples,) each, none longer than ``limit_s``, and what they are from."""

    name: str
    utterances: Sequence[Samples]
    limit_s: float

    @property
    def length_s(self) -> float:
        """How long they are together."""
        return sum(map(len, self.utterances)) / SAMPLE_RATE


class SoundPanel(QWidget):
    """Three ways to speech: a button, a list, and a button to record."""

    began = Signal()
    """Sound is being recorded or read; ``chosen`` or ``failed`` follows, unless it is stopped."""
    chosen = Signal(object)
    """There is Speech."""
    failed = Signal(object)
    """An LsgError: there is none."""
    released = Signal()
    """The microphone is free again."""

    def __init__(self, history: History, ears: Ears, choose_file: ChooseFile | None = None) -> None:
        super().__init__()
        self._history = history
        self._ears = ears
        self._choose_file = choose_file or asked_file
        self._errands = Errands(self)
        self._recording: Recording | None = None
        self._left: threading.Event | None = None
        """To be set when nobody waits any more for what is being read; None: nothing is."""
        self.file = QPushButton(self.tr("Sound file…"))
        self.sessions = QComboBox()
        self.record = QPushButton()
        self.level = LevelMeter()
        self.left = dim_label("")
        self._lay_out()
        self.file.clicked.connect(self._on_file)
        self.sessions.activated.connect(self._on_session)
        self.record.clicked.connect(self._on_record)
        self._show()
        self._offer([])

    @property
    def is_recording(self) -> bool:
        """Whether the microphone is open."""
        return self._recording is not None

    @property
    def is_busy(self) -> bool:
        """Whether sound is being recorded or read."""
        return self._recording is not None or self._left is not None

    def refresh(self) -> None:
        """List the sessions of which there is sound."""
        self._errands.run(lambda _: _recorded(self._history), self._offer, self.failed.emit)

    def take_file(self, path: Path) -> None:
        """Read a file as if the user had chosen it here."""
        self._read(path.name, [path])

    def stop(self) -> None:
        """Leave what is being recorded or read."""
        if self._left:
            self._left.set()
            self._left = None
        if self._recording:
            self._recording.drop()
            self._end_recording()

    def _on_file(self) -> None:
        if path := self._choose_file(self, self.tr("Choose a sound file")):
            self.take_file(path)

    def _on_session(self, row: int) -> None:
        if paths := self.sessions.itemData(row):
            self._read(self.sessions.itemText(row), paths)

    def _on_record(self) -> None:
        if self._recording:
            self._recording.stop()
            return
        try:
            (opening,) = self._ears.microphone()
        except LsgError as fault:
            self.failed.emit(fault)
            return
        self.stop()
        self._recording = recording = Recording(opening, MOST_S, self)
        recording.moved.connect(self._show_level)
        recording.ended.connect(self._on_recorded)
        recording.failed.connect(self._on_not_recorded)
        self.began.emit()
        recording.start()
        self._show()

    def _on_recorded(self, blocks: list[Samples]) -> None:
        self._end_recording()
        self._cut(self.tr("Recording"), blocks)

    def _on_not_recorded(self, fault: LsgError) -> None:
        self._end_recording()
        self.failed.emit(fault)

    def _end_recording(self) -> None:
        if self._recording:
            self._recording.deleteLater()
        self._recording = None
        self._show()
        self.released.emit()

    def _read(self, name: str, paths: Sequence[Path]) -> None:
        self.stop()
        self._cut(name, _blocks(paths))
        self.began.emit()

    def _cut(self, name: str, blocks: Iterable[Samples]) -> None:
        speech, limit_s = self._ears.speech(), self._ears.limit_s()
        self._left = left = threading.Event()
        wanted = takewhile(lambda _: not left.is_set(), blocks)
        self._errands.run(
            lambda _: Speech(name, utterances(wanted, speech, limit_s, MOST_S), limit_s),
            partial(self._answer, left, self.chosen.emit),
            partial(self._answer, left, self.failed.emit),
        )

    def _answer(
        self, left: threading.Event, tell: Callable[[object], None], answer: object
    ) -> None:
        """Tell what came of a reading, unless that was left for another or for nothing."""
        if left is self._left:
            self._left = None
            tell(answer)

    def _offer(self, found: Sequence[tuple[Summary, Sequence[Path]]]) -> None:
        self.sessions.clear()
        words = self.tr("A past session…") if found else self.tr("No session was recorded")
        self.sessions.addItem(words)
        for summary, paths in found:
            self.sessions.addItem(summary.title, list(paths))
        self.sessions.setEnabled(bool(found))

    def _show(self) -> None:
        is_open = self.is_recording
        self.record.setText(self.tr("Stop") if is_open else self.tr("Record a minute"))
        self.record.setAccessibleName(
            self.tr("Stop recording") if is_open else self.tr("Record a minute")
        )
        self.file.setEnabled(not is_open)
        self.sessions.setEnabled(not is_open and self.sessions.count() > 1)
        for part in (self.level, self.left):
            part.setVisible(is_open)
        self._show_level()

    def _show_level(self) -> None:
        if self._recording:
            level = self._recording.level
            self.level.set_level(level.rms, level.peak)
            words = self.tr("{seconds} s left")
            self.left.setText(words.format(seconds=round(self._recording.left_s)))

    def _lay_out(self) -> None:
        self.sessions.setAccessibleName(self.tr("A session that was recorded"))
        self.sessions.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.sessions.setMinimumContentsLength(20)
        self.left.setWordWrap(False)
        self.left.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        line = QHBoxLayout()
        line.setSpacing(SPACE)
        line.addWidget(self.record)
        line.addWidget(self.file)
        line.addWidget(self.sessions, 1)
        loud = QHBoxLayout()
        loud.setSpacing(2 * SPACE)
        loud.addWidget(self.level, 1)
        loud.addWidget(self.left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addLayout(line)
        column.addLayout(loud)


def _recorded(history: History) -> list[tuple[Summary, list[Path]]]:
    """Give the sessions that were recorded and are over, with the parts of the recording."""
    over = [one for one in history.sessions(_MOST_SESSIONS) if one.state is not State.RUNNING]
    found = [(one, history.recording(one.id)) for one in over]
    # Two speakers have parts of their own: first all of one, then of the other.
    return [
        (one, sorted(parts, key=lambda part: (part.stem.partition("-")[2], part.stem)))
        for one, parts in found
        if parts
    ]


def _blocks(paths: Iterable[Path]) -> Iterator[Samples]:
    def read(path: Path) -> Iterator[Samples]:
        with file_source()(path) as source:
            yield from source.blocks()

    return chain.from_iterable(map(read, paths))
