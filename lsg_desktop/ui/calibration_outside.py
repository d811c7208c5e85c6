"""What a calibration reaches for outside its window; it knows no widget of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from lsg_desktop.session.calibration import Measured, Subject
from lsg_desktop.session.history import History
from lsg_desktop.session.runner import Opening
from lsg_desktop.settings import SpeechSettings
from lsg_desktop.ui.controller import Controller


@dataclass(frozen=True, slots=True)
class Ears:
    """How sound is listened to: by which microphone, cut how, in utterances of which length.

    Each may have changed when it is asked again; ``microphone`` may raise LsgError.
    """

    microphone: Callable[[], Sequence[Opening]]
    speech: Callable[[], SpeechSettings]
    limit_s: Callable[[], float]


@dataclass(frozen=True, slots=True)
class Outside:
    """What the window reaches for outside itself.

    ``subject`` is what would be calibrated now; ``keep`` may raise LsgError.
    """

    controller: Controller
    history: History
    ears: Ears
    subject: Callable[[], Subject]
    keep: Callable[[Subject, Mapping[str, Measured]], None]
