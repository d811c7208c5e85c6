"""Several processes learn as one recipe says, and stop together."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import accelerate
import pytest
import torch
from accelerate import DistributedType
from torch import Tensor

from lsg_desktop.errors import EnvironmentFault
from lsg_desktop.training import lora_processes as processes
from lsg_desktop.training.lora_batches import Batch
from lsg_desktop.training.lora_learner import Learner, NoNumber
from tests.training.lora_world import plan_of


@dataclass
class Accelerator:
    """What is asked of accelerate's, which would need GPUs and libraries to be of these kinds."""

    distributed_type: DistributedType
    config: dict[str, Any] = field(default_factory=dict)
    num_processes: int = 2
    gradient_accumulation_steps: int = 7

    @property
    def state(self) -> SimpleNamespace:
        return SimpleNamespace(deepspeed_plugin=SimpleNamespace(deepspeed_config=self.config))


@pytest.mark.parametrize("kind", ["MULTI_GPU", "DEEPSPEED", "FSDP"])
def test_the_recipe_says_how_many_batches_make_a_step(kind: str) -> None:
    """Not an environment or a config in which something else stands."""
    accelerator = Accelerator(DistributedType(kind), {"gradient_accumulation_steps": 7})
    processes.bind(accelerator, plan_of("fp32"), 16, 4)
    assert accelerator.gradient_accumulation_steps == 16
    if kind == "DEEPSPEED":
        assert accelerator.config == {
            "gradient_accumulation_steps": 16,
            "train_micro_batch_size_per_gpu": 4,  # no loader says so
            "train_batch_size": 128,
            "gradient_clipping": 1.0,
        }


@pytest.mark.parametrize("precision", ["bf16", "nf4"])
def test_fsdp_does_not_share_weights_of_two_types(precision: str) -> None:
    accelerator = Accelerator(DistributedType.FSDP)
    with pytest.raises(EnvironmentFault, match=f"weights in {precision} .*: accelerate launch"):
        processes.bind(accelerator, plan_of(precision), 16, 4)


def test_an_environment_says_nothing_of_a_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCELERATE_GRADIENT_ACCUMULATION_STEPS", "7")
    accelerator = accelerate.Accelerator(cpu=True)
    processes.bind(accelerator, plan_of("fp32"), 2, 4)
    assert accelerator.gradient_accumulation_steps == 2


class Shared:
    """Accelerate's in one of two processes, the other of which has a loss of its own."""

    def __init__(self, theirs: float) -> None:
        self.alone = accelerate.Accelerator(cpu=True, gradient_accumulation_steps=2)
        self.theirs = theirs
        self.met = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self.alone, name)

    def reduce(self, tensor: Tensor, reduction: str) -> Tensor:
        """Add what the other has."""
        self.met += 1
        return tensor + self.theirs


class Net(torch.nn.Linear):
    """Gives a loss by its weights, and by what it is given."""

    def forward(self, ids: Tensor, *_: Any) -> Tensor:
        return super().forward(ids).sum()


@pytest.mark.parametrize(("ours", "theirs"), [(math.nan, 1.0), (1.0, math.nan), (1.0, math.inf)])
def test_a_loss_that_is_no_number_in_one_process_ends_all(ours: float, theirs: float) -> None:
    """Each first meets the others, none of which waits for one that has stopped."""
    accelerator = Shared(theirs)
    network: Any = Net(1, 1)
    before = network.weight.clone()
    learner = Learner(network, accelerator, 0.0)
    batch = Batch(torch.full((1, 1), ours), torch.ones(1, 1), torch.ones(1, 1), ())
    with pytest.raises(NoNumber):
        learner.learn([batch] * 2, 4, 1e-3, 1)
    assert accelerator.met == 1
    assert torch.equal(network.weight, before)
