"""The lag as people set it who do not ask what δ and α are: three steps, or a time to hold.

What a step or a time means in thresholds it does not know.
"""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lsg_desktop.ui.labels import StateLabel, dim_label, heading
from lsg_desktop.ui.theme import SPACE

PRESETS = ("faster", "balanced", "accurate")
"""The names of the three steps, from the shortest lag to the longest."""

SHORTEST_S = 0.5
LONGEST_S = 10.0
"""Between which times a lag can be held."""

_USUAL_S = 2.0


class PresetChoice(QWidget):
    """Three buttons, one of which is down; arrow keys go from one to the next."""

    chosen = Signal(str)
    """The user wants the preset of this name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = (self.tr("Faster"), self.tr("Balanced"), self.tr("More accurate"))
        self.buttons = {name: QPushButton(text) for name, text in zip(PRESETS, words, strict=True)}
        self._group = QButtonGroup(self)
        self.state = dim_label("")
        self.state.setWordWrap(False)
        line = QHBoxLayout()
        line.setSpacing(SPACE // 2)
        for name, button in self.buttons.items():
            button.setCheckable(True)
            # Three of them have to find room beside each other.
            button.setStyleSheet(
                "QPushButton { padding: 5px 4px } QPushButton:focus { padding: 4px 3px }"
            )
            button.clicked.connect(lambda _, name=name: self.chosen.emit(name))
            self._group.addButton(button)
            line.addWidget(button, len(button.text()))
        head = QHBoxLayout()
        head.addWidget(heading(self.tr("Speed or accuracy")))
        head.addStretch()
        head.addWidget(self.state)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addLayout(head)
        column.addLayout(line)
        column.addWidget(
            dim_label(self.tr("Faster shows words sooner, more accurate waits to hear more."))
        )

    def offer(self, names: Collection[str]) -> None:
        """Let these presets be chosen."""
        for name, button in self.buttons.items():
            button.setEnabled(name in names)

    def show_choice(self, name: str | None, otherwise: str) -> None:
        """Show which preset is in force; for none of them say ``otherwise``."""
        self._group.setExclusive(False)
        for own, button in self.buttons.items():
            button.setChecked(own == name)
        self._group.setExclusive(True)
        self.state.setText("" if name else otherwise)


class TargetLag(QWidget):
    """A lag to hold, if wanted, and what became of it."""

    changed = Signal(object)
    """Hold this lag in s; None: no longer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wanted = QCheckBox(self.tr("Hold a lag of"))
        self.seconds = QDoubleSpinBox()
        self.seconds.setRange(SHORTEST_S, LONGEST_S)
        self.seconds.setDecimals(1)
        self.seconds.setSingleStep(0.1)
        self.seconds.setSuffix(self.tr(" s"))
        self.seconds.setValue(_USUAL_S)
        self.seconds.setEnabled(False)
        self.seconds.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.seconds.setKeyboardTracking(False)
        self.seconds.setAccessibleName(self.tr("Lag to hold, in seconds"))
        self.wanted.toggled.connect(self.seconds.setEnabled)
        self.wanted.toggled.connect(self._tell)
        self.seconds.valueChanged.connect(self._tell)
        self.fault = StateLabel()
        line = QHBoxLayout()
        line.setSpacing(SPACE)
        line.addWidget(self.wanted)
        line.addWidget(self.seconds)
        line.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addLayout(line)
        column.addWidget(self.fault)

    @property
    def value(self) -> float | None:
        """The lag to hold in s, None for none."""
        return round(self.seconds.value(), 1) if self.wanted.isChecked() else None

    def show_value(self, target_s: float | None) -> None:
        """Show a lag to hold and tell nobody."""
        with QSignalBlocker(self.seconds), QSignalBlocker(self.wanted):
            self.wanted.setChecked(target_s is not None)
            if target_s is not None:
                self.seconds.setValue(target_s)
        self.seconds.setEnabled(target_s is not None)
        self.show_reached(None)

    def show_reached(self, nearest_s: float | None) -> None:
        """Say that the lag cannot be reached, and what is nearest; None: it can."""
        words = self.tr("This cannot be reached: the nearest is {nearest:.1f} s.")
        text = "" if nearest_s is None else words.format(nearest=nearest_s)
        self.fault.say(text, is_fault=True)

    def _tell(self) -> None:
        self.show_reached(None)
        self.changed.emit(self.value)
