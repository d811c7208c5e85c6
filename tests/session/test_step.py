"""What a step asks of the model: few passes, nothing twice, and KL only where it is needed."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from lsg_desktop.events import Task
from lsg_desktop.models.protocol import Query
from lsg_desktop.policy.lsg import Rule
from lsg_desktop.policy.progress import Heard, Progress
from lsg_desktop.session.step import Step
from lsg_desktop.settings import PolicySettings
from tests.charts import Chart, TableModel, perform, play

CHUNK = 10240
TASK = Task.TRANSCRIBE
PAIR = """
640ms  | transcribe | draft "How" 0.9 0, " are" 0.9 0, " you" 0.1 0
640ms  | translate  | draft "Wie" 0.9 0, " geht" 0.9 0, " es" 0.1 0
640ms  | transcribe | WRITE confidence "How"
640ms  | transcribe | WRITE confidence " are"
640ms  | transcribe | READ threshold " you"
640ms  | translate | WRITE confidence "Wie"
640ms  | translate | WRITE confidence " geht"
640ms  | translate | READ threshold " es"
"""


def asked(chart, **options):
    """Give each pass as its queries, of one task as (ids, draft, baselines in chunks)."""
    _, model = play(chart, **options)
    return [
        [
            (
                model.vocabulary.text(query.ids),
                model.vocabulary.text(query.draft),
                [base if base is None else base / CHUNK for base in query.baselines],
            )
            for query in queries
        ]
        for queries in model.passes
    ]


def test_one_pass_serves_both_tasks():
    """Three tokens of each are three passes, not six."""
    assert asked(PAIR, range_mode="off") == [
        [("", "", [1.0]), ("", "", [1.0])],
        [("How", "", [1.0]), ("Wie", "", [1.0])],
        [("How are", "", [1.0]), ("Wie geht", "", [1.0])],
    ]


def test_a_task_that_knows_its_draft_waits_for_the_pass_that_both_need():
    """Transcribe verifies three tokens while translate drafts its first, and goes on with it."""
    chart = """
        640ms  | transcribe | draft "un" 0.9 0, "for" 0.9 0, "tu" 0.9 0
        640ms  | translate  | draft END 0.9 0
        640ms  | transcribe | READ hold "unfortu"
        640ms  | translate | READ end-token
        1280ms | transcribe | draft "un" 0.9 0, "for" 0.9 0, "tu" 0.9 0, "nate" 0.9 0
        1280ms | translate  | draft "Wie" 0.9 0, " geht" 0.1 0
        1280ms | transcribe | READ hold "unfortunate"
        1280ms | translate | WRITE confidence "Wie"
        1280ms | translate | READ threshold " geht"
        """
    assert asked(chart)[4:] == [
        [("", "unfortu", [1.0] * 4), ("", "", [1.0])],
        [("unfortunate", "", [1.0]), ("Wie", "", [1.0])],
    ]


def test_a_draft_that_stands_is_verified_in_one_pass():
    """What was not written is scored with the new sound: as many positions as tokens and one."""
    chart = """
        640ms  | transcribe | draft "un" 0.9 0, "for" 0.9 0, "tu" 0.9 0, "nate" 0.1 0
        640ms  | transcribe | READ threshold "unfortunate"
        1280ms | transcribe | READ threshold "unfortunate"
        1920ms | transcribe | READ threshold "unfortunate"
        """
    assert asked(chart)[4:] == [
        [("", "unfortunate", [1.0] * 5)],
        [("", "unfortunate", [1.0] * 5)],
    ]


def test_a_draft_that_changes_is_verified_as_far_as_it_stands():
    """From the first other token on it is drafted anew."""
    chart = """
        640ms  | transcribe | draft "un" 0.9 0, "for" 0.9 0, "tu" 0.9 0, "nate" 0.1 0
        640ms  | transcribe | READ threshold "unfortunate"
        1280ms | transcribe | draft "un" 0.9 0, "for" 0.9 0, "giv" 0.9 0, "en" 0.1 0
        1280ms | transcribe | READ threshold "unforgiven"
        """
    assert asked(chart)[4:] == [
        [("", "unfortunate", [1.0] * 5)],
        [("unforgiv", "", [1.0])],
    ]


def test_a_draft_is_verified_at_the_end_too():
    """And without KL, which is not needed there."""
    chart = """
        640ms  | transcribe | draft "un" 0.9 0, "for" 0.9 0
        640ms  | transcribe | READ hold "unfor"
        end    | transcribe | WRITE end "unfor"
        """
    assert asked(chart)[3:] == [[("", "unfor", [None] * 3)]]


def test_what_was_written_is_not_asked_about_again():
    """The next chunk goes on after it."""
    chart = """
        640ms  | transcribe | draft "How" 0.9 0, " are" 0.1 0
        640ms  | transcribe | WRITE confidence "How"
        640ms  | transcribe | READ threshold " are"
        1280ms | transcribe | READ threshold " are"
        """
    assert asked(chart)[2:] == [[("How", " are", [1.0, 1.0])]]


def test_kl_is_not_asked_for_where_confidence_decides():
    """Unless there is a trace: then it is asked for with the first pass."""
    chart = """
        1280ms | transcribe | draft "un" 0.9 0, "for" 0.9 0
        1280ms | transcribe | READ hold "unfor"
        """
    assert asked(chart, traced=False) == [
        [("", "", [None])],
        [("un", "", [None])],
        [("unfor", "", [None])],
    ]
    assert asked(chart, traced=True) == [
        [("", "", [1.0])],
        [("un", "", [1.0])],
        [("unfor", "", [1.0])],
    ]


def test_kl_is_asked_for_where_confidence_does_not_decide():
    """With the token's own baseline, after confidence alone was not enough."""
    chart = """
        1280ms | transcribe | draft "How" 0.9 0, " are" 0.2 9, " you" 0.9 0
        1280ms | transcribe | WRITE confidence "How"
        1280ms | transcribe | WRITE divergence " are"
        1280ms | transcribe | READ hold " you"
        """
    assert asked(chart, traced=False) == [
        [("", "", [None])],
        [("How", "", [None])],
        [("How", "", [1.0])],
        [("How are", "", [None])],
        [("How are you", "", [None])],
    ]


