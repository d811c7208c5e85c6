"""Qwen-Audio's first version, converted, computes what the published one does."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections import namedtuple

import pytest
import torch
from safetensors.torch import load_file, save_file
from tokenizers import Regex, pre_tokenizers
from transformers import AutoProcessor, Qwen2AudioForConditionalGeneration

from lsg_desktop.errors import EnvironmentFault, InputFault, OutputFault
from lsg_desktop.events import Task
from lsg_desktop.models.load import load
from lsg_desktop.models.progress import Progress
from lsg_desktop.models.prompts import QWEN_AUDIO
from lsg_desktop.models.protocol import Query, TokenScore
from lsg_desktop.models.qwen2_audio import FEATURES, Qwen2AudioNetwork
from lsg_desktop.models.qwen_audio_v1 import convert
from lsg_desktop.models.qwen_audio_v1_tokens import SPECIAL_TOKENS, tokenizer
from lsg_desktop.models.rows import Row
from tests.models.published_qwen_audio import SHARDS, TEXT, Published, ranks, split

WORDS = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
"""How the published tokenizer cuts a text before it encodes the pieces."""


@pytest.fixture(scope="module")
def published():
    return Published()


@pytest.fixture(scope="module")
def original(published, tmp_path_factory):
    folder = tmp_path_factory.mktemp("published") / "Qwen-Audio"
    published.save(folder)
    return folder


@pytest.fixture(scope="module")
def converted(original, tmp_path_factory):
    folder = tmp_path_factory.mktemp("converted") / "qwen-audio"
    convert(original, folder)
    return folder


@pytest.fixture(scope="module")
def model(converted):
    return load(str(converted), "cpu", "fp32")


@pytest.fixture
def folder(original, tmp_path):
    """Give a copy of the published checkpoint, to be damaged."""
    return shutil.copytree(original, tmp_path / "Qwen-Audio")


def prompt_ids(model, task):
    """Give the ids of a prompt before and after where the sound stands."""
    tokens = model.parts[1].tokenizer
    before, after = QWEN_AUDIO.prompt(task, "fr", "en").split(QWEN_AUDIO.audio)
    return tokens(before)["input_ids"], tokens(after)["input_ids"]


# --- what it computes ----------------------------------------------------------------------------

ODD = 160 * 62 + 100
"""A frame that is not full, which would make one position more."""


@pytest.mark.parametrize("task", Task)
@pytest.mark.parametrize("length", [159, 641, ODD, 160 * 63, 10_240, 33_333])
@torch.inference_mode()
def test_each_probability_is_that_of_an_independent_forward_pass(
    model, published, sound, task, length
):
    """Every token at every position, whatever the sound's end."""
    network, processor = model.parts
    ours = Qwen2AudioNetwork(
        network, processor.feature_extractor, features=FEATURES[model.info.family]
    )
    samples = sound(3)[:length]
    before, after = prompt_ids(model, task)
    first, last = ours.embed(before), ours.embed([*after, 40, 41])
    heard = ours.hear(torch.from_numpy(samples))
    (fed,) = ours.feed([Row((), torch.cat((first, heard, last)))])
    expected = published.logits(samples, before, [*after, 40, 41]).log_softmax(-1)
    torch.testing.assert_close(ours.predict(fed.hidden).double(), expected, atol=1e-4, rtol=0)


@torch.inference_mode()
def test_transformers_own_model_gives_the_published_logits(converted, published, model, sound):
    """With its own processor, on 30 s of sound, of which nothing is padding."""
    network = Qwen2AudioForConditionalGeneration.from_pretrained(converted)
    samples = sound(30)
    before, after = prompt_ids(model, Task.TRANSLATE)
    inputs = AutoProcessor.from_pretrained(converted)(
        text=QWEN_AUDIO.prompt(Task.TRANSLATE, "fr", "en"),
        audio=samples,
        sampling_rate=16_000,
        return_tensors="pt",
    )
    logits = network(**inputs).logits[0].double()
    assert len(logits) == len(before) + 750 + len(after)
    torch.testing.assert_close(logits, published.logits(samples, before, after), atol=1e-4, rtol=0)


