"""The row of controls over the captions: source, languages, model, Start; it decides nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from lsg_desktop.events import ModelLoaded
from lsg_desktop.ui.language_pair import LanguagePair
from lsg_desktop.ui.level_meter import LevelMeter
from lsg_desktop.ui.source_picker import SourcePicker
from lsg_desktop.ui.start_button import StartButton
from lsg_desktop.ui.theme import SPACE


class ControlRow(QWidget):
    """One row; on a narrow window two."""

    def __init__(self, source: SourcePicker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = source
        self.level = LevelMeter()
        self.languages = LanguagePair()
        self.model = QToolButton()
        self.model.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.model.setAccessibleName(self.tr("Model"))
        self.model.setToolTip(self.tr("Choose a model and its precision"))
        self.start = StartButton()
        heard = QVBoxLayout()
        heard.setSpacing(SPACE // 2)
        heard.addWidget(self.source)
        heard.addWidget(self.level)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        row.setSpacing(2 * SPACE)
        row.addLayout(heard, 1)
        row.addWidget(self.languages)
        row.addWidget(self.model)
        row.addWidget(self.start)
        self.source.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_model(None, "")

    def show_model(self, model: ModelLoaded | None, name: str) -> None:
        """Name the model that is loaded, or the one that is chosen."""
        if model is None:
            self.model.setText(short_name(name) or self.tr("No model"))
        else:
            self.model.setText(f"{short_name(model.model or '')} · {model.precision}")

    def set_running(self, is_running: bool) -> None:
        """While a session runs its source and its languages stay what they are."""
        self.source.setEnabled(not is_running)
        self.languages.setEnabled(not is_running)


def short_name(name: str) -> str:
    """Give a model's name without its owner or folder."""
    return name.replace("\\", "/").rstrip("/").rpartition("/")[2]
