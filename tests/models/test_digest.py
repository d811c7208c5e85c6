"""The digest of a checkpoint: the same for the same files, another when a part is trained."""

from __future__ import annotations

import os

import pytest
import torch
from safetensors.torch import save_file

from lsg_desktop.models import load
from lsg_desktop.models.digest import digest
from lsg_desktop.paths import resources

FIRST = {"first": torch.zeros(40, 100), "last": torch.zeros(9, 100)}


def saved(folder, **tensors):
    """Write a checkpoint of two files and give its folder."""
    folder.mkdir()
    (folder / "config.json").write_text("{}")
    save_file(FIRST, folder / "a.safetensors")
    save_file({"middle": torch.zeros(3000), **tensors}, folder / "b.safetensors")
    return folder


def test_the_same_files_have_the_same_digest(tmp_path):
    """Wherever they lie, whenever they were written, whatever is said of them."""
    one, other = saved(tmp_path / "one"), saved(tmp_path / "other")
    os.utime(other / "a.safetensors", (0, 0))
    for about in ("README.md", "lsg.json"):
        (other / about).write_text("as before")
    assert digest(one) == digest(other)


@pytest.mark.parametrize("file", ["tokenizer.json", "generation_config.json", "merges.txt"])
def test_another_tokenizer_is_seen(tmp_path, file):
    """In any of its files: the numbers of a network mean nothing without it."""
    folder = saved(tmp_path / "one")
    seen = {digest(folder)}
    for said in ("{}", "[]", ""):
        (folder / file).write_text(said)
        seen.add(digest(folder))
    assert len(seen) == 4


@pytest.mark.parametrize("name", FIRST)
def test_a_part_that_was_trained_is_seen(tmp_path, name):
    """At the same size, and with all else as it was."""
    one, other = saved(tmp_path / "one"), saved(tmp_path / "other")
    save_file(FIRST | {name: FIRST[name] + 1}, other / "a.safetensors")
    assert digest(one) != digest(other)


def test_another_architecture_is_seen(tmp_path):
    """In the config alone, or by a tensor of another name."""
    one, other = saved(tmp_path / "one"), saved(tmp_path / "other", extra=torch.zeros(1))
    before = digest(one)
    assert digest(other) != before
    (one / "config.json").write_text('{"rope_theta": 5}')
    assert digest(one) != before


def test_a_loaded_model_tells_it():
    """So that a run can be told from one of the model in another state."""
    model = load.load("demo", "cpu", "fp32")
    assert model.info.digest == digest(resources() / "demo-model")
