"""Flags that are made from declarations: none is forgotten and none says anything of its own."""

from __future__ import annotations

import argparse
import math
from dataclasses import fields

import pytest

from lsg_desktop.cli.flags import add_settings, settings_from
from lsg_desktop.settings import PolicySettings, SpeechSettings, declared


@pytest.fixture(params=[PolicySettings, SpeechSettings])
def kind(request):
    return request.param


def parser_of(kind):
    parser = argparse.ArgumentParser()
    add_settings(parser, kind, "settings", "usually {}")
    return parser


def test_every_setting_has_a_flag_with_its_own_words(kind):
    """Help, choices and default are those of the declaration."""
    text = " ".join(parser_of(kind).format_help().split())
    for name, default, declaration in declared(kind):
        assert f"--{name.replace('_', '-')} " in text
        assert declaration.help in text
        shown = f"{default:g}" if isinstance(default, float) else default
        assert f"(default: usually {shown})" in text


def test_what_is_not_given_is_not_chosen(kind):
    """The model's defaults count then."""
    assert settings_from(parser_of(kind).parse_args([]), kind) == {}


def test_every_default_can_be_given(kind):
    """What a flag reads is what the settings object takes."""
    argv = [f"--{field.name.replace('_', '-')}={field.default}" for field in fields(kind)]
    given = settings_from(parser_of(kind).parse_args(argv), kind)
    assert kind(**given) == kind()


@pytest.mark.parametrize("name", ["delta", "range"])
def test_infinity_can_be_given(name):
    """It switches a threshold off."""
    given = settings_from(
        parser_of(PolicySettings).parse_args([f"--{name}", "inf"]), PolicySettings
    )
    assert given == {name: math.inf}
