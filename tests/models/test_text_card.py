"""What is known of a model of text before it is loaded."""

from __future__ import annotations

import json
import math

import pytest

from lsg_desktop.errors import EnvironmentFault, InputFault
from lsg_desktop.models.catalogue import resolve
from lsg_desktop.models.text_card import PAPER, text_card
from lsg_desktop.settings import PolicySettings


@pytest.fixture
def card_of(tmp_path):
    """Give a function that makes a folder whose card says something, and reads it."""

    def read(said):
        (tmp_path / "config.json").write_text("{}")
        (tmp_path / "lsg.json").write_text(json.dumps(said))
        return text_card(resolve(str(tmp_path)))

    return read


def test_the_demo_model_reads_english_and_writes_german():
    """Its settings for text are its own, and finite."""
    card = text_card(resolve("demo"))
    assert card.languages == {"en": ("de",)}
    assert 0 < card.defaults["delta"] < 50
    assert card.defaults["range_mode"] == "paper"


def test_a_foreign_model_is_taken_to_know_every_pair(tmp_path, card_of):
    """With the paper's settings; a card that says nothing about text is none."""
    card = card_of({"name": "speaks", "languages": {"en": []}})
    assert card.name == tmp_path.name
    assert "de" in card.languages["zh"]
    settings = PolicySettings(**card.defaults)
    assert (settings.low, settings.range_mode) == (PAPER["low"], "paper")
    (tmp_path / "lsg.json").unlink()
    assert text_card(resolve(str(tmp_path))) == card


def test_null_is_infinity(card_of):
    """JSON has none."""
    card = card_of({"text": {"languages": {"en": ["de"]}, "defaults": {"delta": None}}})
    assert card.defaults == {"delta": math.inf}


@pytest.mark.parametrize(
    "text",
    [
        3,
        {},
        {"languages": ["en"]},
        {"languages": {"xx": ["de"]}},
        {"languages": {"en": ["xx"]}},
        {"languages": {"en": ["de"]}, "defaults": {"colour": 1}},
        {"languages": {"en": ["de"]}, "defaults": {"alpha": 2}},
        {"languages": {"en": ["de"]}, "defaults": {"alpha": "much"}},
        {"languages": {"en": ["de"]}, "defaults": []},
    ],
)
def test_a_card_that_cannot_be_used_is_told(card_of, text):
    """With its place, rather than guessed at."""
    with pytest.raises(InputFault, match=r"lsg\.json says about text cannot be used"):
        card_of({"text": text})


def test_a_card_that_is_no_json(tmp_path, card_of):
    """The same."""
    card_of({})
    (tmp_path / "lsg.json").write_text("{")
    with pytest.raises(InputFault, match="cannot be used"):
        text_card(resolve(str(tmp_path)))


def test_a_folder_without_a_model(tmp_path):
    """Nothing is loaded to find that out."""
    with pytest.raises(InputFault, match=r"holds no model: config\.json is missing"):
        text_card(resolve(str(tmp_path)))


def test_a_model_that_is_not_on_this_machine():
    """It is not fetched."""
    with pytest.raises(EnvironmentFault, match="is not on this machine"):
        text_card(resolve("someone/chat-model"))
