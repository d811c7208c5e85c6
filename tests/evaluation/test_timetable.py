"""Words are written on a clock by whoever goes by a timetable, and what is drafted may be wrong."""

from __future__ import annotations

import numpy as np
import pytest

from lsg_desktop.evaluation.timetable import DIVERGING, LAG_S, TimedListening, Timetable
from lsg_desktop.events import Task
from lsg_desktop.models.protocol import Query
from lsg_desktop.policy.pace import WORDS_A_SECOND

TASK = Task.TRANSCRIBE
WORDS = [f"w{number}" for number in range(80)]


def letters(word):
    """A tokenizer of two tokens a word, but for the first word."""
    number = int(word.strip()[1:])
    return [2 * number, 2 * number + 1] if word.startswith(" ") else [0]


@pytest.fixture
def table():
    return Timetable.of({TASK: " ".join(WORDS)}, letters)


def samples(words):
    """Give how much has been heard when so many words are due, and a little more."""
    return round((words / WORDS_A_SECOND + LAG_S + 0.01) * 16_000)


def test_words_are_due_as_fast_as_they_are_spoken_after_a_lag(table):
    """None in the first chunk; whole words only."""
    assert table.due(TASK, 10_240) == ()
    assert table.due(TASK, samples(1)) == (0,)
    assert table.due(TASK, samples(3)) == (0, 2, 3, 4, 5)
    assert len(table.due(TASK, 28 * 16_000)) == 2 * int(WORDS_A_SECOND * (28 - LAG_S)) - 1


def test_what_is_due_is_sure(table):
    """And what is not is neither sure nor divergent."""
    heard = samples(3)
    scores = table.answers(Query(TASK, heard, (0,), (2, 3, 4, 5), (None, 0, 0, 0, 0)))
    assert [score.token for score in scores[:4]] == [2, 3, 4, 5]
    assert [score.confidence for score in scores] == [1, 1, 1, 1, 0]
    assert scores[0].kl_current_baseline is None
    assert scores[1].kl_current_baseline == scores[1].kl_baseline_current > 100
    assert scores[4].kl_current_baseline == 0


def test_one_word_in_so_many_passes_by_divergence_alone(table):
    """So that a lazy baseline is needed now and then for what is written, too."""
    heard = samples(DIVERGING)
    unsure = 2 * (DIVERGING - 1) - 1
    (score,) = table.answers(Query(TASK, heard, (9,) * unsure, (), (0,)))
    assert score.confidence == 0
    assert score.kl_current_baseline > 100


def test_every_other_draft_of_what_is_not_due_is_wrong(table):
    """The draft of an odd word begins as the next word does; later it is right."""
    (early,) = table.answers(Query(TASK, samples(1), (0,)))
    assert early.token == 4
    (late,) = table.answers(Query(TASK, samples(2), (0,)))
    assert late.token == 2
    (right,) = table.answers(Query(TASK, samples(2), (0, 2, 3)))
    assert right.token == 4


class Noting:
    """What computes; it notes what it is asked."""

    heard = 0

    def __init__(self) -> None:
        self.asked: list[Query] = []

    def hear(self, sound):
        self.heard += len(sound)

    def score(self, queries):
        self.asked += queries
        return [()] * len(queries)


def test_a_model_computes_what_the_timetable_answers(table):
    """Rows and tokens are counted as asked: a baseline is a row of its own."""
    inner = Noting()
    listening = TimedListening(inner, table)
    listening.hear(np.zeros(20_000, np.float32))
    query = Query(TASK, 20_000, (0,), (2, 3), (None, 5_000, 20_000))
    assert listening.score([query]) == [table.answers(query)]
    assert listening.heard == 20_000
    assert inner.asked == [query]
    assert (listening.rows, listening.tokens) == (2, 4)


def test_bare_listening_computes_no_baseline_and_answers_alike(table):
    """So that the same words are written at the same time."""
    inner = Noting()
    listening = TimedListening(inner, table, bare=True)
    listening.hear(np.zeros(20_000, np.float32))
    query = Query(TASK, 20_000, (0,), (2,), (5_000, 5_000))
    assert listening.score([query]) == [table.answers(query)]
    assert inner.asked == [Query(TASK, 20_000, (0,), (2,), (None, None))]
    assert (listening.rows, listening.tokens) == (1, 2)


def test_bare_listening_computes_once_what_is_compared_twice(table):
    """Without baselines both queries are the same."""
    inner = Noting()
    listening = TimedListening(inner, table, bare=True)
    listening.hear(np.zeros(20_000, np.float32))
    queries = [
        Query(TASK, 20_000, (0,), (2,), (5_000, 5_000)),
        Query(TASK, 20_000, (0, 2), (), (6_000,)),
    ]
    assert listening.score(queries) == [table.answers(query) for query in queries]
    assert inner.asked == [Query(TASK, 20_000, (0,), (2,), (None, None))]
    assert (listening.rows, listening.tokens) == (1, 2)
