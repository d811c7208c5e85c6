"""Names are found, and the file beside the weights is believed only as far as it can be used."""

from __future__ import annotations

import json
import math
import subprocess
import sys

import pytest

from lsg_desktop.errors import InputFault
from lsg_desktop.models import catalogue
from lsg_desktop.models.catalogue import Reference
from lsg_desktop.settings import PolicySettings

GOOD = {
    "name": "demo",
    "languages": {"en": ["de", "zh"]},
    "defaults": {"delta": 3.5, "alpha": 0.8, "low": 1, "range": None, "chunk_ms": 320},
    "limit_s": 28.0,
}


def read(folder, said):
    text = said if isinstance(said, str) else json.dumps(said)
    (folder / catalogue.CARD_FILE).write_text(text, encoding="utf-8")
    return catalogue.card(Reference("x", folder=folder), folder)


@pytest.mark.parametrize("name", ["Qwen/Qwen2-Audio-7B", "qwen2-audio", "7b", "7B", "Qwen2-Audio"])
def test_the_large_model_goes_by_several_names(name):
    reference = catalogue.resolve(name)
    assert (reference.repo, reference.folder) == ("Qwen/Qwen2-Audio-7B", None)
    assert not reference.is_bundled


def test_demo_is_the_bundled_folder_even_where_a_folder_of_that_name_is(tmp_path, monkeypatch):
    (tmp_path / "demo").mkdir()
    monkeypatch.chdir(tmp_path)
    reference = catalogue.resolve("demo")
    assert reference.is_bundled and reference.repo is None
    assert reference.folder is not None and reference.folder.name == "demo-model"


def test_a_folder_is_taken_before_a_model_of_the_hub(tmp_path, monkeypatch):
    (tmp_path / "me" / "mine").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert catalogue.resolve("me/mine").folder == tmp_path / "me" / "mine"
    assert catalogue.resolve(str(tmp_path)).folder == tmp_path
    assert catalogue.resolve("me/other") == Reference("me/other", repo="me/other")


@pytest.mark.parametrize("name", ["", "whisper", "./nowhere", "/no/such/folder", "a/b/c", "../x/y"])
def test_an_unknown_name_is_answered_with_the_choices(name):
    with pytest.raises(InputFault, match="demo, Qwen/Qwen2-Audio-7B, qwen2-audio, 7b"):
        catalogue.resolve(name)


def test_the_file_beside_the_weights_gives_languages_and_defaults(tmp_path):
    card = read(tmp_path, GOOD)
    assert card.name == "demo"
    assert card.languages == {"en": ("de", "zh")}
    assert card.defaults["range"] == math.inf
    assert PolicySettings(**card.defaults).chunk_ms == 320
    assert card.limit_s == 28.0
    assert card.family == "qwen2-audio"


def test_the_file_says_how_a_model_is_asked(tmp_path):
    assert read(tmp_path, GOOD | {"family": "qwen-audio"}).family == "qwen-audio"


def test_without_the_file_a_folder_is_qwen2_audio(tmp_path):
    card = catalogue.card(Reference("x", folder=tmp_path), tmp_path)
    assert card.name == "x"
    assert card.defaults == {"delta": 7.0, "alpha": 0.6, "low": 1, "range": 6.0}
    assert "de" in card.languages["en"] and "en" not in card.languages["en"]
    assert card.family == "qwen2-audio"


@pytest.mark.parametrize(
    "said",
    [
        "not json",
        "[]",
        GOOD | {"name": 3},
        GOOD | {"languages": {}},
        GOOD | {"languages": {"en": "de"}},
        GOOD | {"languages": {"en": ["tlh"]}},
        GOOD | {"defaults": {"speed": 1}},
        GOOD | {"defaults": {"alpha": 1.5}},
        GOOD | {"defaults": {"alpha": None}},
        GOOD | {"defaults": {"low": 1.5}},
        GOOD | {"defaults": {"low": True}},
        GOOD | {"limit_s": 31},
        GOOD | {"family": "whisper"},
        GOOD | {"family": ["qwen-audio"]},
        {"name": "no languages"},
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_a_remedy(tmp_path, said):
    with pytest.raises(InputFault) as fault:
        read(tmp_path, said)
    assert catalogue.CARD_FILE in fault.value.problem
    assert fault.value.remedy


def test_listing_models_loads_no_torch():
    code = (
        "import sys, lsg_desktop.models.catalogue, lsg_desktop.models.weights,"
        " lsg_desktop.models.precision; sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
