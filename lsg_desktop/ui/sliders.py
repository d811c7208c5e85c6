"""One setting as a person moves it: its name, range and meaning, and a way back to its default.

What there is to say and to choose comes from the setting's declaration; what the setting does, and
who is told of a change, it does not know.
"""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from lsg_desktop.settings import Declaration
from lsg_desktop.ui.labels import dim_label, heading
from lsg_desktop.ui.number_box import NumberBox, Scale
from lsg_desktop.ui.theme import SPACE

_CHOICES = {
    "current_baseline": "Current ‖ baseline",
    "baseline_current": "Baseline ‖ current",
    "en": "English",
    "de": "Deutsch",
    "zh": "简体中文",
}
"""Choices that the declaration only names for files and flags."""


class SettingRow(QWidget):
    """A setting with its words, its control and its reset button.

    ``changed`` carries a value that the user chose; :meth:`show_value` tells nobody.
    """

    changed = Signal(object)

    def __init__(
        self, declaration: Declaration, default: Any, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._value = self._default = default
        name = said(declaration.label)
        self.reset = QToolButton()
        self.reset.setText(self.tr("Reset"))
        self.reset.setAccessibleName(self.tr("Reset {name}").format(name=name))
        # As high as the line it stands in.
        self.reset.setStyleSheet("QToolButton, QToolButton:focus { padding: 0 5px }")
        self.reset.setToolTip(self.tr("Back to the model's default"))
        self.reset.clicked.connect(lambda: self._choose(self._default))
        self.control = _control(declaration, default)
        self.control.chosen.connect(self._choose)
        self._lay_out(name, declaration)
        self.show_value(default)

    @property
    def value(self) -> Any:
        """The value shown, exact where the control rounds."""
        return self._value

    def show_value(self, value: Any) -> None:
        """Show a value."""
        self._value = value
        self.control.show_value(value)
        self.reset.setEnabled(value != self._default and not self.control.is_read_only)

    def set_default(self, default: Any) -> None:
        """Set what the reset button goes back to."""
        self._default = default
        self.show_value(self._value)

    def set_read_only(self, is_read_only: bool) -> None:
        """Leave the setting to somebody else, or give it back to the user."""
        self.control.set_read_only(is_read_only)
        self.show_value(self._value)

    def _choose(self, value: Any) -> None:
        if value != self._value:
            self.show_value(value)
            self.changed.emit(value)

    def _lay_out(self, name: str, declaration: Declaration) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        head.addWidget(heading(name))
        head.addWidget(dim_label(_range_words(declaration)), 1)
        head.addWidget(self.reset)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addLayout(head)
        column.addWidget(self.control)
        column.addWidget(dim_label(said(declaration.help)))
        if not declaration.at_once:
            column.addWidget(QLabel(self.tr("From the next utterance on.")))


class NumberControl(QWidget):
    """A slider over the range shown, a box for any number accepted, and "never" for infinity."""

    chosen = Signal(object)

    def __init__(self, declaration: Declaration, is_whole: bool) -> None:
        super().__init__()
        self._is_whole = is_whole
        self._scale = scale = Scale.of(declaration)
        self._finite = scale.top
        self.is_read_only = False
        name = said(declaration.label)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, scale.places)
        self.slider.setPageStep(max(1, scale.places // 10))
        self.slider.setAccessibleName(name)
        self.slider.setAccessibleDescription(said(declaration.help))
        self.slider.valueChanged.connect(lambda place: self._choose(scale.value(place)))
        self.box = NumberBox(declaration, scale, is_whole)
        self.box.setAccessibleName(self.tr("{name}, number").format(name=name))
        self.box.valueChanged.connect(lambda: self._choose(self.box.number))
        self.never = QCheckBox(self.tr("Never (∞)"))
        self.never.setAccessibleName(self.tr("{name}: never").format(name=name))
        self.never.setVisible(self.box.is_open)
        self.never.clicked.connect(self._on_never)
        _Calm(self, self.slider, self.box)
        self._lay_out()

    def show_value(self, value: float) -> None:
        """Show a number, or infinity."""
        with QSignalBlocker(self.slider), QSignalBlocker(self.box):
            self.slider.setValue(self._scale.place(value))
            self.box.show_number(value)
        self.never.setChecked(math.isinf(value))
        if math.isfinite(value):
            self._finite = value

    def set_read_only(self, is_read_only: bool) -> None:
        """Only show values from now on, or take them again."""
        self.is_read_only = is_read_only
        self.slider.setEnabled(not is_read_only)
        self.never.setEnabled(not is_read_only)
        self.box.setReadOnly(is_read_only)

    def _choose(self, value: float) -> None:
        self.chosen.emit(int(value) if self._is_whole else value)

    def _on_never(self, is_never: bool) -> None:
        self._choose(math.inf if is_never else self._finite)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(SPACE // 2)
        grid.addWidget(self.slider, 0, 0)
        grid.addWidget(self.box, 0, 1)
        if self.box.is_open:
            grid.addWidget(self.never, 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)


class ChoiceControl(QComboBox):
    """A list of the words that a setting can take."""

    chosen = Signal(object)

    def __init__(self, declaration: Declaration) -> None:
        super().__init__()
        self.is_read_only = False
        self.setAccessibleName(said(declaration.label))
        self.setAccessibleDescription(said(declaration.help))
        for choice in declaration.choices:
            self.addItem(said(_CHOICES.get(choice, choice.capitalize())), choice)
        self.activated.connect(lambda index: self.chosen.emit(self.itemData(index)))
        _Calm(self, self)

    def show_value(self, value: str) -> None:
        """Show a choice."""
        self.setCurrentIndex(self.findData(value))

    def set_read_only(self, is_read_only: bool) -> None:
        """Only show values from now on, or take them again."""
        self.is_read_only = is_read_only
        self.setEnabled(not is_read_only)


def said(words: str) -> str:
    """Translate words of a declaration."""
    return QCoreApplication.translate("Setting", words)


def _control(declaration: Declaration, default: Any) -> NumberControl | ChoiceControl:
    if declaration.choices:
        return ChoiceControl(declaration)
    return NumberControl(declaration, isinstance(default, int))


def _range_words(declaration: Declaration) -> str:
    if declaration.shown is None:
        return ""
    bottom, top = declaration.shown
    words = said("{unit}, {bottom:g} to {top:g}" if declaration.unit else "{bottom:g} to {top:g}")
    return words.format(unit=said(declaration.unit), bottom=bottom, top=top)


class _Calm(QObject):
    """Leaves the wheel to the panel that a control lies in, until the control is in use."""

    def __init__(self, parent: QObject, *controls: QWidget) -> None:
        super().__init__(parent)
        for control in controls:
            control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            control.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Turn the wheel away."""
        is_wheel = event.type() == QEvent.Type.Wheel
        if is_wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False
