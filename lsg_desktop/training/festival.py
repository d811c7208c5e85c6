"""Festival in a process of its own, told what to do in its Scheme: text to samples and word times.

"ked" is a speaker that flite has not; "slt" is flite's, made in another way: by hidden Markov
models. It knows no sentence, only text.
"""

from __future__ import annotations

import atexit
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from functools import cache
from itertools import takewhile
from pathlib import Path

import numpy as np
import soundfile as sf  # type: ignore[import-untyped, unused-ignore]
from numpy.typing import NDArray

from lsg_desktop.errors import EnvironmentFault
from lsg_desktop.training.take import REMEDY, Take, item_times

_SAID, _OVER = "said", "over"
_PROGRAM = f"""
(require 'voices)
(define (ends_of word last)
  (cond ((null word) last)
        ((> (item.feat word "word_end") 0) (ends_of (item.next word) (item.feat word "word_end")))
        (t (ends_of (item.next word) last))))
(define (show token)
  (if token
      (begin
        (format t "%f %f\\n" (item.feat token "daughter1.word_start")
                (ends_of (item.daughter1 token) 0))
        (show (item.next token)))))
(define (say words file)
  (set! utt (utt.synth (eval (list 'Utterance 'Text words))))
  (utt.save.wave utt file 'riff)
  (show (utt.relation.first utt 'Token))
  (format t "{_SAID}\\n"))
(define (end)
  (format t "{_OVER}\\n")
  (fflush nil))
"""
_CHOICE = {
    "ked": """
(voice_ked_diphone)
(Parameter.set 'Duration_Stretch {stretch})
(set! int_lr_params
  '((target_f0_mean {hertz}) (target_f0_std 15) (model_f0_mean 170) (model_f0_std 34)))
""",
    "slt": """
(voice_cmu_us_slt_arctic_hts)
(set! hts_engine_params
  (append cmu_us_slt_arctic_hts::hts_engine_params (list (list "-r" {rate}))))
""",
}
"""How each voice is chosen and set; the second, of hidden Markov models, heeds no pitch."""

_HERTZ = 105.0
"""The mean pitch of "ked"."""


class _Festival:
    """A running Festival."""

    def __init__(self) -> None:
        self._faults = tempfile.TemporaryFile("w+")  # noqa: SIM115 (until it is closed)
        try:
            self._process = subprocess.Popen(
                ["festival", "--pipe"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._faults,
                text=True,
            )
        except OSError as fault:
            self._faults.close()
            raise EnvironmentFault("festival is not installed", remedy=REMEDY) from fault
        atexit.register(self.close)
        self._tell(_PROGRAM)

    def say(self, text: str, choice: str) -> tuple[NDArray[np.int16], int, list[list[float]]]:
        """Give samples, their rate, and the start and end of each token in seconds.

        Raises EnvironmentFault where the voice is missing.
        """
        with tempfile.TemporaryDirectory(prefix="lsg-festival-") as folder:
            file = Path(folder) / "said.wav"
            # As one expression, so that nothing is said in another voice where one is missing.
            self._tell(f'(begin {choice}(say "{text}" "{file}"))\n(end)\n')
            assert self._process.stdout is not None
            lines = [*takewhile(lambda line: line != _OVER, map(str.strip, self._process.stdout))]
            if not lines or lines.pop() != _SAID:
                raise self._fault(f"festival could not say {text!r}")
            samples, rate = sf.read(file, dtype="int16")
        return samples, rate, [[float(number) for number in line.split()] for line in lines]

    def _tell(self, scheme: str) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(scheme)
            self._process.stdin.flush()
        except OSError:
            raise self._fault("festival has ended") from None

    def _fault(self, what: str) -> EnvironmentFault:
        self._faults.seek(0)
        why = self._faults.read().strip().splitlines()
        return EnvironmentFault(f"{what} ({why[-1]})" if why else what, remedy=REMEDY)

    def close(self) -> None:
        """End the program."""
        atexit.unregister(self.close)
        self._process.communicate()
        self._faults.close()


@cache
def _festival() -> _Festival:
    return _Festival()


def rest() -> None:
    """End Festival, which takes 0.3 GB; it starts anew when it is to speak again."""
    if _festival.cache_info().currsize:
        _festival().close()
        _festival.cache_clear()


def say(text: str, counts: Sequence[int], voice: str, rate: float, pitch: float) -> Take:
    """Speak ``text`` with "ked" or "slt".

    ``counts`` gives how many space-separated words each item has; ``rate`` and ``pitch`` are
    factors on the normal speed and pitch, of which "slt" heeds the first only. Raises
    ``EnvironmentFault`` if Festival or the voice is absent or fails.
    """
    choice = _CHOICE[voice].format(rate=rate, stretch=1 / rate, hertz=_HERTZ * pitch)
    with ExitStack() as failed:
        failed.callback(rest)  # what it was still to say would be taken for the next
        samples, sample_rate, spans = _festival().say(text, choice)
        failed.pop_all()
    return Take(samples, sample_rate, *item_times(spans, counts))
