"""A row gives the same alone, in company, and as a fork of another."""

from __future__ import annotations

import copy

import pytest
import torch

from lsg_desktop.models.qwen2_audio import Qwen2AudioNetwork
from lsg_desktop.models.rows import Row, RowModel


@pytest.fixture(scope="module")
def network(small):
    model, processor = small
    return Qwen2AudioNetwork(model, processor.feature_extractor)


@pytest.fixture
def feed(network):
    """Give a function that feeds rows, as the model is used: without gradients."""

    def run(*rows):
        with torch.inference_mode():
            return network.feed(rows)

    return run


def alone(feed, network, ids):
    """Give the hidden states of ids in a row of their own: (tokens, width)."""
    return feed(Row((), network.embed(ids)))[0].hidden


def test_forks_go_on_where_their_row_ends_and_do_not_see_each_other(feed, network):
    """Each gives what the row and it give as one text."""
    trunk, one, other = (5, 6, 7), (8, 9), (10, 11, 12, 13)
    forks = tuple(Row((), network.embed(ids)) for ids in (one, other))
    (fed,) = feed(Row((), network.embed(trunk), forks))
    torch.testing.assert_close(fed.hidden, alone(feed, network, trunk))
    for ids, fork in zip((one, other), fed.forks, strict=True):
        torch.testing.assert_close(fork.hidden, alone(feed, network, trunk + ids)[3:])


def test_forks_with_pasts_go_on_in_company(feed, network):
    """What was fed before is there, of row and forks, beside a longer row that has no forks."""
    trunk, one, other = (5, 6, 7), (8, 9), (10, 11, 12, 13)
    forks = tuple(Row((), network.embed(ids)) for ids in (one, other))
    (first,) = feed(Row((), network.embed(trunk), forks))
    later = tuple(
        Row((fork.states,), network.embed(ids))
        for fork, ids in zip(first.forks, ((20,), (21, 22)), strict=True)
    )
    longer = tuple(range(30, 45))
    fed, company = feed(
        Row((first.states,), network.embed(()), later), Row((), network.embed(longer))
    )
    assert fed.hidden.shape[0] == fed.states.shape[3] == 0
    torch.testing.assert_close(company.hidden, alone(feed, network, longer))
    for ids, fork in zip(((*one, 20), (*other, 21, 22)), fed.forks, strict=True):
        new = fork.hidden.shape[0]
        assert fork.states.shape[3] == new
        whole = alone(feed, network, trunk + ids)
        torch.testing.assert_close(fork.hidden, whole[-new:])


def test_what_is_out_of_sight_is_not_compared(feed, network, small, monkeypatch):
    """In one pass rows without a past, when they come last, are compared with themselves only.

    Of those each token is compared with what comes before it, which needs no mask; forks are not.
    """
    compared, masks = [], []
    plain = torch.nn.functional.scaled_dot_product_attention

    def counting(query, key, value, **given):
        compared.append((query.shape[2], key.shape[2], given["is_causal"]))
        masks.append(given["attn_mask"])
        return plain(query, key, value, **given)

    monkeypatch.setattr(torch.nn.functional, "scaled_dot_product_attention", counting)
    long, short, later = tuple(range(5, 107)), tuple(range(20, 60)), (7, 8)
    (past,) = feed(Row((), network.embed(short)))
    compared.clear()
    masks.clear()
    rows = [Row((past.states,), network.embed(later)) for _ in range(3)]
    forks = tuple(Row((), network.embed(ids)) for ids in (later, (9,)))
    *company, first, second = feed(
        *rows, Row((), network.embed(long), forks), Row((), network.embed(short))
    )
    layers = small[0].model.language_model.config.num_hidden_layers
    there, forked = (6, 3 * 40 + 6, False), (3, 102 + 3, False)
    assert compared == [there, (102, 102, True), forked, (40, 40, True)] * layers
    # Kernels of a GPU read a mask from such an address, and fail where it begins elsewhere.
    assert all(mask.data_ptr() % 16 == 0 for mask in masks if mask is not None)
    torch.testing.assert_close(first.hidden, alone(feed, network, long))
    torch.testing.assert_close(first.forks[0].hidden, alone(feed, network, long + later)[102:])
    torch.testing.assert_close(second.hidden, alone(feed, network, short))
    for one in company:
        torch.testing.assert_close(one.hidden, alone(feed, network, short + later)[40:])


@pytest.fixture
def passes(small):
    """Give what the language model is asked, a dictionary for each pass."""
    asked = []
    hook = small[0].model.language_model.register_forward_pre_hook(
        lambda module, args, given: asked.append(given), with_kwargs=True
    )
    yield asked
    hook.remove()


