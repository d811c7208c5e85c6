"""The exact words that Qwen2-Audio is asked with."""

from __future__ import annotations

import subprocess
import sys

import pytest

from lsg_desktop.errors import InputFault
from lsg_desktop.events import Task
from lsg_desktop.models.prompts import (
    LANGUAGES,
    LLAMA_2,
    QWEN_AUDIO,
    SPEECH_FORMATS,
    TEXT_FORMATS,
    speech_prompt,
    text_prompt,
)


def test_transcription_names_the_language_spoken_by_its_tag():
    """Word for word the base model's recognition prompt."""
    assert speech_prompt(Task.TRANSCRIBE, "en", "de") == (
        "<|audio_bos|><|AUDIO|><|audio_eos|>Detect the language and recognize the speech: <|en|>"
    )


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("en", "de", "German: <|en|>"),
        ("en", "zh", "Mandarin: <|en|>"),
        ("zh", "en", "English: <|zh|>"),
        ("de", "fr", "French: <|de|>"),
    ],
)
def test_translation_names_the_target_in_words_and_the_source_by_tag(source, target, words):
    """Word for word the base model's translation prompt."""
    assert speech_prompt(Task.TRANSLATE, source, target) == (
        "<|audio_bos|><|AUDIO|><|audio_eos|>"
        f"Detect the language and translate the speech into {words}"
    )


def test_qwen_audio_is_asked_in_tags_alone():
    """As the first version's own evaluation asks; both languages are named by tag."""
    heard = "<audio>[[[AUDIO:modality]]]</audio><|startoftranscript|><|fr|>"
    assert QWEN_AUDIO.prompt(Task.TRANSLATE, "fr", "en") == (
        f"{heard}<|translate|><|en|><|notimestamps|><|itn|>"
    )
    assert QWEN_AUDIO.prompt(Task.TRANSCRIBE, "fr", "") == (
        f"{heard}<|transcribe|><|fr|><|notimestamps|><|wo_itn|>"
    )


@pytest.mark.parametrize("form", SPEECH_FORMATS.values(), ids=SPEECH_FORMATS)
@pytest.mark.parametrize("task", Task)
def test_the_sound_stands_once_in_each_prompt(form, task):
    """Whatever is heard stands there, and something follows that can be asked about."""
    before, after = form.prompt(task, "fr", "en").split(form.audio)
    assert before == form.start and after.startswith(form.end) and len(after) > len(form.end)


def test_text_is_translated_in_one_chat_turn():
    """The text-only task is ChatML and ends where the assistant begins."""
    assert text_prompt("Good morning.", "de") == (
        "<|im_start|>user\nTranslate into German: Good morning.<|im_end|>\n<|im_start|>assistant\n"
    )


@pytest.mark.parametrize("source, target", [("xx", "de"), ("en", "xx")])
def test_an_unknown_language_is_refused_with_those_known(source, target):
    """The remedy lists every code that would do."""
    with pytest.raises(InputFault) as fault:
        speech_prompt(Task.TRANSLATE, source, target)
    assert "xx" in fault.value.problem
    assert all(code in fault.value.remedy for code in LANGUAGES)


def test_transcription_does_not_need_a_target():
    """Only what a task uses is looked up."""
    assert speech_prompt(Task.TRANSCRIBE, "ko", "").endswith("<|ko|>")


def test_prompts_protocol_and_scripted_model_load_no_torch():
    """The window and its tests stand on these three without torch."""
    names = ("prompts", "protocol", "scripted", "languages")
    imports = "; ".join(f"import lsg_desktop.models.{name}" for name in names)
    check = "import sys; sys.exit('torch' in sys.modules or 'transformers' in sys.modules)"
    subprocess.run([sys.executable, "-c", f"{imports}; {check}"], check=True)


def test_text_is_translated_in_a_turn_of_llama_2():
    """A chat model is told not to introduce its answer; the turn ends where it begins."""
    assert LLAMA_2.prompt("Good morning.", "de") == (
        "<s>[INST] <<SYS>>\nAnswer with the translation and nothing else.\n<</SYS>>\n\n"
        "Translate into German: Good morning. [/INST]"
    )


@pytest.mark.parametrize("form", TEXT_FORMATS.values(), ids=TEXT_FORMATS)
def test_a_source_with_braces_is_only_text(form):
    """What is read is never taken for a template."""
    assert "{language} {0}" in form.prompt("{language} {0}", "de")
    with pytest.raises(InputFault):
        form.prompt("word", "xx")
