"""What to listen to: a microphone, the computer, both, or a file; it opens none of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from lsg_desktop.audio.devices import Kind
from lsg_desktop.audio.listing import named, usual
from lsg_desktop.session.openings import Choice, Sound
from lsg_desktop.ui.devices import DeviceList
from lsg_desktop.ui.source_combo import SourceCombo

__all__ = ["Choice", "SourcePicker"]

ChooseFile = Callable[[QWidget, str], Path | None]
"""Asks for a sound file, given the words over the question; None: nothing was chosen."""

SUFFIXES = (".wav", ".flac", ".mp3", ".ogg", ".opus", ".aiff", ".aif")
"""How the names of sound files end."""

_ANOTHER = "another file"

Row = tuple[Sound, str | None] | Path | str
"""What a row stands for: a kind and a device's name, a file, or asking for one."""


class SourcePicker(QWidget):
    """One box with all there is. A device that was chosen stays so, by name, while it is away."""

    changed = Signal(object)
    """The user made this Choice."""

    def __init__(
        self,
        devices: DeviceList,
        parent: QWidget | None = None,
        *,
        choose_file: ChooseFile | None = None,
    ) -> None:
        super().__init__(parent)
        self._devices = devices
        self._choose_file = choose_file or asked_file
        self._choice = Choice()
        self.combo = SourceCombo()
        self.combo.setAccessibleName(self.tr("What to listen to"))
        self.combo.activated.connect(self._on_row)
        self.combo.unfolded.connect(devices.refresh)
        devices.changed.connect(self._fill)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.combo)
        self.setFocusProxy(self.combo)
        self.setAcceptDrops(True)
        self._fill()
        if not devices.is_known:
            QTimer.singleShot(0, devices.refresh)

    def choice(self) -> Choice:
        """Give what is chosen."""
        return self._choice

    def set_choice(self, choice: Choice) -> None:
        """Show another choice and tell nobody."""
        self._choice = choice
        self._fill()

    def take_file(self, path: Path) -> None:
        """Choose a file as if the user had done so here."""
        self._choose(replace(self._choice, kind="file", file=path))

    def ask_for_file(self) -> Path | None:
        """Have the user choose a file; None: he did not."""
        if chosen := self._choose_file(self, self.tr("Choose a sound file")):
            self.take_file(chosen)
        return chosen

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome a sound file."""
        if dropped_file(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Choose a sound file."""
        if path := dropped_file(event.mimeData()):
            event.acceptProposedAction()
            self.take_file(path)

    def _choose(self, choice: Choice) -> None:
        self.set_choice(choice)
        self.changed.emit(choice)

    def _on_row(self, index: int) -> None:
        match self.combo.stands_for(index):
            case "microphone", name:
                self._choose(replace(self._choice, kind="microphone", microphone=name))
            case "computer", name:
                self._choose(replace(self._choice, kind="computer", computer=name))
            case "both", _:
                self._choose(replace(self._choice, kind="both"))
            case Path() as path:
                self.take_file(path)
            case _:
                self.combo.choose(self._row())
                self.ask_for_file()

    def _fill(self) -> None:
        rows: list[tuple[str, Row | None]] = [
            (self.tr("Microphone"), None),
            (self.tr("Default microphone"), ("microphone", None)),
            *self._named("microphone", self._choice.microphone),
            (self.tr("Computer sound"), None),
            (self.tr("Default computer sound"), ("computer", None)),
            *self._named("computer", self._choice.computer),
            (self.tr("More"), None),
            (self.tr("Microphone and computer"), ("both", None)),
        ]
        if self._choice.file:
            rows.append((self._choice.file.name, self._choice.file))
        rows.append((self.tr("File…"), _ANOTHER))
        self.combo.fill(rows, self._row())
        self._describe()

    def _named(self, kind: Kind, chosen: str | None) -> list[tuple[str, Row | None]]:
        """Give the rows of a kind: what is there, and what was chosen and is not there."""
        there = [device for device in self._devices.devices if device.kind == kind]
        default = self.tr("{name} (default)")
        rows: list[tuple[str, Row | None]] = [
            (default.format(name=one.name) if one.default else one.name, (kind, one.name))
            for one in there
        ]
        if chosen and not named(there, kind, chosen):
            rows.append((self._missing(chosen), (kind, chosen)))
        return rows

    def _missing(self, name: str) -> str:
        if not self._devices.is_known:
            return name
        return self.tr("{name} (not connected)").format(name=name)

    def _row(self) -> Row:
        """Give the row that stands for the choice."""
        choice = self._choice
        if choice.kind == "file":
            return choice.file or _ANOTHER
        if choice.kind == "both":
            return ("both", None)
        name = choice.microphone if choice.kind == "microphone" else choice.computer
        there = named(self._devices.devices, choice.kind, name) if name else None
        return (choice.kind, there.name if there else name)

    def _describe(self) -> None:
        """Say in full what is chosen, by name where it is only called the default."""
        choice = self._choice
        words = {
            "microphone": self._words("microphone", choice.microphone),
            "computer": self._words("computer", choice.computer),
        }
        if choice.kind == "both":
            text = "\n".join(filter(None, words.values()))
        elif choice.kind == "file":
            text = str(choice.file or "")
        else:
            text = words[choice.kind]
        self.combo.setToolTip(text or self.combo.currentText())
        self.combo.setAccessibleDescription(text)

    def _words(self, kind: Kind, name: str | None) -> str:
        if name is None:
            default = usual(self._devices.devices, kind)
            return default.name if default else ""
        return name if named(self._devices.devices, kind, name) else self._missing(name)


def asked_file(parent: QWidget, title: str) -> Path | None:
    """Ask for a sound file; None: nothing was chosen."""
    kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
    words = QCoreApplication.translate("SourcePicker", "Sound files ({kinds});;All files (*)")
    name, _ = QFileDialog.getOpenFileName(parent, title, "", words.format(kinds=kinds))
    return Path(name) if name else None


def dropped_file(data: QMimeData) -> Path | None:
    """Give the one sound file that is dragged, if it is that."""
    if len(data.urls()) != 1 or not data.urls()[0].isLocalFile():
        return None
    path = Path(data.urls()[0].toLocalFile())
    return path if path.suffix.lower() in SUFFIXES else None
