"""A folder becomes a model of text: any causal language model, in the precision asked for."""

from __future__ import annotations

import json
import shutil
import sys

import pytest
import torch
import transformers
from safetensors.torch import save_file
from transformers.utils import logging as chatter

from lsg_desktop.errors import EnvironmentFault, InputFault
from lsg_desktop.events import Task
from lsg_desktop.models.device import bitsandbytes
from lsg_desktop.models.digest import digest
from lsg_desktop.models.load import Step
from lsg_desktop.models.prompts import CHATML, LLAMA_2
from lsg_desktop.models.protocol import Query
from lsg_desktop.models.text_load import load, prepare
from lsg_desktop.models.text_plain import PlainTextModel
from lsg_desktop.models.tiny import random_checkpoint
from tests.models.text_models import INFO, save_of_family, text_checkpoint, text_model

TASKS = (Task.TRANSLATE,)
ASKED = [Query(Task.TRANSLATE, 2, (40,), (41, 42), (1, 1, 2))]


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """A folder for each format."""
    root = tmp_path_factory.mktemp("saved")
    return {name: text_checkpoint(root / name, name) for name in ("chatml", "llama-2")}


@pytest.fixture
def folder(saved, tmp_path):
    """One that may be spoilt."""
    return shutil.copytree(saved["llama-2"], tmp_path / "model")


def answers(model):
    listening = model.begin(TASKS, "en", "de")
    listening.hear(["Good", " morning"])
    return listening.score(ASKED)


@pytest.mark.parametrize("form", [CHATML, LLAMA_2], ids=lambda form: form.name)
def test_what_was_saved_answers_as_before(saved, form, agree):
    """Format and end tokens are found from the folder alone."""
    model = load(str(saved[form.name]), "cpu")
    network, tokenizer = text_model(form)
    agree(answers(model), answers(PlainTextModel(network, tokenizer, INFO, form)))
    assert model.info.precision == "fp32"
    assert "de" in model.info.languages["en"]
    assert model.info.digest == digest(saved[form.name])


def test_the_language_model_of_a_speech_model_reads_too(tmp_path, agree):
    """Without its encoder; that is what the demo model is to text."""
    random_checkpoint(tmp_path)
    model = load(str(tmp_path), "cpu")
    assert model.info.family == "qwen2_audio"

    from transformers import AutoTokenizer, Qwen2AudioForConditionalGeneration

    whole = Qwen2AudioForConditionalGeneration.from_pretrained(tmp_path, local_files_only=True)
    tokenizer = AutoTokenizer.from_pretrained(tmp_path, local_files_only=True)
    agree(answers(model), answers(PlainTextModel(whole, tokenizer, INFO, CHATML)))


def test_a_family_whose_layers_are_not_told_of_parts(tmp_path, agree):
    """It is given a mask, and goes by that."""
    save_of_family(tmp_path, transformers.StableLmForCausalLM)
    network = transformers.StableLmForCausalLM.from_pretrained(tmp_path, local_files_only=True)
    _, tokenizer = text_model(LLAMA_2)
    agree(
        answers(load(str(tmp_path), "cpu")),
        answers(PlainTextModel(network, tokenizer, INFO, LLAMA_2)),
    )


def test_only_what_is_loaded_counts_as_memory(tmp_path):
    """An encoder that is left out takes none."""
    random_checkpoint(tmp_path)
    assert not any("audio" in name for name in prepare(str(tmp_path)).checkpoint.shapes)


def test_four_bits(saved):
    """The layers are quantised and the output head is not."""
    model = load(str(saved["llama-2"]), "cpu", "nf4")
    assert model.info.precision == "nf4"
    kinds = {type(one) for one in model._network._rows._forward.args[0]._decoder.layers.modules()}
    assert bitsandbytes().nn.Linear4bit in kinds
    assert type(model._network._head) is torch.nn.Linear
    assert len(answers(model)[0]) == 3


