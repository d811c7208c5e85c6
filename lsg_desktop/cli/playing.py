"""A session from its first event to its last, however it ends; it knows no format and no flag."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

from lsg_desktop.audio.source import Source
from lsg_desktop.cli.interrupts import Interrupts
from lsg_desktop.cli.sinks import Sink
from lsg_desktop.session.open_utterance import OpenUtterance
from lsg_desktop.session.pipeline import Session


def play(
    session: Session, source: Source, sinks: Sequence[Sink], detach: Callable[[], None]
) -> int:
    """Give every event to every sink and then close them; answer with an exit code.

    What was written of an utterance is not lost where it is abandoned or the session breaks off.
    """
    unfinished = OpenUtterance()

    def end() -> None:
        source.close()
        for sink in sinks:
            sink.finish()

    with Interrupts(end, detach) as interrupts, source:
        try:
            with suppress(KeyboardInterrupt):
                for event in session.events():
                    unfinished.note(event)
                    for sink in sinks:
                        sink.take(event)
        finally:
            rest = unfinished.cut_off()
            for sink in sinks:
                if rest:
                    sink.take(rest)
                sink.close()
    return interrupts.exit_code
