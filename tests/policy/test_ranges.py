"""Between which chunks a unit may be written, and what it is compared with (design section 3)."""

from __future__ import annotations

import math

import pytest

from lsg_desktop.policy import ranges
from lsg_desktop.policy.progress import Heard, Progress
from lsg_desktop.settings import PolicySettings
from tests.charts import play


def lows(settings, pace, units):
    return [ranges.low(settings, unit, pace) for unit in range(1, units + 1)]


def first_due(settings, unit, pace, last_chunk=0, silent=()):
    """Give the first chunk at which a unit is due, of 100 with speech in all but ``silent``."""
    speech = tuple(chunk not in silent for chunk in range(1, 101))
    for chunk in range(1, 101):
        heard = Heard(chunk, chunk * 0.64, speech=speech[:chunk])
        if ranges.is_due(settings, unit, pace, heard, last_chunk):
            return chunk
    return None


@pytest.mark.parametrize(("low", "expected"), [(1, [1, 2, 3, 4]), (3, [3, 4, 5, 6])])
def test_in_paper_mode_each_unit_waits_one_chunk_more(low, expected):
    """low(i) = L + i - 1, whatever the pace."""
    assert lows(PolicySettings(range_mode="paper", low=low), 5.0, 4) == expected


@pytest.mark.parametrize(
    ("units_a_chunk", "expected"),
    [
        (1 / ranges.HASTE, [2, 3, 4, 5, 6, 7]),
        (2 / ranges.HASTE, [2, 2, 3, 3, 4, 4]),
        (0.5 / ranges.HASTE, [2, 4, 6, 8, 10, 12]),
        (1.5 / ranges.HASTE, [2, 2, 3, 4, 4, 5]),
    ],
)
def test_in_rate_mode_units_wait_at_a_hasty_pace(units_a_chunk, expected):
    """low(i) = L + ⌊(i - 1) / (HASTE · r)⌋, here with L = 2."""
    assert lows(PolicySettings(low=2), units_a_chunk - 1e-9, 6) == expected


def test_without_a_range_nothing_is_too_early_and_nothing_is_due():
    """Mode off has no low and no high, whatever L and U."""
    settings = PolicySettings(range_mode="off", low=7, range=0)
    assert lows(settings, 1.0, 3) == [0, 0, 0]
    assert first_due(settings, 1, 1.0) is None


@pytest.mark.parametrize("mode", ["paper", "rate"])
def test_an_infinite_range_is_never_due(mode):
    """U = ∞ leaves it to the thresholds."""
    assert first_due(PolicySettings(range_mode=mode, range=math.inf), 1, 1.0) is None


@pytest.mark.parametrize(
    ("low", "width", "unit", "due"), [(1, 4, 1, 5), (1, 4, 3, 7), (7, 6, 1, 13), (3, 0, 2, 4)]
)
def test_in_paper_mode_the_top_is_u_chunks_above_low(low, width, unit, due):
    """high(i) = low(i) + U; when the task last wrote does not matter, nor does silence."""
    settings = PolicySettings(range_mode="paper", low=low, range=width)
    assert first_due(settings, unit, 9.0) == due
    assert first_due(settings, unit, 9.0, last_chunk=due - 1, silent=range(2, 99)) == due


def test_in_rate_mode_the_top_counts_from_the_last_write():
    """high = max(low, w) + U, with w = 0 before the first write."""
    settings = PolicySettings(low=2, range=3)
    assert first_due(settings, 1, 1.0) == 5
    assert first_due(settings, 1, 1.0, last_chunk=1) == 5
    assert first_due(settings, 1, 1.0, last_chunk=9) == 12


def test_in_rate_mode_silence_does_not_push_a_unit_out():
    """Chunks without speech do not count towards U, wherever they lie above low and w."""
    settings = PolicySettings(low=2, range=3)
    assert first_due(settings, 1, 1.0, silent=(1, 2)) == 5
    assert first_due(settings, 1, 1.0, silent=(3, 4)) == 7
    assert first_due(settings, 1, 1.0, silent=(4, 6, 7)) == 8
    assert first_due(settings, 1, 1.0, silent=range(4, 100)) is None


