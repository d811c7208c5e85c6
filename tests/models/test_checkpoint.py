"""A folder is checked file by file before anything of it is loaded."""

from __future__ import annotations

import json
import shutil

import pytest
from safetensors import safe_open
from safetensors.torch import save_file

from lsg_desktop.errors import InputFault
from lsg_desktop.models import checkpoint
from lsg_desktop.models.tiny import random_checkpoint


@pytest.fixture(scope="module")
def pristine(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pristine")
    random_checkpoint(folder)
    return folder


@pytest.fixture
def folder(pristine, tmp_path):
    return shutil.copytree(pristine, tmp_path / "model")


@pytest.fixture
def sharded(folder):
    """The same weights in two files and an index, as large checkpoints come."""
    with safe_open(folder / "model.safetensors", "pt") as weights:
        tensors = {name: weights.get_tensor(name) for name in weights.keys()}  # noqa: SIM118
    (folder / "model.safetensors").unlink()
    names = sorted(tensors)
    index: dict[str, str] = {}
    for number, part in enumerate((names[::2], names[1::2]), start=1):
        file = f"model-0000{number}-of-00002.safetensors"
        save_file({name: tensors[name] for name in part}, folder / file)
        index |= dict.fromkeys(part, file)
    (folder / checkpoint.INDEX_FILE).write_text(json.dumps({"weight_map": index}))
    return folder


def fault_of(folder, **rest):
    with pytest.raises(InputFault) as fault:
        checkpoint.inspect(folder, **rest)
    return fault.value


def test_a_whole_checkpoint_tells_the_shapes_of_its_weights(folder, small):
    model, _ = small
    found = checkpoint.inspect(folder)
    assert found.config["model_type"] == "qwen2_audio"
    assert found.parameters == sum(weights.numel() for weights in model.parameters())
    assert (400, 32) in found.shapes.values()


def test_shards_are_read_together(folder, pristine, sharded):
    assert checkpoint.inspect(sharded).shapes == checkpoint.inspect(pristine).shapes


def test_a_missing_shard_is_named_with_the_remedy(sharded):
    (sharded / "model-00002-of-00002.safetensors").unlink()
    fault = fault_of(sharded, remedy="run: lsg-desktop models download x")
    assert "model-00002-of-00002.safetensors is missing" in fault.problem
    assert fault.remedy == "run: lsg-desktop models download x"


def test_a_shard_without_a_tensor_of_the_index_is_named(sharded):
    first, second = (sharded / f"model-0000{n}-of-00002.safetensors" for n in (1, 2))
    shutil.copy(first, second)
    assert "model-00002-of-00002.safetensors" in fault_of(sharded).problem


def test_an_index_that_leads_out_of_the_folder_is_refused(sharded):
    (sharded / checkpoint.INDEX_FILE).write_text(json.dumps({"weight_map": {"a": "../../x"}}))
    assert "does not say where" in fault_of(sharded).problem


@pytest.mark.parametrize("kept", [0, 5, 4000, -1])
def test_a_file_that_was_cut_off_is_noticed(folder, kept):
    file = folder / "model.safetensors"
    whole = file.read_bytes()
    file.write_bytes(whole[:kept])
    problem = fault_of(folder).problem
    assert "is damaged" in problem or f"it has {len(whole) - 1} of {len(whole)} bytes" in problem


@pytest.mark.parametrize("places", [[8, 0], [-4, 8], [8], [0, 4, 8], "ab", 8])
def test_tensors_that_lie_nowhere_in_a_file_are_damaged(folder, places):
    """Rather than looked for when it is loaded."""
    tensors = {
        "one": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]},
        "other": {"dtype": "F32", "shape": [2], "data_offsets": places},
    }
    header = json.dumps(tensors).encode()
    whole = len(header).to_bytes(8, "little") + header + bytes(8)
    (folder / "model.safetensors").write_bytes(whole)
    assert "is damaged" in fault_of(folder).problem


def test_a_file_of_something_else_is_damaged(folder):
    (folder / "model.safetensors").write_bytes(b"<html>" * 10_000)
    assert "is damaged" in fault_of(folder).problem


def test_a_pointer_of_git_lfs_is_told_from_the_weights(folder):
    (folder / "model.safetensors").write_bytes(b"version https://git-lfs.github.com/spec/v1\noid")
    assert "git lfs pull" in fault_of(folder).remedy


def test_weights_that_can_run_code_are_refused(folder):
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    assert "can run code" in fault_of(folder).problem


def test_another_family_is_named(folder):
    (folder / "config.json").write_text('{"model_type": "whisper"}')
    assert "of the family whisper" in fault_of(folder).problem


def test_qwen_audio_as_it_was_published_can_be_converted(folder):
    (folder / "config.json").write_text('{"model_type": "qwen", "audio": {}}')
    assert f"lsg-desktop models convert-qwen-audio {folder} --out" in fault_of(folder).remedy
    (folder / "config.json").write_text('{"model_type": "qwen"}')
    assert "of the family qwen" in fault_of(folder).problem


def test_weights_that_are_quantised_on_disk_are_refused(folder):
    config = json.loads((folder / "config.json").read_text())
    config["quantization_config"] = {"quant_method": "bitsandbytes"}
    (folder / "config.json").write_text(json.dumps(config))
    assert "were quantised" in fault_of(folder).problem


@pytest.mark.parametrize(
    ("file", "named"),
    [
        ("config.json", "config.json"),
        ("tokenizer.json", "tokenizer.json"),
        ("processor_config.json", "preprocessor_config.json"),
        ("model.safetensors", "model.safetensors"),
    ],
)
def test_each_file_that_loading_needs_is_missed(folder, file, named):
    (folder / file).unlink()
    assert f"{named} is missing" in fault_of(folder).problem


def test_the_older_forms_of_tokenizer_and_processor_will_do(folder):
    (folder / "tokenizer.json").unlink()
    (folder / "processor_config.json").unlink()
    for name in ("vocab.json", "merges.txt", "preprocessor_config.json"):
        (folder / name).touch()
    checkpoint.inspect(folder)


@pytest.mark.parametrize("said", ["", "[]", "{"])
def test_a_config_that_is_none_is_said_to_be_unreadable(folder, said):
    (folder / "config.json").write_text(said)
    assert "cannot be read" in fault_of(folder).problem


def test_a_folder_that_is_not_there_is_said_so(tmp_path):
    assert "there is no folder" in fault_of(tmp_path / "nowhere").problem
