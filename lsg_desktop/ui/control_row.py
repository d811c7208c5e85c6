"""The row of controls over the captions: source, languages, model, Start; it decides nothing."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from lsg_desktop.events import ModelLoaded
from lsg_desktop.ui.language_pair import LanguagePair
from lsg_desktop.ui.level_meter import LevelMeter
from lsg_desktop.ui.source_picker import SourcePicker
from lsg_desktop.ui.start_button import StartButton
from lsg_desktop.ui.theme import SPACE

_LEAST_SOURCE_PX = 30 * SPACE


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
        self._heard = QWidget()
        heard = QVBoxLayout(self._heard)
        heard.setContentsMargins(0, 0, 0, 0)
        heard.setSpacing(SPACE // 2)
        heard.addWidget(self.source)
        heard.addWidget(self.level)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        self._grid.setHorizontalSpacing(2 * SPACE)
        self._grid.setVerticalSpacing(SPACE)
        self._grid.setColumnStretch(0, 1)
        self._is_narrow: bool | None = None
        self._arrange(is_narrow=False)
        self.source.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_model(None, "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take one row or two, as there is room."""
        super().resizeEvent(event)
        self._arrange(is_narrow=event.size().width() < self._needed_px)

    def minimumSizeHint(self) -> QSize:
        """Be as narrow as two rows are."""
        margins = 4 * SPACE
        width = self._second_px + margins
        return QSize(width, super().minimumSizeHint().height())

    @property
    def _second_px(self) -> int:
        """How wide languages, model and button are beside each other."""
        parts = (self.languages, self.model, self.start)
        return sum(part.sizeHint().width() for part in parts) + 4 * SPACE

    @property
    def _needed_px(self) -> int:
        """How wide one row is."""
        return self._second_px + _LEAST_SOURCE_PX + 6 * SPACE

    def _arrange(self, is_narrow: bool) -> None:
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        row = 1 if is_narrow else 0
        self._grid.addWidget(self._heard, 0, 0, 1, 4 if is_narrow else 1)
        for column, part in enumerate((self.languages, self.model, self.start), 1):
            self._grid.addWidget(part, row, column)

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
