"""A process of its own that loads, listens with and unloads a model, and says what memory it took.

It takes the folder of a checkpoint and precisions, and prints a line of JSON.
"""

from __future__ import annotations

import json
import sys
from queue import SimpleQueue

import numpy as np
import psutil  # type: ignore[import-untyped]

from lsg_desktop.evaluation.peak import Peak
from lsg_desktop.events import Event, ModelLoaded, SessionEnded, Task
from lsg_desktop.models import load as loading
from lsg_desktop.models import memory
from lsg_desktop.models.qwen2_audio import Qwen2AudioModel
from lsg_desktop.session import build
from lsg_desktop.session.captioner import Order
from lsg_desktop.session.runner import Opening, Runner
from lsg_desktop.settings import SpeechSettings
from tests.session.coded import SoundSource

PATIENCE_S = 300.0
HEARD_S = 3.0


def held_mb() -> float:
    """Give what this process holds."""
    return float(psutil.Process().memory_info().rss) / 1e6


class Desk:
    """A runner of models on the processor; it keeps of a model what its weights take, no more."""

    def __init__(self) -> None:
        self._told: SimpleQueue[Event] = SimpleQueue()
        self._runner = Runner(self._told.put, self._load)
        self.weights_mb = 0.0

    def go(self, folder: str, precision: str) -> dict[str, float]:
        """Load a model, hear something with it, and unload it; all in MB, beyond what was held."""
        before_mb, peak = held_mb(), Peak("cpu")
        peak.begin()
        self._runner.load(folder, "cpu", precision)
        self._until(ModelLoaded)
        peak_mb = peak.mb()
        self._listen()
        self._runner.unload()
        self._until(ModelLoaded)
        return {
            "weights": self.weights_mb,
            "peak": peak_mb - before_mb,
            "left": held_mb() - before_mb,
        }

    def close(self) -> None:
        """End its thread."""
        self._runner.close()

    def _load(self, name, device, precision, _tell):
        model = loading.load(name, device, precision)
        assert isinstance(model, Qwen2AudioModel)
        self._settings = build.policy_settings(model.info)
        self.weights_mb = sum(one.nbytes for one in model.parts[0].parameters()) / 1e6
        return model

    def _listen(self) -> None:
        time = np.arange(round(HEARD_S * 16_000)) / 16_000
        hum = (0.3 * np.sign(np.sin(2 * np.pi * 150 * time))).astype(np.float32)
        order = Order(
            tasks=tuple(Task), source_lang="en", target_lang="de", settings=self._settings
        )
        self._runner.start([Opening(lambda: SoundSource(hum))], order, SpeechSettings())
        self._until(SessionEnded)

    def _until(self, kind: type[Event]) -> None:
        while not isinstance(event := self._told.get(timeout=PATIENCE_S), kind):
            assert event.name != "failed", event


def main(small: str, folder: str, *precisions: str) -> None:
    """Measure each precision, after what libraries keep of a first time is there.

    A small model brings what all of them need, the model itself what its shapes do.
    """
    memory.share_heap()  # as the program at its start
    desk = Desk()
    found = {}
    for precision in precisions:
        for one in (small, folder):
            desk.go(one, precision)
        found[precision] = desk.go(folder, precision)
    desk.close()
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