def test_an_utterance_is_scored_as_the_published_model_would(model, published, sound, agree):
    """Both tasks in one call, against a baseline that has heard less."""
    samples, baseline = sound(2), 10_240
    listening = model.begin(tuple(Task), "fr", "en")
    listening.hear(samples)
    queries = [Query(task, len(samples), (40,), (41,), (baseline,) * 2) for task in Task]
    expected = []
    for query in queries:
        before, after = prompt_ids(model, query.task)
        ids = [*after, *query.ids, *query.draft]
        log_p, log_q = (
            published.logits(samples[:heard], before, ids).log_softmax(-1)[-2:]
            for heard in (len(samples), baseline)
        )
        values, tokens = log_p.exp().max(-1)
        forward = (log_p.exp() * (log_p - log_q)).sum(-1)
        backward = (log_q.exp() * (log_q - log_p)).sum(-1)
        lines = zip(*(one.tolist() for one in (tokens, values, forward, backward)), strict=True)
        expected.append(tuple(TokenScore(*line) for line in lines))
    agree(listening.score(queries), expected)


def test_it_says_what_it_is_and_knows_its_eight_languages(model):
    info = model.info
    assert (info.name, info.family, info.limit_s) == ("Qwen-Audio", "qwen-audio", 30.0)
    assert [*info.languages] == ["en", "zh", "de", "es", "ko", "fr", "ja", "it"]
    assert "en" in info.languages["fr"] and "yue" not in info.languages["fr"]
    assert info.defaults == {"delta": 7.0, "alpha": 0.5, "low": 1, "range": 4.0}
    with pytest.raises(InputFault):
        model.begin(tuple(Task), "yue", "en")


# --- its tokens ----------------------------------------------------------------------------------


def encoded(text, known):
    """Encode a text without special tokens as the published tokenizer does."""
    cut = pre_tokenizers.Split(Regex(WORDS), behavior="isolated")
    pieces = [piece for piece, _ in cut.pre_tokenize_str(text)]
    return [known[part] for piece in pieces for part in split(piece.encode(), known)]


@pytest.mark.parametrize("seed", range(3))
def test_ids_are_those_of_tiktoken(tmp_path, seed):
    """On the text that the pairs come from, and on others."""
    known = ranks(seed, 400)
    Published(known).save(tmp_path / "model")
    tokens = tokenizer(tmp_path / "model")
    for text in (TEXT, TEXT[::-1], "  tous,  tous\n\n 33.5 à", "Ünïcode, 한국어 🎉!\tnous nous"):
        assert tokens(text)["input_ids"] == encoded(text, known)


def test_special_tokens_follow_the_others_in_the_published_order(published, converted):
    """Of the ids that published code mentions, and those around them."""
    tokens = AutoProcessor.from_pretrained(converted).tokenizer
    start = len(published.ranks)
    assert tokens.convert_tokens_to_ids(list(SPECIAL_TOKENS)) == [*range(start, len(tokens))]
    assert len(tokens) == published.rows - 5
    at = {token: 151_643 + place for place, token in enumerate(SPECIAL_TOKENS)}
    assert len(at) == len(SPECIAL_TOKENS)
    assert (at["<|endoftext|>"], at["<|im_start|>"], at["<|im_end|>"]) == (151643, 151644, 151645)
    assert at["[[[AUDIO:modality]]]"] == 151_851
    assert (at["<audio>"], at["</audio>"]) == (155_163, 155_164)
    assert at["<|30.00|>"] - at["<|0.00|>"] == 3000
    assert at["<|unknown|>"] + 1 == at["<|en|>"] and at["<|it|>"] + 1 == at["<|zh_tr|>"]


def test_a_converted_tokenizer_gives_the_ids_of_the_file(published, converted):
    """As it comes back from its folder, prompts and all."""
    tokens = AutoProcessor.from_pretrained(converted).tokenizer
    text = " nous parlons 3.5 早上"
    prompt = QWEN_AUDIO.prompt(Task.TRANSLATE, "fr", "en")
    tags = prompt.replace("><", ">\0<").replace("][", "]\0[").replace(">[", ">\0[")
    tags = tags.replace("]<", "]\0<")
    special = dict(zip(SPECIAL_TOKENS, range(len(published.ranks), 10_000), strict=False))
    expected = [special[tag] for tag in tags.split("\0")] + encoded(text, published.ranks)
    assert tokens(prompt + text)["input_ids"] == expected
    assert tokens.decode(expected) == prompt + text


