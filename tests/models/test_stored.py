"""A tensor is taken from its file as it was written, and the file stays as it is."""

from __future__ import annotations

import json

import pytest
import torch
from safetensors.torch import save_file
from transformers import Qwen2AudioForConditionalGeneration

from lsg_desktop.models.checkpoint import WEIGHTS_FILE
from lsg_desktop.models.stored import stored
from lsg_desktop.models.tiny import random_model

TENSORS = {
    "long": torch.arange(6).reshape(2, 3),
    "single": torch.linspace(-1, 1, 7),
    "half": torch.linspace(-1, 1, 8, dtype=torch.float16).reshape(2, 2, 2),
    "brain": torch.linspace(-1, 1, 5, dtype=torch.bfloat16),
    "one": torch.tensor(2.5, dtype=torch.float64),
    "byte": torch.tensor([0, 255], dtype=torch.uint8),
    "small": torch.tensor([-128, 127], dtype=torch.int8),
    "bool": torch.tensor([True, False]),
    "none": torch.empty(0, 4),
}


@pytest.fixture
def folder(tmp_path):
    save_file(TENSORS, tmp_path / WEIGHTS_FILE, {"format": "pt"})
    return tmp_path


@pytest.mark.parametrize("name", TENSORS)
def test_every_type_and_shape_is_read_as_it_was_written(folder, name):
    """What is empty or a single number, too."""
    found = stored(folder)[name][...]
    assert found.dtype == TENSORS[name].dtype
    assert torch.equal(found, TENSORS[name])


def test_a_part_is_that_of_the_whole(folder):
    """As of a tensor."""
    assert torch.equal(stored(folder)["long"][1:, :2], TENSORS["long"][1:, :2])


def test_what_is_done_to_it_is_not_done_to_the_file(folder):
    """Nor to what is taken next."""
    stored(folder)["single"][...].zero_()
    assert torch.equal(stored(folder)["single"][...], TENSORS["single"])


def test_a_file_that_has_been_cut_off_since_is_told(folder):
    """Rather than found out when it is computed with."""
    found = stored(folder)
    (folder / WEIGHTS_FILE).write_bytes(b"cut off")
    with pytest.raises(ValueError, match="greater than file size"):
        found["single"][...]


def test_shards_are_one_checkpoint(tmp_path):
    """All the tensors that the library itself finds."""
    model, _ = random_model()
    model.save_pretrained(tmp_path, max_shard_size="100KB")
    assert not (tmp_path / WEIGHTS_FILE).exists()
    whole = Qwen2AudioForConditionalGeneration.from_pretrained(tmp_path).state_dict()
    found = stored(tmp_path)
    assert len(found) == len(whole)
    assert sum(one[...].numel() for one in found.values()) == sum(
        one.numel() for one in whole.values()
    )


@pytest.mark.parametrize(
    ("dtype", "shape", "said"),
    [
        ("F8_E4M3", [1], "a holds numbers of the type F8_E4M3"),
        ("F32", [2], "a takes 1 bytes, which its shape does not"),
    ],
)
def test_what_a_file_says_of_a_tensor_must_make_sense(tmp_path, dtype, shape, said):
    """It is told with the tensor's name."""
    about = {"a": {"dtype": dtype, "shape": shape, "data_offsets": [0, 1]}}
    header = json.dumps(about).encode()
    (tmp_path / WEIGHTS_FILE).write_bytes(len(header).to_bytes(8, "little") + header + b"\0")
    with pytest.raises(ValueError, match=said):
        stored(tmp_path)
