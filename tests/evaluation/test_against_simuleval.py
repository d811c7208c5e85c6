"""Our latencies and BLEU are those that SimulEval and OmniSTEval compute on the same log."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from lsg_desktop.evaluation import instances as logs
from lsg_desktop.evaluation.instances import Instance
from lsg_desktop.evaluation.scores import scores

WORDS = "wir sehen die alte Brücke am Fluss und gehen weiter , bevor es regnet".split()
CHARACTERS = "我们明天在大会上讨论结果并且参观一座很老的桥"


def made(seed: int, characters: bool) -> list[Instance]:
    """Make instances of any shape: short and long, early and late, some slow to compute."""
    chance = random.Random(seed)
    return [_instance(chance, index, characters) for index in range(40)]


def _instance(chance: random.Random, index: int, characters: bool) -> Instance:
    source = chance.randint(8_000, 160_000) / 16
    delays: list[float] = []
    heard = 0.0
    while heard < source:
        heard = min(heard + chance.choice([320, 640, 1000]), source)
        delays += [heard] * chance.choice([0, 0, 1, 2, 7])
    delays = delays or [source]
    elapsed, late = [], 0.0
    for delay in delays:
        late += chance.choice([0.0, chance.uniform(0, 400)])
        elapsed.append(delay + late)
    signs = CHARACTERS if characters else WORDS
    joint = "" if characters else " "
    return Instance(
        index=index,
        source=f"{index}.wav",
        prediction=joint.join(chance.choices(signs, k=len(delays))),
        reference=joint.join(chance.choices(signs, k=chance.randint(1, 30))),
        delays=tuple(delays),
        elapsed=tuple(elapsed),
        source_length=source,
    )


@pytest.fixture(params=["de", "zh"])
def case(request, tmp_path: Path):
    """Give a language and the path of a log in it."""
    found = made(7, characters=request.param == "zh")
    path = tmp_path / logs.FILE
    path.write_text("".join(one.json() + "\n" for one in found), "utf-8")
    return request.param, path


def _needed(name: str, reason: str):
    return pytest.importorskip(name, reason=reason, exc_type=ImportError)


@pytest.mark.filterwarnings("ignore")  # what SimulEval imports, pydub among it, warns
def test_simuleval_finds_the_same(case):
    """AL, LAAL, AP, DAL, by sound heard and by the clock, ATD and BLEU."""
    reason = "pip install simuleval==1.1.4 into an environment of its own"
    latency = _needed("simuleval.evaluator.scorers.latency_scorer", reason)
    quality = _needed("simuleval.evaluator.scorers.quality_scorer", reason)
    instance = _needed("simuleval.evaluator.instance", reason)
    language, path = case
    unit = "char" if language == "zh" else "word"
    lines = path.read_text("utf-8").splitlines()
    theirs = {number: instance.LogInstance(line, unit) for number, line in enumerate(lines)}
    ours = scores(logs.read(path), language)
    for name in ("AL", "LAAL", "AP", "DAL"):
        scorer = latency.LATENCY_SCORERS_DICT[name]
        assert ours[name] == pytest.approx(scorer()(theirs), abs=1e-6)
        assert ours[f"{name}_CA"] == pytest.approx(scorer(computation_aware=True)(theirs), abs=1e-6)
    atd = latency.LATENCY_SCORERS_DICT["ATD"]
    assert ours["ATD"] == pytest.approx(atd()(theirs), abs=1e-6)
    bleu = quality.SacreBLEUScorer("zh" if language == "zh" else "13a")
    assert ours["BLEU"] == pytest.approx(bleu(theirs), abs=1e-6)


def test_omnisteval_finds_the_same(case):
    """AL, LAAL, AP, DAL, YAAL, by sound heard and by the clock; BLEU, chrF and the test."""
    scoring = _needed("omnisteval.scoring", "pip install OmniSTEval==0.1.10")
    data = _needed("omnisteval.data", "pip install OmniSTEval==0.1.10")
    language, path = case
    theirs = [
        data.Instance(
            index=one.index,
            prediction=one.prediction,
            reference=one.reference,
            source_length=one.source_length,
            emission_cu=list(one.delays),
            emission_ca=list(one.elapsed),
            latency_unit="char" if language == "zh" else "word",
        )
        for one in logs.read(path)
    ]
    tokenizer = "zh" if language == "zh" else "13a"
    found, *_ = scoring.evaluate_instances(theirs, is_longform=False, bleu_tokenizer=tokenizer)
    ours = scores(logs.read(path), language)
    for name in ("AL", "LAAL", "AP", "DAL", "YAAL"):
        assert ours[name] == pytest.approx(found[name.lower()], abs=1e-6)
        assert ours[f"{name}_CA"] == pytest.approx(found[f"ca_{name.lower()}"], abs=1e-6)
    for name in ("BLEU", "CHRF", "SWF", "EFSW", "DSPTV"):
        assert ours[name] == pytest.approx(found[name.lower()], abs=1e-6)
    assert ours["degenerate"] == bool(found["degenerate_policy"])
