"""Each line of the decision list (design section 3) as a timing chart; see tests/charts.py."""

# ruff: noqa: E501  a draft stands in one line

from __future__ import annotations

import pytest

from tests.charts import play


def test_at_the_end_all_that_is_left_is_written_whatever_range_and_thresholds_say():
    """1. The utterance is over: reason end, up to the end token, and KL is not needed."""
    play(
        """
        640ms  | transcribe | draft "Good" 0.10 0.0, " morning" 0.10 0.0
        640ms  | transcribe | READ below-range
        end    | transcribe | draft "Good" 0.30 0.0, " morning" 0.10 0.0, "." 0.90 0.0
        end    | transcribe | WRITE end "Good morning." p 0.10 KL -
        """,
        low=5,
        delta=12,
        alpha=1,
    )


def test_the_end_of_an_utterance_without_words_writes_nothing():
    """The end token alone is no text."""
    events, _ = play(
        """
        640ms  | transcribe | draft END 0.9 0.0
        640ms  | transcribe | READ end-token
        end    | transcribe | WRITE end ""
        """
    )
    assert [event.name for event in events] == ["decision", "decision"]


def test_white_space_around_a_line_is_not_written():
    """What follows the last word, or stands before the first, is nothing to read."""
    play(
        """
        640ms  | transcribe | draft " Good" 0.9 0.0, " day" 0.1 0.0
        640ms  | transcribe | WRITE confidence "Good"
        640ms  | transcribe | READ threshold " day"
        end    | transcribe | draft " Good" 0.9 0.0, " day" 0.9 0.0, " " 0.9 0.0
        end    | transcribe | WRITE end " day"
        """
    )


def test_a_loop_of_words_is_not_continued_and_ends_the_output():
    """2. The loop guard; it is looked at before each unit, and at the end it stops the output."""
    again = ", ".join(['" so" 0.9 0.0'] * 12)
    ten = "\n".join(['640ms | transcribe | WRITE confidence " so"'] * 9)
    play(
        f"""
        640ms  | transcribe | draft "so" 0.9 0.0, {again}
        640ms  | transcribe | WRITE confidence "so"
        {ten}
        640ms  | transcribe | READ loop "" KL -
        1280ms | transcribe | READ loop
        end    | transcribe | WRITE end ""
        """
    )


def test_a_loop_that_begins_at_the_end_is_cut_off_where_it_is_one():
    """The tenth word in a row makes it a loop."""
    again = ", ".join(['" so" 0.9 0.0'] * 40)
    play(
        f"""
        1280ms | transcribe | draft "Well" 0.1 0.0
        1280ms | transcribe | READ threshold
        end    | transcribe | draft "Well" 0.1 0.0, {again}
        end    | transcribe | WRITE end "Well{" so" * 10}"
        """
    )


def test_more_text_than_can_be_spoken_waits_for_more_sound():
    """2. The loop guard by length: 30 characters a second, of which there is at least one."""
    play(
        """
        640ms  | transcribe | draft "Incomprehensibilities" 0.9 0, " notwithstanding" 0.9 0, " yes" 0.9 0, " no" 0.1 0
        640ms  | transcribe | WRITE confidence "Incomprehensibilities"
        640ms  | transcribe | WRITE confidence " notwithstanding"
        640ms  | transcribe | READ loop
        1280ms | transcribe | WRITE confidence " yes"
        1280ms | transcribe | READ loop
        1920ms | transcribe | READ threshold " no"
        """
    )


def test_below_the_range_the_model_is_not_even_asked():
    """3. j < low: nothing is drafted, so nothing is traced."""
    _, model = play(
        """
        640ms  | transcribe | draft "Good" 0.99 9.0, " day" 0.99 9.0
        640ms  | transcribe | READ below-range "" KL -
        1280ms | transcribe | READ below-range "" KL -
        """,
        low=3,
    )
    assert model.passes == []


def test_an_end_token_before_the_end_is_not_believed():
    """4. The first drafted token is the end token: READ, and its own figures are traced."""
    play(
        """
        640ms  | transcribe | draft END 0.99 0.0
        640ms  | transcribe | READ end-token "" p 0.99 KL 0.00 b 1
        1280ms | transcribe | draft END 0.99 5.0
        1280ms | transcribe | READ end-token "" p 0.99 KL 5.00 b 1
        end    | transcribe | draft "Good" 0.1 0.0
        end    | transcribe | WRITE end "Good"
        """
    )


def test_an_end_token_is_not_believed_at_the_top_of_the_range_either():
    """4. comes before 5.: what is due must still be there."""
    play(
        """
        640ms  | transcribe | draft END 0.99 0.0
        640ms  | transcribe | READ end-token
        1280ms | transcribe | READ end-token
        """,
        range=0,
    )


