"""Our captioner as an agent of SimulEval, which feeds it sound and scores what it writes.

To be run by SimulEval 1.1.4 as it is::

    simuleval --agent lsg_desktop/evaluation/simuleval_agent.py --model demo --task translate
        --source wavs.txt --target references.txt --source-segment-size 640 --output DIR

A segment is a chunk: the policy is asked once in each, and what is due goes out in one piece.
For Chinese, Japanese and Thai add ``--eval-latency-unit char``. It knows no metric.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from simuleval.agents import SpeechToTextAgent
from simuleval.agents.actions import Action, ReadAction, WriteAction
from simuleval.utils import entrypoint

from lsg_desktop.errors import LsgError
from lsg_desktop.evaluation.segments import Utterance
from lsg_desktop.events import Task
from lsg_desktop.models.protocol import SpeechModel
from lsg_desktop.session.build import policy_settings
from lsg_desktop.session.captioner import Order
from lsg_desktop.settings import PolicySettings, declared

_FROM_SEGMENT = "chunk_ms"


def add_policy_flags(parser: ArgumentParser) -> None:
    """Add a flag for each policy setting; the length of a chunk is SimulEval's segment."""
    for name, default, about in declared(PolicySettings):
        if name != _FROM_SEGMENT:
            parser.add_argument(
                "--" + name.replace("_", "-"),
                type=type(default),
                choices=about.choices or None,
                help=f"{about.help} (default: the model's own)".replace("%", "%%"),
            )


def settings_from(args: Namespace, model: SpeechModel, chunk_ms: int) -> PolicySettings:
    """Give the model's own settings with those of the flags. Raises InputFault."""
    names = [name for name, _, _ in declared(PolicySettings) if name != _FROM_SEGMENT]
    chosen = {name: getattr(args, name) for name in names}
    return policy_settings(model.info, **chosen, chunk_ms=chunk_ms)


@entrypoint
class SpeechAgent(SpeechToTextAgent):  # type: ignore[misc]  # SimulEval has no types
    """Writes one task of each utterance; begun with the first segment, dropped with the last."""

    def __init__(self, args: Namespace) -> None:
        try:
            self._model = self.load(args)
            self._order = Order(
                tasks=(Task(args.task),),
                source_lang=args.source_lang,
                target_lang=args.target_lang,
                settings=settings_from(args, self._model, int(args.source_segment_size)),
            )
        except LsgError as fault:
            raise SystemExit(f"lsg-desktop: {fault}") from None
        super().__init__(args)

    @staticmethod
    def add_args(parser: ArgumentParser) -> None:
        """Add our flags to SimulEval's."""
        parser.add_argument("--model", default="demo", help="a model's name, or its folder")
        parser.add_argument("--precision", default="auto", help="how many bits a weight takes")
        parser.add_argument("--task", choices=[task.value for task in Task], default="translate")
        parser.add_argument("--source-lang", default="en", help="the language spoken")
        parser.add_argument("--target-lang", default="de", help="the language to translate into")
        add_policy_flags(parser)

    def load(self, args: Namespace) -> SpeechModel:
        """Load the model that was asked for. Raises LsgError."""
        from lsg_desktop.models.load import load

        return load(args.model, args.device, args.precision)

    def reset(self) -> None:
        """Forget the utterance."""
        super().reset()
        self._utterance: Utterance | None = None
        self._taken = 0  # of the samples that SimulEval gave

    def policy(self) -> Action:
        """Hear what is new, and write all that is due."""
        states = self.states
        new, is_last = states.source[self._taken :], states.source_finished
        self._taken = len(states.source)
        if new and self._utterance is None:
            self._utterance = Utterance(self._model, self._order, states.source_sample_rate)
        due = self._utterance.hear(new, is_last=is_last) if self._utterance else ""
        if is_last or due.strip():
            return WriteAction(due.strip(), finished=is_last)
        return ReadAction()

    def to(self, *_device: Any, **_dtype: Any) -> None:
        """Stay where the model was loaded, which is the device that SimulEval names."""
