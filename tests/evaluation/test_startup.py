"""A start is measured in a process that has imported nothing, and its parts are all of it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from lsg_desktop.errors import EnvironmentFault
from lsg_desktop.evaluation.startup import apart, startup


def test_what_is_timed_as_libraries_is_not_imported_before():
    """Else their part would be nothing, and that of Python too much."""
    script = (
        "import sys, lsg_desktop.evaluation.startup\n"
        "heavy = {'torch', 'transformers'} & sys.modules.keys()\n"
        "sys.exit(f'loads {sorted(heavy)}' if heavy else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_process_that_is_ended_from_outside_is_told():
    """As the system does where memory is full."""
    with pytest.raises(EnvironmentFault, match="ended from outside: close programs"):
        apart(os._exit, 1)


@pytest.mark.slow
def test_the_parts_of_a_start_are_all_of_it():
    """Every part takes its time, the libraries more than all that the model does."""
    one = startup("demo", "cpu", "fp32")
    assert (one.model, one.device, one.precision) == ("demo", "cpu", "fp32")
    assert list(one.startup_ms) == [
        *("python", "libraries", "weights"),
        *("features", "encode", "prefill", "decode", "policy"),
    ]
    assert all(ms > 0 for ms in one.startup_ms.values())
    assert one.first_caption_ms == pytest.approx(sum(one.startup_ms.values()))
    libraries, *model = [one.startup_ms[part] for part in ("libraries", "encode", "decode")]
    assert libraries > sum(model)
    assert 0.6 < one.heard_s < 3.0


@pytest.mark.slow
def test_a_model_that_cannot_be_had_is_told_across_processes():
    """With its remedy."""
    with pytest.raises(EnvironmentFault, match="lsg-desktop models download Qwen/Qwen2-Audio-7B"):
        startup("qwen2-audio", "cpu", "auto")