@pytest.mark.parametrize(
    ("confidence", "kl", "decided"),
    [
        (0.61, 0.0, 'WRITE confidence "Good" p 0.61 KL 0.00 b 1'),
        (0.60, 0.0, 'READ threshold "Good" p 0.60 KL 0.00 b 1'),
        (0.60, 7.0, 'READ threshold "Good" p 0.60 KL 7.00 b 1'),
        (0.60, 7.1, 'WRITE divergence "Good" p 0.60 KL 7.10 b 1'),
        (0.61, 7.1, 'WRITE confidence "Good" p 0.61 KL 7.10 b 1'),
    ],
)
def test_a_token_passes_by_confidence_and_else_by_divergence(confidence, kl, decided):
    """5. max p > α, or KL > δ; both are strict."""
    rest = '1280ms | transcribe | READ threshold " day"' if "WRITE" in decided else ""
    play(
        f"""
        640ms  | transcribe | draft END 0.5
        640ms  | transcribe | READ end-token
        1280ms | transcribe | draft "Good" {confidence} {kl}, " day" 0.1 0.0
        1280ms | transcribe | {decided}
        {rest}
        """
    )


def test_every_token_of_a_word_must_pass_and_the_first_that_fails_is_traced():
    """5. A read shows its first failing token and the text up to it."""
    play(
        """
        640ms  | transcribe | draft "Un" 0.9 0, "for" 0.3 0, "tu" 0.2 0, "nate" 0.1 0, "ly" 0.9 0, " so" 0.9 0
        640ms  | transcribe | READ threshold "Unfor" p 0.30
        1280ms | transcribe | draft "Un" 0.9 0, "for" 0.3 8, "tu" 0.2 6.5, "nate" 0.1 9, "ly" 0.9 0, " so" 0.9 0
        1280ms | transcribe | READ threshold "Unfortu" p 0.20 KL 6.50 b 1
        1920ms | transcribe | draft "Un" 0.9 0, "for" 0.3 8, "tu" 0.2 7.5, "nate" 0.1 9, "ly" 0.9 0, " so" 0.4 0
        1920ms | transcribe | WRITE divergence "Unfortunately" p 0.10 KL 9.00 b 1
        1920ms | transcribe | READ threshold " so" p 0.40
        """
    )


def test_a_write_gives_the_reason_of_its_least_sure_token():
    """7. Of the tokens that passed, the one with the smallest max p."""
    play(
        """
        640ms  | transcribe | draft "Un" 0.7 0, "for" 0.8 0, " so" 0.1 0
        640ms  | transcribe | WRITE confidence "Unfor" p 0.70
        640ms  | transcribe | READ threshold " so"
        1280ms | transcribe | draft "Un" 0.7 0, "for" 0.8 0, " so" 0.65 0, "me" 0.2 8, "!" 0.01 0, " a" 0.1 0
        1280ms | transcribe | WRITE divergence " some!" p 0.20 KL 8.00 b 1
        1280ms | transcribe | READ threshold " a"
        """
    )


def test_a_word_is_held_until_the_next_token_shows_that_it_is_complete():
    """6. All tokens pass, but an end token before the end completes nothing."""
    play(
        """
        640ms  | transcribe | draft "Good" 0.9 0.0
        640ms  | transcribe | READ hold "Good" p 0.90
        1280ms | transcribe | draft "Good" 0.9 0.0, "bye" 0.9 0.0
        1280ms | transcribe | READ hold "Goodbye"
        1920ms | transcribe | draft "Good" 0.9 0.0, "bye" 0.9 0.0, "," 0.1 0.0
        1920ms | transcribe | READ hold "Goodbye,"
        2560ms | transcribe | draft "Good" 0.9 0.0, "bye" 0.9 0.0, "," 0.1 0.0, " all" 0.1 0.0
        2560ms | transcribe | WRITE confidence "Goodbye,"
        2560ms | transcribe | READ threshold " all"
        """
    )


def test_a_token_that_fails_comes_before_a_word_that_is_not_complete():
    """5. comes before 6."""
    play(
        """
        640ms  | transcribe | draft "Good" 0.9 0.0, "bye" 0.1 0.0
        640ms  | transcribe | READ threshold "Goodbye" p 0.10
        """
    )


def test_thirty_two_tokens_without_end_are_no_word():
    """6. A unit may be long, but not without bound."""
    run = ", ".join(['"a" 0.9 0.0'] * 33)
    _, model = play(
        f"""
        1280ms | transcribe | draft {run}, " so" 0.9 0.0
        1280ms | transcribe | READ hold "{"a" * 32}"
        """
    )
    assert len(model.passes) == 32