def held(passes):
    """Say how many tokens each pass held, those that were there already included."""
    return [given["past_key_values"].layers[0].keys.shape[2] for given in passes]


def test_a_pass_is_filled_up_whichever_row_comes_last(feed, network, passes):
    """A number of tokens that a processor multiplies slowly; what fills up is in nobody's way."""
    (past,) = feed(Row((), network.embed((5, 6, 7))))
    text = tuple(range(20, 33))
    fresh = Row((), network.embed(text))
    forked = Row((), network.embed(text[:1]), (Row((), network.embed(text[1:])),))
    later = Row((past.states,), network.embed((11,)))
    alike = alone(feed, network, (*text, *range(33, 45)))[: len(text)]
    after = alone(feed, network, (5, 6, 7, 11))[3:]
    for rows in ((fresh, later), (later, fresh), (later, forked), (fresh,)):
        passes.clear()
        for row, fed in zip(rows, feed(*rows), strict=True):
            found = torch.cat([fed.hidden, *(fork.hidden for fork in fed.forks)])
            torch.testing.assert_close(found, after if row is later else alike)
        assert [given["inputs_embeds"].shape[1] for given in passes] == [16]


def test_long_rows_come_first_in_memory(feed, network, passes):
    """Whatever their forks have grown to: so they lie where they did a pass before."""
    prompts, forks = ((5, 6, 7), (4, 6, 7)), ((8, 9), (10,))

    def row(past, ids, parts):
        return Row(past, network.embed(ids), tuple(Row(*part) for part in parts))

    new = [((), network.embed(fork)) for fork in forks]
    feds = feed(*(row((), ids, new) for ids in prompts))
    passes.clear()
    token = network.embed((11,))
    found = feed(
        *(row((fed.states,), (), [((one.states,), token) for one in fed.forks]) for fed in feds)
    )
    keys = passes[0]["past_key_values"].layers[0].keys[0]  # (kv_heads, slots, head_width)
    torch.testing.assert_close(keys[:, :6], torch.cat([fed.states[0, 0] for fed in feds], dim=1))
    for ids, fed in zip(prompts, found, strict=True):
        for fork, one in zip(forks, fed.forks, strict=True):
            whole = alone(feed, network, (*ids, *fork, 11))
            torch.testing.assert_close(one.hidden, whole[-1:])


def test_rows_give_the_same_in_any_order(feed, network):
    """One without a past may come before others, or between them."""
    (past,) = feed(Row((), network.embed((5, 6, 7))))
    fresh, later = Row((), network.embed((8, 9, 10))), Row((past.states,), network.embed((11,)))
    wanted = alone(feed, network, (8, 9, 10)), alone(feed, network, (5, 6, 7, 11))[3:]
    for rows in ((fresh, later), (later, fresh), (fresh, later, fresh), (later, fresh, later)):
        for row, fed in zip(rows, feed(*rows), strict=True):
            torch.testing.assert_close(fed.hidden, wanted[row is later])


def test_a_decoder_that_attends_otherwise_is_left_as_it_is(small):
    """It is given a mask and nothing else, and gives the same."""
    own = copy.deepcopy(small[0].model.language_model)
    own.config._attn_implementation = "eager"
    ids = torch.arange(5, 15)
    with torch.inference_mode():
        rows = [Row((), part) for part in own.embed_tokens(ids).split((4, 6))]
        found = RowModel(own).feed(rows)
        wanted = RowModel(small[0].model.language_model).feed(rows)
    assert own.config._attn_implementation == "eager"
    for one, other in zip(found, wanted, strict=True):
        torch.testing.assert_close(one.hidden, other.hidden)


def test_a_pass_holds_no_more_tokens_than_there_is_memory_for(network, small, passes):
    """What is there already counts; a row that alone is longer is run all the same."""
    model = small[0].model.language_model
    tight, roomy = (RowModel(model, pass_tokens=tokens) for tokens in (40, 400))
    with torch.inference_mode():
        (past,) = roomy.feed([Row((), network.embed(tuple(range(5, 22))))])
        asked = [Row((past.states,), network.embed((22 + number,))) for number in range(5)]
        asked.insert(3, Row((), network.embed(tuple(range(5, 48)))))
        passes.clear()
        found, apart = tight.feed(asked), held(passes)
        passes.clear()
        wanted, together = roomy.feed(asked), held(passes)
    assert apart == [36, 18, 43, 36]
    assert together == [5 * 18 + 43]
    for one, other in zip(found, wanted, strict=True):
        torch.testing.assert_close(one.hidden, other.hidden)
