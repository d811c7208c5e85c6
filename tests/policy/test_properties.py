"""What holds of the policy whatever a model says: random tables of drafts."""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from lsg_desktop.events import Decision, Drafted, Task, Written
from tests.charts import Chart, Row, perform, written

CHUNK_MS = 640

WORDS = st.sampled_from(["un", "for", " so", " we", " 3", ".", "5", ",", " –", " good", "bye", " "])
CHARACTERS = st.sampled_from(
    ["今天", "好", "，", "GPU", "1", "0", " a", "の", b"\xe4\xbd", b"\xa0", b"\xc3\xa9"]
)
FIGURES = st.sampled_from([0.0, 0.1, 0.4, 0.6, 0.61, 0.9, 1.0])
NATS = st.sampled_from([0.0, 0.5, 3.0, 6.9, 7.0, 7.1, 12.0])


@st.composite
def charts(draw, pieces=WORDS, tasks=(Task.TRANSCRIBE,), complete=False):
    """Drafts that are ever surer of ever more of one text, or not; ``complete`` ones are whole."""
    times = draw(st.lists(st.integers(1, 14), min_size=1, max_size=8, unique=True).map(sorted))
    chart = Chart(times=[f"{time * CHUNK_MS}ms" for time in times] + ["end"])
    chart.silences = {time for time in chart.times if draw(st.booleans())} - {"end"}
    for task in tasks:
        text = draw(st.lists(pieces, min_size=1, max_size=10))
        for time in chart.times:
            length = len(text) if complete else draw(st.integers(0, len(text)))
            chart.drafts[time, task] = tuple(
                Row(piece, draw(FIGURES), draw(NATS), draw(NATS)) for piece in text[:length]
            )
    return chart


modes = st.sampled_from(["paper", "rate", "off"])
paces = st.sampled_from([0.4, 1.0, 1.7, 5.0])
deltas = st.sampled_from([0.0, 0.4, 7.0, 11.0, math.inf])
alphas = st.sampled_from([0.0, 0.3, 0.6, 0.95, 1.0])
lows = st.integers(1, 6)
widths = st.sampled_from([0, 1, 2, 6, math.inf])


def moments(performed):
    """Give (time, text, reason) of each thing written."""
    return [
        (time, event.text, event.reason) for time, event in performed if isinstance(event, Written)
    ]


@settings(max_examples=50)
@given(
    chunks=st.integers(1, 9),
    units=st.integers(1, 12),
    low=lows,
    delta=deltas,
    alpha=alphas,
    figures=st.tuples(FIGURES, NATS),
)
def test_no_width_in_paper_mode_is_wait_l(chunks, units, low, delta, alpha, figures):
    """U = 0: at chunk j exactly j - L + 1 words are written, whatever the thresholds say."""
    words = [Row("w0", *figures), *(Row(f" w{number}", *figures) for number in range(1, units))]
    chart = Chart(times=[f"{chunk * CHUNK_MS}ms" for chunk in range(1, chunks + 1)])
    chart.drafts[chart.times[0], Task.TRANSCRIBE] = (*words, Row(" and"))
    performed, _ = perform(
        chart, range_mode="paper", low=low, range=0, delta=delta, alpha=alpha, traced=False
    )
    for chunk in range(1, chunks + 1):
        so_far = [time for time, _, _ in moments(performed) if time in chart.times[:chunk]]
        assert len(so_far) == min(units, max(0, chunk - low + 1))


@settings(max_examples=50)
@given(chart=charts(), pace=paces)
def test_thresholds_that_nothing_passes_write_at_the_end_only(chart, pace):
    """δ = ∞ and α = 1 without a range: offline."""
    performed, _ = perform(chart, delta=math.inf, alpha=1, range_mode="off", pace=pace)
    assert {time for time, _, _ in moments(performed)} <= {"end"}


options = st.fixed_dictionaries(
    {"delta": deltas, "alpha": alphas, "low": lows, "range": widths, "range_mode": modes}
)


@settings(max_examples=50)
@given(chart=charts(complete=True), pace=paces, one=options, other=options)
def test_lower_settings_never_write_later(chart, pace, one, other):
    """δ, α, L and U: lower means earlier, one by one and together, for a draft that is whole."""
    mode = one["range_mode"]
    names = ("delta", "alpha", "low", "range")
    lower = {name: min(one[name], other[name]) for name in names}
    when = {time: place for place, time in enumerate(chart.times)}

    def places(**chosen):
        performed, _ = perform(chart, pace=pace, range_mode=mode, traced=False, **chosen)
        line, known = "", {}
        for time, text, _ in moments(performed):
            for letter in range(len(line), len(line) + len(text)):
                known[letter] = when[time]
            line += text
        return [known[letter] for letter in sorted(known)]

    late = places(**{name: one[name] for name in names})
    for chosen in [lower, *({**{n: one[n] for n in names}, name: lower[name]} for name in names)]:
        early = places(**chosen)
        assert len(early) == len(late)
        assert all(before <= after for before, after in zip(early, late, strict=True))


