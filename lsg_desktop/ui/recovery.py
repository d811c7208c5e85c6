"""The offer of what a session wrote before the application ended unexpectedly."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from lsg_desktop.errors import LsgError
from lsg_desktop.session.history import History
from lsg_desktop.session.record import Summary
from lsg_desktop.ui.core_words import told
from lsg_desktop.ui.errands import Errands
from lsg_desktop.ui.history_questions import ask_deletion
from lsg_desktop.ui.history_words import length, when
from lsg_desktop.ui.theme import SPACE, mixed, shown_tones


class Recovery(QObject):
    """Offers one session after the other, newest first, until the user has dealt with all."""

    open_wanted = Signal(int)
    """The user wants to read the session of this id."""
    done = Signal()
    """Nothing more is offered."""

    def __init__(self, history: History, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history = history
        self._errands = Errands(self)
        self._waiting: Sequence[Summary] = ()
        self._bar: RecoveryBar | None = None

    def offer(self, parent: QWidget) -> QWidget | None:
        """Give a bar to put above the transcript, or None where there is nothing to say."""
        fault = None
        try:
            self._waiting = self._history.unfinished()
        except LsgError as raised:
            fault = raised
        if not self._waiting and fault is None:
            return None
        bar = self._bar = RecoveryBar(parent)
        bar.open.clicked.connect(self._open)
        bar.keep.clicked.connect(self._keep)
        bar.delete.clicked.connect(self._ask)
        bar.close_button.clicked.connect(self._end)
        if fault:
            bar.show_only(told(fault.problem, fault.remedy))
        else:
            bar.show_session(self._waiting[0], len(self._waiting) - 1)
        return bar

    def _open(self) -> None:
        session = self._waiting[0].id
        self._do(lambda: self._history.recover(session), lambda: self.open_wanted.emit(session))

    def _keep(self) -> None:
        session = self._waiting[0].id
        self._do(lambda: self._history.recover(session))

    def _ask(self) -> None:
        assert self._bar
        ask_deletion(self._bar.window(), self._waiting[0], self._delete)

    def _delete(self) -> None:
        session = self._waiting[0].id
        self._do(lambda: self._history.delete(session))

    def _do(self, act: Callable[[], None], then: Callable[[], None] = lambda: None) -> None:
        """Deal with the session that is offered, and go on to the next."""
        assert self._bar
        self._bar.set_busy(True)
        self._errands.run(lambda _: act(), lambda _: self._go_on(then), self._fail)

    def _go_on(self, then: Callable[[], None]) -> None:
        assert self._bar
        self._bar.set_busy(False)
        self._waiting = self._waiting[1:]
        if self._waiting:
            self._bar.show_session(self._waiting[0], len(self._waiting) - 1)
        then()
        if not self._waiting:
            self._end()

    def _fail(self, fault: LsgError) -> None:
        """Say what is wrong; what was offered can be tried again."""
        assert self._bar
        self._bar.set_busy(False)
        self._bar.say(told(fault.problem, fault.remedy))

    def _end(self) -> None:
        assert self._bar
        self._bar.close()
        self.done.emit()


class RecoveryBar(QFrame):
    """Says what ended unexpectedly, with a button for each thing to do about it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.open = QPushButton(self.tr("Open"))
        self.keep = QPushButton(self.tr("Keep in history"))
        self.delete = QPushButton(self.tr("Delete…"))
        self.close_button = QPushButton(self.tr("Close"))
        self.open.setProperty("primary", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        row.setSpacing(SPACE)
        row.addWidget(self.words, 1)
        self._choices = (self.open, self.keep, self.delete)
        for button in (*self._choices, self.close_button):
            row.addWidget(button)
        self.close_button.hide()

    def show_session(self, summary: Summary, others: int) -> None:
        """Offer a session, and say how many are offered after it."""
        words = self.tr("A session of {length} ended unexpectedly on {date}. Its text is safe.")
        text = words.format(length=length(summary.length_s), date=when(summary.started))
        if others == 1:
            text += " " + self.tr("Another one did, too.")
        elif others:
            text += " " + self.tr("{count} others did, too.").format(count=others)
        self.setToolTip(summary.title)
        self.say(text)

    def show_only(self, text: str) -> None:
        """Offer nothing, but say this."""
        for button in self._choices:
            button.hide()
        self.close_button.show()
        self.say(text)

    def say(self, text: str) -> None:
        """Say something, to screen readers as well."""
        self.words.setText(text)
        QAccessible.updateAccessibility(QAccessibleEvent(self.words, QAccessible.Event.Alert))

    def set_busy(self, is_busy: bool) -> None:
        """Take no press while another is carried out."""
        for button in self._choices:
            button.setEnabled(not is_busy)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lie in another colour than what is around it."""
        tones = shown_tones()
        painter = QPainter(self)
        painter.fillRect(self.rect(), mixed(tones.surface, tones.warning, 0.12))
        painter.fillRect(0, 0, SPACE // 2, self.height(), tones.warning)
        painter.setPen(tones.line)
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()
