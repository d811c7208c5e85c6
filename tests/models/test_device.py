"""The machine is described as it is, and what is asked for and missing is said."""

from __future__ import annotations

import logging
import os
import subprocess
import sys

import pytest
import torch

from lsg_desktop.errors import EnvironmentFault, InputFault
from lsg_desktop.models import device


def test_a_machine_without_a_gpu_computes_on_its_processor():
    place = device.choose("cpu")
    assert (place.kind, place.name) == ("cpu", "cpu")
    assert 0 < place.free_bytes <= place.total_bytes
    if not torch.cuda.is_available():
        assert device.choose("auto").kind == "cpu"


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU")
@pytest.mark.parametrize("asked", ["cuda", "cuda:1"])
def test_a_gpu_that_is_asked_for_and_missing_is_said_with_a_remedy(asked):
    with pytest.raises(EnvironmentFault) as fault:
        device.choose(asked)
    assert fault.value.problem.startswith(f"{asked} was asked for, and ")
    assert fault.value.remedy == "choose --device cpu"


@pytest.mark.skipif(torch.backends.mps.is_available(), reason="there is Apple's GPU")
def test_apples_gpu_is_not_there_unless_it_is():
    with pytest.raises(EnvironmentFault, match="mps was asked for"):
        device.choose("mps")


def test_an_unknown_device_is_answered_with_the_choices():
    with pytest.raises(InputFault, match="auto, cpu, cuda, mps"):
        device.choose("tpu")


def test_the_facts_name_versions_memory_and_whether_four_bits_work():
    facts = device.facts()
    assert facts.versions["torch"] == torch.__version__
    assert facts.cores == os.cpu_count()
    assert facts.places[-1].kind == "cpu"
    assert facts.torch_problem == facts.quantisation_problem == ""


def test_what_does_not_work_is_said_in_one_line():
    problem = device.quantisation_problem("cuda:99")
    assert problem and "\n" not in problem


def test_importing_bitsandbytes_hides_the_package_that_would_fetch_a_kernel():
    with device._hidden("kernels"), pytest.raises(ImportError):
        __import__("kernels")
    assert "kernels" not in sys.modules
    with device._hidden("json"):
        __import__("json")
    assert "json" in sys.modules


def test_int8_does_not_report_each_of_its_casts(caplog):
    device.bitsandbytes()
    log = logging.getLogger("bitsandbytes.autograd._functions")
    log.warning("MatMul8bitLt: inputs will be cast from %s to float16", "bfloat16")
    log.warning("something else")
    assert [record.message for record in caplog.records] == ["something else"]


def test_with_peft_too_bitsandbytes_is_imported_in_our_way():
    """peft would import it as it stands, and with it what fetches a kernel."""
    pytest.importorskip("peft")
    code = """
import logging
from lsg_desktop.models.adapter import needed_peft
needed_peft()
assert logging.getLogger("bitsandbytes.autograd._functions").filters
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_describing_the_machine_can_begin_without_torch():
    code = "import sys, lsg_desktop.models.device; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
