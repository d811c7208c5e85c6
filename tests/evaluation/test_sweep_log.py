"""A sweep's log: what is kept comes back as it was, and tells of what it is."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from pathlib import Path

import pytest

from lsg_desktop.errors import InputFault
from lsg_desktop.evaluation.clips import Line
from lsg_desktop.evaluation.memo import Passes
from lsg_desktop.evaluation.selection import Clip
from lsg_desktop.evaluation.sweep_log import FILE, SETTINGS, SweepFolder, SweptClip, settings
from lsg_desktop.events import Task
from lsg_desktop.models.scripted import ScriptedModel
from lsg_desktop.session.captioner import Order
from lsg_desktop.settings import PolicySettings

EARLY, LATE = Line("Grüße", (640.0,), 1_000.1), Line("Grüße", (1_000.1,), 1_000.1)
SAID = Line("", (), 1_000.1)
CLIP = SweptClip(
    index=0,
    lines=tuple(
        {Task.TRANSCRIBE: SAID, Task.TRANSLATE: line} for line in (EARLY, LATE, EARLY, EARLY)
    ),
    lags_s=((0.1 + 0.2, 1.28), ()),
    passes=Passes(asked=9, made=4),
)
ORDER = Order(
    tasks=(Task.TRANSCRIBE, Task.TRANSLATE),
    source_lang="en",
    target_lang="de",
    settings=PolicySettings(delta=inf),
)
INFO = ScriptedModel({}).info


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    """To the last digit; a text that many trials wrote stands there once."""
    with SweepFolder(tmp_path) as folder:
        assert folder.resume({"deltas": [1.0, inf]}) == []
        folder.append(CLIP)
        folder.append(replace(CLIP, index=1))
        assert folder.resume({"deltas": [1.0, inf]}) == [CLIP, replace(CLIP, index=1)]
    assert (tmp_path / FILE).read_text("utf-8").count("Grüße") == 4


def test_half_a_line_is_swept_again(tmp_path: Path) -> None:
    """The process was killed while it wrote."""
    with SweepFolder(tmp_path) as folder:
        folder.resume({})
        folder.append(CLIP)
        with (tmp_path / FILE).open("a") as log:
            log.write(CLIP.json()[:90])
        assert folder.resume({}) == [CLIP]


@pytest.mark.parametrize("line", ["{}", "no", CLIP.json().replace('"by": [0, 1', '"by": [0, 7')])
def test_a_line_that_is_none_is_told(tmp_path: Path, line: str) -> None:
    """With its number."""
    with SweepFolder(tmp_path) as folder:
        folder.resume({})
        (tmp_path / FILE).write_text(CLIP.json() + "\n" + line + "\n", "utf-8")
        with pytest.raises(InputFault, match="line 2, is no clip of a sweep"):
            folder.resume({})


def test_a_sweep_does_not_take_the_place_of_an_evaluation(tmp_path: Path) -> None:
    """Each has settings of its own, should somebody give both the same folder."""
    assert SETTINGS != "settings.json"


def test_settings_tell_all_that_matters(tmp_path: Path) -> None:
    """What is tried, by what it is tried on, from where."""
    (tmp_path / "a.wav").write_bytes(b"1234")
    clip = Clip(tmp_path / "a.wav", "a.wav", "Hi", "Grüße")
    known = settings(INFO, ORDER, [clip], {"deltas": [1.0]})
    assert (known["tasks"], known["clips"]) == (["transcribe", "translate"], 1)
    others = [
        settings(INFO, ORDER, [clip], {"deltas": [2.0]}),
        settings(replace(INFO, digest="again"), ORDER, [clip], {"deltas": [1.0]}),
        settings(INFO, replace(ORDER, settings=PolicySettings()), [clip], {"deltas": [1.0]}),
        settings(INFO, replace(ORDER, tasks=(Task.TRANSLATE,)), [clip], {"deltas": [1.0]}),
        settings(INFO, ORDER, [replace(clip, reference="Hallo")], {"deltas": [1.0]}),
        settings(INFO, ORDER, [clip, clip], {"deltas": [1.0]}),
    ]
    assert all(other != known for other in others)
