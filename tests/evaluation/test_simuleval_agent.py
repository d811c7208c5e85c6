"""The agents in SimulEval's own loop: all words, once, with SimulEval's delays equal to ours."""

from __future__ import annotations

import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from lsg_desktop.evaluation import clips, instances, texts
from lsg_desktop.evaluation.instances import Instance
from lsg_desktop.events import Task
from lsg_desktop.models.scripted import ScriptedModel
from lsg_desktop.session.captioner import Order
from lsg_desktop.settings import PolicySettings
from tests.evaluation import test_sentences
from tests.evaluation.test_segments import SCRIPT, pieces

pytestmark = pytest.mark.filterwarnings("ignore")  # what SimulEval imports, pydub among it, warns


@pytest.fixture
def agents():
    """The module with the agents, where SimulEval is installed."""
    reason = "pip install 'lsg-desktop[simuleval]' into an environment of its own"
    pytest.importorskip("simuleval.agents", reason=reason, exc_type=ImportError)
    from lsg_desktop.evaluation import simuleval_agent

    return simuleval_agent


@pytest.fixture
def agent(agents):
    """Give a function that makes an agent that needs no weights, from its flags."""

    def load(agent, args):
        return ScriptedModel(SCRIPT)

    scripted: Any = type("Scripted", (agents.SpeechAgent,), {"load": load})

    def make(*flags: str, segment_ms: int = 640):
        parser = ArgumentParser()
        scripted.add_args(parser)
        args = parser.parse_args(["--task", "transcribe", *flags])
        args.source_segment_size = segment_ms
        return scripted(args)

    return make


def spoken(agent) -> list[str]:
    """Run an utterance through an agent as SimulEval does; give what came after each segment."""
    from simuleval.data.segments import SpeechSegment

    agent.reset()
    given = pieces(16_000)
    found = []
    for number, piece in enumerate(given, 1):
        is_last = number == len(given)
        segment = SpeechSegment(content=piece, sample_rate=16_000, finished=is_last)
        output = agent.pushpop(segment)
        assert output.finished == is_last
        found.append(output.content if not output.is_empty else "")
    return found


def test_words_come_once_each_and_as_soon_as_in_our_own_run(agent) -> None:
    """One piece a segment, and an utterance leaves nothing behind for the next."""
    one = agent("--low", "1")
    found = spoken(one)
    assert " ".join(filter(None, found)) == "Good morning to all"
    assert spoken(one) == found
    order = Order(
        tasks=(Task.TRANSCRIBE,), source_lang="en", target_lang="de", settings=PolicySettings(low=1)
    )
    line = clips.captions(ScriptedModel(SCRIPT), order, np.zeros(30_000, np.float32))
    delays = line[Task.TRANSCRIBE].delays
    assert [len(text.split()) for text in found] == [delays.count(ms) for ms in (640, 1280, 1875)]


def test_flags_are_the_policy_settings(agent) -> None:
    """Nothing passes an infinite δ and an α of 1 before the end."""
    flags = ("--delta", "inf", "--alpha", "1", "--range-mode", "off")
    assert spoken(agent(*flags)) == ["", "", "Good morning to all"]


def test_an_utterance_without_a_sample_ends_empty(agent) -> None:
    """SimulEval gives an empty segment then."""
    from simuleval.data.segments import EmptySegment

    output = agent().pushpop(EmptySegment(finished=True))
    assert output.finished
    assert not output.content


def test_a_segment_that_is_no_chunk_is_said_in_one_line(agent) -> None:
    """SimulEval's own default is 10 ms."""
    with pytest.raises(SystemExit, match="chunk_ms cannot be 10"):
        agent(segment_ms=10)


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--source-lang", "xx"), "does not understand 'xx': choose one of en"),
        (("--task", "translate", "--target-lang", "xx"), "does not translate into 'xx'"),
    ],
)
def test_a_language_that_the_model_does_not_know_is_said_in_one_line(agent, flags, said) -> None:
    """Before SimulEval's loop begins."""
    with pytest.raises(SystemExit, match=said):
        agent(*flags)


def read(agent, words: list[str]) -> list[str]:
    """Have an agent read as SimulEval does; give what came after each word."""
    from simuleval.data.segments import TextSegment

    agent.reset()
    found = []
    for number, word in enumerate(words, 1):
        is_last = number == len(words)
        output = agent.pushpop(TextSegment(content=word, finished=is_last))
        assert output.finished == is_last
        found.append(output.content if not output.is_empty else "")
    return found


