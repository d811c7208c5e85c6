"""What a window remembers, and a file that people edit by hand."""

from __future__ import annotations

import math
import multiprocessing
import stat
import sys
from dataclasses import replace
from datetime import date

import pytest
import tomlkit
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from lsg_desktop.errors import OutputFault
from lsg_desktop.preferences import Preferences, load, save
from lsg_desktop.settings import (
    ListenSettings,
    LookSettings,
    PolicySettings,
    RecordSettings,
    SpeechSettings,
    declared,
)

CHOSEN = Preferences(
    listen=ListenSettings(kind="both", microphone="Yeti „Nano“", target_lag_s=1.5, target_lang=""),
    speech=SpeechSettings(pause_ms=500),
    look=LookSettings(theme="dark", font_points=20, close_to_tray=True),
    record=RecordSettings(keep=False, cap_gb=0.5),
    policies={"Qwen/Qwen2-Audio-7B": {"delta": math.inf, "low": 2}},
    shortcuts={"start": "F5", "about": ""},
    places={
        "window": "AdnQywAD",
        "splitter": [900, 300],
        "overlay_locked": True,
        "overlay_places": {'\\\\.\\DISPLAY1 "x" 1920x1080+0+0': {"x": 0.25, "width": 1}},
    },
)


@pytest.fixture
def path(tmp_path):
    """Give the place of a settings file in a folder that is not there yet."""
    return tmp_path / "config" / "settings.toml"


def written(path, text):
    """Write a file as it stands, and give what is loaded of it."""
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return load(path)


def kept(path):
    """Give the file as plain values."""
    return tomlkit.parse(path.read_text(encoding="utf-8")).unwrap()


def test_without_a_file_everything_is_as_usual(path):
    """The first start is nothing to talk about, and makes no file."""
    assert load(path) == (Preferences(), ())
    assert not path.parent.exists()


def test_what_was_chosen_is_there_the_next_time(path):
    save(path, CHOSEN)
    assert load(path) == (CHOSEN, ())


def test_only_what_was_chosen_is_in_the_file(path):
    """What is usual can change with a version."""
    save(path, Preferences(look=LookSettings(theme="dark")))
    assert path.read_text(encoding="utf-8") == '[look]\ntheme = "dark"\n'


def test_a_choice_taken_back_is_gone(path):
    """A shortcut, an override and a place leave the file; a setting that it names stays named."""
    save(path, CHOSEN)
    save(path, Preferences())
    assert load(path) == (Preferences(), ())
    assert kept(path)["look"]["theme"] == "system"
    assert kept(path)["shortcuts"] == {}
    assert kept(path)["policies"] == {"Qwen/Qwen2-Audio-7B": {}}


