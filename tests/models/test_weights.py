"""What is on the machine is found, listed and removed; nothing else is touched."""

from __future__ import annotations

import pytest
from huggingface_hub import constants

from lsg_desktop import paths
from lsg_desktop.errors import EnvironmentFault, InputFault
from lsg_desktop.models import catalogue, weights
from lsg_desktop.models.tiny import random_checkpoint
from lsg_desktop.models.weights import HubFolder

REPO = "Qwen/Qwen2-Audio-7B"
COMMIT = "0" * 39 + "1"


@pytest.fixture(scope="module")
def pristine(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pristine")
    random_checkpoint(folder)
    return folder


@pytest.fixture
def cached(pristine):
    """A model in the cache, laid out as the hub's library does."""
    return lay_out(HubFolder(weights.cache(), REPO), pristine)


def lay_out(hub, source, commit=COMMIT):
    hub.blobs.mkdir(parents=True)
    hub.snapshot(commit).mkdir(parents=True)
    for number, file in enumerate(sorted(source.iterdir())):
        (hub.blobs / f"{number:040}").write_bytes(file.read_bytes())
        (hub.snapshot(commit) / file.name).symlink_to(f"../../blobs/{number:040}")
    hub.reference.parent.mkdir()
    hub.reference.write_text(commit)
    return hub


def test_downloads_lie_in_the_cache_that_other_programs_use(monkeypatch, lsg_home):
    assert weights.cache() == paths.data_dir() / "models"
    assert weights.cache().is_relative_to(lsg_home)
    monkeypatch.delenv("LSG_HOME")
    assert str(weights.cache()) == constants.HF_HUB_CACHE


def test_a_model_that_is_not_there_is_answered_with_the_command_that_brings_it():
    with pytest.raises(EnvironmentFault) as fault:
        weights.find(catalogue.resolve("7b"))
    assert fault.value.problem == f"{REPO} is not on this machine"
    assert fault.value.remedy == f"run: lsg-desktop models download {REPO}"


def test_the_commit_in_use_is_found_among_several(cached):
    cached.snapshot("f" * 40).mkdir()
    assert weights.find(catalogue.resolve("7b")) == cached.snapshot(COMMIT)
    cached.reference.unlink()
    assert cached.current() is None


def test_the_only_commit_there_is_will_do(cached):
    cached.reference.unlink()
    assert weights.find(catalogue.resolve("7b")) == cached.snapshot(COMMIT)


def test_a_reference_that_leads_elsewhere_is_not_followed(cached):
    cached.reference.write_text("../../../elsewhere")
    cached.snapshot("f" * 40).mkdir()
    assert cached.current() is None


def test_a_folder_is_itself(tmp_path):
    assert weights.find(catalogue.resolve(str(tmp_path))) == tmp_path


def test_models_of_the_family_are_listed_with_what_they_take(cached, pristine):
    other = HubFolder(weights.cache(), "openai/whisper-tiny").snapshot(COMMIT)
    other.mkdir(parents=True)
    (other / "config.json").write_text('{"model_type": "whisper"}')
    entry = next(entry for entry in weights.installed() if not entry.is_bundled)
    assert (entry.name, entry.is_complete) == (REPO, True)
    assert entry.bytes == 40 + sum(file.stat().st_size for file in pristine.iterdir())
    assert [entry.name for entry in weights.installed() if not entry.is_bundled] == [REPO]


def test_a_download_that_was_not_finished_is_listed_as_such(cached):
    (cached.snapshot(COMMIT) / "model.safetensors").unlink()
    (cached.blobs / "abc.lsg.incomplete").write_bytes(b"12345")
    entry = next(entry for entry in weights.installed() if not entry.is_bundled)
    assert not entry.is_complete
    assert entry.bytes == cached.bytes()


def test_removing_a_download_leaves_nothing_of_it_and_all_else(cached, pristine):
    other = lay_out(HubFolder(weights.cache(), "me/other"), pristine, "f" * 40)
    taken = cached.bytes()
    (cached.locks).mkdir(parents=True)
    assert weights.remove("7b") == taken
    assert not cached.root.exists() and not cached.locks.exists()
    assert other.bytes() == taken


def test_removing_a_download_that_has_only_begun_works():
    hub = HubFolder(weights.cache(), REPO)
    hub.blobs.mkdir(parents=True)
    (hub.blobs / "abc.lsg.incomplete").write_bytes(b"12345")
    assert weights.remove("7b") == 5
    assert not hub.root.exists()


def test_remove_refuses_the_demo_and_a_folder_and_what_is_not_there(pristine, cached):
    with pytest.raises(InputFault, match="part of the application"):
        weights.remove("demo")
    with pytest.raises(InputFault, match="folder of yours"):
        weights.remove(str(pristine))
    with pytest.raises(InputFault, match="folder of yours"):
        weights.remove(str(cached.snapshot(COMMIT)))
    with pytest.raises(InputFault, match=f"me/none is not on this machine: choose one of {REPO}"):
        weights.remove("me/none")
    assert list(pristine.iterdir()) and cached.root.exists()


def test_a_damaged_model_is_mended_where_it_came_from(tmp_path):
    assert weights.remedy(catalogue.resolve("demo")) == "make it: lsg-desktop train demo"
    assert weights.remedy(catalogue.resolve(str(tmp_path))) == "download it again"
    assert weights.remedy(catalogue.resolve("7b")).endswith(f"models download {REPO}")
