"""A network with an adapter on it, and how well that writes a batch; it knows no optimiser.

It hears and predicts by the very steps of inference. Only the adapter learns: encoder, projector
and all weights of the language model stay as they are.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from lsg_desktop.models.adapter import needed_peft
from lsg_desktop.models.qwen2_audio import Qwen2AudioNetwork
from lsg_desktop.models.text import TextNetwork
from lsg_desktop.training.lora_batches import IGNORED
from lsg_desktop.training.lora_recipe import Recipe

TEXT_TARGETS = ("q_proj", "k_proj", "v_proj", "o_proj")
"""What SiLLM, whose models of text LSG was shown with, adapts of each layer."""

SPEECH_TARGETS = (*TEXT_TARGETS, "gate_proj", "up_proj", "down_proj")
"""All that is linear in a layer of the language model: what ms-swift, which SimulSA was made with,
adapts of a model that hears."""


def with_lora(network: Any, name: str, targets: Sequence[str], recipe: Recipe) -> Any:
    """Put a new adapter onto a network, which writes as before until it has learnt.

    ``name`` is what the adapter calls its model. Raises EnvironmentFault where peft is not
    installed.
    """
    peft = needed_peft()
    config = peft.LoraConfig(
        r=recipe.rank,
        lora_alpha=recipe.alpha,
        lora_dropout=recipe.dropout,
        # In the encoder of a model that hears, layers have some of the same names.
        target_modules=rf"(?!.*audio_tower).*\.({'|'.join(targets)})",
        task_type="CAUSAL_LM",
    )
    torch.manual_seed(recipe.seed)  # what is drawn at random of it
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # peft speaks to transformers' next version
        wrapped = peft.get_peft_model(network, config)
    wrapped.peft_config["default"].base_model_name_or_path = name
    return wrapped


class Adapting(nn.Module):
    """Gives the loss of a batch: cross-entropy in nats, summed over its labels.

    ``network`` is peft's, and ``audio`` its token for sound. ``hears`` gives the steps of a model
    that hears; one that reads has none. With ``recompute`` what is needed to learn is computed
    twice rather than kept.
    """

    def __init__(
        self,
        network: Any,
        audio: int,
        hears: Callable[[Any], Qwen2AudioNetwork] | None,
        *,
        recompute: bool = False,
    ) -> None:
        super().__init__()
        self.network = network
        base = network.get_base_model()
        self._audio = audio
        self._steps: Qwen2AudioNetwork | TextNetwork
        if hears:
            self._steps, decoder = hears(base), base.model.language_model
        else:
            self._steps, decoder = TextNetwork(base), base.base_model
        self._decoder = (decoder,)  # in a tuple: it is registered as a part of the network
        self._embeddings = (base.get_input_embeddings(),)
        if recompute:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", FutureWarning)  # it gets another name in version 6
                base.gradient_checkpointing_enable({"use_reentrant": False})

    def train(self, mode: bool = True) -> Adapting:
        """Learn or judge; the encoder hears as in inference either way."""
        super().train(False)
        self.training = mode
        self._decoder[0].train(mode)
        return self

    def forward(
        self, ids: Tensor, seen: Tensor, labels: Tensor, sounds: Sequence[Tensor]
    ) -> Tensor:
        """Give the loss of a :class:`~lsg_desktop.training.lora_batches.Batch` by its fields."""
        embeddings = self._embeddings[0](ids)  # (rows, T, width)
        if sounds:
            with torch.no_grad(), torch.autocast(ids.device.type, enabled=False):
                heard = torch.cat([self._steps.hear(sound) for sound in sounds])
            place = (ids == self._audio)[..., None]
            embeddings = embeddings.masked_scatter(place, heard.to(embeddings.dtype))
        hidden = self._decoder[0](
            inputs_embeds=embeddings, attention_mask=seen, use_cache=False
        ).last_hidden_state
        asked = labels != IGNORED
        log_p = self._steps.predict(hidden[asked])  # (labels, vocab)
        return functional.nll_loss(log_p, labels[asked], reduction="sum")
