"""What can be listened to, as the window sees it: listed aside, kept up to date, opened nowhere."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal

from lsg_desktop.audio.devices import Device
from lsg_desktop.audio.listing import listed
from lsg_desktop.audio.plugged import Plugged
from lsg_desktop.errors import LsgError
from lsg_desktop.ui.device_news import News, news

_log = logging.getLogger(__name__)

_SETTLE_MS = 150
"""A device that is plugged in is several pieces of news."""


class DeviceList(QObject):
    """The microphones and the outputs that are there, from the first :meth:`refresh` on.

    They are listed on a thread that lives no longer than that takes, one at a time. Without news
    of changes the list changes only when asked to: PortAudio must not be asked to look anew while
    it records.
    """

    changed = Signal(object)
    """The list is another now: a tuple of Device."""

    _done = Signal(object)
    _asked = Signal()

    def __init__(
        self,
        plugged: Plugged | None = None,
        *,
        list_devices: Callable[[], Sequence[Device]] = listed,
        find_news: Callable[[QObject], News | None] = news,
        parent: QObject | None = None,
    ) -> None:
        """``plugged`` is where other threads learn of it."""
        super().__init__(parent)
        self.plugged = plugged or Plugged()
        self.plugged.kept_by(self._ask)
        self._list_devices = list_devices
        self._find_news = find_news
        self._news: News | None = None
        self._seen: frozenset[str] = frozenset()
        self._gone: frozenset[str] = frozenset()
        self._is_listing = self._is_stale = self._is_closed = False
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self.refresh)
        self._asked.connect(self._settle.start, Qt.ConnectionType.QueuedConnection)
        self._done.connect(self._take, Qt.ConnectionType.QueuedConnection)
        if app := QCoreApplication.instance():
            app.aboutToQuit.connect(self.close)

    @property
    def devices(self) -> tuple[Device, ...]:
        """The devices that are there; none before they have been listed."""
        return self.plugged.devices or ()

    @property
    def is_known(self) -> bool:
        """Whether they have been listed."""
        return self.plugged.devices is not None

    def refresh(self) -> None:
        """Have the devices listed; :attr:`changed` tells if that is news."""
        if self._is_closed:
            return
        if self._is_listing:
            self._is_stale = True
            return
        self._is_listing, self._is_stale = True, False
        self._look()
        threading.Thread(target=self._run, args=(self._gone,), name="devices", daemon=True).start()

    def close(self) -> None:
        """List no more."""
        self._is_closed = True
        self._settle.stop()
        if self._news:
            self._news.close()

    def _ask(self) -> None:
        """Have the devices listed soon. Any thread."""
        with suppress(RuntimeError):  # the window may be gone
            self._asked.emit()

    def _look(self) -> None:
        """See which microphones Qt named before and no longer does: PortAudio's list is frozen."""
        if self._news is None:
            return
        names = self._news.names()
        self._seen |= names
        self._gone = self._seen - names

    def _run(self, gone: frozenset[str]) -> None:
        """List, and tell those who listen, which may close streams. The listing thread."""
        is_news = False
        try:
            there = [one for one in self._list_devices() if not _is_among(one, gone)]
            # A server that does not answer in time has not lost all its devices.
            if any(one.source for one in there) or not any(one.source for one in self.devices):
                is_news = self.plugged.update(there)
        except LsgError as fault:
            _log.info("no devices listed: %s", fault.problem)
            is_news = self.plugged.devices is None and self.plugged.update(())
        finally:
            with suppress(RuntimeError):  # the window may be gone
                self._done.emit(is_news)

    def _take(self, is_news: bool) -> None:
        self._is_listing = False
        if self._is_closed:
            return
        if self._news is None and (found := self._find_news(self)):
            # Only now: it takes its time, and whoever waits for the window sees it already.
            self._news = found
            self._news.happened.connect(self._settle.start)
            self._look()
        if is_news:
            self.changed.emit(self.devices)
        if self._is_stale:
            self.refresh()


def _is_among(device: Device, names: frozenset[str]) -> bool:
    """Say whether one of these names is the device's, which PortAudio may have cut short."""
    if device.source or device.kind == "computer":
        return False
    own = device.name.casefold()
    return any(name.casefold().startswith(own) for name in names)
