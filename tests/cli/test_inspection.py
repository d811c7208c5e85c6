"""``devices``, ``doctor`` and ``models``: what there is on this machine."""

from __future__ import annotations

import signal
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from lsg_desktop.cli.main import main
from lsg_desktop.errors import EnvironmentFault
from lsg_desktop.models.device import Facts, Place
from lsg_desktop.models.progress import Progress
from tests.audio.fake_sounddevice import FakeSoundDevice
from tests.cli.stage import ScriptedModels, machine

CPU = Place("cpu", "cpu", "the processor (2 cores)", 12_000_000_000, 16_000_000_000, False, False)
GPU = Place("cuda", "cuda:0", "NVIDIA L4", 20_000_000_000, 24_000_000_000, True, True)

FACTS = Facts(
    system="Linux",
    python="3.11.7",
    cores=2,
    versions={"torch": "2.13.0", "transformers": "5.23.0", "bitsandbytes": "0.50"},
    places=(GPU, CPU),
    torch_problem="",
    quantisation_problem="",
)


@pytest.fixture
def said(capsys):
    """Give a function that runs a command and gives (exit code, stdout, stderr)."""

    def run(*argv, **rest):
        given = {"sound": FakeSoundDevice, "program": lambda name: name, "facts": lambda: FACTS}
        code = main(argv, machine(**{**given, **rest}))
        out, err = capsys.readouterr()
        # Lines are folded to the terminal's width.
        return code, " ".join(out.split()), err

    return run


def missing():
    raise EnvironmentFault("PortAudio is not installed", "sudo apt-get install libportaudio2")


# --- devices -------------------------------------------------------------------------------------


def test_microphones_are_listed_by_name(said):
    """The default one is marked, and outputs are not there."""
    code, out, err = said("devices")
    assert (code, err) == (0, "")
    assert "default default microphone" in out
    assert "USB Audio: Podcast (hw:1,0)" in out
    assert "HDMI" not in out


def test_no_microphone_is_no_fault(said):
    """It is an answer."""
    code, out, err = said("devices", sound=lambda: FakeSoundDevice((), default=-1))
    assert (code, out, err) == (0, "This computer has no microphone: plug one in.", "")


# --- doctor --------------------------------------------------------------------------------------


def test_a_machine_on_which_all_works(said):
    """Every part is named, and nothing is to be mended but a larger model."""
    code, out, _ = said("doctor")
    assert code == 0
    assert "broken" not in out
    for part in ("Python 3.11.7", "NVIDIA L4", "12.0 GB of 16.0 GB", "espeak-ng", "demo model"):
        assert part in out
    assert "lsg-desktop models download Qwen/Qwen2-Audio-7B" in out


@pytest.mark.parametrize(
    ("lack", "remedy"),
    [
        ({"sound": missing}, "→ sudo apt-get install libportaudio2"),
        (
            {"program": lambda name: None},
            "→ sudo apt-get install espeak-ng flite festival festvox-kdlpc16k festvox-us-slt-hts",
        ),
        ({"facts": lambda: replace(FACTS, places=(CPU,))}, "none that PyTorch can use"),
        ({"facts": lambda: replace(FACTS, quantisation_problem="no libcuda")}, "no libcuda"),
    ],
    ids=["portaudio", "espeak", "gpu", "4-bit"],
)
def test_what_files_do_not_need_is_absent_only(said, lack, remedy):
    """It is told with its remedy, and the exit code says that captions work."""
    code, out, _ = said("doctor", **lack)
    assert code == 0
    assert remedy in out


@pytest.mark.parametrize(
    ("lack", "remedy"),
    [
        ({"facts": lambda: replace(FACTS, torch_problem="no libtorch")}, "pip install torch"),
        (
            {"models": ScriptedModels(fault=EnvironmentFault("it is damaged", "install again"))},
            "it is damaged → install again",
        ),
    ],
    ids=["torch", "model"],
)
def test_what_captions_need_is_broken(said, lack, remedy):
    """Then the exit code says so too."""
    code, out, _ = said("doctor", **lack)
    assert code == 1
    assert remedy in out


def test_sound_files_need_libsndfile(said, monkeypatch):
    """What soundfile raises where the library is missing is told with what installs it."""

    def find(name, *_):
        if name == "soundfile":
            raise OSError("sndfile library not found")

    monkeypatch.delitem(sys.modules, "soundfile")
    monkeypatch.delitem(sys.modules, "lsg_desktop.audio.file")
    monkeypatch.setattr(sys, "meta_path", [type("Finder", (), {"find_spec": find}), *sys.meta_path])
    code, out, _ = said("doctor")
    assert code == 1
    assert "sudo apt-get install libsndfile1" in out


# --- models --------------------------------------------------------------------------------------


def test_known_models_are_listed_with_their_sizes(said):
    """The bundled one first."""
    code, out, _ = said("models", "list")
    assert code == 0
    assert out.index("demo") < out.index("Qwen/Qwen2-Audio-7B 16.8 GB to download")


class Hub:
    """Brings a model in two pieces; ``between`` happens after the first."""

    def __init__(self, between=lambda: None):
        self._between = between
        self.asked = []

    def __call__(self, name, on_progress, stop, *, verify):
        self.asked.append((name, verify))
        for done in (500, 1000):
            on_progress(Progress("model.safetensors", done, 1000, 100.0, 5.0))
            self._between()
            if stop.is_set():
                return None
        return Path("somewhere")


def test_a_download_says_where_the_model_is(said):
    """Names of the catalogue are understood in any form."""
    hub = Hub()
    code, out, err = said("models", "download", "7b", "--verify", download=hub)
    assert (code, out, err) == (0, "Qwen/Qwen2-Audio-7B is in somewhere", "")
    assert hub.asked == [("7b", True)]


def test_ctrl_c_keeps_what_has_arrived(said):
    """It is said how to go on, and the next Ctrl+C is an ordinary one again."""
    hub = Hub(between=lambda: signal.raise_signal(signal.SIGINT))
    before = signal.getsignal(signal.SIGINT)
    code, out, err = said("models", "download", "7b", download=hub)
    assert (code, out) == (130, "")
    assert err == "lsg-desktop: stopped: lsg-desktop models download 7b goes on from here\n"
    assert signal.getsignal(signal.SIGINT) is before


def test_what_cannot_be_removed(said):
    """The demo model is a part of the application, and what is not there cannot go."""
    for name in ("demo", "Qwen/Qwen2-Audio-7B", "nobody"):
        code, out, err = said("models", "remove", name)
        assert (code, out) == (2, "")
        assert err.count("\n") == 1


def test_a_download_that_offline_mode_forbids(said):
    """No test reaches the hub, and what is in the way is told."""
    code, out, err = said("models", "download", "7b")
    assert (code, out) == (2, "")
    assert "HF_HUB_OFFLINE" in err
