"""Our captioner as agents of SimulEval, which feeds them sound or words and scores what they write.

To be run by SimulEval 1.1.4 as it is::

    simuleval --agent lsg_desktop/evaluation/simuleval_agent.py --model demo --task translate
        --source wavs.txt --target references.txt --source-segment-size 640 --output DIR
    simuleval --agent-class lsg_desktop.evaluation.simuleval_agent.TextAgent --model demo
        --source texts.txt --target references.txt --output DIR

A segment of sound is a chunk, and so is a word of text: the policy is asked once in each, and what
is due goes out in one piece. For Chinese, Japanese and Thai add ``--eval-latency-unit char``. It
knows no metric.
"""

from __future__ import annotations

from abc import abstractmethod
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any, Protocol

from simuleval.agents import GenericAgent, SpeechToTextAgent, TextToTextAgent
from simuleval.agents.actions import Action, ReadAction, WriteAction
from simuleval.utils import entrypoint

from lsg_desktop.errors import LsgError
from lsg_desktop.evaluation.segments import Utterance
from lsg_desktop.evaluation.sentences import Sentence
from lsg_desktop.events import Task
from lsg_desktop.models.languages import check_languages
from lsg_desktop.models.prompts import TEXT_FORMATS
from lsg_desktop.models.protocol import SpeechModel
from lsg_desktop.session.build import policy_settings
from lsg_desktop.session.captioner import Order
from lsg_desktop.settings import PolicySettings, declared

_FROM_SEGMENT = "chunk_ms"


class Listener(Protocol):
    """Writes one task of one utterance."""

    def hear(self, source: Any, /, *, is_last: bool) -> str:
        """Take in what is new; give all that is due now, perhaps nothing."""
        ...


class Agent(GenericAgent):  # type: ignore[misc]  # SimulEval has no types
    """Writes one task of each utterance; begun with the first segment, dropped with the last."""

    def __init__(self, args: Namespace) -> None:
        try:
            self._model = self.load(args)
            tasks = (Task(args.task),)
            check_languages(self._model.info, tasks, args.source_lang, args.target_lang)
            self._order = Order(
                tasks=tasks,
                source_lang=args.source_lang,
                target_lang=args.target_lang,
                settings=self._settings(args),
            )
        except LsgError as fault:
            raise SystemExit(f"lsg-desktop: {fault}") from None
        super().__init__(args)

    @staticmethod
    def add_args(parser: ArgumentParser) -> None:
        """Add our flags to SimulEval's; the length of a chunk is SimulEval's segment."""
        parser.add_argument("--model", default="demo", help="a model's name, or its folder")
        parser.add_argument("--adapter", type=Path, help="the folder of a LoRA adapter")
        parser.add_argument("--precision", default="auto", help="how many bits a weight takes")
        parser.add_argument("--source-lang", default="en", help="the language of the source")
        parser.add_argument("--target-lang", default="de", help="the language to translate into")
        for name, default, about in declared(PolicySettings):
            if name != _FROM_SEGMENT:
                parser.add_argument(
                    "--" + name.replace("_", "-"),
                    type=type(default),
                    choices=about.choices or None,
                    help=f"{about.help} (default: the model's own)".replace("%", "%%"),
                )

    @abstractmethod
    def load(self, args: Namespace) -> SpeechModel:
        """Load the model that was asked for. Raises LsgError."""

    @abstractmethod
    def begin(self) -> Listener:
        """Begin an utterance whose first segment has come. Raises LsgError."""

    def chunk_ms(self, args: Namespace) -> int | None:
        """Give the length of a segment, where it has one."""
        return None

    def _settings(self, args: Namespace) -> PolicySettings:
        names = [name for name, _, _ in declared(PolicySettings) if name != _FROM_SEGMENT]
        chosen = {name: getattr(args, name) for name in names}
        return policy_settings(self._model.info, **chosen, chunk_ms=self.chunk_ms(args))

    def reset(self) -> None:
        """Forget the utterance."""
        super().reset()
        self._listener: Listener | None = None
        self._taken = 0  # of the source that SimulEval gave

    def policy(self) -> Action:
        """Take in what is new, and write all that is due."""
        new, is_last = self.states.source[self._taken :], self.states.source_finished
        self._taken = len(self.states.source)
        if new and self._listener is None:
            self._listener = self.begin()
        due = self._listener.hear(new, is_last=is_last) if self._listener else ""
        if is_last or due.strip():
            return WriteAction(due.strip(), finished=is_last)
        return ReadAction()

    def to(self, *_device: Any, **_dtype: Any) -> None:
        """Stay where the model was loaded, which is the device that SimulEval names."""


@entrypoint
class SpeechAgent(Agent, SpeechToTextAgent):  # type: ignore[misc]
    """Hears sound, and writes what is said or its translation."""

    @staticmethod
    def add_args(parser: ArgumentParser) -> None:
        """Add our flags to SimulEval's."""
        Agent.add_args(parser)
        parser.add_argument("--task", choices=[task.value for task in Task], default="translate")

    def load(self, args: Namespace) -> SpeechModel:
        """Load a model of speech. Raises LsgError."""
        from lsg_desktop.models.load import load

        return load(args.model, args.device, args.precision, adapter=args.adapter)

    def chunk_ms(self, args: Namespace) -> int:
        """Give the length of a segment."""
        return int(args.source_segment_size)

    def begin(self) -> Utterance:
        """Begin an utterance. Raises InputFault for an impossible rate."""
        return Utterance(self._model, self._order, self.states.source_sample_rate)


class TextAgent(Agent, TextToTextAgent):  # type: ignore[misc]
    """Reads words, and writes their translation."""

    @staticmethod
    def add_args(parser: ArgumentParser) -> None:
        """Add our flags to SimulEval's."""
        Agent.add_args(parser)
        parser.add_argument("--prompt", choices=list(TEXT_FORMATS), help="how the model is asked")
        parser.set_defaults(task=Task.TRANSLATE.value)

    def load(self, args: Namespace) -> SpeechModel:
        """Load a model of text. Raises LsgError."""
        from lsg_desktop.models.text_load import load

        return load(
            args.model, args.device, args.precision, prompt=args.prompt, adapter=args.adapter
        )

    def begin(self) -> Sentence:
        """Begin a text."""
        return Sentence(self._model, self._order)
