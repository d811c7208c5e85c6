"""A folder is an adapter: it says which model it is for, and goes onto that and no other."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import replace

import pytest
import torch
from safetensors.torch import load_file, save_file

from lsg_desktop.errors import EnvironmentFault, InputFault
from lsg_desktop.events import Task
from lsg_desktop.models import adapter, catalogue, text_load, weights
from lsg_desktop.models.digest import digest, weights_digest
from lsg_desktop.models.load import load, prepare
from lsg_desktop.models.plain import PlainModel
from lsg_desktop.models.protocol import Query
from lsg_desktop.models.tiny import random_checkpoint, random_info, random_model
from lsg_desktop.session.calibration import Subject
from lsg_desktop.session.captioner import Order
from lsg_desktop.settings import PolicySettings

LAYER = "model.language_model.layers.1.mlp.down_proj"
TASKS = (Task.TRANSCRIBE, Task.TRANSLATE)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    folder = tmp_path_factory.mktemp("models") / "tiny"
    random_checkpoint(folder)
    return folder


def saved(folder, base, *, width=64, ours=None, **config):
    """Save an adapter on one layer as peft does, and give (A, B) of it."""
    folder.mkdir()
    said = {
        "peft_type": "LORA",
        "base_model_name_or_path": str(base),
        "r": 4,
        "lora_alpha": 8,
        "target_modules": [LAYER],
        "inference_mode": True,
    }
    (folder / "adapter_config.json").write_text(json.dumps(said | config))
    if ours is not None:
        (folder / adapter.BASE_FILE).write_text(json.dumps(ours))
    noise = torch.Generator().manual_seed(0)
    a, b = (torch.randn(shape, generator=noise) for shape in ((4, width), (32, 4)))
    name = f"base_model.model.{LAYER}.lora"
    save_file({f"{name}_A.weight": a, f"{name}_B.weight": b}, folder / "adapter_model.safetensors")
    return a, b


def answers(model, samples):
    listening = model.begin(TASKS, "en", "de")
    listening.hear(samples)
    heard = len(samples)
    return listening.score(
        [Query(task, heard, (40,), (41, 42), (heard // 2,) * 3) for task in TASKS]
    )


@pytest.fixture
def samples(sound):
    return sound(1.0)


def test_a_model_with_an_adapter_is_the_sum_of_both(tiny, tmp_path, samples, agree):
    """W + α / r · B · A, exactly."""
    a, b = saved(tmp_path / "mine", tiny)
    model = load(str(tiny), "cpu", adapter=tmp_path / "mine")
    network, processor = random_model()
    network.get_submodule(LAYER).weight.data += 2 * b @ a
    agree(answers(model, samples), answers(PlainModel(network, processor, random_info()), samples))
    assert model.info.name == "tiny + mine"
    assert model.info.digest == f"{digest(tiny)}+{digest(tmp_path / 'mine')}"


def test_in_full_precision_nothing_of_it_is_computed_apart(tiny, tmp_path):
    saved(tmp_path / "mine", tiny)
    network, _ = load(str(tiny), "cpu", "bf16", adapter=tmp_path / "mine").parts
    assert type(network.get_submodule(LAYER)) is torch.nn.Linear
    assert {one.dtype for one in network.parameters()} == {torch.bfloat16}


@pytest.mark.parametrize("precision", ["int8", "nf4", "nf4-small"])
def test_beside_quantised_weights_it_stays_apart(tiny, tmp_path, precision):
    """Rounded again, they would lose most of it."""
    a, b = saved(tmp_path / "mine", tiny)
    with_it, without = (
        load(str(tiny), "cpu", precision, adapter=one).parts[0] for one in (tmp_path / "mine", None)
    )
    layer, base = with_it.get_submodule(LAYER), without.get_submodule(LAYER)
    assert type(layer.base_layer) is type(base)
    x = torch.randn(3, 64, generator=torch.Generator().manual_seed(1))
    torch.testing.assert_close(layer(x), base(x) + x @ (2 * b @ a).T, atol=1e-4, rtol=1e-4)


def test_its_folder_stands_for_the_model_with_it(tiny, tmp_path):
    saved(tmp_path / "mine", tiny)
    reference = catalogue.resolve(str(tmp_path / "mine"))
    assert (reference.folder, reference.adapter) == (tiny, tmp_path / "mine")
    assert reference == catalogue.resolve(str(tiny), tmp_path / "mine")
    assert load(str(tmp_path / "mine"), "cpu").info.name == "tiny + mine"


def test_one_for_a_model_of_the_catalogue_goes_by_its_name(tmp_path):
    saved(tmp_path / "mine", "Qwen/Qwen2-Audio-7B")
    reference = catalogue.resolve(str(tmp_path / "mine"))
    assert (reference.repo, reference.adapter) == ("Qwen/Qwen2-Audio-7B", tmp_path / "mine")
    assert reference.titled("x") == "x + mine"
    assert not replace(reference, adapter=None).titled("x").endswith("mine")


def test_it_was_trained_on_these_weights(tiny, tmp_path):
    """Ours say on which."""
    ours = {"base": str(tiny), "base_digest": weights_digest(tiny)}
    saved(tmp_path / "mine", tiny, ours=ours)
    assert prepare(str(tmp_path / "mine"), "cpu").reference.adapter == tmp_path / "mine"
    (tiny / "read-me.json").write_text("{}")  # what is written beside them does not count
    assert prepare(str(tmp_path / "mine"), "cpu")
    (tiny / "read-me.json").unlink()


def test_an_adapter_for_other_weights_is_refused_with_both_names(tiny, tmp_path):
    """Before these are loaded: their shapes would not tell."""
    saved(tmp_path / "mine", tiny, ours={"base": "demo", "base_digest": "0123"})
    with pytest.raises(InputFault, match="mine was made for demo, and the model is tiny: choose"):
        prepare(str(tiny), "cpu", adapter=tmp_path / "mine")


def test_an_adapter_for_former_weights_of_the_same_name_says_so(tiny, tmp_path):
    """There is no other model to choose."""
    saved(tmp_path / "mine", tiny, ours={"base": "tiny", "base_digest": "0123"})
    with pytest.raises(InputFault, match="mine was made for other weights of tiny: train it again"):
        prepare(str(tiny), "cpu", adapter=tmp_path / "mine")


@pytest.mark.parametrize(
    ("base", "model"),
    [
        ("Qwen/Qwen2-Audio-7B-Instruct", "7b"),
        ("Qwen/Qwen2-Audio-7B", "Qwen/Qwen2-Audio-7B-Instruct"),
        ("qwen2-audio", "demo"),
    ],
)
def test_an_adapter_that_names_another_model_is_refused(tmp_path, base, model):
    """Models of one shape would take it, and write nonsense."""
    saved(tmp_path / "mine", base)
    with pytest.raises(InputFault, match=f"made for {base}, and the model is "):
        catalogue.resolve(model, tmp_path / "mine")


@pytest.mark.parametrize(
    ("base", "model"),
    [("qwen2-audio", "Qwen/Qwen2-Audio-7B"), ("one/copy", "another/copy"), ("/a/folder", "demo")],
)
def test_what_a_model_is_called_does_not_always_tell(tmp_path, base, model):
    """It has several names, and copies."""
    saved(tmp_path / "mine", base)
    assert catalogue.resolve(model, tmp_path / "mine").adapter == tmp_path / "mine"


def test_an_adapter_for_reading_does_not_hear(tiny, tmp_path):
    """Nor the other way round, though it fits."""
    ours = {"base": str(tiny), "base_digest": weights_digest(tiny)}
    kinds: tuple[tuple[adapter.Kind, adapter.Kind], ...] = (("text", "speech"), ("speech", "text"))
    for kind, other in kinds:
        saved(tmp_path / kind, tiny, ours={**ours, "kind": kind})
        with pytest.raises(InputFault, match=f"was trained for {kind}, and not for {other}: "):
            adapter.check_base(tmp_path / kind, "tiny", ours["base_digest"], other)
        adapter.check_base(tmp_path / kind, "tiny", ours["base_digest"], kind)


@pytest.mark.parametrize("start", [b"", b"version https://git-lfs", b"\x02" + bytes(7) + b"[]"])
def test_weights_that_are_damaged_are_told_of_in_one_line(tiny, tmp_path, start):
    """An empty file, one that says where they are, one that says nothing of them."""
    shutil.copytree(tiny, tmp_path / "base")
    saved(tmp_path / "mine", tmp_path / "base", ours={"base": "tiny", "base_digest": "0"})
    (tmp_path / "base" / "model.safetensors").write_bytes(start)
    with pytest.raises(InputFault, match=r"model\.safetensors in .* is damaged: download it"):
        weights_digest(tmp_path / "base")
    for ready in (prepare, text_load.prepare):
        with pytest.raises(InputFault, match=r"model\.safetensors in "):
            ready(str(tmp_path / "base"), "cpu", adapter=tmp_path / "mine")


def test_a_link_to_weights_that_leads_nowhere(tiny, tmp_path):
    shutil.copytree(tiny, tmp_path / "base")
    (tmp_path / "base" / "more.safetensors").symlink_to(tmp_path / "nowhere")
    with pytest.raises(InputFault, match=r"more\.safetensors in .* is damaged: download it"):
        weights_digest(tmp_path / "base")


def test_an_adapter_of_another_shape_is_refused_with_both_names(tiny, tmp_path):
    saved(tmp_path / "mine", "big", width=128)
    with pytest.raises(InputFault, match="mine was made for big, and the model is tiny"):
        load(str(tiny), "cpu", adapter=tmp_path / "mine")


@pytest.mark.parametrize("base", ["/nowhere/at-all", "itself"])
def test_its_model_is_not_to_be_found(tmp_path, base):
    """Then both have to be given."""
    saved(tmp_path / "mine", tmp_path / "mine" if base == "itself" else base)
    with pytest.raises(InputFault, match="which is not to be found: give its model as --model"):
        catalogue.resolve(str(tmp_path / "mine"))


def test_one_that_does_not_say_which_model_it_is_for(tiny, tmp_path):
    """It goes onto any whose shapes are its own."""
    saved(tmp_path / "mine", "", width=128)
    with pytest.raises(InputFault, match="does not say which model it is for: give its model"):
        catalogue.resolve(str(tmp_path / "mine"))
    with pytest.raises(InputFault, match="mine does not fit tiny: choose --model"):
        load(str(tiny), "cpu", adapter=tmp_path / "mine")


def test_two_adapters_are_one_too_many(tiny, tmp_path):
    saved(tmp_path / "mine", tiny)
    with pytest.raises(InputFault, match="is an adapter and no model"):
        catalogue.resolve(str(tmp_path / "mine"), tmp_path / "mine")


def test_a_folder_without_an_adapter(tiny, tmp_path):
    with pytest.raises(InputFault, match="holds no adapter"):
        catalogue.resolve(str(tiny), tmp_path)


def test_an_adapter_that_holds_no_numbers(tiny, tmp_path):
    """It would spoil the weights."""
    saved(tmp_path / "mine", tiny)
    file = tmp_path / "mine" / "adapter_model.safetensors"
    save_file({name: one * float("nan") for name, one in load_file(file).items()}, file)
    with pytest.raises(InputFault, match=r"mine cannot be used \(NaNs"):
        load(str(tiny), "cpu", adapter=tmp_path / "mine")


def test_without_peft(tiny, tmp_path, monkeypatch):
    """What installs it is told."""
    monkeypatch.setitem(sys.modules, "peft", None)
    saved(tmp_path / "mine", tiny)
    with pytest.raises(EnvironmentFault, match=r"an adapter needs peft: pip install"):
        load(str(tiny), "cpu", adapter=tmp_path / "mine")


def test_presets_of_a_model_with_an_adapter_are_its_own(tiny, tmp_path):
    saved(tmp_path / "mine", tiny)
    order = Order(tasks=TASKS, source_lang="en", target_lang="de", settings=PolicySettings())
    assert Subject(str(tmp_path / "mine"), "fp32", order).place[0] == str(tmp_path / "mine")
    assert Subject(str(tiny), "fp32", order).place[0] == str(tiny)


def test_a_folder_of_the_users_is_not_removed(tiny, tmp_path):
    shutil.copytree(tiny, tmp_path / "base")
    saved(tmp_path / "mine", tmp_path / "base")
    with pytest.raises(InputFault, match="mine is a folder of yours"):
        weights.remove(str(tmp_path / "mine"))
