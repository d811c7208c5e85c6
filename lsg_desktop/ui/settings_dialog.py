"""The settings that are not beside the captions, each acting at once; it knows none by name.

Pages, labels and help come from what :mod:`lsg_desktop.settings` declares.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QLabel,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from lsg_desktop.settings import Declaration, declared
from lsg_desktop.ui.keeper import Keeper
from lsg_desktop.ui.labels import dim_label
from lsg_desktop.ui.shortcut_editor import ShortcutEditor
from lsg_desktop.ui.sliders import ChoiceControl, NumberControl, said
from lsg_desktop.ui.theme import SPACE

_LOOK = ("theme", "language", "font_points", "layout", "shows", "close_to_tray")
_SPEECH = ("pause_ms", "pre_roll_ms", "soft_cut_s", "aggressiveness")
_RECORD = ("keep", "audio", "cap_gb")


class SettingsDialog(QDialog):
    """Pages of settings; closing it keeps them."""

    def __init__(self, keeper: Keeper, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        self.resize(75 * SPACE, 65 * SPACE)
        kept = keeper.preferences
        self.controls: dict[str, Any] = {}
        self.tabs = QTabWidget()
        self.shortcuts = ShortcutEditor(kept.shortcuts)
        self.shortcuts.changed.connect(keeper.change_keys)
        look = self._page(kept.look, _LOOK, keeper.change_look)
        look.addRow(dim_label(self.tr("A change of language takes effect at the next start.")))
        for title, page in (
            (self.tr("Look"), look),
            (self.tr("Speech"), self._page(kept.speech, _SPEECH, keeper.change_speech)),
            (self.tr("Sessions"), self._page(kept.record, _RECORD, keeper.change_record)),
        ):
            self.tabs.addTab(_scrolled(page), title)
        self.tabs.addTab(self.shortcuts, self.tr("Shortcuts"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.setSpacing(2 * SPACE)
        column.addWidget(self.tabs, 1)
        column.addWidget(buttons)

    def _page(self, group: Any, names: Sequence[str], change: Callable[..., None]) -> QFormLayout:
        form = QFormLayout()
        form.setContentsMargins(*4 * (2 * SPACE,))
        form.setVerticalSpacing(SPACE)
        form.setHorizontalSpacing(2 * SPACE)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        known = {name: rest for name, *rest in declared(type(group))}
        for name in names:
            default, declaration = known[name]
            control = _control(declaration, default, partial(_set, change, name))
            control.show_value(getattr(group, name))
            self.controls[name] = control
            _add(form, control, declaration)
        return form


def _set(change: Callable[..., None], name: str, value: Any) -> None:
    change(**{name: value})


class _YesNo(QCheckBox):
    """A setting that is on or off."""

    def __init__(self, declaration: Declaration) -> None:
        super().__init__(said(declaration.label))
        self.setAccessibleDescription(said(declaration.help))

    def show_value(self, value: bool) -> None:
        """Show whether it is on."""
        self.setChecked(value)


Control = _YesNo | ChoiceControl | NumberControl


def _control(declaration: Declaration, default: Any, chosen: Callable[[Any], None]) -> Control:
    if declaration.kind is bool:
        box = _YesNo(declaration)
        box.clicked.connect(lambda is_on: chosen(is_on))
        return box
    if declaration.choices:
        control: ChoiceControl | NumberControl = ChoiceControl(declaration)
    else:
        control = NumberControl(declaration, isinstance(default, int))
    control.chosen.connect(lambda value: chosen(value))
    return control


def _add(form: QFormLayout, control: Control, declaration: Declaration) -> None:
    if isinstance(control, _YesNo):
        form.addRow(control)
    else:
        unit = f" ({said(declaration.unit)})" if declaration.unit else ""
        label = QLabel(said(declaration.label) + unit)
        label.setBuddy(control)
        form.addRow(label, control)
    form.addRow(dim_label(said(declaration.help)))


def _scrolled(form: QFormLayout) -> QScrollArea:
    page = QWidget()
    page.setLayout(form)
    area = QScrollArea()
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
