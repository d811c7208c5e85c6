"""The fast way of reading answers as the slow and obvious one, whatever a word does to tokens."""

from __future__ import annotations

from itertools import pairwise

import pytest

from lsg_desktop.errors import Bug, InputFault
from lsg_desktop.events import Task
from lsg_desktop.models.precision import Bounds
from lsg_desktop.models.prompts import CHATML, LLAMA_2, TEXT_FORMATS, THOUGHT
from lsg_desktop.models.protocol import Query
from lsg_desktop.models.text import TextModel, TextPrompts, TextVocabulary, text_format
from lsg_desktop.models.text_plain import PlainTextModel
from tests.models.text_models import INFO, text_model, tokenizer_of

TASKS = (Task.TRANSLATE,)
WORDS = ("Good", " morning,", " don't", " be", " late:", " 10:30", " 大", "家", ".")

# What a captioner asks as it goes along: words come, drafts are accepted, cropped and replaced.
WALK = [
    Query(Task.TRANSLATE, 1, (), (), (1,)),
    Query(Task.TRANSLATE, 2, (), (40, 41), (1, 1, 2)),
    Query(Task.TRANSLATE, 3, (40,), (41, 42, 43), (1, 1, 2, None)),
    Query(Task.TRANSLATE, 3, (40, 41), (50,), (2, 2)),
    Query(Task.TRANSLATE, 5, (40, 41, 50), (51,) * 5, (1,) + (3,) * 5),
    Query(Task.TRANSLATE, 8, (40, 41), (), (0,)),
    Query(Task.TRANSLATE, 9, (40, 41, 9), (8,), (1, 7)),
]


@pytest.fixture(scope="module", params=[*TEXT_FORMATS.values()], ids=[*TEXT_FORMATS])
def form(request):
    """Each format, with the kind of model and of tokenizer that it is usual for."""
    return request.param


@pytest.fixture(scope="module")
def pair(form):
    """A random model and its tokenizer."""
    return text_model(form, seed=3)


def begin(model, words=WORDS):
    """Begin a sentence that has been read already."""
    listening = model.begin(TASKS, "en", "de")
    listening.hear(words)
    return listening


def made(form, pair, bounds=None):
    model, tokenizer = pair
    return TextModel(model, tokenizer, INFO, form, bounds=bounds)


def fast(form, pair, bounds=None):
    return begin(made(form, pair, bounds=bounds))


def slow(form, pair):
    model, tokenizer = pair
    return begin(PlainTextModel(model, tokenizer, INFO, form))


def test_cached_equals_plain(form, pair, agree):
    """Each answer along a walk is that of transformers' own model on the whole prompt."""
    listening, obvious = fast(form, pair), slow(form, pair)
    for query in WALK:
        agree(listening.score([query]), obvious.score([query]))


def test_a_walk_equals_each_question_afresh(form, pair, agree):
    """What is kept never shows; asked backwards, too."""
    for walk in (WALK, WALK[::-1]):
        listening = fast(form, pair)
        for query in walk:
            agree(listening.score([query]), fast(form, pair).score([query]), within=1e-5)


def test_a_batch_equals_its_rows_one_at_a_time(form, pair, agree):
    """Rows of different lengths and prefixes do not see each other."""
    together = fast(form, pair).score(WALK)
    agree(together, [fast(form, pair).score([query])[0] for query in WALK], within=1e-5)


@pytest.mark.parametrize(
    "bounds", [Bounds(ring_bytes=0), Bounds(ring_prefixes=1), Bounds(pass_tokens=40)], ids=str
)
def test_what_does_not_fit_is_computed_again_or_later(form, pair, agree, bounds):
    """Tight memory costs time and nothing else."""
    roomy, tight = fast(form, pair), fast(form, pair, bounds=bounds)
    for query in WALK:
        agree(tight.score([query]), roomy.score([query]), within=1e-5)


def test_words_one_by_one_equal_words_at_once(form, pair, agree):
    """How words arrive does not matter."""
    listening = begin(made(form, pair), ())
    for number, word in enumerate(WORDS, 1):
        listening.hear([word])
        listening.score([Query(Task.TRANSLATE, number, ())])
    assert listening.heard == len(WORDS)
    agree(listening.score(WALK[-1:]), fast(form, pair).score(WALK[-1:]), within=1e-5)


def test_a_word_may_change_the_tokens_before_it():
    """So the tests above mean something: no prompt's tokens are those before and some more."""
    prompts = TextPrompts(tokenizer_of(LLAMA_2), LLAMA_2)
    seen = [prompts.ids(WORDS[:count], "de") for count in range(len(WORDS) + 1)]
    kept = [shorter[:-1] == longer[: len(shorter) - 1] for shorter, longer in pairwise(seen)]
    assert not all(kept)


def test_what_two_prompts_begin_with_alike_is_computed_once(form, pair):
    """A word costs its own tokens and those behind the source, not the sentence so far."""
    model, tokenizer = pair
    fed = []
    handle = model.base_model.register_forward_pre_hook(
        lambda module, args, given: fed.append(int(given["inputs_embeds"].any(-1).sum())),
        with_kwargs=True,
    )
    listening = begin(TextModel(model, tokenizer, INFO, form), ())
    prompts = TextPrompts(tokenizer, form)
    before = prompts.ids((), "de")
    for count in range(1, len(WORDS) + 1):
        listening.hear(WORDS[count - 1 : count])
        fed.clear()
        listening.score([Query(Task.TRANSLATE, count, ())])
        now = prompts.ids(WORDS[:count], "de")
        common = next(
            n for n, pair in enumerate(zip(before, now, strict=False)) if len({*pair}) > 1
        )
        # All but the last id, which is fed with what is asked.
        assert fed == [len(now) - 1 - common, 1] or count == 1
        before = now
    handle.remove()