def test_comments_order_and_unknown_keys_outlive_a_save(path):
    """The file is the user's."""
    text = (
        "# my settings\n"
        'newer = "than this version"\n'
        "\n"
        "[look]  # for the lecture hall\n"
        "font_points = 20   # the projector\n"
        "hologram = true\n"
        'theme = "dark"\n'
        "\n"
        "[policies.demo]\n"
        "delta = 3  # measured\n"
        "magic = 1\n"
    )
    preferences, notices = written(path, text)
    assert notices == (
        "settings.toml: nothing is known of newer, look.hologram, policies.demo.magic,"
        " which stays as it is",
    )
    save(path, replace(preferences, look=replace(preferences.look, font_points=24)))
    assert path.read_text(encoding="utf-8") == text.replace("= 20 ", "= 24 ")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[look]\ntheme = "drak"', "look.theme cannot be 'drak': choose one of system, light"),
        ("[look]\nadvanced = 1", "look.advanced cannot be 1: give true or false"),
        ("[look]\nfont_points = true", "look.font_points cannot be True"),
        ("[look]\nfont_points = 500", "look.font_points cannot be 500: give a number from 8"),
        ("[listen]\ntarget_lag_s = inf", "listen.target_lag_s cannot be inf"),
        ("[listen]\ntarget_lag_s = nan", "listen.target_lag_s cannot be nan"),
        ("[listen]\nmodel = 1979-05-27", "listen.model cannot be datetime.date(1979, 5, 27)"),
        ("[speech]\npause_ms = -0.0", "speech.pause_ms cannot be -0: give a whole number"),
        ("[record]\ncap_gb = 1" + "0" * 400, "record.cap_gb cannot be 1000"),
        ("[policies.demo]\ndelta = nan", "policies.demo.delta cannot be nan"),
        ('[policies."a/b"]\nlow = false', "policies.a/b.low cannot be False"),
        ("[shortcuts]\nstart = 3", "shortcuts.start cannot be 3: give text"),
        ("listen = 3", "listen cannot be 3: make it a table"),
        ("[[look]]\ntheme = 'dark'", "look cannot be [{'theme': 'dark'}]: make it a table"),
        ("policies = []", "policies cannot be []: make it a table"),
        ("[policies]\ndemo = 7", "policies.demo cannot be 7: make it a table"),
        ("shortcuts = 'F5'", "shortcuts cannot be 'F5': make it a table"),
        ("places = nan", "places cannot be nan: make it a table"),
    ],
)
def test_a_bad_value_falls_back_alone(path, text, said):
    """The user is told which one; the rest counts; the next save mends it or leaves it."""
    preferences, (notice,) = written(path, f"{text}\n")
    assert notice.startswith(f"settings.toml: {said}")
    assert preferences == Preferences()
    save(path, CHOSEN)
    assert load(path)[0] == CHOSEN


def test_every_bad_value_is_named_and_every_good_one_counts(path):
    preferences, notices = written(
        path, '[look]\ntheme = 1\nlayout = "stacked"\n[listen]\nkind = 2\nmodel = "7b"\n'
    )
    assert preferences.look == LookSettings(layout="stacked")
    assert preferences.listen == ListenSettings(model="7b")
    assert [notice.split()[1] for notice in notices] == ["listen.kind", "look.theme"]


def test_infinity_is_a_value_where_it_means_something(path):
    preferences, notices = written(path, "[policies.demo]\ndelta = inf\nrange = +inf\n")
    assert preferences.policies == {"demo": {"delta": math.inf, "range": math.inf}}
    assert notices == ()


@pytest.mark.parametrize("text", ["\ufeff[look]\r\ntheme = 'dark'\r\n", "\ufeff", "", "\r\n"])
def test_a_file_of_an_editor_on_windows_is_read(path, text):
    """It begins with a mark and ends its lines in two characters, or is empty."""
    preferences, notices = written(path, text)
    assert notices == ()
    assert preferences.look.theme == ("dark" if "dark" in text else "system")