def test_a_range_of_no_width_is_due_at_low_even_in_silence():
    """U = 0 asks for no chunk with speech."""
    assert first_due(PolicySettings(low=2, range=0), 1, 1.0, silent=range(1, 100)) == 2


def test_a_range_of_a_fraction_is_due_at_the_next_whole_chunk():
    """U may be any number."""
    assert first_due(PolicySettings(low=2, range=0.5), 1, 1.0) == 3
    assert first_due(PolicySettings(range_mode="paper", low=2, range=0.5), 1, 1.0) == 3


def test_a_chunk_of_which_nothing_is_known_counts_as_speech():
    """A caller without a voice detector gives no flags at all."""
    assert Heard(5, 3.2).speech_since(2) == 3
    assert Heard(5, 3.2, speech=(True, False, False)).speech_since(1) == 2
    assert Heard(5, 3.2, speech=(True,) * 5).speech_since(5) == 0


@pytest.mark.parametrize(
    ("mode", "unit", "chunk", "b"),
    [
        ("paper", 1, 1, 1),
        ("paper", 1, 30, 1),
        ("paper", 3, 2, 2),
        ("paper", 12, 30, 12),
        ("rate", 1, 1, 1),
        ("rate", 1, 9, 1),
        ("rate", 1, 10, 2),
        ("rate", 1, 30, 22),
        ("rate", 5, 9, 5),
        ("rate", 5, 3, 3),
        ("rate", 25, 30, 25),
        ("off", 1, 30, 22),
        ("off", 5, 3, 3),
        ("off", 25, 30, 25),
    ],
)
def test_the_baseline_is_wait_1_within_reach_and_never_after_what_is_heard(mode, unit, chunk, b):
    """b = i in paper mode, else low(i) with L = 1 but at most 8 chunks back; never above j."""
    settings = PolicySettings(range_mode=mode, low=5)
    assert ranges.baseline(settings, unit, 1 / ranges.HASTE, chunk) == b


@pytest.mark.parametrize("mode", ["paper", "rate", "off"])
@pytest.mark.parametrize(
    ("kind", "unit", "chunk", "b"),
    [
        ("wait-1", 1, 30, 1),
        ("wait-1", 12, 30, 12),
        ("wait-1", 12, 3, 3),
        ("wait-k", 1, 30, 5),
        ("wait-k", 12, 30, 16),
        ("wait-k", 1, 3, 3),
        ("rate", 1, 30, 22),
        ("rate", 5, 9, 5),
        ("rate", 5, 3, 3),
    ],
)
def test_a_baseline_that_was_chosen_does_not_go_by_the_range_mode(mode, kind, unit, chunk, b):
    """A chunk for each unit, k = L chunks before the first, or the speaker's pace within reach."""
    settings = PolicySettings(range_mode=mode, baseline=kind, low=5)
    assert ranges.baseline(settings, unit, 1 / ranges.HASTE, chunk) == b


def test_a_write_moves_ids_text_units_and_chunk_on():
    """Progress is a new record; the old one stays."""
    old = Progress()
    new = old.wrote((1, 2), "Good", 1, 3).wrote((3,), "Good day", 1, 4)
    assert old == Progress((), "", 0, 0)
    assert new == Progress((1, 2, 3), "Good day", 2, 4)


