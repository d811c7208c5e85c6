"""The processes that learn together as accelerate was told to; it knows no network.

Each of them loads the whole model, and only then may a library share out what it holds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from lsg_desktop.errors import EnvironmentFault
from lsg_desktop.models.adapter import needed_peft
from lsg_desktop.models.precision import Plan
from lsg_desktop.training.lora_data import samples_of

LONGEST_GRADIENT = 1.0
"""What the gradient of a step is cut to."""


def needed_accelerate() -> Any:
    """Import accelerate, and see that peft is there. Raises EnvironmentFault where one is not."""
    needed_peft()
    try:
        import accelerate
    except ImportError:
        raise EnvironmentFault(
            "training needs accelerate", "pip install 'lsg-desktop[train]'"
        ) from None
    return accelerate


def bind(accelerator: Any, plan: Plan, accumulated: int, at_once: int) -> None:
    """Have a step take as many batches as the recipe says, whatever accelerate's own config says.

    Raises EnvironmentFault for a way of sharing that cannot hold the model.
    """
    from accelerate import DistributedType

    if accelerator.distributed_type == DistributedType.FSDP and plan.precision != "fp32":
        raise EnvironmentFault(
            f"FSDP cannot share weights in {plan.precision} and an adapter in fp32",
            "accelerate launch --multi_gpu, or with DeepSpeed",
        )
    accelerator.gradient_accumulation_steps = accumulated
    if accelerator.distributed_type == DistributedType.DEEPSPEED:
        accelerator.state.deepspeed_plugin.deepspeed_config.update(
            gradient_accumulation_steps=accumulated,
            train_micro_batch_size_per_gpu=at_once,
            train_batch_size=accumulated * at_once * accelerator.num_processes,
            gradient_clipping=LONGEST_GRADIENT,  # which it does itself, or nobody
        )


def lengths(sounds: Sequence[Path], tell: Callable[[int, int], object]) -> dict[Path, int]:
    """Count the samples of each sound that can be read; each process reads its share.

    ``tell`` hears of how many this one has read, and how many it has to.
    """
    from accelerate import PartialState
    from accelerate.utils import gather_object

    state = PartialState()
    mine = sounds[state.process_index :: state.num_processes]
    found = []
    for done, sound in enumerate(mine, 1):
        found.append((sound, samples_of(sound)))
        tell(done, len(mine))
    return {sound: samples for sound, samples in gather_object(found) if samples is not None}