def test_a_file_keeps_its_line_ends(path):
    """All of one kind, also where lines are added; the mark of the beginning is not wanted."""
    written(path, "\ufeff# mine\r\n[look]\r\ntheme = 'dark'\r\n")
    save(path, CHOSEN)
    data = path.read_bytes()
    assert data.startswith(b"# mine\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert load(path) == (CHOSEN, ())


@pytest.mark.parametrize(
    "text",
    [
        b"{not: toml}\n",
        b"[look\n",
        b"a = 1\na = 2\n",
        b"[look]\n[look]\n",
        b"x = " + b"[" * 5000,
        b"x = " + b"9" * 5000,
        b"\x00\x01",
        "[look]\n".encode("utf-16"),
        b"theme = '\xff'\n",
    ],
)
def test_a_file_that_is_no_toml_is_set_aside(path, text):
    """Nothing of it is lost, and the next start is a quiet one."""
    preferences, (notice,) = written(path, text)
    assert preferences == Preferences()
    assert notice.startswith(f"{path} cannot be used (")
    assert "settings.toml.bad" in notice
    assert "\n" not in notice
    assert path.with_name("settings.toml.bad").read_bytes() == text
    assert load(path) == (Preferences(), ())


def test_a_file_broken_while_the_window_is_open_is_set_aside_by_saving(path):
    written(path, "[look\n")
    path.with_name("settings.toml.bad").replace(path)
    save(path, CHOSEN)
    assert load(path) == (CHOSEN, ())
    assert path.with_name("settings.toml.bad").read_bytes() == b"[look\n"


@pytest.mark.parametrize(
    "text",
    [
        "look.theme = 'dark'\nlook.layout = 'auto'\n",
        "look = {theme = 'dark', hologram = {x = 1}}\npolicies = {demo = {delta = 1.0}}\n",
        "places = {}\nlisten = {}\npolicies = {}\n",
        "[look]\ntheme = 'dark'\n[listen]\n[look.hologram]\nx = 1\n",
        "policies.demo.delta = 1\npolicies.demo.magic = 2\n",
        "[policies]\n[policies.demo]\ndelta = 1\n[look]\n[policies.other]\nmagic = 1\n",
        "[ places . overlay_places ]\n[places]\nwindow = 1\n[speech]\n",
        "[places.overlay_places.x]\nx = 1.0\n[policies.'Qwen/Qwen2-Audio-7B']\n# none\n",
    ],
)
def test_toml_in_another_dress_is_kept_up(path, text):
    """Dotted keys, inline tables, tables out of order: what a person may have written."""
    written(path, text)
    before = kept(path)
    save(path, CHOSEN)
    preferences, _ = load(path)
    assert preferences == CHOSEN
    assert kept(path).get("look", {}).get("hologram") == before.get("look", {}).get("hologram")
    for model, given_ in before.get("policies", {}).items():
        assert kept(path)["policies"][model].get("magic") == given_.get("magic")
    save(path, Preferences())
    assert load(path)[0] == Preferences()


def test_the_order_of_places_is_kept(path):
    """The newest place is the last one."""
    for order in (["a", "b"], ["b", "a"]):
        save(path, Preferences(places={"overlay_places": {key: {"x": 0.5} for key in order}}))
        assert list(load(path)[0].places["overlay_places"]) == order


def test_a_number_keeps_its_spelling(path):
    """Saving changes what was changed and nothing else."""
    text = "[policies.demo]\ndelta = 7\nchunk_ms = 0x140\n[record]\ncap_gb = 1_0.50e-1\n"
    preferences, notices = written(path, text)
    assert notices == ()
    assert type(preferences.policies["demo"]["delta"]) is float
    save(path, preferences)
    assert path.read_text(encoding="utf-8") == text


def test_what_is_no_text_is_saved_as_far_as_it_goes(path):
    """A system may give a device a name that holds half a character."""
    save(path, Preferences(listen=ListenSettings(microphone="Yeti \udcff\n\x7f")))
    assert load(path)[0].listen.microphone == "Yeti ?\n\x7f"


def test_a_model_has_its_own_settings_and_the_users_changes():
    """What the user has not touched follows the model."""
    own = PolicySettings(delta=3.0, chunk_ms=320)
    mine = Preferences().with_policy("demo", own, replace(own, alpha=0.9))
    assert mine.policies == {"demo": {"alpha": 0.9}}
    assert mine.policy("demo", replace(own, delta=4.0)) == PolicySettings(
        delta=4.0, alpha=0.9, chunk_ms=320
    )
    assert mine.policy("another", own) == own


def test_a_change_taken_back_is_no_change():
    own = PolicySettings()
    both = Preferences(policies={"demo": {"alpha": 0.9}, "other": {"low": 2}})
    assert both.with_policy("demo", own, own).policies == {"other": {"low": 2}}


def test_a_folder_in_the_place_of_the_file_is_a_fault(path):
    """Starting goes on; saving says what is wrong."""
    path.mkdir(parents=True)
    preferences, (notice,) = load(path)
    assert preferences == Preferences()
    assert notice.startswith(f"{path} cannot be read (")
    with pytest.raises(OutputFault, match=r"the settings are not saved \(.*settings.toml"):
        save(path, CHOSEN)


def test_a_folder_that_cannot_be_made_is_a_fault(tmp_path):
    (tmp_path / "config").write_bytes(b"")
    with pytest.raises(OutputFault, match="see that there is room"):
        save(tmp_path / "config" / "settings.toml", CHOSEN)


def test_a_full_disk_leaves_the_file_as_it_was(path, monkeypatch):
    """Nor does it leave a piece of a new one."""
    save(path, CHOSEN)
    before = path.read_bytes()

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OutputFault, match="No space left"):
        save(path, Preferences())
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
def test_a_link_stays_a_link(path, tmp_path):
    """Who keeps his settings elsewhere goes on doing so."""
    elsewhere = tmp_path / "dotfiles.toml"
    elsewhere.write_text("# mine\n", encoding="utf-8")
    path.parent.mkdir()
    path.symlink_to(elsewhere)
    save(path, CHOSEN)
    assert path.is_symlink()
    assert elsewhere.read_text(encoding="utf-8").startswith("# mine\n")
    assert stat.S_ISREG(elsewhere.stat().st_mode)


