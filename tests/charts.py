"""Behaviour as timing charts: at this time the model would say this, and that is done about it.

A chart has one line for each thing that happens::

    640ms  | transcribe | draft "Good" 0.95 0.0
    640ms  | transcribe | READ hold
    1280ms | transcribe | draft "Good" 0.95 0.0, " morn" 0.40 3.0
    1280ms | transcribe | WRITE confidence "Good"
    1280ms | transcribe | READ threshold
    end    | transcribe | WRITE end " morn"

``draft`` is what the model would write of the whole utterance after hearing so much of it: each
token with its confidence and its KL in nats (a fourth figure is the KL in the other direction),
then the end token, which may be given as END. A token that ends inside a character is given by
its bytes, <e4 bd>. A draft stays until the next one. A time that skips chunks is one merged read,
and ``1280ms | silence`` says that no speech came since the line before.

The other lines are decisions; ``play`` compares them with those of the captioner. After the
reason may stand, as far as a chart cares: the unit's text, p (the confidence traced), KL and the
baseline b, as in ``READ threshold " morn" p 0.40 KL 3.00 b 1``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from lsg_desktop.events import Decision, Event, Task, Written
from lsg_desktop.models.protocol import ModelInfo, Query, TokenScore
from lsg_desktop.models.scripted import ScriptedVocabulary, Spoken
from lsg_desktop.policy.baselines import LSG, Policy
from lsg_desktop.policy.pace import Pace
from lsg_desktop.session.captioner import Captioner, Order
from lsg_desktop.settings import SAMPLE_RATE, PolicySettings

_TOKEN = re.compile(r'\s*(?:"([^"]*)"|<([0-9a-f ]+)>|(END))((?:\s+[0-9.]+)*)\s*(?:,|$)')

PIECE = 10
"""Samples after the last whole chunk, by which the table knows that it is the end."""


@dataclass(frozen=True, slots=True)
class Row:
    """One token that the model would write: what, how sure, and both divergences."""

    piece: str | bytes
    confidence: float = 0.5
    kl: float = 0.0
    reverse: float | None = None


Draft = tuple[Row, ...]
Table = dict[tuple[Task, int], Draft]
"""What would be written of the whole utterance by task and chunk; ``END`` is after the last."""

END = -1


class TableModel:
    """A model that answers from a table; every query it got is in ``passes``, pass by pass.

    A baseline that is the audio heard gives KL 0, as the protocol says.
    """

    def __init__(self, table: Table, chunk_samples: int) -> None:
        self.table = table
        self.chunk_samples = chunk_samples
        self.passes: list[tuple[Query, ...]] = []
        rows = [row for draft in table.values() for row in draft if row.piece]
        self._vocabulary = ScriptedVocabulary(
            [{Task.TRANSCRIBE: [Spoken(row.piece, 0) for row in rows]}]
        )

    @property
    def info(self) -> ModelInfo:
        """Nothing is loaded; every language is known."""
        codes = ("en", "de", "zh", "ja", "th", "hi")
        return ModelInfo("table", "table", "none", "cpu", dict.fromkeys(codes, codes), {})

    @property
    def vocabulary(self) -> ScriptedVocabulary:
        """The tokens of the table."""
        return self._vocabulary

    def begin(self, tasks: Sequence[Task], source_lang: str, target_lang: str) -> TableListening:
        """Start an utterance."""
        return TableListening(self)

    def score(self, query: Query, position: int) -> TokenScore:
        """Answer one position of a query."""
        chunk, over = divmod(query.heard, self.chunk_samples)
        draft = self.table.get((query.task, END if over else chunk), ())
        place = len(query.ids) + position
        row = draft[place] if place < len(draft) else Row("")
        token = self._vocabulary.ids(row.piece)[0]
        baseline = query.baselines[position]
        if baseline is None:
            return TokenScore(token, row.confidence)
        if baseline == query.heard:
            return TokenScore(token, row.confidence, 0.0, 0.0)
        reverse = row.kl if row.reverse is None else row.reverse
        return TokenScore(token, row.confidence, row.kl, reverse)


class TableListening:
    """One utterance of a table."""

    def __init__(self, model: TableModel) -> None:
        self._model = model
        self.heard = 0

    def hear(self, samples: NDArray[np.float32]) -> None:
        """Count samples: (n,)."""
        self.heard += len(samples)

    def score(self, queries: Sequence[Query]) -> list[tuple[TokenScore, ...]]:
        """Answer all queries; ``len(draft) + 1`` scores for each."""
        self._model.passes.append(tuple(queries))
        return [
            tuple(self._model.score(query, position) for position in range(len(query.draft) + 1))
            for query in queries
        ]


class SteadyPace(Pace):
    """A pace in units per chunk that nothing is learnt about."""

    def __init__(self, units_a_chunk: float) -> None:
        super().__init__("en", 640)
        self._steady = units_a_chunk

    @property
    def units_a_chunk(self) -> float:
        """The pace it was given."""
        return self._steady


@dataclass(slots=True)
class Chart:
    """A chart, read: when something is heard, what is drafted then, and what must be decided."""

    times: list[str] = field(default_factory=list)
    drafts: dict[tuple[str, Task], Draft] = field(default_factory=dict)
    silences: set[str] = field(default_factory=set)
    decisions: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, text: str) -> Chart:
        """Read a chart's lines."""
        chart = cls()
        for line in filter(str.strip, text.splitlines()):
            time, about, *rest = (part.strip() for part in line.split("|", 2))
            if time not in chart.times:
                chart.times.append(time)
            if about == "silence":
                chart.silences.add(time)
            elif rest[0].startswith("draft"):
                chart.drafts[time, Task(about)] = _draft(rest[0].removeprefix("draft"))
            else:
                chart.decisions.append(f"{time} | {about} | {rest[0]}")
        return chart

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks that something is drafted for."""
        return tuple(task for task in Task if any(drafted is task for _, drafted in self.drafts))

    def table(self, chunk_ms: int) -> Table:
        """Give the table that a model answers from; a draft stays until the next one."""
        table: Table = {}
        for task in Task:
            draft: Draft = ()
            for time in self.times:
                draft = self.drafts.get((time, task), draft)
                table[task, END if time == "end" else chunks(time, chunk_ms)] = draft
        return table


def chunks(time: str, chunk_ms: int) -> int:
    """Give the chunk that ends at a time such as 1280ms."""
    count, rest = divmod(int(time.removesuffix("ms")), chunk_ms)
    assert rest == 0, f"{time} is not the end of a chunk"
    return count


def _draft(text: str) -> Draft:
    rows, at = [], 0
    text = text.strip()
    while at < len(text):
        found = _TOKEN.match(text, at)
        assert found, f"not a token: {text[at:]}"
        word, codes, end, figures = found.groups()
        piece = b"" if end else bytes.fromhex(codes) if codes else word
        rows.append(Row(piece, *map(float, figures.split())))
        at = found.end()
    return tuple(rows)


def play(text: str, *, traced: bool = True, **options) -> tuple[list[Event], TableModel]:
    """Play a chart and compare its decisions; give the captioner's events and the model asked.

    Without a trace there is nothing to compare. Other options are those of ``perform``.
    """
    chart = Chart.read(text)
    performed, model = perform(chart, traced=traced, **options)
    if traced:
        lines = [_line(time, event) for time, event in performed if isinstance(event, Decision)]
        happened = "\n".join(lines)
        assert _as_told(lines, chart.decisions) == chart.decisions, f"this happened:\n{happened}"
    return [event for _, event in performed], model


def perform(
    chart: Chart,
    *,
    languages: tuple[str, str] = ("en", "de"),
    pace: float = 10.0,
    traced: bool = True,
    preview: int = 0,
    policy: Policy = LSG,
    **settings,
) -> tuple[list[tuple[str, Event]], TableModel]:
    """Give the events of a captioner that hears a chart, each with its time, and its model.

    ``pace`` is r, in units a chunk: so fast that range and baseline stay at the first chunk, unless
    a test is about them; ``settings`` are those that ``policy`` decides by. What is written makes
    up the line.
    """
    wanted = PolicySettings(**settings)
    model = TableModel(chart.table(wanted.chunk_ms), wanted.chunk_samples)
    order = Order(
        tasks=chart.tasks,
        source_lang=languages[0],
        target_lang=languages[1],
        settings=wanted,
        traced=traced,
        preview=preview,
        policy=policy,
    )
    captioner = Captioner(model, order, {task: SteadyPace(pace) for task in order.tasks}, 1)
    performed = [
        (time, event) for time, heard in _heard(captioner, chart, wanted) for event in heard
    ]
    for task, line in captioner.lines.items():
        assert written([event for _, event in performed], task) == line
    return performed, model


def written(events: Sequence[Event], task: Task) -> str:
    """Join what a task wrote."""
    return "".join(
        event.text for event in events if isinstance(event, Written) and event.task is task
    )


def _heard(
    captioner: Captioner, chart: Chart, policy: PolicySettings
) -> Iterator[tuple[str, list[Event]]]:
    heard = 0
    for time in chart.times:
        if time == "end":
            assert list(captioner.hear(np.zeros(PIECE, np.float32), False)) == []
            yield time, list(captioner.finish())
        else:
            new = chunks(time, policy.chunk_ms) - heard
            heard += new
            sound = np.zeros(new * policy.chunk_ms * SAMPLE_RATE // 1000, np.float32)
            yield time, list(captioner.hear(sound, time not in chart.silences))


def _line(time: str, event: Decision) -> str:
    figures = f'{event.action.upper()} {event.reason} "{event.text}"'
    if event.confidence is not None:
        figures += f" p {event.confidence:.2f}"
    figures += " KL -" if event.kl is None else f" KL {event.kl:.2f}"
    if event.baseline is not None:
        figures += f" b {event.baseline}"
    return f"{time} | {event.task} | {figures}"


def _as_told(lines: list[str], told: list[str]) -> list[str]:
    """Shorten lines to what a chart tells of them."""
    short = [
        tale if f"{line} ".startswith(f"{tale} ") else line
        for line, tale in zip(lines, told, strict=False)
    ]
    return short + lines[len(told) :]
