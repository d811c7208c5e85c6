"""Sufficiency and hallucination on links drawn by hand, and an aligner of a few lines."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from lsg_desktop.errors import EnvironmentFault
from lsg_desktop.evaluation import alignment
from lsg_desktop.evaluation.alignment import Aligned, even_ends, symmetric
from tests.evaluation.test_scores import EVEN

ENDS = (1000.0, 2000.0, 3000.0)


def links(*pairs: tuple[int, int]) -> alignment.Links:
    return frozenset(pairs)


def test_a_unit_is_sufficient_when_its_last_word_has_ended() -> None:
    """The second unit's words are the second and third; the third unit has none."""
    one = Aligned(links((0, 0), (1, 1), (2, 1)), ENDS, (1000.0, 2000.0, 3000.0))
    assert alignment.sufficiency([one]) == pytest.approx(50)
    late = Aligned(one.links, ENDS, (3000.0, 3000.0, 3000.0))
    assert alignment.sufficiency([one, late]) == pytest.approx(75)
    assert alignment.sufficiency([Aligned(links(), ENDS, (3000.0,))]) is None


def test_a_unit_is_hallucinated_when_no_word_of_its_own_has_ended() -> None:
    """The second unit had one of its two words; the third has none at all, the fourth not yet."""
    one = Aligned(links((0, 0), (1, 1), (2, 1), (2, 3)), ENDS, (1000.0, 2000.0, 2500.0, 2500.0))
    assert alignment.hallucination([one]) == pytest.approx(50)
    assert alignment.hallucination([Aligned(links(), ENDS, ())]) is None


def test_words_end_as_their_letters_do() -> None:
    """The last exactly with the sound."""
    assert even_ends(["ab", "abcd", "ab"], 800.0) == [200, 600, 800]
    assert even_ends(["abc"] * 7, 937.3)[-1] == 937.3


def test_links_of_both_directions_are_kept_and_grown() -> None:
    """From what both give along neighbours; what stands alone is taken where a word is free."""
    forward = links((0, 0), (1, 1), (3, 3))
    reverse = links((0, 0), (1, 1), (1, 2))
    assert symmetric(forward, reverse) == links((0, 0), (1, 1), (1, 2), (3, 3))


def test_a_link_between_words_that_have_theirs_is_left_out() -> None:
    """Both its words are linked already."""
    both = links((0, 0), (1, 1))
    assert symmetric(both | {(0, 1)}, both) == both


FAKE = """
import sys
names = dict(zip(sys.argv[1::2], sys.argv[2::2]))
pairs = zip(open(names["-s"]), open(names["-t"]))
links = [" ".join(f"{i}-{i}" for i in range(min(len(a.split()), len(b.split())))) for a, b in pairs]
for name in ("-f", "-r"):
    open(names[name], "w").write("".join(line + "\\n" for line in links))
"""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """An aligner that links units in order."""
    if sys.platform == "win32":
        pytest.skip("a script cannot be started by its name")
    program = tmp_path / "aligner"
    program.write_text(f"#!{sys.executable}\n{FAKE}", "utf-8")
    program.chmod(0o755)
    return program


def test_the_aligner_is_given_words_and_gives_links(program: Path) -> None:
    """Word by word here: the fourth unit lacks its word, the first three had theirs."""
    (one,) = alignment.aligned([EVEN], ["see you there"], ("en", "de"), str(program))
    assert one.links == links((0, 0), (1, 1), (2, 2))
    assert one.delays == EVEN.delays
    assert one.ends[-1] == EVEN.source_length
    program.write_text(f"#!{sys.executable}\nimport sys; sys.exit('no room')", "utf-8")
    with pytest.raises(EnvironmentFault, match=r"failed \(no room\)"):
        alignment.aligned([EVEN], ["see you there"], ("en", "de"), str(program))


def test_characters_are_aligned_where_a_language_is_counted_by_them(program: Path) -> None:
    """Of the source, of what is written, or of both; white space is none of them."""
    written = replace(EVEN, prediction="wir sehen uns")
    (one,) = alignment.aligned([written], ["我们 见面。"], ("zh", "de"), str(program))
    assert one.links == links((0, 0), (1, 1), (2, 2))
    assert one.ends == pytest.approx([EVEN.source_length * part / 5 for part in range(1, 6)])
    written = replace(EVEN, prediction="用 Qt 写")
    (one,) = alignment.aligned([written], ["まず、書く"], ("ja", "zh"), str(program))
    assert one.links == links(*((place, place) for place in range(4)))


def test_an_aligner_that_is_missing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what brings it."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(EnvironmentFault, match="pip install eflomal"):
        alignment.find()
