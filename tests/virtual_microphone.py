"""A sound server without hardware, with microphones that hear what a test plays into them.

A test module imports the fixture ``virtual_microphone`` and runs what records in a subprocess with
``virtual_microphone.env``, since PortAudio looks at the environment once in a process.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

_PROGRAMS = ("pulseaudio", "pactl", "paplay")
_OPTIONS = (
    "-n",
    "--daemonize=no",
    "--exit-idle-time=-1",
    # With it, libpulse sometimes locks its own client up for ever when the server goes away.
    "--disable-shm=yes",
    "-L",
    "module-native-protocol-unix",
)
_START_S = 20


class VirtualMicrophone:
    """A private PulseAudio with the microphone "Virtual microphone", which hears sink ``room``."""

    def __init__(self, folder: Path) -> None:
        self._playing: list[subprocess.Popen[bytes]] = []
        runtime = folder / "pulse"
        runtime.mkdir(mode=0o700)
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PULSE_")}
        self.env = {
            **kept,
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "XDG_CONFIG_HOME": str(folder),
            "PULSE_RUNTIME_PATH": str(runtime),
            "PULSE_SERVER": f"unix:{runtime / 'native'}",
        }
        self._server = subprocess.Popen(
            ["pulseaudio", *_OPTIONS],
            env=self.env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._await_server()
        self.add("room", "virtual", "Virtual microphone")

    def add(self, sink: str, source: str, description: str) -> None:
        """Plug in a microphone of this name and description that hears what plays in ``sink``."""
        self._load("module-null-sink", f"sink_name={sink}")
        words = f"source_properties='device.description=\"{description}\"'"
        self._load("module-remap-source", f"master={sink}.monitor", f"source_name={source}", words)
        self._run("set-default-source", source)

    def play(self, path: Path, sink: str = "room") -> subprocess.Popen[bytes]:
        """Start to play a sound file in a sink; it ends by itself or with the fixture."""
        player = subprocess.Popen(["paplay", f"--device={sink}", str(path)], env=self.env)
        self._playing.append(player)
        return player

    def close(self) -> None:
        """End the players and the server."""
        for player in self._playing:
            player.terminate()
            player.wait()
        self._server.terminate()
        self._server.wait()

    def _await_server(self) -> None:
        deadline_s = time.monotonic() + _START_S
        # Each question takes its time, so there is no need to sleep in between.
        while self._server.poll() is None and time.monotonic() < deadline_s:
            if not self._ask("info").returncode:
                return
        self.close()
        pytest.fail("PulseAudio does not start")

    def _load(self, *module: str) -> None:
        self._run("load-module", *module)

    def _run(self, *arguments: str) -> None:
        self._ask(*arguments).check_returncode()

    def _ask(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            ["pactl", *arguments], env=self.env, timeout=_START_S, capture_output=True, check=False
        )


@pytest.fixture
def virtual_microphone():
    """Give a VirtualMicrophone of this test's own; skips where PulseAudio is not installed."""
    missing = [program for program in _PROGRAMS if shutil.which(program) is None]
    if missing:
        pytest.skip(f"{', '.join(missing)} not installed")
    # Not tmp_path: the path of a Unix socket has room for a hundred letters.
    with tempfile.TemporaryDirectory(prefix="lsg-") as folder:
        microphone = VirtualMicrophone(Path(folder))
        try:
            yield microphone
        finally:
            microphone.close()