def test_loading_is_quiet(saved, capfd):
    """And leaves transformers as talkative as it was."""
    before = chatter.get_verbosity(), chatter.is_progress_bar_enabled()
    steps: list[Step] = []
    load(str(saved["chatml"]), "cpu", progress=steps.append)
    assert capfd.readouterr() == ("", "")
    assert (chatter.get_verbosity(), chatter.is_progress_bar_enabled()) == before
    assert "fp32" in steps[0].note


# --- what cannot be loaded -----------------------------------------------------------------------


def spoil(folder, **config):
    file = folder / "config.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | config))


def test_a_model_that_is_no_language_model(folder):
    """Told by its family."""
    spoil(folder, model_type="wav2vec2")
    with pytest.raises(InputFault, match=r"holds no causal language model \(its family is wav2vec"):
        load(str(folder))


def test_weights_that_are_missing(folder):
    """Or in a format that can run code."""
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    with pytest.raises(InputFault, match=r"that can run code .*: choose .* safetensors format"):
        load(str(folder))
    (folder / "pytorch_model.bin").unlink()
    with pytest.raises(InputFault, match=r"model\.safetensors is missing in "):
        load(str(folder))


def test_weights_that_are_damaged(folder):
    """As after a download that broke off."""
    file = folder / "model.safetensors"
    file.write_bytes(file.read_bytes()[:-100])
    with pytest.raises(InputFault, match="is cut off"):
        load(str(folder))


def test_an_index_that_leads_out_of_the_folder(folder):
    """Whatever lies there is not read."""
    index = {"weight_map": {"lm_head.weight": "../model/model.safetensors"}}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index))
    with pytest.raises(InputFault, match="does not say where the weights are"):
        load(str(folder))


def test_weights_that_are_not_all_there(folder):
    """Transformers would make some up."""
    spoil(folder, num_hidden_layers=3)
    with pytest.raises(InputFault, match=r"lacks model\.layers\.2\."):
        load(str(folder), "cpu")


def test_a_tokenizer_that_is_missing(folder):
    """In one line."""
    for file in folder.glob("token*"):
        file.unlink()
    with pytest.raises(InputFault) as fault:
        load(str(folder), "cpu")
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize(
    ("kind", "rest"),
    [
        (transformers.GraniteForCausalLM, {"logits_scaling": 0.01}),
        (transformers.MambaForCausalLM, {"state_size": 4}),
        (transformers.BloomForCausalLM, {}),
        (
            transformers.DeepseekV3ForCausalLM,
            {"q_lora_rank": 8, "kv_lora_rank": 8, "qk_rope_head_dim": 4, "qk_nope_head_dim": 4},
        ),
    ],
    ids=["scaled", "without attention", "without positions", "compressed"],
)
def test_a_family_that_works_otherwise_is_refused(tmp_path, kind, rest):
    """It is not run wrongly and not taken for damaged: it is noticed."""
    family = save_of_family(tmp_path, kind, **rest)
    with pytest.raises(InputFault, match=f"{family} work in a way that is not known"):
        load(str(tmp_path), "cpu")


def test_a_family_that_takes_places_from_slots_is_refused(tmp_path):
    """Alone it answers as it should, beside another row it would not."""
    _, tokenizer = text_model(LLAMA_2)
    config = transformers.MptConfig(
        vocab_size=len(tokenizer), d_model=32, n_heads=4, n_layers=2, max_seq_len=512
    )
    model = transformers.MptForCausalLM(config).eval()
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        for weights in model.parameters():
            if weights.dim() == 2:
                torch.nn.init.normal_(weights, std=weights.shape[1] ** -0.5 * 2)
    model.save_pretrained(tmp_path)
    tokenizer.save_pretrained(tmp_path)
    with pytest.raises(InputFault, match="mpt work in a way that is not known"):
        load(str(tmp_path), "cpu")


@pytest.mark.parametrize("method", ["awq", "gptq"])
def test_weights_that_were_quantised_when_they_were_saved(folder, method):
    """What they need is told, where it is not there."""
    spoil(folder, quantization_config={"quant_method": method, "bits": 4, "group_size": 32})
    with pytest.raises(EnvironmentFault, match="needs what is not installed") as fault:
        load(str(folder), "cpu")
    assert "\n" not in str(fault.value)


# --- adapters ------------------------------------------------------------------------------------

