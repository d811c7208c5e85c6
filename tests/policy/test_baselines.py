"""The policies that LSG is compared with, as timing charts; see tests/charts.py."""

# ruff: noqa: E501  a draft stands in one line

from __future__ import annotations

import pytest

from lsg_desktop.errors import InputFault
from lsg_desktop.policy.baselines import NAMES, Policy
from tests.charts import play

WORDS = '"How" 0.1 0, " are" 0.1 0, " you" 0.1 0, " now" 0.1 0'


def test_wait_k_writes_a_word_a_chunk_after_the_first_k():
    """However unsure the model is, and however much its mind has changed."""
    play(
        f"""
        640ms  | transcribe | draft {WORDS}
        640ms  | transcribe | READ below-range
        1280ms | transcribe | WRITE range-top "How"
        1280ms | transcribe | READ below-range
        1920ms | transcribe | WRITE range-top " are"
        1920ms | transcribe | READ below-range
        end    | transcribe | WRITE end " you now"
        """,
        policy=Policy("wait-k"),
        range_mode="paper",
        low=2,
    )


def test_wait_k_keeps_to_the_pace_where_the_range_does():
    """At two words a chunk the second waits no longer than the first."""
    play(
        f"""
        640ms  | transcribe | draft {WORDS}
        640ms  | transcribe | READ below-range
        1280ms | transcribe | WRITE range-top "How"
        1280ms | transcribe | WRITE range-top " are"
        1280ms | transcribe | WRITE range-top " you"
        1280ms | transcribe | READ below-range
        """,
        policy=Policy("wait-k"),
        low=2,
        pace=2.0,
    )


def test_wait_k_needs_a_range():
    """Without one there is nothing that it could wait for."""
    with pytest.raises(InputFault, match="wait-k needs a range"):
        play('640ms | transcribe | draft "How"', policy=Policy("wait-k"), range_mode="off")


def test_hold_n_writes_all_but_the_last_tokens():
    """The tokens held are those at the end of the draft, whatever the model thinks of them."""
    play(
        """
        640ms  | transcribe | draft "How" 0.9 9, " are" 0.9 9
        640ms  | transcribe | READ hold
        1280ms | transcribe | draft "How" 0.1 0, " are" 0.1 0, " you" 0.9 9, " now" 0.9 9
        1280ms | transcribe | WRITE range-top "How are" p 0.10 KL -
        1280ms | transcribe | READ hold " you now"
        end    | transcribe | draft "How" 0.1 0, " are" 0.1 0, " they" 0.9 9, "?" 0.9 9
        end    | transcribe | WRITE end " they?"
        """,
        policy=Policy("hold-n", held=2),
    )


def test_hold_n_writes_no_half_word():
    """A word whose end is held back waits with it; punctuation rides along."""
    play(
        """
        640ms  | transcribe | draft "Good" 0.1 0, "," 0.1 0, " morn" 0.1 0, "ing" 0.1 0, " all" 0.1 0
        640ms  | transcribe | WRITE range-top "Good,"
        640ms  | transcribe | READ hold " morning all"
        """,
        policy=Policy("hold-n", held=2),
    )
    play(
        """
        640ms  | transcribe | draft "Good" 0.1 0, " morn" 0.1 0, "ing" 0.1 0, " all" 0.1 0
        640ms  | transcribe | WRITE range-top "Good morning"
        640ms  | transcribe | READ hold " all"
        """,
        policy=Policy("hold-n", held=1),
    )


def test_hold_n_counts_characters_where_units_are_characters():
    """Each token that ends a character is a unit of its own."""
    play(
        """
        640ms  | translate | draft "大家" 0.1 0, "早上" 0.1 0, "好" 0.1 0
        640ms  | translate | WRITE range-top "大家早上"
        640ms  | translate | READ hold "好"
        """,
        policy=Policy("hold-n", held=1),
        languages=("en", "zh"),
    )


def test_holding_nothing_back_still_waits_for_the_end_of_a_word():
    """The last word of a draft may go on: no token says that it does not."""
    play(
        """
        640ms  | transcribe | draft "Good" 0.9 9, " morn" 0.9 9
        640ms  | transcribe | WRITE range-top "Good"
        640ms  | transcribe | READ hold " morn"
        """,
        policy=Policy("hold-n", held=0),
    )


def test_agreement_writes_what_two_drafts_in_a_row_say():
    """The first draft has nothing to agree with; a third one counts for nothing."""
    play(
        """
        640ms  | transcribe | draft "How" 0.9 9, " are" 0.9 9, " you" 0.9 9
        640ms  | transcribe | READ hold "How are you"
        1280ms | transcribe | draft "How" 0.1 0, " old" 0.1 0, " are" 0.1 0
        1280ms | transcribe | WRITE range-top "How"
        1280ms | transcribe | READ hold " old are"
        1920ms | transcribe | draft "How" 0.1 0, " are" 0.1 0, " you" 0.1 0
        1920ms | transcribe | READ hold " are you"
        2560ms | transcribe | draft "How" 0.1 0, " are" 0.1 0, " you" 0.1 0, " now" 0.1 0
        2560ms | transcribe | WRITE range-top " are you"
        2560ms | transcribe | READ hold " now"
        """,
        policy=Policy("local-agreement"),
    )


