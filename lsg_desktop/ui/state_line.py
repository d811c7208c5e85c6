"""The line that always says what is going on and what to do; it decides nothing."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from lsg_desktop.ui.core_words import told
from lsg_desktop.ui.situation import Kind, State
from lsg_desktop.ui.theme import SPACE, Tones, shown_tones

_LIVE = (Kind.LISTENING, Kind.HEARING, Kind.WRITING)
_WARNING = (Kind.BEHIND, Kind.SILENT, Kind.NOTICE)


class StateLine(QWidget):
    """A dot, words, a bar while something is loaded, and at most one button that helps."""

    catch_up = Signal()
    smaller = Signal(str)
    """Load the model in this precision."""
    dismissed = Signal()
    """What went wrong has been seen."""
    models_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = State(Kind.NO_MODEL)
        self._said: tuple[str, str] = ("", "")
        self.dot = _Dot()
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.bar = QProgressBar()
        self.bar.setRange(0, 100)
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(20 * SPACE, SPACE + SPACE // 2)
        self.bar.setAccessibleName(self.tr("Loading"))
        self.button = QPushButton()
        self.button.clicked.connect(self._help)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * SPACE, SPACE // 2, 2 * SPACE, SPACE // 2)
        row.setSpacing(SPACE)
        row.addWidget(self.dot)
        row.addWidget(self.words, 1)
        row.addWidget(self.bar)
        row.addWidget(self.button)
        self.show_state(self._state)

    def show_state(self, state: State) -> None:
        """Say what is going on; the same again repaints nothing."""
        self._state = state
        said = state_words(state), _button_words(state)
        if said != self._said:
            self._said = said
            self.words.setText(said[0])
            self.button.setText(said[1])
            self.button.setVisible(bool(said[1]))
            QAccessible.updateAccessibility(QAccessibleEvent(self.words, QAccessible.Event.Alert))
        self.dot.show_kind(state.kind)
        self.bar.setVisible(state.kind is Kind.LOADING)
        if state.kind is Kind.LOADING:
            self.bar.setValue(round(100 * state.done))

    def sizeHint(self) -> QSize:
        """Have room for the button whether or not it is there: nothing below moves."""
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), self.button.sizeHint().height() + SPACE))

    def minimumSizeHint(self) -> QSize:
        """Stay as high."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def _help(self) -> None:
        match self._state.kind:
            case Kind.BEHIND:
                self.catch_up.emit()
            case Kind.NO_MODEL:
                self.models_wanted.emit()
            case Kind.FAULT if self._state.smaller:
                self.smaller.emit(self._state.smaller)
            case Kind.FAULT:
                self.dismissed.emit()


def state_words(state: State) -> str:
    """Say a state in words."""
    translate = QCoreApplication.translate
    seconds = f"{state.seconds:.0f}"
    if state.kind is Kind.LOADING:
        # What the loader says is English; what it means is known here.
        words = translate("State", "Loading model: {percent} %")
        return words.format(percent=round(100 * state.done))
    if state.kind in (Kind.FAULT, Kind.NOTICE):
        return told(state.words, state.remedy)
    words = {
        Kind.NO_MODEL: translate("State", "No model is loaded. Choose one to begin."),
        Kind.READY: translate("State", "Ready. Press Start to begin."),
        Kind.STARTING: translate("State", "Starting…"),
        Kind.LISTENING: translate("State", "Listening"),
        Kind.HEARING: translate("State", "Hearing speech"),
        Kind.WRITING: translate("State", "Writing"),
        Kind.BEHIND: translate(
            "State", "Behind by {seconds} s: this computer is too slow for now."
        ),
        Kind.SILENT: translate(
            "State", "No sound for {seconds} s. Is the right source chosen, and not muted?"
        ),
        Kind.FINISHING: translate("State", "Finishing… {seconds} s left. Press again to drop it."),
    }[state.kind]
    return words.format(seconds=seconds)


def _button_words(state: State) -> str:
    translate = QCoreApplication.translate
    if state.kind is Kind.FAULT and state.smaller:
        return translate("State", "Use {precision}").format(precision=state.smaller)
    return {
        Kind.BEHIND: translate("State", "Catch up"),
        Kind.NO_MODEL: translate("State", "Choose a model"),
        Kind.FAULT: translate("State", "OK"),
    }.get(state.kind, "")


class _Dot(QWidget):
    """A dot in the colour of a state, with a shape of its own for who cannot tell colours."""

    def __init__(self) -> None:
        super().__init__()
        self._kind = Kind.NO_MODEL
        self.setFixedSize(2 * SPACE, 2 * SPACE)

    def show_kind(self, kind: Kind) -> None:
        """Show another state."""
        if kind is not self._kind:
            self._kind = kind
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a full dot while live, a ring while idle, a triangle for a warning."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = _colour(self._kind, shown_tones())
        box = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        painter.setPen(colour)
        if self._kind in _LIVE:
            painter.setBrush(colour)
        if self._kind in (*_WARNING, Kind.FAULT):
            painter.setBrush(colour)
            top = QPointF(box.center().x(), box.top())
            painter.drawPolygon([box.bottomLeft(), box.bottomRight(), top])
        else:
            painter.drawEllipse(box)


def _colour(kind: Kind, tones: Tones) -> QColor:
    if kind is Kind.FAULT:
        return tones.fault
    if kind in _WARNING:
        return tones.warning
    if kind in _LIVE:
        return tones.good
    return tones.accent if kind in (Kind.LOADING, Kind.STARTING, Kind.FINISHING) else tones.dim
