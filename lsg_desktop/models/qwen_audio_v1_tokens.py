"""Qwen-Audio's vocabulary (v1): from its tiktoken file to the tokenizer of Qwen2-Audio's class.

Such a file gives each token of a byte-pair encoding with its rank, and no merges: a pair is merged
if together it is a token, that of the lowest rank first. The special tokens stand in no file; their
order is that of ``tokenization_qwen.py``. Nothing here knows weights.
"""

from __future__ import annotations

import base64
from itertools import chain, pairwise
from pathlib import Path

from tokenizers import AddedToken
from transformers import Qwen2Tokenizer

from lsg_desktop.errors import InputFault
from lsg_desktop.models.prompts import END_OF_TEXT, QWEN_AUDIO, TURN_END, TURN_START
from lsg_desktop.models.qwen_audio_v1_layout import REMEDY

FILE = "qwen.tiktoken"

LANGUAGES = tuple("en zh de es ko fr ja it".split())
"""The languages that it has tags for, in their order."""

_TASKS = "startoftranscript startofanalysis translate transcribe caption keyword unknown".split()
_TIMES = "zh_tr notimestamps sil timestamps".split()
_OUTPUTS = """
    caption_audiocaps caption_clotho audioset_ontology caption_plain itn wo_itn
    startofentityvalue endofentityvalue startofentitytype endofentitytype named_entity_recognition
    audio_grounding startofword endofword delim
    emotion_recognition music_description note_analysis pitch
""".split()
_OTHERS = """
    sonic instrument speaker_meta song_meta question answer choice scene event vocal_classification
    speech_understanding scenario action entities speech_edit
""".split()

SPECIAL_TOKENS = (
    *(END_OF_TEXT, TURN_START, TURN_END),
    *(f"<|extra_{number}|>" for number in range(205)),
    QWEN_AUDIO.audio,
    *(f"<|{tag}|>" for tag in chain(_TASKS, LANGUAGES, _TIMES)),
    *(f"<|{hundredths / 100:.2f}|>" for hundredths in range(3001)),
    *(f"<|{tag}|>" for tag in _OUTPUTS),
    *(f"<|midi_pitch_{number}|>" for number in range(128)),
    "<|velocity|>",
    *(f"<|midi_velocity_{number}|>" for number in range(128)),
    *(f"<|{tag}|>" for tag in _OTHERS),
    *(QWEN_AUDIO.start, QWEN_AUDIO.end),
)
"""All of them; the first has the id after that of the last token in the file."""


def tokenizer(folder: Path) -> Qwen2Tokenizer:
    """Make the tokenizer of a v1 checkpoint. Raises InputFault for a file that cannot be used."""
    ranks = _read(folder / FILE)
    letters = _letters()
    text = {token: "".join(letters[byte] for byte in token) for token in ranks}
    merges = []
    for token in ranks:
        if len(token) > 1:
            parts = _parts(token, ranks)
            if len(parts) != 2:
                raise _bad(folder / FILE, f"has a token that no merge makes, {token!r}")
            merges.append((text[parts[0]], text[parts[1]]))
    vocabulary = {text[token]: rank for token, rank in ranks.items()}
    made = Qwen2Tokenizer(vocab=vocabulary, merges=merges)  # type: ignore[arg-type]  # pairs will do
    made.add_tokens([AddedToken(token, special=True) for token in SPECIAL_TOKENS])
    return made


def _read(file: Path) -> dict[bytes, int]:
    """Read the tokens of a tiktoken file in the order of their ranks."""
    try:
        lines = file.read_bytes().splitlines()
    except FileNotFoundError:
        raise InputFault(f"{file.name} is missing in {file.parent}", REMEDY) from None
    except OSError as error:
        raise _bad(file, f"cannot be read ({error.strerror})") from error
    ranks: dict[bytes, int] = {}
    for number, line in enumerate(lines):
        try:
            token, rank = line.split()
            ranks[base64.b64decode(token, validate=True)] = int(rank)
        except ValueError as error:
            raise _bad(file, f"has no token and rank in line {number + 1}") from error
    if [*ranks.values()] != [*range(len(lines))]:
        raise _bad(file, "does not count its tokens from 0 up, each once")
    if not {bytes([byte]) for byte in range(256)} <= ranks.keys():
        raise _bad(file, "has no token for some bytes")
    return ranks


def _parts(token: bytes, ranks: dict[bytes, int]) -> list[bytes]:
    """Encode a token as if it were none, which leaves the two parts that its merge joins.

    Wherever two parts meet in a text that are a token together, the merges within that token have
    been the same as here. So one merge a token is enough, and their list is tiktoken's rule.
    """
    parts = [bytes([byte]) for byte in token]
    whole = ranks[token]
    while len(parts) > 1:
        pairs = enumerate(left + right for left, right in pairwise(parts))
        rank, place = min((ranks.get(pair, whole), place) for place, pair in pairs)
        if rank >= whole:
            break
        parts[place : place + 2] = [parts[place] + parts[place + 1]]
    return parts


def _letters() -> list[str]:
    """Give the character that stands for each byte in a byte-level vocabulary.

    Those of Latin-1 that can be seen stand for themselves, the others for what follows Latin-1.
    """
    seen = {*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), 256)}
    unseen = iter(range(256, 512))
    return [chr(byte if byte in seen else next(unseen)) for byte in range(256)]


def _bad(file: Path, problem: str) -> InputFault:
    return InputFault(f"{file.name} in {file.parent} {problem}", REMEDY)