@settings(max_examples=50)
@given(
    chart=charts(CHARACTERS) | charts() | charts(tasks=(Task.TRANSCRIBE, Task.TRANSLATE)),
    languages=st.sampled_from([("en", "de"), ("zh", "en"), ("zh", "zh")]),
    pace=paces,
    chosen=options,
)
def test_what_was_written_stays_and_makes_up_the_line(chart, languages, pace, chosen):
    """``perform`` compares; here the trace and the writes tell the same, in order."""
    performed, _ = perform(chart, languages=languages, pace=pace, **chosen)
    for task in chart.tasks:
        events = [event for _, event in performed if getattr(event, "task", None) is task]
        told = [event for event in events if isinstance(event, Decision)]
        done = [event.text for event in told if event.action == "write"]
        assert "".join(done) == written(events, task)
        assert all(before.unit <= after.unit for before, after in pairwise(told))
        assert all(before.chunk <= after.chunk for before, after in pairwise(told))
        for event in told:
            assert not event.text.endswith("\N{REPLACEMENT CHARACTER}")
            assert event.baseline is None or 1 <= event.baseline <= event.chunk
            assert event.baseline != event.chunk or event.kl == 0.0


@settings(max_examples=50)
@given(
    chart=charts(tasks=(Task.TRANSCRIBE, Task.TRANSLATE)),
    pace=paces,
    chosen=options,
    traced=st.booleans(),
    preview=st.sampled_from([0, 3]),
)
def test_nothing_is_asked_twice(chart, pace, chosen, traced, preview):
    """No position is scored again with the same baseline."""
    _, model = perform(chart, pace=pace, traced=traced, preview=preview, **chosen)
    asked: Counter[object] = Counter()
    for queries in model.passes:
        for query in queries:
            for length, baseline in enumerate(query.baselines):
                ids = query.ids + query.draft[:length]
                asked[query.task, query.heard, ids, baseline] += 1
    assert set(asked.values()) <= {1}


@settings(max_examples=50)
@given(
    chart=charts(tasks=(Task.TRANSCRIBE, Task.TRANSLATE)),
    pace=paces,
    chosen=options,
    preview=st.sampled_from([0, 3]),
)
def test_tracing_changes_nothing_but_the_trace(chart, pace, chosen, preview):
    """Nor does the preview of a draft."""
    plain, _ = perform(chart, pace=pace, traced=False, **chosen)
    seen, _ = perform(chart, pace=pace, traced=True, preview=preview, **chosen)
    assert [item for item in seen if not isinstance(item[1], Decision | Drafted)] == plain


@settings(max_examples=50)
@given(chart=charts(), pace=paces, chosen=options)
def test_a_task_is_captioned_alone_as_in_company(chart, pace, chosen):
    """One pass serves both tasks and mixes nothing up."""
    alone, _ = perform(chart, pace=pace, **chosen)
    chart.drafts |= {
        (time, Task.TRANSLATE): draft[::-1] for (time, _), draft in list(chart.drafts.items())
    }
    both, _ = perform(chart, pace=pace, **chosen)
    assert [item for item in both if getattr(item[1], "task", None) is Task.TRANSCRIBE] == alone


@settings(max_examples=50)
@given(chart=charts(), pace=paces, chosen=options)
@example(
    chart=Chart(
        times=["640ms", "1280ms"],
        drafts={
            ("640ms", Task.TRANSCRIBE): (),
            ("1280ms", Task.TRANSCRIBE): (Row("Good", 0.1, 9.0, 1.0), Row(" day")),
        },
    ),
    pace=5.0,
    chosen={"delta": 7.0, "alpha": 0.6, "low": 1, "range": 6, "range_mode": "rate"},
)
def test_each_direction_of_kl_is_the_other_with_the_figures_exchanged(chart, pace, chosen):
    """So where the two figures lie on both sides of δ, the directions choose differently."""
    exchanged = Chart(times=chart.times, silences=chart.silences)
    for place, draft in chart.drafts.items():
        exchanged.drafts[place] = tuple(
            Row(row.piece, row.confidence, row.kl if row.reverse is None else row.reverse, row.kl)
            for row in draft
        )
    paper, _ = perform(chart, pace=pace, kl_direction="current_baseline", **chosen)
    code, _ = perform(exchanged, pace=pace, kl_direction="baseline_current", **chosen)
    assert paper == code
