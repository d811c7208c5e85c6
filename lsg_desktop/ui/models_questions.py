"""What the models dialog asks in windows of their own; it carries nothing out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from lsg_desktop.models.amounts import size
from lsg_desktop.ui.models_shelf import Entry
from lsg_desktop.ui.models_words import title


def ask_folder(parent: QWidget, then: Callable[[str], None]) -> None:
    """Ask for a folder with a model in it, or with an adapter for one."""
    words = QCoreApplication.translate(
        "Models", "A folder with a model of the Qwen2-Audio family, or with an adapter for one"
    )
    dialog = QFileDialog(parent, words)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(then)
    dialog.open()


def ask_removal(parent: QWidget, entry: Entry, then: Callable[[], None]) -> None:
    """Ask whether a download is really to be deleted."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(QCoreApplication.translate("Models", "Delete a model"))
    box.setText(QCoreApplication.translate("Models", "Delete {model}?").format(model=title(entry)))
    words = QCoreApplication.translate(
        "Models", "{size} of disk become free. It can be downloaded again."
    )
    box.setInformativeText(words.format(size=size(entry.disk_bytes)))
    delete = box.addButton(
        QCoreApplication.translate("Models", "Delete"), QMessageBox.ButtonRole.DestructiveRole
    )
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    delete.clicked.connect(then)
    box.open()
