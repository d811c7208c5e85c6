"""Causal language models with random weights, as a chat model of either format comes."""

from __future__ import annotations

import json
from typing import Any

import torch
from tokenizers import Tokenizer, models, pre_tokenizers, trainers
from transformers import (
    LlamaConfig,
    LlamaForCausalLM,
    LlamaTokenizer,
    Qwen2Config,
    Qwen2ForCausalLM,
)

from lsg_desktop.models.prompts import CHATML, LLAMA_2, TEXT_FORMATS
from lsg_desktop.models.protocol import ModelInfo
from lsg_desktop.models.tiny import SENTENCES
from lsg_desktop.models.tokens import qwen_tokenizer

INFO = ModelInfo("random", "random", "fp32", "cpu", {"en": ("de", "zh")}, {})

_SHAPE: dict[str, Any] = {
    "hidden_size": 32,
    "intermediate_size": 64,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "max_position_embeddings": 512,
}


def tokenizer_of(form):
    """Give the tokenizer that models of a format have: byte-level, or SentencePiece's kind."""
    return qwen_tokenizer(SENTENCES, 400) if form is CHATML else _llama_tokenizer()


def _llama_tokenizer():
    learner = Tokenizer(models.BPE(byte_fallback=True, unk_token="<unk>"))
    learner.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="first", split=False)
    special = ["<unk>", "<s>", "</s>", *(f"<0x{number:02X}>" for number in range(256))]
    trainer = trainers.BpeTrainer(vocab_size=450, special_tokens=special, show_progress=False)
    learner.train_from_iterator(
        (*SENTENCES, *(LLAMA_2.prompt(one, "de") for one in SENTENCES)), trainer
    )
    learnt = json.loads(learner.to_str())["model"]
    merges = [tuple(pair) for pair in learnt["merges"]]
    tokenizer = LlamaTokenizer(vocab=learnt["vocab"], merges=merges)
    tokenizer.chat_template = "{{ '[INST] ' + messages[0]['content'] + ' [/INST]' }}"
    return tokenizer


def text_model(form, seed=0, **shape):
    """Give a model of a format and its tokenizer."""
    tokenizer = tokenizer_of(form)
    kind: Any
    config: Any
    kind, config = (
        (Qwen2ForCausalLM, Qwen2Config) if form is CHATML else (LlamaForCausalLM, LlamaConfig)
    )
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = kind(config(vocab_size=len(tokenizer), **_SHAPE, **shape))
        for name, weights in model.named_parameters():
            if weights.dim() == 2:
                narrow = 1.0 if "embed" in name else 2.0 * weights.shape[1] ** -0.5
                torch.nn.init.normal_(weights, std=narrow)
    return model.eval(), tokenizer


def text_checkpoint(folder, name="chatml", **rest):
    """Save a model of a format, by its name, as an ordinary checkpoint folder."""
    model, tokenizer = text_model(TEXT_FORMATS[name], **rest)
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def save_of_family(folder, kind, **rest):
    """Save a model of another family, with the tokenizer of one asked as Llama 2 is."""
    tokenizer = tokenizer_of(LLAMA_2)
    config = kind.config_class(
        vocab_size=len(tokenizer),
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=1,
        num_attention_heads=4,
        num_key_value_heads=4,
        **rest,
    )
    kind(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return config.model_type