def test_chart_of_paper_mode():
    """One word a chunk at most, from chunk L on; at low + U without asking."""
    play(
        """
        640ms  | transcribe | draft "How" 0.9 0, " are" 0.1 0, " you" 0.9 0, "?" 0.9 0
        640ms  | transcribe | READ below-range
        1280ms | transcribe | WRITE confidence "How"
        1280ms | transcribe | READ below-range
        1920ms | transcribe | READ threshold " are"
        2560ms | transcribe | READ threshold " are"
        3200ms | transcribe | WRITE range-top " are" p 0.10 KL 0.00 b 2
        3200ms | transcribe | READ hold " you?" p 0.90 KL 0.00 b 3
        end    | transcribe | WRITE end " you?"
        """,
        range_mode="paper",
        low=2,
        range=2,
    )


def test_chart_of_rate_mode():
    """Two words a chunk at this pace; the top counts chunks of speech since the last write."""
    play(
        """
        640ms  | transcribe | draft "a" 0.9 0, " b" 0.9 0, " c" 0.1 0, " d" 0.1 0
        640ms  | transcribe | WRITE confidence "a"
        640ms  | transcribe | WRITE confidence " b"
        640ms  | transcribe | READ below-range
        1280ms | transcribe | READ threshold " c" p 0.10 KL 0.00 b 2
        1920ms | silence
        1920ms | transcribe | READ threshold " c"
        2560ms | transcribe | READ threshold " c"
        3200ms | transcribe | WRITE range-top " c"
        3200ms | transcribe | READ threshold " d"
        3840ms | transcribe | draft "a" 0.9 0, " b" 0.9 0, " c" 0.1 0, " d" 0.1 0, " e" 0.1 0
        3840ms | transcribe | READ threshold " d"
        4480ms | transcribe | WRITE range-top " d"
        4480ms | transcribe | READ threshold " e"
        """,
        pace=2 / ranges.HASTE - 1e-9,
        low=1,
        range=2,
    )


def test_chart_without_a_range():
    """Mode off: the thresholds alone, from the first chunk to the end."""
    play(
        """
        640ms   | transcribe | draft "a" 0.9 0, " b" 0.9 0, " c" 0.1 0, " d" 0.1 0
        640ms   | transcribe | WRITE confidence "a"
        640ms   | transcribe | WRITE confidence " b"
        640ms   | transcribe | READ threshold " c"
        12800ms | transcribe | READ threshold " c" p 0.10 KL 0.00 b 12
        19200ms | transcribe | draft "a" 0.9 0, " b" 0.9 0, " c" 0.1 8, " d" 0.1 0
        19200ms | transcribe | WRITE divergence " c" p 0.10 KL 8.00 b 22
        19200ms | transcribe | READ threshold " d"
        end     | transcribe | WRITE end " d"
        """,
        range_mode="off",
        low=3,
        range=0,
    )


def test_chart_of_range_and_baseline_that_advance_with_every_word():
    """At one chunk the second word has its own low and its own baseline."""
    play(
        """
        1920ms | transcribe | draft "a" 0.2 9, " b" 0.2 9, " c" 0.2 9, " d" 0.2 9
        1920ms | transcribe | WRITE divergence "a" p 0.20 KL 9.00 b 1
        1920ms | transcribe | WRITE divergence " b" p 0.20 KL 9.00 b 2
        1920ms | transcribe | READ threshold " c" p 0.20 KL 0.00 b 3
        2560ms | transcribe | WRITE divergence " c" p 0.20 KL 9.00 b 3
        2560ms | transcribe | READ threshold " d" p 0.20 KL 0.00 b 4
        """,
        pace=1 / ranges.HASTE - 1e-9,
    )


def test_chart_of_a_merged_read():
    """Several chunks heard at once are one decision at the last of them; j has advanced by all."""
    play(
        """
        640ms  | transcribe | draft "a" 0.2 0, " b" 0.9 0
        640ms  | transcribe | READ threshold "a" p 0.20 KL 0.00 b 1
        3200ms | transcribe | READ threshold "a"
        5120ms | transcribe | WRITE range-top "a" p 0.20 KL 0.00 b 1
        5120ms | transcribe | READ hold " b" p 0.90 KL 0.00 b 1
        """,
        range=6,
    )