DAMAGE = {
    "one too few": (lambda lines: lines[:-1], "are not those of its weights"),
    "one left out": (lambda lines: [*lines[:5], *lines[6:]], "does not count its tokens"),
    "one doubled": (lambda lines: [*lines, lines[-1]], "does not count its tokens"),
    "no base64": (lambda lines: [*lines[:3], b"?! 3", *lines[4:]], "token and rank in line 4"),
    "no rank": (lambda lines: [*lines[:3], b"AAA=", *lines[4:]], "token and rank in line 4"),
    "no byte": (lambda lines: [b"eno= 0", *lines[1:]], "has no token for some bytes"),
    "no merge": (lambda lines: [*lines, b"enF4 %d" % len(lines)], "a token that no merge makes"),
}
"""What can be wrong with a file of tokens; ``eno=`` is zz, and ``enF4`` zqx."""


@pytest.mark.parametrize("damage", DAMAGE)
def test_tokens_that_cannot_be_used_are_refused(folder, tmp_path, damage):
    change, said = DAMAGE[damage]
    file = folder / "qwen.tiktoken"
    file.write_bytes(b"\n".join(change(file.read_bytes().splitlines())))
    assert said in refusal(folder, tmp_path / "out")


# --- the folder ----------------------------------------------------------------------------------


def refusal(folder, out):
    """Give the one line with which a conversion is refused; it leaves nothing behind."""
    before = {*out.parent.iterdir()}
    with pytest.raises(InputFault) as fault:
        convert(folder, out)
    assert fault.value.problem and fault.value.remedy and "\n" not in str(fault.value)
    assert {*out.parent.iterdir()} == before
    return str(fault.value)


def digests(folder):
    return {file.name: hashlib.sha256(file.read_bytes()).digest() for file in folder.iterdir()}


def test_each_file_of_weights_becomes_one_and_the_source_stays_as_it_was(original, tmp_path):
    before = digests(original)
    told: list[Progress] = []
    convert(original, tmp_path / "new" / "out", told.append)
    assert digests(original) == before
    assert [*(tmp_path / "new").iterdir()] == [tmp_path / "new" / "out"]
    made = sorted((tmp_path / "new" / "out").glob("*.safetensors"))
    assert [file.name for file in made] == [
        f"model-0000{number}-of-0000{SHARDS}.safetensors" for number in range(1, SHARDS + 1)
    ]
    done = [progress.done_bytes for progress in told]
    assert done == sorted(done) and len({*done}) == SHARDS + 1
    assert done[-1] == told[-1].total_bytes


def test_weights_stay_in_the_type_that_they_are_in(folder, tmp_path):
    for file in folder.glob("*.safetensors"):
        save_file({name: one.bfloat16() for name, one in load_file(file).items()}, file)
    convert(folder, tmp_path / "out")
    types = {
        one.dtype
        for file in (tmp_path / "out").glob("*.safetensors")
        for one in load_file(file).values()
    }
    assert types == {torch.bfloat16}
    assert json.loads((tmp_path / "out" / "config.json").read_text())["dtype"] == "bfloat16"


def test_what_its_code_computes_itself_is_left_out(folder, tmp_path):
    file = folder / f"model-00001-of-0000{SHARDS}.safetensors"
    extra = ("transformer.rotary_emb.inv_freq", "transformer.h.0.attn.masked_bias")
    save_file(load_file(file) | {name: torch.ones(4) for name in extra}, file)
    convert(folder, tmp_path / "out")
    assert load(str(tmp_path / "out"), "cpu", "fp32").info.family == "qwen-audio"


