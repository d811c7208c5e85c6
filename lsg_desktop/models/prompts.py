"""What models are told to do, in their own words; it knows no token id and no tensor.

The speech prompts are those that each family was trained and published with; the model's output
follows them immediately.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lsg_desktop.errors import InputFault
from lsg_desktop.events import Task

END_OF_TEXT = "<|endoftext|>"
TURN_START = "<|im_start|>"
TURN_END = "<|im_end|>"
AUDIO = "<|AUDIO|>"
AUDIO_START = "<|audio_bos|>"
AUDIO_END = "<|audio_eos|>"

END_TOKENS = (END_OF_TEXT, TURN_END)
"""Either ends an output: the base model writes the first, chat models the second."""

MARK = re.compile(r"<\|.+?\|>")
"""A special token, as it stands in a prompt."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the family: its code and the English name that prompts use."""

    code: str
    name: str

    @property
    def tag(self) -> str:
        """The special token that names it."""
        return f"<|{self.code}|>"


LANGUAGES: dict[str, Language] = {
    code: Language(code, name)
    for code, name in (
        ("en", "English"),
        ("zh", "Mandarin"),
        ("yue", "Cantonese"),
        ("fr", "French"),
        ("de", "German"),
        ("es", "Spanish"),
        ("it", "Italian"),
        ("ja", "Japanese"),
        ("ko", "Korean"),
    )
}
"""The languages whose tags the family knows, by code."""

SPECIAL_TOKENS = (
    END_OF_TEXT,
    TURN_START,
    TURN_END,
    AUDIO,
    AUDIO_START,
    AUDIO_END,
    *(language.tag for language in LANGUAGES.values()),
)
"""Every special token that a prompt can hold or an output can end with."""


def language(code: str) -> Language:
    """Look a language up by its code. Raises InputFault for one the family does not know."""
    try:
        return LANGUAGES[code]
    except KeyError:
        known = ", ".join(LANGUAGES)
        raise InputFault(
            f"the model does not know the language {code!r}", f"choose one of {known}"
        ) from None


@dataclass(frozen=True, slots=True)
class SpeechFormat:
    """How a family of speech models is asked: one prompt for each task.

    ``audio`` stands once in each, for all outputs of the encoder; ``start`` and ``end`` stand
    around it. The prompts are filled in with the languages ``spoken`` and ``target``.
    """

    name: str
    start: str
    audio: str
    end: str
    transcribe: str
    translate: str

    def prompt(self, task: Task, source_lang: str, target_lang: str) -> str:
        """Give the prompt of a task on heard speech. Raises InputFault for an unknown language."""
        heard = f"{self.start}{self.audio}{self.end}"
        spoken = language(source_lang)
        if task is Task.TRANSCRIBE:
            return heard + self.transcribe.format(spoken=spoken)
        return heard + self.translate.format(spoken=spoken, target=language(target_lang))


QWEN2_AUDIO = SpeechFormat(
    name="qwen2-audio",
    start=AUDIO_START,
    audio=AUDIO,
    end=AUDIO_END,
    transcribe="Detect the language and recognize the speech: {spoken.tag}",
    translate="Detect the language and translate the speech into {target.name}: {spoken.tag}",
)
"""The base model's (technical report, arXiv 2407.10759, section 2, and the jsonl prompts of its
``eval_audio``); the demo model was trained with it. The tag that closes a prompt names the language
*spoken*, in both tasks."""

QWEN_AUDIO = SpeechFormat(
    name="qwen-audio",
    start="<audio>",
    audio="[[[AUDIO:modality]]]",
    end="</audio>",
    transcribe="<|startoftranscript|>{spoken.tag}<|transcribe|>{spoken.tag}"
    "<|notimestamps|><|wo_itn|>",
    translate="<|startoftranscript|>{spoken.tag}<|translate|>{target.tag}<|notimestamps|><|itn|>",
)
"""Qwen-Audio's, the first version (arXiv 2311.07919), as its ``eval_audio`` asks. Its README
and the code of LSG write ``<|startoftranscription|>``, which is no token of it."""

SPEECH_FORMATS = {form.name: form for form in (QWEN2_AUDIO, QWEN_AUDIO)}
"""The formats by the family that they are of."""


def speech_prompt(task: Task, source_lang: str, target_lang: str) -> str:
    """Give Qwen2-Audio's prompt of a task. Raises InputFault as above."""
    return QWEN2_AUDIO.prompt(task, source_lang, target_lang)


@dataclass(frozen=True, slots=True)
class TextFormat:
    """How a chat model is asked to translate text: what stands before the text, and after it.

    ``marks`` are the special tokens that it is written with; ``ends`` those that end an output;
    ``signs`` are no tokens, and mean as much to the model.
    """

    name: str
    before: str
    after: str
    marks: tuple[str, ...]
    ends: tuple[str, ...]
    signs: tuple[str, ...] = ()

    def prompt(self, text: str, target_lang: str) -> str:
        """Give the prompt that translates text. Raises InputFault for an unknown language."""
        return f"{self.before.format(language=language(target_lang).name)}{text}{self.after}"


CHATML = TextFormat(
    name="chatml",
    before=f"{TURN_START}user\nTranslate into {{language}}: ",
    after=f"{TURN_END}\n{TURN_START}assistant\n",
    marks=(TURN_START, TURN_END),
    ends=END_TOKENS,
)
"""A turn of ChatML: Qwen and many others; the demo model was trained with it."""

THOUGHT = ("<think>", "</think>")
"""What models think aloud stands between these."""

CHATML_WITHOUT_THOUGHT = replace(CHATML, after="{}{}\n\n{}\n\n".format(CHATML.after, *THOUGHT))
"""For models that think before they answer, unless it is written that they have: Qwen3's."""

LLAMA_2 = TextFormat(
    name="llama-2",
    before="<s>[INST] <<SYS>>\nAnswer with the translation and nothing else.\n<</SYS>>\n\n"
    "Translate into {language}: ",
    after=" [/INST]",
    marks=("<s>", "</s>"),
    ends=("</s>",),
    signs=("[INST]", "[/INST]", "<<SYS>>", "<</SYS>>"),
)
"""A turn of Llama 2's chat models, which would introduce their answer unless told not to."""

TEXT_FORMATS = {form.name: form for form in (CHATML, LLAMA_2)}
"""The formats by the word that asks for one."""


def text_prompt(text: str, target_lang: str) -> str:
    """Give the prompt that translates text, as a ChatML turn. Raises InputFault as above."""
    return CHATML.prompt(text, target_lang)
