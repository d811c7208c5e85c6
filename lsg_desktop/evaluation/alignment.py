"""Which source unit each written unit comes from, and whether it had been heard by then.

Units are words, or the characters of a language that is counted by them. The aligner is eflomal, a
GPL program of its own that is called where it is installed. Where no times are known, the letters
of a source are taken to be spoken at an even pace. It knows no model.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lsg_desktop.errors import EnvironmentFault
from lsg_desktop.evaluation.instances import Instance
from lsg_desktop.policy import units

PROGRAM = "eflomal-align"

Links = frozenset[tuple[int, int]]
"""Pairs of a unit of the source and one of the target, both from 0."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """One utterance: its links, when each source unit ends and each unit was written, in ms."""

    links: Links
    ends: Sequence[float]
    delays: Sequence[float]


def find() -> str:
    """Find the aligner. Raises EnvironmentFault where it is not installed."""
    program = shutil.which(PROGRAM)
    if program is None:
        raise EnvironmentFault(
            f"{PROGRAM} is not installed",
            "pip install eflomal (GPL), or leave out sufficiency and hallucination",
        )
    return program


def aligned(
    instances: Sequence[Instance],
    sources: Sequence[str],
    languages: tuple[str, str],
    program: str,
) -> list[Aligned]:
    """Align what was written with what was said: from a language to another one.

    Raises EnvironmentFault where that fails.
    """
    by_characters = [units.counts_characters(language) for language in languages]
    said = [units.split(source, by_characters[0]) for source in sources]
    written = [units.split(one.prediction, by_characters[1]) for one in instances]
    links = _eflomal(program, said, written)
    return [
        Aligned(found, even_ends(words, one.source_length), one.delays)
        for found, words, one in zip(links, said, instances, strict=True)
    ]


def sufficiency(utterances: Iterable[Aligned]) -> float | None:
    """Share in percent of aligned units whose last source unit had ended when they were written.

    (Guo et al. 2025, arXiv 2501.00868.) None without a link.
    """
    enough = total = 0
    for one in utterances:
        for unit in {unit for _, unit in one.links}:
            needed = max(one.ends[word] for word, other in one.links if other == unit)
            enough += needed <= one.delays[unit]
            total += 1
    return 100.0 * enough / total if total else None


def hallucination(utterances: Iterable[Aligned]) -> float | None:
    """Share in percent of units linked with no source unit that had ended when they were written.

    None without a unit.
    """
    free = total = 0
    for one in utterances:
        heard = {unit for word, unit in one.links if one.ends[word] <= one.delays[unit]}
        free += len(one.delays) - len(heard)
        total += len(one.delays)
    return 100.0 * free / total if total else None


def even_ends(words: Sequence[str], source_ms: float) -> list[float]:
    """When each word, or each character, ends if every letter takes equally long."""
    letters = sum(map(len, words))
    ends, spoken = [], 0
    for word in words:
        spoken += len(word)
        ends.append(source_ms * (spoken / letters))  # the last one exactly at the end
    return ends


def symmetric(forward: Links, reverse: Links) -> Links:
    """Join the links of both directions: grow-diag-final (Koehn et al. 2003).

    What both give is grown by neighbours, diagonal ones too, that either gives and that reach a
    word without a link; then words still without one take what either gives.
    """
    links = set(forward & reverse)
    rest = sorted((forward | reverse) - links)
    while near := [one for one in rest if _touches(one, links) and _is_free(one, links)]:
        links.add(near[0])
        rest.remove(near[0])
    for direction in (forward, reverse):
        for link in sorted(direction - links):
            if _is_free(link, links):
                links.add(link)
    return frozenset(links)


def _touches(link: tuple[int, int], links: set[tuple[int, int]]) -> bool:
    word, unit = link
    return any(
        (word + across, unit + along) in links for across in (-1, 0, 1) for along in (-1, 0, 1)
    )


def _is_free(link: tuple[int, int], links: set[tuple[int, int]]) -> bool:
    word, unit = link
    return all(word != other for other, _ in links) or all(unit != other for _, other in links)


def _eflomal(
    program: str, said: Sequence[Sequence[str]], written: Sequence[Sequence[str]]
) -> list[Links]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for texts, file in ((said, "source"), (written, "target")):
            lines = (" ".join(words).lower() + "\n" for words in texts)
            (folder / file).write_text("".join(lines), "utf-8")
        command = [program, "-s", "source", "-t", "target", "-f", "forward", "-r", "reverse"]
        try:
            subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
            forward, reverse = (_links(folder / file) for file in ("forward", "reverse"))
        except (OSError, subprocess.CalledProcessError, ValueError) as error:
            said_why = getattr(error, "stderr", "") or str(error)
            line = (said_why.strip().splitlines() or ["it says nothing"])[-1]
            raise EnvironmentFault(f"{PROGRAM} failed ({line})", "check its installation") from None
    return [symmetric(there, back) for there, back in zip(forward, reverse, strict=True)]


def _links(path: Path) -> list[Links]:
    lines = path.read_text("utf-8").split("\n")[:-1]
    return [frozenset(_link(pair) for pair in line.split()) for line in lines]


def _link(pair: str) -> tuple[int, int]:
    word, _, unit = pair.partition("-")
    return int(word), int(unit)