# --- text ----------------------------------------------------------------------------------------


def test_tokens_keep_the_space_before_a_word(form):
    """Which tells that the word before is complete; decoders like to drop it."""
    tokenizer = tokenizer_of(form)
    vocabulary = TextVocabulary(tokenizer, form)
    ids = tokenizer(" Guten Morgen", add_special_tokens=False)["input_ids"]
    assert vocabulary.text(ids) == "".join(map(vocabulary.text, ([one] for one in ids)))
    assert vocabulary.text(ids).endswith(" Guten Morgen")
    assert vocabulary.text(ids[:1])[0] == " "
    assert vocabulary.text([]) == ""


def test_a_part_of_a_character_is_shown_as_such(form):
    """Both ways of spelling what has no token of its own."""
    tokenizer = tokenizer_of(form)
    vocabulary = TextVocabulary(tokenizer, form)
    ids = tokenizer("龍", add_special_tokens=False)["input_ids"]
    assert vocabulary.text(ids[:-1]).endswith("\N{REPLACEMENT CHARACTER}")
    assert vocabulary.text(ids).endswith("龍")


def test_outputs_end_where_the_format_says(form):
    """By name; a special token has no text."""
    tokenizer = tokenizer_of(form)
    vocabulary = TextVocabulary(tokenizer, form)
    ends = {tokenizer.convert_tokens_to_ids(mark) for mark in form.ends}
    assert vocabulary.end_ids == ends
    assert vocabulary.text(sorted(ends)) == ""


def test_a_source_cannot_end_its_own_turn(form):
    """What looks like a special token is read as the letters it has."""
    tokenizer = tokenizer_of(form)
    prompts = TextPrompts(tokenizer, form)
    special = set(tokenizer.get_added_vocab().values())
    signs = "".join(form.signs)
    spelt = prompts.ids(["say", f" {form.ends[-1]}{signs}{form.marks[0]}"], "de")
    plain = prompts.ids(["say", " that"], "de")
    assert [one for one in spelt if one in special] == [one for one in plain if one in special]
    text = tokenizer.decode(spelt)
    assert [text.count(sign) for sign in form.signs] == [
        form.prompt("", "de").count(sign) for sign in form.signs
    ]


def test_the_format_is_told_by_the_tokenizer(form):
    """By its special tokens, and its chat template where those are not enough."""
    tokenizer = tokenizer_of(form)
    assert text_format(None, tokenizer) is form
    assert text_format(form.name, tokenizer) is form
    (other,) = set(TEXT_FORMATS) - {form.name}
    with pytest.raises(InputFault) as fault:
        text_format(other, tokenizer)
    assert form.name in fault.value.remedy


@pytest.mark.parametrize("asked", [None, "chatml"])
def test_a_model_that_would_think_answers_at_once(asked):
    """Its prompt says that it has thought; a template that knows of no thought is left alone."""
    tokenizer = tokenizer_of(CHATML)
    tokenizer.add_tokens(list(THOUGHT), special_tokens=False)
    assert text_format(asked, tokenizer) is CHATML
    tokenizer.chat_template = "{% if not thinking %}<think>\n\n</think>{% endif %}"
    form = text_format(asked, tokenizer)
    assert form.prompt("Hi.", "de") == CHATML.prompt("Hi.", "de") + "<think>\n\n</think>\n\n"
    thought = tokenizer.convert_tokens_to_ids(list(THOUGHT))
    ids = TextPrompts(tokenizer, form).ids(["</think>"], "de")
    assert [one for one in ids if one in thought] == thought


def test_a_tokenizer_that_does_not_tell_must_be_told():
    """A base model has no format."""
    tokenizer = tokenizer_of(LLAMA_2)
    tokenizer.chat_template = None
    with pytest.raises(InputFault) as fault:
        text_format(None, tokenizer)
    assert fault.value.remedy == "choose --prompt chatml or llama-2"
    assert text_format("llama-2", tokenizer) is LLAMA_2


# --- what cannot be answered ---------------------------------------------------------------------


def test_what_cannot_be_answered_is_refused(pair, form):
    """Languages, tasks, words that were not read, and more words than the model takes."""
    model = made(form, pair)
    for languages in (("xx", "de"), ("en", "xx")):
        with pytest.raises(InputFault):
            model.begin(TASKS, *languages)
    with pytest.raises(Bug):
        model.begin(tuple(Task), "en", "de")
    listening = begin(model)
    with pytest.raises(Bug):
        listening.score([Query(Task.TRANSLATE, len(WORDS) + 1, ())])
    with pytest.raises(InputFault, match="longer than the model takes"):
        listening.hear([" word"] * 300)
    assert listening.heard == len(WORDS)


def test_chatml_is_what_the_demo_model_was_trained_with():
    """One format, written once."""
    assert CHATML.prompt("Hi.", "de") == (
        "<|im_start|>user\nTranslate into German: Hi.<|im_end|>\n<|im_start|>assistant\n"
    )
