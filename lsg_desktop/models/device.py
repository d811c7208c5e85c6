"""What this machine computes with, as far as it can be told; it knows no model.

Torch is imported inside the functions, so that a machine without it can be described too.
"""

from __future__ import annotations

import importlib
import logging
import os
import platform
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import metadata
from typing import Any

import psutil  # type: ignore[import-untyped]

from lsg_desktop.errors import EnvironmentFault, InputFault

CHOICES = ("auto", "cpu", "cuda", "mps")

_CUDA = re.compile(r"cuda(?::(\d+))?")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a model can run.

    ``name`` is torch's word for it, ``label`` a person's; ``has_bf16`` and ``has_int8`` say
    whether it computes with these faster than with anything larger.
    """

    kind: str
    name: str
    label: str
    free_bytes: int
    total_bytes: int
    has_bf16: bool
    has_int8: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """What ``lsg-desktop doctor`` says of the machine; an empty text means that all is well."""

    system: str
    python: str
    cores: int
    versions: dict[str, str]
    places: tuple[Place, ...]
    torch_problem: str
    quantisation_problem: str


def choose(asked: str = "auto") -> Place:
    """Find where a model is to run: the GPU with the most free memory, else the processor.

    ``cuda`` (or ``cuda:1``) and ``mps`` insist. Raises EnvironmentFault for what is not there,
    InputFault for a word that is none of CHOICES.
    """
    number = _CUDA.fullmatch(asked)
    if asked not in CHOICES and not number:
        raise InputFault(f"there is no device {asked!r}", f"choose one of {', '.join(CHOICES)}")
    if asked == "cpu":
        return _cpu()
    if asked == "mps":
        return _mps()
    gpus = _gpus()
    if number and number[1]:
        gpus = [gpu for gpu in gpus if gpu.name == asked]
    if gpus:
        return max(gpus, key=lambda gpu: gpu.free_bytes)
    if number:
        raise EnvironmentFault(f"{asked} was asked for, and {_why_no_gpu()}", "choose --device cpu")
    return _cpu()


def facts() -> Facts:
    """Describe the machine. Never raises: what is broken is said in its place."""
    torch_problem = ""
    places: tuple[Place, ...] = ()
    try:
        places = (*_gpus(), _cpu())
    except (ImportError, OSError, RuntimeError) as error:
        torch_problem = _one_line(error)
    return Facts(
        system=platform.platform(),
        python=platform.python_version(),
        cores=os.cpu_count() or 1,
        versions={name: _version(name) for name in ("torch", "transformers", "bitsandbytes")},
        places=places,
        torch_problem=torch_problem,
        quantisation_problem=quantisation_problem(places[0].name) if places else torch_problem,
    )


def quantisation_problem(place_name: str) -> str:
    """Try four bits on a device: empty where it works, else what went wrong, in one line."""
    import torch

    try:
        four_bits = bitsandbytes().functional
        numbers = torch.linspace(-1.0, 1.0, 4096, device=place_name).reshape(64, 64)
        packed, state = four_bits.quantize_4bit(numbers, quant_type="nf4")
        off = float((four_bits.dequantize_4bit(packed, state) - numbers).abs().max())
    except (ImportError, OSError, RuntimeError, AttributeError, AssertionError) as error:
        return _one_line(error)  # an AssertionError is how torch says that it has no CUDA
    return "" if off < 0.2 else "bitsandbytes gives wrong numbers on this device"


def bitsandbytes() -> Any:
    """Import bitsandbytes without letting it reach the network.

    On a processor with AVX-512 BF16 its import fetches a kernel from the hub where the package
    ``kernels`` is installed (``backends/cpu/ops.py``); it has one of its own as well.
    """
    if "bitsandbytes" not in sys.modules:
        ops = logging.getLogger("bitsandbytes.backends.cpu.ops")
        with _hidden("kernels"), _muted(ops):
            importlib.import_module("bitsandbytes")
        logging.getLogger("bitsandbytes.autograd._functions").addFilter(_is_news)
    return sys.modules["bitsandbytes"]


def _is_news(record: logging.LogRecord) -> bool:
    """Drop what int8 says at every layer of every pass: that it casts its inputs to float16."""
    return "inputs will be cast" not in str(record.msg)


@contextmanager
def _hidden(package: str) -> Iterator[None]:
    """Make a package look as if it were not installed, unless it is loaded already."""
    if package in sys.modules:
        yield
        return
    sys.modules[package] = None  # type: ignore[assignment]  # how importing is refused
    try:
        yield
    finally:
        del sys.modules[package]


@contextmanager
def _muted(logger: logging.Logger) -> Iterator[None]:
    was = logger.disabled
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = was


def _gpus() -> list[Place]:
    """List the CUDA devices that can be used."""
    import torch

    if not torch.cuda.is_available():
        return []
    return [_gpu(number) for number in range(torch.cuda.device_count())]


def _gpu(number: int) -> Place:
    import torch

    free, total = torch.cuda.mem_get_info(number)
    major, minor = torch.cuda.get_device_capability(number)
    return Place(
        kind="cuda",
        name=f"cuda:{number}",
        label=torch.cuda.get_device_name(number),
        free_bytes=free,
        total_bytes=total,
        # Turing and older only imitate bfloat16; int8 tensor cores came with Turing.
        has_bf16=major >= 8 or torch.version.hip is not None,
        has_int8=(major, minor) >= (7, 5) or torch.version.hip is not None,
    )


def _cpu() -> Place:
    import torch

    memory = psutil.virtual_memory()
    # Torch 2.6 does not tell, and then a processor that has bfloat16 is taken for one without.
    can: Mapping[str, Any] = getattr(torch.cpu, "get_capabilities", dict)()
    return Place(
        kind="cpu",
        name="cpu",
        label=f"the processor ({os.cpu_count() or 1} cores)",
        free_bytes=int(memory.available),
        total_bytes=int(memory.total),
        has_bf16=any(can.get(name, False) for name in ("avx512_bf16", "amx_bf16", "sve_bf16")),
        # bitsandbytes multiplies int8 by way of AVX-512 or not at all.
        has_int8=torch.backends.cpu.get_cpu_capability() == "AVX512",
    )


def _mps() -> Place:
    import torch

    if not torch.backends.mps.is_available():
        raise EnvironmentFault("mps was asked for, and there is none", "choose --device cpu")
    memory = psutil.virtual_memory()
    return Place(
        kind="mps",
        name="mps",
        label="Apple's GPU (never tested)",
        free_bytes=int(memory.available),
        total_bytes=int(memory.total),
        has_bf16=False,
        has_int8=False,
    )


def _why_no_gpu() -> str:
    import torch

    if torch.version.cuda is None and torch.version.hip is None:
        return "this PyTorch was built without CUDA"
    return "PyTorch finds none on this machine"


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _one_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
