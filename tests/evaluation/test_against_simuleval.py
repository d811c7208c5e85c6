"""Our scores and delays are those of SimulEval 1.1.4 and OmniSTEval 0.1.10.

What these found is kept in ``frozen``, by language: ``made.log`` holds utterances of any shape,
``scores.json`` what either computes of it, and ``instances.log`` is what SimulEval has written of
our agent, with times by no clock. Where they are installed they find the same today.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import soundfile

from lsg_desktop.evaluation import instances as logs
from lsg_desktop.evaluation import run
from lsg_desktop.evaluation.folder import RunFolder
from lsg_desktop.evaluation.scores import scores
from lsg_desktop.evaluation.selection import Clip
from lsg_desktop.events import Task
from lsg_desktop.models.scripted import Script, ScriptedModel, Spoken
from lsg_desktop.policy.units import counts_characters
from lsg_desktop.session.captioner import Order
from lsg_desktop.settings import PolicySettings

FROZEN = Path(__file__).parent / "frozen"
SIMULEVAL = "pip install 'lsg-desktop[simuleval]' into an environment of its own"
OMNISTEVAL = "pip install OmniSTEval==0.1.10"

SAMPLES = {"a.wav": (30_000, 16_000), "b.wav": (120_001, 48_000)}
"""The sounds that SimulEval gave our agent: how many samples of silence, at which rate in Hz."""


def _script(*pieces: str) -> Script:
    """A piece each 0.3 s."""
    return {Task.TRANSLATE: [Spoken(one, 4800 * n) for n, one in enumerate(pieces, 1)]}


SCRIPTS = {
    "de": [_script("Gut", "en", " Morgen", ", zus", "ammen"), _script("Dan", "ke", " –", " euch")],
    "zh": [
        _script("我们", "用", " Qt", " 写", "。"),
        _script("Good", " morning", "，", "大", "家"),
    ],
}
REFERENCES = {
    "de": ["Guten Morgen, alle zusammen", "Danke euch"],
    "zh": ["我们 用 Qt 写。", "大家早上好"],
}


@pytest.fixture(params=["de", "zh"])
def language(request):
    """Counted by words, or by characters."""
    return request.param


@pytest.fixture
def made(language: str) -> Path:
    """The log of utterances of any shape."""
    return FROZEN / language / "made.log"


@pytest.fixture
def found(language):
    """What others compute of it."""
    return json.loads((FROZEN / language / "scores.json").read_text("utf-8"))


def _needed(name: str, reason: str):
    return pytest.importorskip(name, reason=reason, exc_type=ImportError)


def _same(values: dict[str, float]):
    return pytest.approx(values, abs=1e-6)


@pytest.mark.parametrize("who", ["SimulEval", "OmniSTEval"])
def test_our_scores_are_theirs(made, found, language, who):
    """AL, LAAL, AP, DAL, YAAL, by sound heard and by the clock, ATD, BLEU, chrF and the test."""
    ours = scores(logs.read(made), language)
    assert {name: ours[name] for name in found[who]} == _same(found[who])


@pytest.mark.filterwarnings("ignore")  # what SimulEval imports, pydub among it, warns
def test_simuleval_finds_what_is_kept(made, found, language):
    """AL, LAAL, AP, DAL, by sound heard and by the clock, ATD and BLEU."""
    latency = _needed("simuleval.evaluator.scorers.latency_scorer", SIMULEVAL)
    quality = _needed("simuleval.evaluator.scorers.quality_scorer", SIMULEVAL)
    instance = _needed("simuleval.evaluator.instance", SIMULEVAL)
    unit = "char" if counts_characters(language) else "word"
    lines = made.read_text("utf-8").splitlines()
    theirs = {number: instance.LogInstance(line, unit) for number, line in enumerate(lines)}
    values = {"BLEU": quality.SacreBLEUScorer("zh" if language == "zh" else "13a")(theirs)}
    for name in ("AL", "LAAL", "AP", "DAL", "ATD"):
        scorer = latency.LATENCY_SCORERS_DICT[name]
        values[name] = scorer()(theirs)
        if name != "ATD":
            values[f"{name}_CA"] = scorer(computation_aware=True)(theirs)
    assert values == _same(found["SimulEval"])


def test_omnisteval_finds_what_is_kept(made, found, language):
    """As it reads the log itself: AL, LAAL, AP, DAL, YAAL; BLEU, chrF and the test."""
    scoring = _needed("omnisteval.scoring", OMNISTEVAL)
    io = _needed("omnisteval.io", OMNISTEVAL)
    is_char = counts_characters(language)
    theirs = io.load_shortform_instances(str(made), None, "delays", "elapsed", char_level=is_char)
    tokenizer = "zh" if language == "zh" else "13a"
    values, *_ = scoring.evaluate_instances(theirs, is_longform=False, bleu_tokenizer=tokenizer)
    same = {name: values[_theirs(name)] for name in found["OmniSTEval"]}
    assert same == _same(found["OmniSTEval"])


def _theirs(name: str) -> str:
    """What OmniSTEval calls a score."""
    if name == "degenerate":
        return "degenerate_policy"
    return f"ca_{name.removesuffix('_CA')}".lower() if name.endswith("_CA") else name.lower()


@pytest.fixture
def ours(language: str, tmp_path: Path) -> Path:
    """Our own log of what SimulEval gave our agent."""
    clips = []
    for (name, (samples, rate)), reference in zip(
        SAMPLES.items(), REFERENCES[language], strict=True
    ):
        soundfile.write(tmp_path / name, np.zeros(samples), rate)
        clips.append(Clip(tmp_path / name, name, "", reference))
    order = Order(
        tasks=(Task.TRANSLATE,),
        source_lang="en",
        target_lang=language,
        settings=PolicySettings(low=1),
    )
    with RunFolder(tmp_path / "out") as folder:
        model = ScriptedModel(*SCRIPTS[language])
        list(run.evaluate(model, order, clips, folder, 0, lambda: 0.0))
    return tmp_path / "out" / logs.FILE


def test_our_log_is_what_simuleval_writes_of_our_agent(ours, language):
    """Texts, delays and lengths, at whatever rate sound comes."""
    theirs = logs.read(FROZEN / language / "instances.log")
    for one, other in zip(logs.read(ours), theirs, strict=True):
        assert (one.prediction, one.reference) == (other.prediction, other.reference)
        assert one.delays == pytest.approx(other.delays, abs=0.1)  # 16 kHz are 0.06 ms a sample
        assert one.source_length == pytest.approx(other.source_length, abs=0.1)


def test_omnisteval_takes_our_log_apart_as_we_do(ours, language):
    """Its long form: a delay for each word, or each character."""
    data = _needed("omnisteval.data", OMNISTEVAL)
    names = [Path(name).stem for name in SAMPLES]
    words = data.load_hypothesis_jsonl(str(ours), counts_characters(language), names, False)
    for one, units in zip(logs.read(ours), words, strict=True):
        assert tuple(unit.emission_cu for unit in units) == one.delays