def save_often(path, theme):
    for size in range(30, 40):
        save(path, Preferences(look=LookSettings(theme=theme, font_points=size)))


def test_two_windows_that_save_at_once_leave_a_whole_file(path):
    """At every moment it is that of one of them."""
    save(path, Preferences(look=LookSettings(theme="light", font_points=9)))
    context = multiprocessing.get_context("spawn")
    windows = [
        context.Process(target=save_often, args=(path, theme)) for theme in ("light", "dark")
    ]
    for window in windows:
        window.start()
    while any(window.is_alive() for window in windows):
        preferences, notices = load(path)
        assert notices == ()
        assert preferences.look.theme in ("light", "dark")
    for window in windows:
        window.join()
    assert [window.exitcode for window in windows] == [0, 0]
    assert load(path)[0].look.font_points == 39
    assert list(path.parent.iterdir()) == [path]


def values_of(declaration):
    """Give a strategy for what a setting accepts."""
    if declaration.choices:
        return st.sampled_from(declaration.choices)
    if declaration.kind is bool:
        return st.booleans()
    if declaration.kind is str:
        return TEXT
    if declaration.kind is int:
        return st.integers(declaration.low, declaration.high or 2**40)
    return st.floats(declaration.low, declaration.high, allow_nan=False)


def group(kind):
    return st.builds(kind, **{name: values_of(one) for name, _, one in declared(kind)})


def some(kind):
    """Give a strategy for some values of a settings class, by name."""
    known = {name: values_of(one) for name, _, one in declared(kind)}
    return st.fixed_dictionaries({}, optional=known).filter(bool)


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
PLAIN = st.recursive(
    st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | TEXT
    | st.dates(date(1, 1, 1)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
PREFERENCES = st.builds(
    Preferences,
    listen=group(ListenSettings),
    speech=group(SpeechSettings),
    look=group(LookSettings),
    record=group(RecordSettings),
    policies=st.dictionaries(TEXT, some(PolicySettings), max_size=3),
    shortcuts=st.dictionaries(TEXT, TEXT, max_size=3),
    places=st.dictionaries(TEXT, PLAIN, max_size=3),
)
SLOW = hypothesis_settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@SLOW
@given(PREFERENCES, PREFERENCES)
def test_whatever_was_saved_before_what_is_saved_is_loaded(tmp_path, first, second):
    """Names of models, screens and devices hold any characters."""
    path = tmp_path / "settings.toml"
    path.unlink(missing_ok=True)
    for preferences in (first, second):
        save(path, preferences)
        assert load(path) == (preferences, ())


@SLOW
@given(st.dictionaries(st.sampled_from([*(f for f in Preferences.__slots__), "x"]), PLAIN))
def test_whatever_a_file_holds_it_is_loaded_and_saved(tmp_path, given_):
    """Tables and values where others belong."""
    path = tmp_path / "settings.toml"
    path.write_text(tomlkit.dumps(given_), encoding="utf-8", newline="\n")
    load(path)
    save(path, CHOSEN)
    assert load(path)[0] == CHOSEN
    assert kept(path).get("x") == given_.get("x")


@SLOW
@given(st.binary(max_size=40))
def test_whatever_a_file_is_it_is_loaded(tmp_path, data):
    path = tmp_path / "settings.toml"
    path.write_bytes(data)
    load(path)
    save(path, CHOSEN)
    assert load(path)[0] == CHOSEN