def test_agreement_is_about_words_and_not_about_their_beginnings():
    """A word that the other draft goes on with is another word; one that it ends with is not."""
    play(
        """
        640ms  | transcribe | draft "The" 0.1 0, " cat" 0.1 0, "s" 0.1 0, " ran" 0.1 0
        640ms  | transcribe | READ hold
        1280ms | transcribe | draft "The" 0.1 0, " cat" 0.1 0, " sat" 0.1 0
        1280ms | transcribe | WRITE range-top "The"
        1280ms | transcribe | READ hold " cat sat"
        1920ms | transcribe | draft "The" 0.1 0, " cat" 0.1 0, "s" 0.1 0, " sat" 0.1 0, " down" 0.1 0
        1920ms | transcribe | READ hold " cats sat down"
        2560ms | transcribe | draft "The" 0.1 0, " cat" 0.1 0, "s" 0.1 0, " sat" 0.1 0
        2560ms | transcribe | WRITE range-top " cats"
        2560ms | transcribe | READ hold " sat"
        3200ms | transcribe | draft "The" 0.1 0, " cat" 0.1 0, "s" 0.1 0, " sat" 0.1 0, "," 0.1 0, " all" 0.1 0
        3200ms | transcribe | READ hold " sat, all"
        3840ms | transcribe | draft "The" 0.1 0, " cat" 0.1 0, "s" 0.1 0, " sat" 0.1 0, "," 0.1 0, " all" 0.1 0
        3840ms | transcribe | WRITE range-top " sat,"
        3840ms | transcribe | READ hold " all"
        """,
        policy=Policy("local-agreement"),
    )


def test_agreement_is_about_what_is_read_and_not_about_its_tokens():
    """The same word may be cut in other places."""
    play(
        """
        640ms  | transcribe | draft "The" 0.1 0, " cats" 0.1 0, " ran" 0.1 0, " off" 0.1 0
        640ms  | transcribe | READ hold
        1280ms | transcribe | draft "The" 0.1 0, " cat" 0.1 0, "s" 0.1 0, " off" 0.1 0, " all" 0.1 0
        1280ms | transcribe | WRITE range-top "The cats"
        1280ms | transcribe | READ hold " off all"
        """,
        policy=Policy("local-agreement"),
    )


def test_agreement_on_characters_splits_no_run_of_letters():
    """Characters stand for themselves; "Q" is no part of "Qt", which ends with the next character."""
    play(
        """
        640ms  | translate | draft "用" 0.1 0, "Q" 0.1 0, "t" 0.1 0, "写" 0.1 0
        640ms  | translate | READ hold
        1280ms | translate | draft "用" 0.1 0, "Q" 0.1 0, "写" 0.1 0
        1280ms | translate | WRITE range-top "用"
        1280ms | translate | READ hold "Q写"
        """,
        policy=Policy("local-agreement"),
        languages=("en", "zh"),
    )


def test_offline_hears_everything_and_asks_nothing_before():
    """The model is not even run until the utterance is over."""
    _, model = play(
        """
        640ms  | transcribe | draft "How" 0.9 9, " are" 0.9 9
        640ms  | transcribe | READ below-range
        1280ms | transcribe | READ below-range
        end    | transcribe | WRITE end "How are"
        """,
        policy=Policy("offline"),
    )
    assert len(model.passes) == 3


def test_a_draft_ends_where_it_runs_away():
    """The tenth word in a row makes it a loop, and is not drafted past."""
    again = ", ".join(['" so" 0.9 0.0'] * 40)
    play(
        f"""
        640ms  | transcribe | draft "so" 0.9 0.0, {again}
        640ms  | transcribe | WRITE range-top "so{" so" * 8}"
        640ms  | transcribe | READ hold " so"
        """,
        policy=Policy("hold-n", held=1),
    )


@pytest.mark.parametrize("name", NAMES)
def test_nothing_heard_gives_nothing(name):
    """An end token alone is no text, by whichever policy."""
    play(
        """
        640ms  | transcribe | draft END 0.9 0.0
        end    | transcribe | WRITE end ""
        """,
        policy=Policy(name),
        traced=False,
    )


@pytest.mark.parametrize(("name", "held"), [("wait", 1), ("hold-n", -1)])
def test_a_policy_that_does_not_exist_is_refused(name, held):
    """One line, and what there is."""
    with pytest.raises(InputFault):
        Policy(name, held)
