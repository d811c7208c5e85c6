"""What every setting accepts, whichever kind it is of."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsg_desktop.errors import InputFault
from lsg_desktop.settings import (
    Declaration,
    ListenSettings,
    LookSettings,
    PolicySettings,
    RecordSettings,
    SpeechSettings,
    check_value,
    declared,
)

GROUPS = (PolicySettings, SpeechSettings, ListenSettings, LookSettings, RecordSettings)


@pytest.mark.parametrize("kind", GROUPS)
def test_every_setting_is_declared_in_full(kind):
    """It has words to be shown with, and a default that it accepts itself."""
    for name, default, declaration in declared(kind):
        assert declaration.label and declaration.help.endswith("."), name
        assert declaration.kind is type(default)
        check_value(name, default, declaration)


@pytest.mark.parametrize("kind", GROUPS)
def test_what_a_slider_offers_is_accepted(kind):
    for name, _, declaration in declared(kind):
        for bound in declaration.shown or ():
            check_value(name, declaration.kind(bound), declaration)


@pytest.mark.parametrize(
    ("kind", "name", "value", "said"),
    [
        (LookSettings, "theme", "drak", "choose one of system, light, dark, contrast"),
        (LookSettings, "theme", ["dark"], "choose one of"),
        (LookSettings, "advanced", 1, "advanced cannot be 1: give true or false"),
        (LookSettings, "advanced", "yes", "give true or false"),
        (LookSettings, "font_points", 14.5, "font_points cannot be 14.5: give a whole number"),
        (LookSettings, "font_points", True, "font_points cannot be True: give a whole number"),
        (LookSettings, "font_points", 7, "give a number from 8 to 60 points"),
        (ListenSettings, "model", 3, "model cannot be 3: give text"),
        (ListenSettings, "target_lag_s", math.inf, "give a number from 0 to 10 s"),
        (ListenSettings, "target_lag_s", math.nan, "cannot be nan"),
        (ListenSettings, "target_lag_s", "2", "target_lag_s cannot be '2'"),
        (RecordSettings, "cap_gb", -1, "give a number from 0.01 to 10000 GB"),
        (PolicySettings, "delta", False, "delta cannot be False"),
        (PolicySettings, "delta", None, "delta cannot be None"),
        (PolicySettings, "low", 10**400, "low cannot be 1000"),
        (PolicySettings, "low", math.inf, "give a whole number"),
    ],
)
def test_a_value_of_another_kind_is_refused_by_name(kind, name, value, said):
    """With what is accepted, in one line."""
    with pytest.raises(InputFault) as caught:
        kind(**{name: value})
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


def test_a_whole_number_will_do_for_any_number():
    assert PolicySettings(delta=7).delta == 7


def test_no_translation_and_no_device_are_chosen_by_empty_text():
    assert ListenSettings(target_lang="", microphone="").target_lang == ""


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=4,
)
DECLARATIONS = [(name, one) for kind in GROUPS for name, _, one in declared(kind)]


@given(st.sampled_from(DECLARATIONS), ANYTHING)
def test_anything_else_is_an_input_fault(setting, value):
    """Whatever stands in a file: never another exception."""
    name, declaration = setting
    try:
        check_value(name, value, declaration)
    except InputFault as fault:
        assert fault.remedy
    else:
        assert isinstance(value, declaration.kind | int)


def test_a_declaration_without_bounds_takes_any_number():
    check_value("x", -1e300, Declaration("X", "Any."))
    with pytest.raises(InputFault, match="x cannot be 'a': give a whole number"):
        check_value("x", "a", Declaration("X", "Any.", kind=int))
