"""An adapter as it learns: network and optimiser under accelerate; it knows no file of examples.

What a step does follows from its seed: which numbers dropout spares. So a training that goes on
from a checkpoint ends with the weights of one that was never interrupted.
"""

from __future__ import annotations

import copy
import math
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from lsg_desktop.errors import InputFault
from lsg_desktop.models.adapter import needed_peft
from lsg_desktop.training.lora_batches import IGNORED, Batch
from lsg_desktop.training.lora_network import Adapting
from lsg_desktop.training.lora_processes import LONGEST_GRADIENT

_THERE_AND_BACK = 3
"""How much longer a batch takes if its gradient is computed, too."""

_WEIGHTS = "model.safetensors"
"""What accelerate calls the weights in a checkpoint."""


class NoNumber(Exception):
    """The loss, or its gradient, is infinite or none; the weights are as before."""


class Learner:
    """An adapter, its optimiser, and the processes that it learns in; each makes one of these."""

    def __init__(self, adapting: Adapting, accelerator: Any, weight_decay: float) -> None:
        learning = [weights for weights in adapting.parameters() if weights.requires_grad]
        optimiser = torch.optim.AdamW(learning, weight_decay=weight_decay)
        self._accelerator = accelerator
        self._network, self._optimiser = accelerator.prepare(adapting, optimiser)
        accelerator.register_save_state_pre_hook(_leave_adapters)
        accelerator.register_load_state_pre_hook(_load_adapters)

    def learn(self, batches: Sequence[Batch], labels: int, rate: float, seed: int) -> float:
        """Take a step, of which these batches are this process's; give its loss a label in nats.

        ``labels`` are those of all processes: each counts alike, wherever it is. Raises NoNumber,
        in all processes where it is in one.
        """
        from accelerate.utils import set_seed

        accelerator = self._accelerator
        self._network.train()
        for group in self._optimiser.param_groups:
            group["lr"] = rate
        set_seed(seed, device_specific=True)
        # Accelerate takes the mean over processes and over the batches of each.
        weight = accelerator.num_processes * len(batches) / labels
        total = torch.zeros((), device=accelerator.device)
        for batch in batches:
            with accelerator.accumulate(self._network):
                loss = self._loss(batch)
                total += loss.detach()
                if accelerator.sync_gradients:  # looked at first: DeepSpeed's backward is a step
                    total = accelerator.reduce(total, "sum")
                    _check(total)
                accelerator.backward(loss * weight)
                if accelerator.sync_gradients:
                    self._cut_gradient()
                self._optimiser.step()
                self._optimiser.zero_grad()
        return float(total) / labels

    @torch.no_grad()
    def judge(self, batches: Iterable[Batch]) -> float:
        """Give the loss a label of this and all other processes' batches. Raises NoNumber."""
        self._network.eval()
        total = torch.zeros(2, dtype=torch.float64)
        for batch in batches:
            total[0] += float(self._loss(batch))
            total[1] += int((batch.labels != IGNORED).sum())
        loss, labels = self._accelerator.reduce(total.to(self._accelerator.device, torch.float32))
        _check(loss)
        return float(loss / labels)

    def rehearse(self, batch: Batch) -> float:
        """Go through a batch as in learning, learn nothing, and give the seconds that it took.

        With DeepSpeed the way back, which always takes a step, is reckoned from the way there.
        """
        began_s = time.perf_counter()
        self._network.train()
        reckoned = 1
        if self._accelerator.distributed_type == "DEEPSPEED":
            reckoned = _THERE_AND_BACK
            with torch.no_grad():
                self._loss(batch)
        else:
            with self._accelerator.no_sync(self._network):
                self._accelerator.backward(self._loss(batch) / batch.ids.numel())
        if self._accelerator.device.type == "cuda":
            torch.cuda.synchronize()
        for weights in self._network.parameters():
            weights.grad = None
        return reckoned * (time.perf_counter() - began_s)

    def save(self, folder: Path) -> None:
        """Write what :meth:`restore` needs: of the weights those that learn."""
        self._accelerator.wait_for_everyone()
        self._accelerator.save_state(str(folder))
        self._accelerator.wait_for_everyone()

    def restore(self, folder: Path) -> None:
        """Go on from what :meth:`save` wrote. Raises InputFault where that was another training."""
        self._accelerator.load_state(str(folder))
        self._accelerator.step = 0  # it counts batches, which may be smaller from now on

    def adapter(self) -> tuple[Any, dict[str, Tensor]]:
        """Give the adapter's settings and its weights as peft saves them, in the main process."""
        state = self._accelerator.get_state_dict(self._network)
        network = self._accelerator.unwrap_model(self._network).network
        config = copy.copy(network.peft_config["default"])
        config.inference_mode = True
        found = needed_peft().get_peft_model_state_dict(
            network,
            state_dict={name.removeprefix("network."): one for name, one in state.items()},
            save_embedding_layers=False,
        )
        return config, {name: one.detach().cpu().contiguous() for name, one in found.items()}

    def _loss(self, batch: Batch) -> Tensor:
        device = self._accelerator.device
        loss: Tensor = self._network(
            batch.ids.to(device), batch.seen.to(device), batch.labels.to(device), batch.sounds
        )
        return loss

    def _cut_gradient(self) -> None:
        accelerator = self._accelerator
        length = accelerator.clip_grad_norm_(self._network.parameters(), LONGEST_GRADIENT)
        # Where the loss is scaled, a step whose gradient overflows is left out, and that is all.
        if accelerator.scaler is None and length is not None:
            _check(length)


def _check(value: Tensor) -> None:
    if not math.isfinite(float(value.detach())):
        raise NoNumber


def _leave_adapters(models: list[Any], weights: list[dict[str, Any]], folder: str) -> None:
    """Leave out of a checkpoint what does not learn: it lies beside the model already."""
    for state in weights:
        for name in [one for one in state if "lora_" not in one]:
            del state[name]


def _load_adapters(models: list[Any], folder: str) -> None:
    """Load what :func:`_leave_adapters` has left. Raises InputFault where it is of others."""
    from safetensors.torch import load_file

    for model in models:
        found = load_file(Path(folder) / _WEIGHTS)
        if model.load_state_dict(found, strict=False).unexpected_keys:
            raise InputFault(f"{folder} is of another training", "give another --out")
    models.clear()
