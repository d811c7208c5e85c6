"""The help pages, in the language of the window; it knows no page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from lsg_desktop.ui.theme import SPACE

_FALLBACK = "en"


class HelpWindow(QWidget):
    """Titles on the left, a page on the right; links between pages work."""

    def __init__(self, folder: Path, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        own = folder / language
        self._folder = own if own.is_dir() else folder / _FALLBACK
        self.setWindowTitle(self.tr("Help"))
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.resize(110 * SPACE, 75 * SPACE)
        self.titles = QListWidget()
        self.titles.setObjectName("pages")
        self.titles.setAccessibleName(self.tr("Pages"))
        self.titles.setFrameShape(QFrame.Shape.NoFrame)
        self.titles.setWordWrap(True)
        self.titles.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page = QTextBrowser()
        self.page.setOpenLinks(False)
        self.page.setFrameShape(QFrame.Shape.NoFrame)
        self.page.document().setDocumentMargin(3 * SPACE)
        self.page.setAccessibleName(self.tr("Page"))
        for file in sorted(self._folder.glob("*.md")):
            item = QListWidgetItem(_title(file))
            item.setData(Qt.ItemDataRole.UserRole, file.name)
            self.titles.addItem(item)
        parts = QSplitter()
        parts.addWidget(self.titles)
        parts.addWidget(self.page)
        parts.setStretchFactor(1, 1)
        parts.setSizes([30 * SPACE, 80 * SPACE])
        parts.setHandleWidth(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(parts)
        self.titles.currentItemChanged.connect(self._show)
        self.page.anchorClicked.connect(self._follow)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close)
        self.titles.setCurrentRow(0)

    def open_page(self, name: str) -> None:
        """Show the page of this file name."""
        for row in range(self.titles.count()):
            if self.titles.item(row).data(Qt.ItemDataRole.UserRole) == name:
                self.titles.setCurrentRow(row)

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            file = self._folder / item.data(Qt.ItemDataRole.UserRole)
            self.page.setMarkdown(file.read_text(encoding="utf-8"))

    def _follow(self, link: QUrl) -> None:
        if link.isRelative():
            self.open_page(link.fileName())
        else:
            QDesktopServices.openUrl(link)


def _title(file: Path) -> str:
    with file.open(encoding="utf-8") as lines:
        return next((line[2:].strip() for line in lines if line.startswith("# ")), file.stem)
