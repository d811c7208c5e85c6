"""How long the transcript takes to show a word, and to be resized, with many rows above it.

Run it by hand: ``python -m tests.ui.transcript_benchmark``. Each time is the median, in
milliseconds, of handling the event and painting what it changes.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from statistics import median

from lsg_desktop.ui.immortal import keep_singletons

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
keep_singletons()

from PySide6.QtWidgets import QApplication  # noqa: E402

from lsg_desktop.ui import theme  # noqa: E402
from lsg_desktop.ui.transcript import TranscriptView  # noqa: E402
from tests.ui.talk import SATZ, SENTENCE, begun, drafted, ended, words, written  # noqa: E402

ROWS = (0, 30, 5_000)
GROWING = 1_000_000
"""The number of the utterance that grows."""


def milliseconds(actions: Iterable[Callable[[], object]]) -> float:
    """Give the median time of actions, with the painting that follows each."""
    times = []
    for act in actions:
        began = time.perf_counter()
        act()
        QApplication.processEvents()
        times.append(time.perf_counter() - began)
    return 1000 * median(times)


def measured(rows: int) -> dict[str, float]:
    """Measure a view with so many finished utterances of three sentences."""
    view = TranscriptView()
    view.set_languages("en", "de")
    view.resize(1000, 700)
    view.show()
    for number in range(rows):
        view.take(ended(number, " ".join([SENTENCE] * 3), " ".join([SATZ] * 3), 7.0 * number))
    view.take(begun(GROWING))
    QApplication.processEvents()
    bar = view.rows.verticalScrollBar()
    text = words(" ".join([SENTENCE] * 4))
    found = {
        "a word and its draft": milliseconds(partial(grow, view, word) for word in text),
        "a resize": milliseconds(
            partial(view.resize, width, 700) for width in range(990, 890, -10)
        ),
        "a turn of the wheel": milliseconds([lambda: bar.setValue(bar.value() - 84)] * 50),
    }
    view.hide()
    return found


def grow(view: TranscriptView, word: str) -> None:
    """Write a word and draft what follows."""
    view.take(written(GROWING, word))
    view.take(drafted(GROWING, " and so on"))


if __name__ == "__main__":
    app = QApplication([])
    theme.apply(app, theme.Scheme.LIGHT)
    for count in ROWS:
        figures = ", ".join(f"{name} {value:.1f} ms" for name, value in measured(count).items())
        sys.stdout.write(f"{count} rows: {figures}\n")