@pytest.mark.parametrize("settings", [{"delta": math.inf}, {"range": 0}])
def test_kl_is_not_asked_for_where_it_cannot_decide(settings):
    """δ = ∞, or the top of the range: no baseline row is ever computed."""
    chart = """
        640ms  | transcribe | draft "How" 0.2 9, " are" 0.2 9, " you" 0.2 9
        1280ms | transcribe | READ
        end    | transcribe | READ
        """
    passes = asked(chart, traced=False, **settings)
    assert {base for queries in passes for _, _, bases in queries for base in bases} == {None}


def test_a_baseline_that_is_the_sound_heard_needs_no_row():
    """b = j: the query says so, and KL is 0."""
    _, model = play(
        """
        640ms  | transcribe | draft "How" 0.2 9, " are" 0.2 9
        640ms  | transcribe | READ threshold "How" p 0.20 KL 0.00 b 1
        """
    )
    (query,) = model.passes[0]
    assert query == Query(query.task, CHUNK, (), (), (CHUNK,))


def test_a_baseline_that_is_the_sound_heard_is_not_asked_for():
    """b = j where confidence alone was not enough: KL is 0 by definition."""
    chart = '640ms | transcribe | draft "How" 0.2 9, " are" 0.9 9'
    assert asked(chart, traced=False) == [[("", "", [None])]]


def test_the_sound_asked_about_is_all_that_was_heard():
    """Baselines are whole chunks; the last query has the piece after them too."""
    _, model = play(
        """
        1280ms | transcribe | draft "How" 0.2 9, " are" 0.2 9, " you" 0.1 0
        1280ms | transcribe | WRITE divergence "How"
        1280ms | transcribe | WRITE divergence " are"
        1280ms | transcribe | READ threshold " you"
        end    | transcribe | WRITE end " you"
        """
    )
    heard = [query.heard for queries in model.passes for query in queries]
    assert sorted(set(heard)) == [2 * CHUNK, 2 * CHUNK + 10]


def test_an_answer_with_kl_serves_where_none_is_needed():
    """The preview goes over tokens that the trace has asked about already."""
    chart = Chart.read(
        """
        640ms  | transcribe | draft "un" 0.1 0, "for" 0.9 0, "tu" 0.9 0
        1280ms | transcribe | draft "un" 0.1 0, "for" 0.9 0, "tu" 0.9 0
        """
    )
    _, model = perform(chart, preview=8)
    assert [[query.baselines for query in queries] for queries in model.passes[4:]] == [
        [(CHUNK,) * 4]
    ]


def test_what_follows_a_unit_is_compared_with_the_baseline_of_the_next_too():
    """In the same pass, so that the next unit need not ask again."""
    chart = """
        1280ms | transcribe | draft "How" 0.9 0, " are" 0.1 0
        1280ms | transcribe | WRITE confidence "How"
        1280ms | transcribe | READ threshold " are"
        """
    found = asked(chart, range_mode="paper", range=6)
    assert found == [
        [("", "", [1.0]), ("", "", [2.0])],
        [("How", "", [1.0]), ("How", "", [2.0])],
    ]


class ByBaseline(TableModel):
    """A model that differs from the first chunk alone, and from the second chunk on knows."""

    def score(self, query, position):
        found = super().score(query, position)
        if found.kl_current_baseline is None:
            return found
        differs = query.heard > 2 * CHUNK and query.baselines[position] == CHUNK
        return replace(found, kl_current_baseline=9.0 if differs else 0.0)


@pytest.mark.parametrize("traced", [True, False])
def test_each_token_is_compared_with_its_own_baseline(traced):
    """Whatever the draft behind another was compared with."""
    chart = Chart.read('640ms | transcribe | draft "How" 0.5 0, " are" 0.5 0, " you" 0.5 0')
    chart.times += ["1280ms", "1920ms", "2560ms"]
    model = ByBaseline(chart.table(640), CHUNK)
    listening = model.begin(chart.tasks, "en", "de")
    settings = PolicySettings(delta=5.0, alpha=1.0, range_mode="paper", low=1, range=6)
    rule = Rule(settings, "en", 1.0, model.vocabulary.text, frozenset({0}), traced)
    step, progress = Step(listening, CHUNK, preview=8), Progress()
    for chunks in (1, 2, 3, 4):
        listening.hear(np.zeros(CHUNK, np.float32))
        heard = Heard(chunks=chunks, seconds=0.64 * chunks)
        (outcome,) = step.run({TASK: rule}, {TASK: progress}, heard).values()
        progress = outcome.progress
    assert progress.text == "How"
