"""A row gives the same alone, in company, and as a fork of another."""

from __future__ import annotations

import pytest
import torch

from lsg_desktop.models import device, rows
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


def test_rows_that_would_hold_each_other_up_run_in_passes_apart(feed, network, small):
    """Each gives the same; a long one and a short one are not laid into one sequence."""
    runs = []
    hook = small[0].model.language_model.register_forward_pre_hook(
        lambda module, args, given: runs.append(given["inputs_embeds"].shape[1]), with_kwargs=True
    )
    long, short = tuple(range(5, 305)), tuple(range(20, 60))
    found = feed(Row((), network.embed(long)), *(Row((), network.embed(short)) for _ in range(4)))
    hook.remove()
    assert len(runs) == 2
    assert sum(runs) == len(long) + 4 * len(short)
    torch.testing.assert_close(found[0].hidden, alone(feed, network, long))
    for one in found[1:]:
        torch.testing.assert_close(one.hidden, alone(feed, network, short))


def test_a_pass_holds_no_more_tokens_than_there_is_memory_for(network, small):
    """What is there already counts; a row that alone is longer is run all the same."""
    model = small[0].model.language_model
    seen: list[int] = []
    hook = model.register_forward_pre_hook(
        lambda module, args, given: seen.append(given["attention_mask"]["full_attention"].shape[3]),
        with_kwargs=True,
    )
    tight, roomy = (RowModel(model, pass_tokens=tokens) for tokens in (40, 400))
    with torch.inference_mode():
        (past,) = roomy.feed([Row((), network.embed(tuple(range(5, 22))))])
        asked = [Row((past.states,), network.embed((22 + number,))) for number in range(5)]
        asked.insert(3, Row((), network.embed(tuple(range(5, 48)))))
        seen.clear()
        found, apart = tight.feed(asked), list(seen)
        seen.clear()
        wanted, together = roomy.feed(asked), list(seen)
    hook.remove()
    assert apart == [36, 18, 43, 36]
    assert together == [5 * 18 + 43]
    for one, other in zip(found, wanted, strict=True):
        torch.testing.assert_close(one.hidden, other.hidden)


def test_on_every_device_rows_share_passes():
    """None is forgotten, on which each row would take one of its own."""
    assert rows._ALONE.keys() == {*device.CHOICES} - {"auto"}