def test_the_top_of_the_range_lifts_the_thresholds():
    """7. j ≥ high: written with reason range-top; the least sure token is traced."""
    play(
        """
        640ms  | transcribe | draft "Un" 0.3 0, "for" 0.1 0, " so" 0.1 0
        640ms  | transcribe | READ threshold "Un"
        1280ms | transcribe | READ threshold "Un"
        1920ms | transcribe | WRITE range-top "Unfor" p 0.10 KL 0.00 b 1
        1920ms | transcribe | READ threshold " so"
        """,
        range=2,
    )


def test_at_the_top_of_the_range_everything_has_that_reason():
    """7. However sure a token is: it was not asked."""
    play(
        """
        640ms  | transcribe | draft "Good" 0.99 0, " day" 0.1 0, " so" 0.1 0
        640ms  | transcribe | WRITE range-top "Good" p 0.99
        640ms  | transcribe | WRITE range-top " day" p 0.10
        640ms  | transcribe | READ hold " so"
        """,
        range=0,
    )


def test_the_top_of_the_range_does_not_lift_completeness():
    """6. comes before 7.: half a word is never written."""
    play(
        """
        640ms  | transcribe | draft "Good" 0.1 0
        640ms  | transcribe | READ hold "Good"
        1280ms | transcribe | READ hold "Good"
        1920ms | transcribe | draft "Good" 0.1 0, "bye" 0.1 0, " so" 0.1 0
        1920ms | transcribe | WRITE range-top "Goodbye"
        1920ms | transcribe | READ hold " so"
        """,
        range=0,
        low=1,
        range_mode="rate",
    )


def test_several_words_are_written_at_one_chunk_while_they_pass():
    """7. and on to the next unit, at which everything is asked anew."""
    play(
        """
        640ms  | transcribe | draft "How" 0.9 0, " are" 0.9 0, " you" 0.9 0, " to" 0.7 0, "day" 0.5 0, "?" 0.9 0
        640ms  | transcribe | WRITE confidence "How"
        640ms  | transcribe | WRITE confidence " are"
        640ms  | transcribe | WRITE confidence " you"
        640ms  | transcribe | READ threshold " today"
        end    | transcribe | WRITE end " today?"
        """
    )


def test_each_task_has_its_own_thresholds_passed_and_its_own_count():
    """Both share j; each has its own i, range and draft."""
    play(
        """
        640ms  | transcribe | draft "Good" 0.9 0, " day" 0.9 0, " all" 0.1 0
        640ms  | translate  | draft "Guten" 0.2 0, " Tag" 0.9 0
        640ms  | transcribe | WRITE confidence "Good"
        640ms  | transcribe | READ below-range
        640ms  | translate | READ threshold "Guten"
        1280ms | translate  | draft "Guten" 0.9 0, " Tag" 0.9 0
        1280ms | transcribe | WRITE confidence " day"
        1280ms | transcribe | READ below-range
        1280ms | translate | WRITE confidence "Guten"
        1280ms | translate | READ hold " Tag"
        end    | transcribe | WRITE end " all"
        end    | translate | WRITE end " Tag"
        """,
        range_mode="paper",
    )


def test_what_was_written_stays_when_the_model_changes_its_mind():
    """The draft goes on after the ids that are committed, whatever it would now write for them."""
    play(
        """
        640ms  | transcribe | draft "Good" 0.9 0, " mourning" 0.1 0
        640ms  | transcribe | WRITE confidence "Good"
        640ms  | transcribe | READ threshold " mourning"
        1280ms | transcribe | draft "Could" 0.9 0, " morning" 0.9 0, " sir" 0.9 0
        1280ms | transcribe | WRITE confidence " morning"
        1280ms | transcribe | READ hold " sir"
        end    | transcribe | WRITE end " sir"
        """
    )


def test_the_direction_of_kl_is_a_switch():
    """The fourth figure is KL(q‖p), which the authors' code computes."""
    chart = """
        640ms  | transcribe | draft END
        640ms  | transcribe | READ end-token
        1280ms | transcribe | draft "Good" 0.3 {first} {second}, " day" 0.1 0.0
        1280ms | transcribe | {decided}
        """
    write = (
        'WRITE divergence "Good" p 0.30 KL 9.00 b 1\n1280ms | transcribe | READ threshold " day"'
    )
    read = 'READ threshold "Good" p 0.30 KL 2.00 b 1'
    play(chart.format(first=9, second=2, decided=write), kl_direction="current_baseline")
    play(chart.format(first=9, second=2, decided=read), kl_direction="baseline_current")
    play(chart.format(first=2, second=9, decided=read), kl_direction="current_baseline")
    play(chart.format(first=2, second=9, decided=write), kl_direction="baseline_current")
