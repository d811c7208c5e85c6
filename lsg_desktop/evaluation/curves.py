"""Curves of quality against lag, as a drawing and as a page that needs nothing beside itself.

It knows neither what was measured nor how; a dot is told apart by its shape as well as its colour.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from lsg_desktop.evaluation.axes import Scale

WIDTH = 760
_PLOT = 380
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 20, 46, 54
_ROW = 18
_LONG_NAME = 32
_TAG = 90
_ROOM = 0.06
"""How much of an axis stays free at either end."""

_SHAPES = (
    "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0Z",
    "M-4.5-4.5H4.5V4.5H-4.5Z",
    "M0-6L6 4.5H-6Z",
    "M0-6L6 0L0 6L-6 0Z",
    "M0 6L6-4.5H-6Z",
    "M-2-6H2V-2H6V2H2V6H-2V2H-6V-2H-2Z",
)


@dataclass(frozen=True, slots=True)
class Dot:
    """One setting: its lag, figure and name; on the front, none of its curve is better.

    A ``tag`` stands beside it, for whoever cannot point at it; a bar is ``sd`` long either way.
    """

    lag_s: float
    figure: float
    label: str
    on_front: bool
    tag: str = ""
    sd: float = 0.0


@dataclass(frozen=True, slots=True)
class Chart:
    """One task: its title, what its figure is, and the dots of each curve by name."""

    title: str
    figure: str
    curves: dict[str, list[Dot]]


@dataclass(frozen=True, slots=True)
class Paper:
    """The colours that a chart is drawn with, in the words of SVG."""

    ground: str
    ink: str
    grid: str
    inks: tuple[str, ...]


LIGHT = Paper(
    "#ffffff",
    "#1f2328",
    "#d0d7de",
    ("#0060a8", "#b34700", "#00795a", "#a8457f", "#6b5900", "#444c56"),
)
DARK = Paper(
    "#16181d",
    "#e6e8eb",
    "#3a3f47",
    ("#63b3f0", "#f0955c", "#3ecfa3", "#e59ac5", "#d9c34a", "#aeb6c0"),
)
_PAGE = Paper(
    "var(--ground)", "var(--ink)", "var(--grid)", tuple(f"var(--ink{n})" for n in range(6))
)


def _axis(values: Sequence[float], start: float, end: float) -> Scale:
    low, high = min(values), max(values)
    room = (high - low) * _ROOM or max(abs(high) * _ROOM, 0.1)
    return Scale(low - room, high + room, start, end)


def drawing(chart: Chart, paper: Paper = LIGHT) -> str:
    """Draw a chart as SVG. Its dots carry what they are, for whoever points at them."""
    dots = [dot for curve in chart.curves.values() for dot in curve]
    columns = 1 if max(map(len, chart.curves)) > _LONG_NAME else 2
    top = _TOP + _ROW * math.ceil(len(chart.curves) / columns)
    height = top + _PLOT
    across = _axis([dot.lag_s for dot in dots], _LEFT, WIDTH - _RIGHT)
    ends = [dot.figure + side * dot.sd for dot in dots for side in (-1, 1)]
    up = _axis(ends, height - _BOTTOM, top)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"'
        f' aria-label="{escape(chart.title)}" font-family="sans-serif" font-size="13">',
        f'<rect width="{WIDTH}" height="{height}" fill="{paper.ground}"/>',
        _text(_LEFT, 24, chart.title, paper, "start", 16),
        *_grid(across, up, chart.figure, paper),
    ]
    for number, (name, curve) in enumerate(chart.curves.items()):
        again, place = divmod(number, len(_SHAPES))
        ink, shape = paper.inks[place], _SHAPES[(place + again) % len(_SHAPES)]
        x = _LEFT + 140 + number % columns * (WIDTH - _LEFT - 140) / 2
        y = _TOP - 4 + _ROW * (number // columns)
        parts.append(f'<path d="{shape}" transform="translate({x:.1f} {y - 4:.1f})" fill="{ink}"/>')
        parts.append(_text(x + 12, y, name, paper, "start"))
        parts += _curve(name, curve, ink, shape, (across, up))
        parts += _tags(curve, (across, up), paper)
    return "\n".join((*parts, "</svg>"))


def page(title: str, charts: Sequence[Chart], notes: Sequence[str]) -> str:
    """Give a page with charts that tell of a dot when it is pointed at, light or dark."""
    body = "\n".join(f"<figure>{drawing(chart, _PAGE)}</figure>" for chart in charts)
    said = "\n".join(f"<p>{escape(note)}</p>" for note in notes)
    return _HTML.format(
        title=escape(title),
        light=_colours(LIGHT),
        dark=_colours(DARK),
        body=body,
        notes=said,
    )


def _grid(across: Scale, up: Scale, figure: str, paper: Paper) -> Iterator[str]:
    bottom, right = up.start, across.end
    for value in across.ticks():
        x = across.place(value)
        yield _line(x, up.end, x, bottom, paper.grid)
        yield _text(x, bottom + 18, f"{value:g}", paper)
    for value in up.ticks():
        y = up.place(value)
        yield _line(across.start, y, right, y, paper.grid)
        yield _text(across.start - 8, y + 4, f"{value:g}", paper, "end")
    yield _text((across.start + right) / 2, bottom + 40, "LAAL, s", paper)
    yield _text(10, _TOP - 2, figure, paper, "start")


def _curve(
    name: str, dots: Sequence[Dot], ink: str, shape: str, axes: tuple[Scale, Scale]
) -> Iterator[str]:
    across, up = axes
    front = sorted((dot for dot in dots if dot.on_front), key=lambda dot: dot.lag_s)
    points = " ".join(f"{across.place(one.lag_s):.1f},{up.place(one.figure):.1f}" for one in front)
    yield f'<polyline points="{points}" fill="none" stroke="{ink}" stroke-width="2"/>'
    for dot in sorted(dots, key=lambda dot: dot.on_front):
        told = escape(f"{name}: {dot.label}, {dot.lag_s:.2f} s, {dot.figure:.2f}")
        seen = 'tabindex="0"' if dot.on_front else 'opacity="0.35"'
        x, y = across.place(dot.lag_s), up.place(dot.figure)
        place = f"translate({x:.1f} {y:.1f})"
        if dot.sd:
            yield _line(x, up.place(dot.figure - dot.sd), x, up.place(dot.figure + dot.sd), ink)
        yield (
            f'<path class="dot" d="{shape}" transform="{place}" fill="{ink}" {seen}'
            f' data-told="{told}"><title>{told}</title></path>'
        )


def _tags(dots: Sequence[Dot], axes: tuple[Scale, Scale], paper: Paper) -> Iterator[str]:
    """Write each tag above its dot, and above other tags that are in its way."""
    across, up = axes
    middle = (across.start + across.end) / 2
    written: list[tuple[float, float]] = []
    for dot in dots:
        if dot.tag:
            x, y = across.place(dot.lag_s), up.place(dot.figure) - 7
            while any(abs(x - one) < _TAG and abs(y - other) < _ROW - 3 for one, other in written):
                y -= _ROW - 3
            written.append((x, y))
            aside, anchor = (-9, "end") if x > middle else (9, "start")
            yield _text(x + aside, y, dot.tag, paper, anchor)


def _line(x: float, y: float, to_x: float, to_y: float, ink: str) -> str:
    return f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" stroke="{ink}"/>'


def _text(
    x: float, y: float, text: str, paper: Paper, anchor: str = "middle", size: int = 13
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}"'
        f' fill="{paper.ink}">{escape(text)}</text>'
    )


def _colours(paper: Paper) -> str:
    inks = "".join(f"--ink{number}:{ink};" for number, ink in enumerate(paper.inks))
    return f"--ground:{paper.ground};--ink:{paper.ink};--grid:{paper.grid};{inks}"


_HTML = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; {light} }}
@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}
body {{ margin: 2rem auto; max-width: 60rem; padding: 0 1rem; font: 1rem/1.5 sans-serif;
  background: var(--ground); color: var(--ink); }}
figure {{ margin: 1.5rem 0; }}
svg {{ width: 100%; height: auto; }}
.dot:hover, .dot:focus {{ stroke: var(--ink); stroke-width: 2; outline: none; }}
output {{ position: sticky; bottom: 0; display: block; min-height: 1.5rem; padding: 0.5rem 0;
  background: var(--ground); }}
</style>
<h1>{title}</h1>
{body}
<output aria-live="polite">Point at a dot, or press Tab, to see its settings.</output>
{notes}
<script>
const told = document.querySelector("output");
for (const dot of document.querySelectorAll(".dot"))
  for (const kind of ["pointerenter", "focus"])
    dot.addEventListener(kind, () => {{ told.textContent = dot.dataset.told; }});
</script>
</html>
"""
