"""Memory that runs out while a model listens is a fault with a way out, and is given back."""

from __future__ import annotations

import os
import platform
import subprocess
import sys

import pytest
import torch

from lsg_desktop.errors import OutOfMemory
from lsg_desktop.events import Task
from lsg_desktop.models import memory
from lsg_desktop.models.cache import Ring
from lsg_desktop.models.listening import CachedListening
from lsg_desktop.models.protocol import Query
from lsg_desktop.models.qwen2_audio import Qwen2AudioNetwork
from lsg_desktop.models.reading import PromptIds

SECOND = 16_000
PROMPTS = PromptIds(before=(5, 6), after=(7,), own={task: (8, 9) for task in Task})
QUERY = Query(Task.TRANSLATE, SECOND, (10,), (11, 12), (SECOND // 2,) * 3)
ERRORS = {
    "cuda": torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB."),
    "python": MemoryError(),
    "linux": RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory: you tried"),
    "windows": RuntimeError("[enforce fail] DefaultCPUAllocator: not enough memory: you tried"),
    "cublas": RuntimeError("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling cublasCreate"),
    "mps": RuntimeError("MPS backend out of memory (MPS allocated: 9.0 GB)"),
    "system": OSError(12, "Cannot allocate memory"),
}


class Crowded:
    """A network that has no memory for the one step named ``short``."""

    def __init__(self, network: Qwen2AudioNetwork, short: str, error: Exception) -> None:
        self._network = network
        self.short = short
        self._error = error

    @property
    def limit(self):
        return self._network.limit

    def hear(self, samples, known):
        return self._step("hear", samples, known)

    def embed(self, ids):
        return self._step("embed", ids)

    def feed(self, rows):
        return self._step("feed", rows)

    def predict(self, hidden):
        return self._step("predict", hidden)

    def _step(self, name, *given):
        if name == self.short:
            raise self._error
        return getattr(self._network, name)(*given)


@pytest.fixture
def crowded(small, sound):
    """Give a function that begins an utterance of a second where a step has no memory."""

    def begin(short, error=ERRORS["cuda"], smaller="nf4"):
        model, processor = small
        network = Crowded(Qwen2AudioNetwork(model, processor.feature_extractor), short, error)
        listening = CachedListening(network, PROMPTS, Ring(2**30, 16), smaller)
        listening.hear(sound(1))
        return listening, network

    return begin


@pytest.mark.parametrize("error", ERRORS.values(), ids=ERRORS)
def test_however_it_is_said_memory_that_runs_out_names_the_next_smaller_precision(crowded, error):
    """One line with its remedy, and the word that a button needs."""
    listening, _ = crowded("feed", error)
    with pytest.raises(OutOfMemory) as fault:
        listening.score([QUERY])
    assert str(fault.value) == "memory ran out while listening: choose --precision nf4"
    assert fault.value.smaller == "nf4"


@pytest.mark.parametrize("step", ["hear", "embed", "feed", "predict"])
def test_where_memory_runs_out_makes_no_difference_and_the_same_may_be_asked_again(
    crowded, agree, step
):
    """Nothing is half known: the answer is that of an utterance that had room all along."""
    listening, network = crowded(step)
    with pytest.raises(OutOfMemory):
        listening.score([QUERY])
    network.short = ""
    roomy, _ = crowded("")
    agree(listening.score([QUERY]), roomy.score([QUERY]), within=1e-5)


def test_without_a_smaller_precision_a_smaller_model_is_the_remedy(crowded):
    listening, _ = crowded("hear", smaller="")
    with pytest.raises(OutOfMemory) as fault:
        listening.score([QUERY])
    assert (fault.value.remedy, fault.value.smaller) == ("choose a smaller model", "")


def test_other_errors_stay_what_they_are(crowded):
    """A fault of ours is not to be mended with a smaller model."""
    listening, _ = crowded("feed", RuntimeError("shapes do not match"))
    with pytest.raises(RuntimeError, match="shapes do not match"):
        listening.score([QUERY])


def test_giving_memory_back_does_not_load_torch():
    """The window gives back what it may never have used."""
    script = (
        "import sys\n"
        "from lsg_desktop.models import memory\n"
        "memory.give_back()\n"
        "sys.exit('torch' in sys.modules)\n"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_giving_memory_back_needs_no_gpu():
    """With torch loaded, and nothing to give."""
    memory.give_back()


UNCOLLECTED = """
import gc, sys, weakref
from contextlib import suppress
from lsg_desktop.models.memory import uncollected

gc.disable()
with uncollected():
    pass
assert not gc.isenabled()
gc.enable()

class Garbage:
    def __init__(self):
        self.ring = self

before = weakref.ref(Garbage())
with suppress(ImportError), uncollected():
    assert not gc.isenabled()
    raise ImportError
assert gc.isenabled()
gc.collect()
assert not before()
sys.modules["torch"] = sys
with uncollected():
    assert gc.isenabled()
"""


def test_no_garbage_is_looked_for_while_torch_is_imported():
    """After that and after a fault it is, and nothing is left out of it."""
    done = subprocess.run(
        [sys.executable, "-c", UNCOLLECTED], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.gpu
def test_a_gpu_has_its_memory_back():
    """What torch has kept of a freed tensor is free for other programs."""
    memory.give_back()
    before = torch.cuda.memory_reserved()
    taken = torch.zeros(2**28, device="cuda")
    del taken
    assert torch.cuda.memory_reserved() > before
    memory.give_back()
    assert torch.cuda.memory_reserved() == before


TUNED = ("MALLOC_ARENA_MAX", "GLIBC_TUNABLES")
THREADS = """
import ctypes, sys, threading
from lsg_desktop.models import memory
if sys.argv[1] == "shared":
    memory.share_heap()
info = ctypes.CDLL(None).malloc_info
heaps = []
def take():
    kept = [bytes(100_000) for _ in range(10)]
    out = ctypes.CDLL(None)
    out.open_memstream.restype = ctypes.c_void_p
    text, size = ctypes.c_char_p(), ctypes.c_size_t()
    stream = ctypes.c_void_p(out.open_memstream(ctypes.byref(text), ctypes.byref(size)))
    info(0, stream)
    out.fclose(stream)
    heaps.append(text.value.count(b"<heap nr="))
thread = threading.Thread(target=take)
thread.start()
thread.join()
print(*heaps)
"""


@pytest.mark.skipif(
    sys.platform != "linux" or "glibc" not in platform.libc_ver()[0], reason="only GNU's library"
)
def test_threads_share_a_heap_once_they_are_told_to():
    """As the library itself counts its heaps."""
    plain = {name: value for name, value in os.environ.items() if name not in TUNED}
    found = [
        subprocess.run(
            [sys.executable, "-c", THREADS, how],
            capture_output=True,
            text=True,
            check=True,
            env=plain,
        ).stdout.strip()
        for how in ("apart", "shared")
    ]
    assert found == ["2", "1"]
