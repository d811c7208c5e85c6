"""Charts and tables, and the page of HTML that they stand on and that needs nothing else.

It knows no metric. Charts are inline SVG whose colours the page gives, by class. Every series has a
dash of its own besides its colour, and a chart says in words what it shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from lsg_desktop.evaluation.axes import Scale

WIDTH, HEIGHT = 640, 320
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 16, 34, 46

_STYLE = """
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --rule: #c9ced6;
  --s0: #0b5cad; --s1: #b3470b; --s2: #5b6470; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaed; --paper: #16191d; --rule: #454c56;
  --s0: #7db8f5; --s1: #f2a36b; --s2: #aab2bd; } }
body { font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
  max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; margin: 0.5rem 0 1.5rem; }
th, td { border-bottom: 1px solid var(--rule); padding: 0.25rem 0.75rem; text-align: left;
  vertical-align: top; overflow-wrap: anywhere; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.wide { overflow-x: auto; }
figure { margin: 1.5rem 0; }
figcaption { font-weight: 600; }
svg { width: 100%; max-width: 48rem; height: auto; }
svg text { fill: var(--ink); font: 13px system-ui, sans-serif; }
.grid { stroke: var(--rule); }
.line { fill: none; stroke-width: 2; }
.s0 { stroke: var(--s0); } .s1 { stroke: var(--s1); stroke-dasharray: 7 4; }
.s2 { stroke: var(--s2); stroke-dasharray: 2 4; }
"""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis from 0: what it is, with its unit, how far it goes, and whether it counts."""

    label: str
    end: float
    counts: bool = False

    def scale(self, start: float, stop: float) -> Scale:
        """Lay it between two places of a drawing; what is counted has whole ticks."""
        return Scale(0.0, self.end, start, stop, step=1.0 if self.counts else 0.0)


@dataclass(frozen=True, slots=True)
class Series:
    """A named line through points."""

    name: str
    points: Sequence[Point]


def lines(title: str, across: Axis, up: Axis, series: Sequence[Series]) -> str:
    """Draw lines."""
    x, y = _scales(across, up)
    drawn = []
    for number, one in enumerate(series):
        points = " ".join(f"{x.place(a):.1f},{y.place(b):.1f}" for a, b in one.points)
        drawn.append(f'<polyline class="line s{number}" points="{points}"/>')
    return _chart(title, across, up, [*drawn, *_legend(series)])


def histogram(
    title: str, across: Axis, what: str, groups: Sequence[tuple[str, Sequence[float]]]
) -> str:
    """Draw how often values of named groups lie in each of twenty stretches of an axis.

    What lies outside it counts in the stretch that is nearest.
    """
    bins = 20
    counts = []
    for _, values in groups:
        found = [0] * bins
        for value in values:
            found[min(bins - 1, max(0, int(value / across.end * bins)))] += 1
        counts.append(found)
    up = Axis(what, max(1, *(max(found) for found in counts)), counts=True)
    series = [
        Series(name, _steps(found, across.end / bins))
        for (name, _), found in zip(groups, counts, strict=True)
    ]
    return lines(title, across, up, series)


def page(title: str, parts: Iterable[str]) -> str:
    """Give a page of charts, tables and other HTML, in light and in dark."""
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>",
            f"<h1>{escape(title)}</h1>",
            *parts,
            "</body></html>",
            "",
        ]
    )


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Give a table of texts; what is a number stands to the right."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in header)
    body = "".join("<tr>" + "".join(map(_cell, row)) + "</tr>" for row in rows)
    return f'<div class="wide"><table><tr>{head}</tr>{body}</table></div>'


def _cell(text: str) -> str:
    is_number = text.replace(".", "", 1).replace("-", "", 1).isdigit()
    kind = ' class="number"' if is_number else ""
    return f"<td{kind}>{escape(text)}</td>"


def _steps(counts: Sequence[int], width: float) -> list[Point]:
    points: list[Point] = [(0.0, 0.0)]
    for number, count in enumerate(counts):
        points += [(number * width, count), ((number + 1) * width, count)]
    return [*points, (len(counts) * width, 0.0)]


def _scales(across: Axis, up: Axis) -> tuple[Scale, Scale]:
    return across.scale(_LEFT, WIDTH - _RIGHT), up.scale(HEIGHT - _BOTTOM, _TOP)


def _chart(title: str, across: Axis, up: Axis, drawn: Sequence[str]) -> str:
    wide, high = _scales(across, up)
    bottom, left = HEIGHT - _BOTTOM, _LEFT
    parts = [
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(title)}">',
    ]
    for tick in wide.ticks():
        x = wide.place(tick)
        parts.append(f'<text x="{x:.1f}" y="{bottom + 18}" text-anchor="middle">{tick:g}</text>')
    for tick in high.ticks():
        y = high.place(tick)
        parts.append(f'<path class="grid" d="M{left} {y:.1f}H{WIDTH - _RIGHT}"/>')
        parts.append(f'<text x="{left - 8}" y="{y + 4:.1f}" text-anchor="end">{tick:g}</text>')
    middle, below = (left + WIDTH - _RIGHT) / 2, HEIGHT - 8
    parts += [
        *drawn,
        f'<text x="{middle:.0f}" y="{below}" text-anchor="middle">{escape(across.label)}</text>',
        f'<text x="{left - 46}" y="{_TOP - 18}">{escape(up.label)}</text>',
        "</svg>",
    ]
    drawing = "\n".join(parts)
    return f"<figure><figcaption>{escape(title)}</figcaption>{drawing}</figure>"


def _legend(series: Sequence[Series]) -> list[str]:
    parts = []
    for number, one in enumerate(series):
        x, y = WIDTH - 170 * (len(series) - number), _TOP - 22
        parts.append(f'<path class="line s{number}" d="M{x} {y}h28"/>')
        parts.append(f'<text x="{x + 36}" y="{y + 4}">{escape(one.name)}</text>')
    return parts