LAYER = "model.layers.0.self_attn.q_proj"


def adapter(folder, width=32, **config):
    """Save a LoRA adapter on one layer, as peft does, and give (A, B) of it."""
    folder.mkdir()
    said = {
        "peft_type": "LORA",
        "task_type": "CAUSAL_LM",
        "base_model_name_or_path": "chat-model",
        "r": 4,
        "lora_alpha": 8,
        "target_modules": ["q_proj"],
        "layers_to_transform": [0],
        "inference_mode": True,
    }
    (folder / "adapter_config.json").write_text(json.dumps(said | config))
    noise = torch.Generator().manual_seed(0)
    a, b = (torch.randn(shape, generator=noise) for shape in ((4, width), (width, 4)))
    name = f"base_model.model.{LAYER}.lora"
    weights = {f"{name}_A.weight": a, f"{name}_B.weight": b}
    save_file(weights, folder / "adapter_model.safetensors")
    return a, b


def test_an_adapter_changes_the_layers_that_it_is_for(saved, tmp_path, agree):
    """W + α / r · B · A, exactly."""
    a, b = adapter(tmp_path / "adapter")
    model = load(str(saved["llama-2"]), "cpu", adapter=tmp_path / "adapter")
    assert digest(tmp_path / "adapter") in model.info.digest
    network, tokenizer = text_model(LLAMA_2)
    network.get_submodule(LAYER).weight.data += 2 * b @ a
    agree(answers(model), answers(PlainTextModel(network, tokenizer, INFO, LLAMA_2)))


def test_an_adapter_of_another_model(saved, tmp_path):
    """Its shapes tell, and its own words say which model it is for."""
    adapter(tmp_path / "adapter", width=64)
    with pytest.raises(InputFault, match="was made for chat-model, and the model is llama-2"):
        load(str(saved["llama-2"]), "cpu", adapter=tmp_path / "adapter")


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ({"target_modules": ["k_proj"]}, "lacks"),
        ({"target_modules": ["q_proj", "k_proj"]}, "lacks"),
        ({"target_modules": ["none"]}, "none"),
        ({"r": "four"}, "not supported"),
    ],
)
def test_an_adapter_that_its_settings_do_not_fit(saved, tmp_path, config, said):
    """It would do nothing, or not all of what it was made for."""
    adapter(tmp_path / "adapter", **config)
    with pytest.raises(InputFault, match=f"the adapter in .* cannot be used .*{said}"):
        load(str(saved["llama-2"]), "cpu", adapter=tmp_path / "adapter")


def test_an_adapter_with_nothing_in_it(saved, tmp_path):
    """It would do nothing."""
    adapter(tmp_path / "adapter")
    save_file({}, tmp_path / "adapter" / "adapter_model.safetensors")
    with pytest.raises(InputFault, match=r"cannot be used .*lacks .*q_proj"):
        load(str(saved["llama-2"]), "cpu", adapter=tmp_path / "adapter")


def test_an_adapter_of_another_kind(saved, tmp_path):
    """LoRA alone leaves the layers what they were."""
    adapter(tmp_path / "adapter", peft_type="PREFIX_TUNING")
    with pytest.raises(InputFault, match="of the kind PREFIX_TUNING"):
        load(str(saved["llama-2"]), "cpu", adapter=tmp_path / "adapter")


@pytest.mark.parametrize("file", ["adapter_config.json", "adapter_model.safetensors"])
def test_an_adapter_that_is_not_whole(saved, tmp_path, file):
    """Both files are needed."""
    adapter(tmp_path / "adapter")
    (tmp_path / "adapter" / file).unlink()
    with pytest.raises(InputFault, match="is missing"):
        load(str(saved["llama-2"]), "cpu", adapter=tmp_path / "adapter")


def test_an_adapter_without_peft(saved, tmp_path, monkeypatch):
    """What installs it is told."""
    monkeypatch.setitem(sys.modules, "peft", None)
    adapter(tmp_path / "adapter")
    with pytest.raises(EnvironmentFault, match="pip install"):
        load(str(saved["llama-2"]), "cpu", adapter=tmp_path / "adapter")