def changed(folder, **sections):
    """Change what ``config.json`` says."""
    config = json.loads((folder / "config.json").read_text())
    config["audio"] |= sections.pop("audio", {})
    (folder / "config.json").write_text(json.dumps(config | sections))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"model_type": "qwen2_audio"}, "holds no Qwen-Audio"),
        ({"no_bias": False}, "no_bias = False"),
        ({"rotary_pct": 0.25}, "rotary_pct = 0.25"),
        ({"kv_channels": 4}, "kv_channels = 4"),
        ({"seq_length": None}, "lacks seq_length"),
        ({"rotary_emb_base": "10000"}, "rotary_emb_base = '10000'"),
        ({"num_hidden_layers": True}, "num_hidden_layers = True"),
        ({"num_hidden_layers": 3}, "lack transformer.h.2.attn.c_attn.bias and 7 more"),
        ({"num_hidden_layers": 1}, "also have transformer.h.1.attn.c_attn.bias and 7 more"),
        ({"intermediate_size": 80}, "is 48 × 32 and by config.json 40 × 32"),
        ({"audio": {"avg_pool": False}}, "avg_pool = False"),
        ({"audio": {"output_dim": 64}}, "output_dim = 64"),
        ({"audio": {"n_mels": 128}}, "is 24 × 80 × 3 and by config.json 24 × 128 × 3"),
        ({"audio": {"audio_start_id": 155_163}}, "<audio> is 3840 and by config.json 155163"),
    ],
)
def test_a_config_that_does_not_fit_is_refused(folder, tmp_path, change, said):
    changed(folder, **change)
    assert said in refusal(folder, tmp_path / "out")


@pytest.mark.parametrize(
    "name", ["config.json", "qwen.tiktoken", f"model-00002-of-0000{SHARDS}.safetensors"]
)
def test_a_missing_file_is_named(folder, tmp_path, name):
    (folder / name).unlink()
    assert f"{name} is missing" in refusal(folder, tmp_path / "out")


def test_a_shard_that_was_cut_off_is_noticed(folder, tmp_path):
    file = folder / f"model-00002-of-0000{SHARDS}.safetensors"
    file.write_bytes(file.read_bytes()[:-1])
    assert "is cut off" in refusal(folder, tmp_path / "out")


def test_other_folders_are_refused(converted, tmp_path):
    assert "there is no folder" in refusal(tmp_path / "nowhere", tmp_path / "out")
    assert "holds no Qwen-Audio" in refusal(converted, tmp_path / "out")


def test_nothing_is_written_over(original, tmp_path):
    """Neither files nor folders that hold something; an empty one will do."""
    (tmp_path / "file").write_text("mine")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").write_text("mine")
    for name in ("file", "full"):
        assert "is not empty" in refusal(original, tmp_path / name)
    (tmp_path / "empty").mkdir()
    convert(original, tmp_path / "empty")
    assert (tmp_path / "empty" / "config.json").exists()


def test_an_interrupted_conversion_leaves_nothing(original, tmp_path):
    def interrupt(progress):
        if progress.done_bytes:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        convert(original, tmp_path / "out", interrupt)
    assert [*tmp_path.iterdir()] == []


def test_what_a_killed_one_left_is_replaced(original, converted, tmp_path):
    (tmp_path / "out.unfinished").mkdir()
    (tmp_path / "out.unfinished" / "model-00009-of-00009.safetensors").write_text("half")
    convert(original, tmp_path / "out")
    assert [*tmp_path.iterdir()] == [tmp_path / "out"]
    assert digests(tmp_path / "out") == digests(converted)


def test_a_disk_without_room_is_told_before_anything_is_written(original, tmp_path, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda place: usage(10**9, 10**9, 1000))
    with pytest.raises(EnvironmentFault, match="of disk are needed and 1 kB are free"):
        convert(original, tmp_path / "out")
    assert [*tmp_path.iterdir()] == []


@pytest.fixture
def no_room():
    """Give a function that lets no file of this process grow beyond a length from then on."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda length: resource.setrlimit(resource.RLIMIT_FSIZE, (length, before[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_disk_that_fills_up_is_told_in_one_line_and_left_as_it_was(original, tmp_path, no_room):
    def fill(progress):
        if progress.done_bytes:
            no_room(100_000)

    with pytest.raises(OutputFault) as fault:
        convert(original, tmp_path / "out", fill)
    assert fault.value.problem.startswith(f"{tmp_path / 'out'} cannot be written (")
    assert "File too large" in fault.value.problem and "\n" not in str(fault.value)
    assert [*tmp_path.iterdir()] == []


def test_a_place_that_cannot_be_written_is_told(original, tmp_path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(OutputFault, match="cannot be written"):
        convert(original, tmp_path / "file" / "out")
