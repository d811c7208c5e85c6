"""A toy tokenizer cuts text as the published one does, and survives its checkpoint folder."""

from __future__ import annotations

import pytest
from transformers import AutoProcessor, Qwen2Tokenizer

from lsg_desktop.errors import EnvironmentFault
from lsg_desktop.events import Task
from lsg_desktop.models import prompts
from lsg_desktop.models.tiny import SENTENCES
from lsg_desktop.models.tokens import (
    QwenVocabulary,
    Shape,
    qwen_processor,
    qwen_tokenizer,
    token_id,
    toy_config,
)


@pytest.fixture(scope="module")
def learnt():
    """Give a tokenizer as it was trained."""
    return qwen_tokenizer(SENTENCES, 400)


@pytest.fixture(scope="module", params=["trained", "loaded"])
def tokenizer(request, learnt, tmp_path_factory):
    """Give the tokenizer as it was trained, and as it comes back from a folder."""
    if request.param == "trained":
        return learnt
    folder = tmp_path_factory.mktemp("checkpoint")
    qwen_processor(learnt, 80).save_pretrained(folder)
    processor = AutoProcessor.from_pretrained(folder)
    assert processor.feature_extractor.feature_size == 80
    return processor.tokenizer


def test_the_class_and_the_size_are_those_asked_for(tokenizer):
    """The size counts bytes, merges and special tokens."""
    assert isinstance(tokenizer, Qwen2Tokenizer)
    assert len(tokenizer) == 400


@pytest.mark.parametrize("task", Task)
def test_each_special_token_of_a_prompt_is_one_id(tokenizer, task):
    """Tags are never spelt out in pieces, and text around them comes back whole."""
    prompt = prompts.speech_prompt(task, "en", "de")
    ids = tokenizer(prompt)["input_ids"]
    tags = [prompts.AUDIO_START, prompts.AUDIO, prompts.AUDIO_END]
    assert ids[:3] == [token_id(tokenizer, tag) for tag in tags]
    assert ids[-1] == token_id(tokenizer, "<|en|>")
    assert tokenizer.decode(ids) == prompt


def test_every_special_token_is_one_id(tokenizer):
    """All the tokens that the family has by name, each once, behind the learnt ones."""
    ids = [token_id(tokenizer, token) for token in prompts.SPECIAL_TOKENS]
    assert ids == list(range(400 - len(ids), 400))


def test_digits_stand_alone_and_no_token_spans_two_words(tokenizer):
    """As the published pre-tokeniser cuts."""
    ids = tokenizer("The first talk begins at 10:30, don't 早上好 morning")["input_ids"]
    pieces = [tokenizer.decode([number]) for number in ids]
    assert {"1", "0", "3"} <= set(pieces)
    assert not any(piece.strip().isdigit() and len(piece) > 1 for piece in pieces)
    assert not any(" " in piece[1:] for piece in pieces)


def test_any_text_can_be_written(tokenizer):
    """Bytes are the floor: what the corpus never held comes back as it was."""
    text = "  Ünïcode, 한국어 и 🎉!\n"
    assert tokenizer.decode(tokenizer(text)["input_ids"]) == text


def test_vocabulary_gives_text_as_it_stands(tokenizer):
    """No clean-up of spaces, no special tokens, U+FFFD for half a character."""
    vocabulary = QwenVocabulary(tokenizer)
    ids = tokenizer("a , b <|en|>.<|endoftext|>")["input_ids"]
    assert vocabulary.text(ids) == "a , b ."
    assert vocabulary.end_ids == {
        token_id(tokenizer, "<|endoftext|>"),
        token_id(tokenizer, "<|im_end|>"),
    }
    assert vocabulary.text(tokenizer("한")["input_ids"][:1]) == "\ufffd"


def test_a_name_that_is_no_token_is_a_fault(tokenizer):
    """A tokenizer of another family is noticed at once."""
    with pytest.raises(EnvironmentFault):
        token_id(tokenizer, "<|xx|>")


def test_the_config_names_ids_of_its_tokenizer(learnt):
    """Nothing in it is a number that was written down."""
    config = toy_config(Shape(), learnt).to_dict()
    assert config["audio_token_index"] == token_id(learnt, prompts.AUDIO)
    assert set(config["text_config"]["eos_token_id"]) == QwenVocabulary(learnt).end_ids
    assert config["text_config"]["vocab_size"] == len(learnt)
