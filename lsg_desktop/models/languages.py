"""Whether a model can do what a session asks; it knows no family and no tensor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lsg_desktop.errors import InputFault
from lsg_desktop.events import Task
from lsg_desktop.models.catalogue import Card
from lsg_desktop.models.protocol import ModelInfo


def check_languages(
    info: ModelInfo | Card, tasks: Sequence[Task], source_lang: str, target_lang: str
) -> None:
    """Raise InputFault, with what the model does know, where it cannot do these tasks."""
    if source_lang not in info.languages:
        raise _unknown(f"{info.name} does not understand {source_lang!r}", info.languages)
    targets = info.languages[source_lang]
    if Task.TRANSLATE in tasks and target_lang not in targets:
        raise _unknown(f"{info.name} does not translate into {target_lang!r}", targets)


def _unknown(problem: str, known: Iterable[str]) -> InputFault:
    return InputFault(problem, f"choose one of {', '.join(known)}")
