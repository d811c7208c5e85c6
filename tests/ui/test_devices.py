"""The list of devices as the window sees it."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest
from PySide6.QtCore import QObject, Signal

from lsg_desktop.audio.plugged import Plugged
from lsg_desktop.errors import EnvironmentFault
from lsg_desktop.ui.devices import DeviceList
from tests.audio.devices import BUILT_IN, MONITOR, YETI, device
from tests.virtual_microphone import virtual_microphone

__all__ = ["virtual_microphone"]


class FakeNews(QObject):
    """News that a test makes, and the names that Qt gives."""

    happened = Signal()

    def __init__(self, *names):
        super().__init__()
        self.there = frozenset(names)
        self.is_closed = False

    def names(self):
        return self.there

    def close(self):
        self.is_closed = True


class Machine:
    """What is plugged into a computer, and who asked for it."""

    def __init__(self, *devices):
        self.devices = list(devices)
        self.fault = None
        self.threads = []

    def __call__(self):
        self.threads.append(threading.current_thread())
        if self.fault:
            raise self.fault
        return list(self.devices)


@pytest.fixture
def make(qtbot):
    """Give what makes a list that has been listed once, closed at the end."""
    made = []

    def listed(machine, news=None):
        devices = DeviceList(list_devices=machine, find_news=lambda _: news)
        made.append(devices)
        with qtbot.waitSignal(devices.changed):
            devices.refresh()
        return devices

    yield listed
    for one in made:
        one.close()


def test_devices_are_listed_aside_and_told(make):
    """The window's own thread asks nobody."""
    machine = Machine(BUILT_IN, MONITOR)
    devices = make(machine)
    assert devices.devices == (BUILT_IN, MONITOR) == devices.plugged.devices
    assert threading.main_thread() not in machine.threads


def test_before_that_nothing_is_known(qtbot):
    devices = DeviceList(list_devices=Machine(), find_news=lambda _: None)
    assert (devices.devices, devices.is_known) == ((), False)


def test_news_has_them_listed_again_and_many_at_once_only_once(make, qtbot):
    machine, news = Machine(BUILT_IN), FakeNews()
    devices = make(machine, news)
    machine.devices.append(YETI)
    with qtbot.waitSignal(devices.changed) as told:
        for _ in range(5):
            news.happened.emit()
    assert told.args == [(BUILT_IN, YETI)]
    assert len(machine.threads) == 2


def test_the_same_devices_again_are_no_change(make, qtbot):
    machine = Machine(BUILT_IN)
    devices = make(machine)
    changes: list[object] = []
    devices.changed.connect(changes.append)
    devices.refresh()
    qtbot.waitUntil(lambda: len(machine.threads) == 2)
    machine.devices.append(YETI)
    with qtbot.waitSignal(devices.changed):
        devices.refresh()
    assert changes == [(BUILT_IN, YETI)]


def test_a_thread_that_doubts_has_them_listed(make, qtbot):
    machine = Machine(BUILT_IN, YETI)
    devices = make(machine)
    machine.devices.remove(YETI)
    with qtbot.waitSignal(devices.changed):
        doubting = threading.Thread(target=devices.plugged.doubt)
        doubting.start()
        doubting.join()
    assert devices.devices == (BUILT_IN,)


def test_a_computer_without_sound_has_none(make):
    machine = Machine()
    machine.fault = EnvironmentFault("PortAudio is not installed")
    devices = make(machine)
    assert (devices.devices, devices.is_known) == ((), True)


def test_a_fault_later_leaves_what_was_there(make, qtbot):
    machine = Machine(BUILT_IN)
    devices = make(machine)
    machine.fault = EnvironmentFault("the list cannot be opened")
    devices.refresh()
    qtbot.waitUntil(lambda: len(machine.threads) == 2)
    machine.fault = None
    machine.devices.append(YETI)
    with qtbot.waitSignal(devices.changed) as told:
        devices.refresh()
    assert told.args == [(BUILT_IN, YETI)]


def test_a_sound_server_that_does_not_answer_in_time_has_lost_nothing(make, qtbot):
    machine = Machine(device("Yeti", source="yeti"))
    devices = make(machine)
    before = devices.devices
    machine.devices = [device("default")]
    devices.refresh()
    qtbot.waitUntil(lambda: len(machine.threads) == 2 and not machine.threads[1].is_alive())
    assert devices.devices == before