@pytest.fixture
def reader(agents):
    """Give a function that makes an agent of text that needs no weights, from its flags."""

    def load(agent, args):
        return ScriptedModel({Task.TRANSLATE: test_sentences.SCRIPT})

    scripted: Any = type("Scripted", (agents.TextAgent,), {"load": load})

    def make(*flags: str):
        parser = ArgumentParser()
        scripted.add_args(parser)
        return scripted(parser.parse_args(flags))

    return make


def test_words_of_text_give_words_as_soon_as_in_our_own_run(reader) -> None:
    """One policy call a word, and a sentence leaves nothing behind for the next."""
    agent = reader()
    words = test_sentences.SOURCE.split()
    found = read(agent, words)
    assert read(agent, words) == found
    line = texts.translation(
        ScriptedModel({Task.TRANSLATE: test_sentences.SCRIPT}),
        test_sentences.order(),
        test_sentences.SOURCE,
    )
    assert " ".join(filter(None, found)) == line.text
    assert [len(text.split()) for text in found] == [line.delays.count(n) for n in range(1, 6)]


def test_flags_of_the_reader_are_the_policy_settings(reader) -> None:
    """But for the length of a chunk, which is a word."""
    flags = ("--delta", "inf", "--alpha", "1", "--range-mode", "off")
    assert read(reader(*flags), ["a", "b", "c"]) == ["", "", "Der Kurs hat es"]
    with pytest.raises(SystemExit):
        reader("--chunk-ms", "640")


def test_a_line_without_a_word_ends_empty(reader) -> None:
    """SimulEval gives an empty segment then."""
    from simuleval.data.segments import EmptySegment

    output = reader().pushpop(EmptySegment(finished=True))
    assert output.finished
    assert not output.content


def simuleval(agents, *argv: str) -> list[Instance]:
    """Run SimulEval from its command line; give what it has logged."""
    command = [sys.executable, "-c", "from simuleval.cli import main; main()"]
    root = Path(agents.__file__).parents[2]  # this package, wherever the test is run
    done = subprocess.run(
        [*command, "--no-progress-bar", *argv],
        cwd=root,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return instances.read(Path(argv[-1]) / instances.FILE)


@pytest.mark.slow
def test_simuleval_runs_the_reader_unchanged(agents, tmp_path: Path) -> None:
    """From its command line, with the demo model: a word is written before all are read."""
    source, target, out = tmp_path / "source.txt", tmp_path / "target.txt", tmp_path / "out"
    source.write_text("The professor reads the new book.\nThe students read it.\n", "utf-8")
    target.write_text("Der Professor liest das neue Buch.\nDie Studenten lesen es.\n", "utf-8")
    agent = ("--agent-class", "lsg_desktop.evaluation.simuleval_agent.TextAgent")
    files = ("--source", str(source), "--target", str(target), "--output", str(out))
    first, second = simuleval(agents, *agent, "--low", "1", *files)
    assert first.prediction.startswith("Der Professor")
    assert first.delays[0] < first.source_length == 6
    assert list(first.delays) == sorted(first.delays)
    assert second.source_length == 4


@pytest.mark.slow
def test_simuleval_runs_the_agent_unchanged(agents, tmp_path: Path) -> None:
    """From its command line, with the demo model, on the beginning of the bundled talk."""
    from lsg_desktop.paths import resources

    talk = resources() / "demo-talk" / "talk.flac"
    sound, rate = soundfile.read(talk, frames=4 * 16_000, dtype="float32")
    soundfile.write(tmp_path / "a.wav", sound, rate)
    wavs, references, out = tmp_path / "wavs.txt", tmp_path / "refs.txt", tmp_path / "out"
    wavs.write_text(f"{tmp_path / 'a.wav'}\n", "utf-8")
    references.write_text("Guten Abend, zusammen. Heute sprechen wir\n", "utf-8")
    flags = ("--agent", agents.__file__, "--source-segment-size", "640")
    files = ("--source", str(wavs), "--target", str(references), "--output", str(out))
    (found,) = simuleval(agents, *flags, *files)
    assert "Guten Abend" in found.prediction
    assert found.delays[0] < found.source_length == 4000
