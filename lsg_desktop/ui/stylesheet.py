"""How widgets are drawn over Qt's Fusion style; it knows no colour: those it is given.

A button whose property ``primary`` is true is the one to press.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from string import Template

_MARKS = Path(__file__).parent / "marks"

_SHEET = Template("""
QToolTip {
    color: $text; background: $surface; border: 1px solid $line; border-radius: 6px; padding: 6px;
}

QPushButton, QToolButton {
    color: $text; background: $surface; border: 1px solid $line; border-radius: 6px;
    padding: 5px 12px; min-height: 20px;
}
QToolButton { padding: 5px 8px; }
QPushButton:hover, QToolButton:hover { border-color: $accent; background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $pressed; }
QPushButton:checked, QToolButton:checked { border-color: $accent; background: $pressed; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: 4px 11px; }
QToolButton:focus { padding: 4px 7px; }
QPushButton:disabled, QToolButton:disabled {
    color: $off; background: transparent; border-color: $faint;
}
QPushButton[primary="true"] {
    color: $on_accent; background: $accent; border-color: $accent; font-weight: 600;
}
QPushButton[primary="true"]:hover { background: $strong; }
QPushButton[primary="true"]:focus { border: 2px solid $text; }
QPushButton[primary="true"]:disabled {
    color: $off; background: transparent; border-color: $faint;
}

QLineEdit, QPlainTextEdit, QTextEdit {
    color: $text; background: $surface; border: 1px solid $line; border-radius: 6px;
    padding: 4px 8px; selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus {
    border: 2px solid $accent; padding: 3px 7px;
}
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled {
    color: $off; background: transparent; border-color: $faint;
}

QComboBox, QAbstractSpinBox {
    color: $text; background: $surface; border: 1px solid $line; border-radius: 6px;
    padding: 4px 8px; min-height: 20px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QComboBox:hover, QAbstractSpinBox:hover { border-color: $accent; }
QComboBox:focus, QAbstractSpinBox:focus { border: 2px solid $accent; padding: 3px 7px; }
QComboBox:disabled, QAbstractSpinBox:disabled {
    color: $off; background: transparent; border-color: $faint;
}
QAbstractSpinBox QLineEdit { border: none; padding: 0 6px; background: transparent; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url("$marks/down-$ink.svg"); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $line; padding: 4px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: 20px; }
QAbstractSpinBox::up-arrow { image: url("$marks/up-$ink.svg"); width: 12px; height: 12px; }
QAbstractSpinBox::down-arrow { image: url("$marks/down-$ink.svg"); width: 12px; height: 12px; }

QCheckBox, QRadioButton { spacing: 8px; padding: 2px; border: 2px solid transparent; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; border-radius: 4px; }
QCheckBox:disabled, QRadioButton:disabled { color: $off; }
QCheckBox::indicator, QRadioButton::indicator {
    width: 16px; height: 16px; border: 1px solid $dim; background: $surface;
}
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:checked {
    background: $accent; border-color: $accent; image: url("$marks/tick-$on_ink.svg");
}
QRadioButton::indicator:checked { border: 5px solid $accent; width: 8px; height: 8px; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {
    border-color: $faint; background: transparent;
}
QCheckBox::indicator:checked:disabled { background: $faint; image: url("$marks/tick-$ink.svg"); }
QRadioButton::indicator:checked:disabled { border-color: $faint; }

QSlider { min-height: 24px; border: 2px solid transparent; }
QSlider:focus { border-color: $accent; border-radius: 6px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $handle; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: $accent; }
QSlider::handle:horizontal {
    width: 14px; height: 14px; margin: -6px 0; border-radius: 8px;
    background: $surface; border: 2px solid $accent;
}
QSlider::handle:horizontal:hover { background: $accent; }
QSlider::sub-page:horizontal:disabled, QSlider::groove:horizontal:disabled { background: $faint; }
QSlider::handle:horizontal:disabled { background: $window; border-color: $faint; }

QGroupBox {
    border: 1px solid $line; border-radius: 8px; margin-top: 12px; padding: 12px 8px 8px 8px;
}
QGroupBox::title { subcontrol-origin: margin; left: 12px; padding: 0 4px; color: $dim; }

QMenu { background: $surface; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent; color: $on_accent; }
QMenu::item:disabled { color: $off; background: transparent; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }

#pages { background: $window; padding: 8px 0; }
#pages::item { padding: 7px 12px; border-left: 3px solid transparent; }
#pages::item:hover { background: $pressed; }
#pages::item:selected { background: $pressed; color: $text; border-left-color: $accent; }

QMenuBar { background: $window; }
QMenuBar::item { padding: 5px 10px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: $pressed; }

QScrollBar:vertical { background: transparent; width: 14px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 14px; margin: 0; }
QScrollBar::handle {
    background: $handle; border-radius: 4px; margin: 3px; min-height: 32px; min-width: 32px;
}
QScrollBar::handle:hover { background: $dim; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QAbstractScrollArea::corner { background: transparent; border: none; }

QProgressBar {
    color: $text; background: $window; border: 1px solid $line; border-radius: 5px;
    text-align: center;
}
QProgressBar::chunk { background: $pressed; border-radius: 4px; }

QTabBar::tab {
    color: $dim; padding: 6px 14px; border: none; border-bottom: 2px solid transparent;
}
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:hover, QTabBar::tab:focus { color: $text; background: $hover; }
QTabBar::tab:disabled { color: $off; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }

QSplitter::handle { background: $line; }
QStatusBar { color: $dim; }
QStatusBar::item { border: none; }
""")


def stylesheet(colours: Mapping[str, str], is_dark: bool) -> str:
    """Give Qt's style sheet in these colours (#rrggbb), ``is_dark`` with light marks on them."""
    ink, on_ink = ("white", "black") if is_dark else ("black", "white")
    return _SHEET.substitute(colours, marks=_MARKS.as_posix(), ink=ink, on_ink=on_ink)