def test_what_qt_no_longer_names_is_gone_though_portaudio_still_lists_it(make, qtbot):
    """On Windows PortAudio looks once, and cuts names short; what Qt never named stays."""
    short = device("Microphone (Yeti Stereo Micropho")
    mapper = device("Microsoft Sound Mapper - Input")
    news = FakeNews("Microphone (Yeti Stereo Microphone)", "Array (Realtek)")
    devices = make(Machine(mapper, short), news)
    news.there = frozenset(["Array (Realtek)"])
    with qtbot.waitSignal(devices.changed) as told:
        news.happened.emit()
    assert told.args == [(mapper,)]
    news.there |= {"Microphone (Yeti Stereo Microphone)"}
    with qtbot.waitSignal(devices.changed) as told:
        news.happened.emit()
    assert told.args == [(mapper, short)]


def test_it_can_be_told_to_others_from_the_start(qtbot):
    plugged = Plugged()
    devices = DeviceList(plugged, list_devices=Machine(BUILT_IN), find_news=lambda _: None)
    with qtbot.waitSignal(devices.changed):
        devices.refresh()
    assert plugged.devices == (BUILT_IN,)


def test_once_closed_it_asks_nobody(make):
    machine, news = Machine(BUILT_IN), FakeNews()
    devices = make(machine, news)
    devices.close()
    devices.refresh()
    assert len(machine.threads) == 1
    assert news.is_closed


# Listens to a microphone that is then unplugged and plugged in again, as the window would: Qt's
# event loop on one thread, the sound on another. It tells what it notices.
FOLLOW = """
import json, sys, threading
from lsg_desktop.ui.immortal import keep_singletons
keep_singletons()
from PySide6.QtCore import QCoreApplication, QTimer
from lsg_desktop.session.openings import Choice, openings
from lsg_desktop.ui.devices import DeviceList

def tell(what, words):
    print(json.dumps([what, words]), flush=True)

app = QCoreApplication([])
devices = DeviceList()
opening, = openings(Choice(microphone="USB microphone"), devices.plugged)

def listen():
    with opening.open() as source:
        tell("opened", source.name)
        for block in source.blocks():
            for notice in source.take_notices():
                tell("notice", notice.text)

def on_change(there):
    if not threads:
        threads.append(threading.Thread(target=listen, daemon=True))
        threads[0].start()

threads = []
devices.changed.connect(on_change)
devices.refresh()
app.exec()
"""


class Follower:
    """A process that runs FOLLOW on a private sound server."""

    def __init__(self, env):
        self.process = subprocess.Popen(
            [sys.executable, "-c", FOLLOW],
            env={**env, "QT_QPA_PLATFORM": "offscreen"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def until(self, *wanted):
        """Read what it tells until it has told all of this."""
        assert self.process.stdout is not None
        missing = list(wanted)
        for line in self.process.stdout:
            if line.strip() in missing:
                missing.remove(line.strip())
            if not missing:
                return
        pytest.fail(f"{missing} was never told: {self.process.communicate()[1]}")


@pytest.mark.slow
def test_a_microphone_that_is_unplugged_and_plugged_in_is_followed(virtual_microphone):
    """With the sound server of a Linux desktop: another one stands in until it is back."""
    virtual_microphone.add("usb_room", "usb", "USB microphone")
    follower = Follower(virtual_microphone.env)
    watchdog = threading.Timer(60, follower.process.kill)
    watchdog.start()
    try:
        follower.until('["opened", "USB microphone"]')
        unplug(virtual_microphone.env)
        follower.until(
            '["notice", "USB microphone is gone: listening to Virtual microphone instead."]'
        )
        virtual_microphone.add("usb_room_2", "usb", "USB microphone")
        follower.until('["notice", "USB microphone is back: listening to it again."]')
    finally:
        watchdog.cancel()
        follower.process.kill()
        follower.process.communicate()


def unplug(env):
    """Take the microphone "usb" away."""
    modules = subprocess.run(
        ["pactl", "list", "modules", "short"], env=env, capture_output=True, text=True, check=True
    ).stdout
    (number,) = (line.split()[0] for line in modules.splitlines() if "source_name=usb" in line)
    subprocess.run(["pactl", "unload-module", number], env=env, check=True)
