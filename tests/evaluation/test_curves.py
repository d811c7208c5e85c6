"""Charts are whole SVG, in colours that can be read, and pages need nothing beside them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as xml

import pytest

from lsg_desktop.evaluation.curves import DARK, LIGHT, Chart, Dot, drawing, page

CHART = Chart(
    "Translation, en-de",
    "BLEU <more is better>",
    {
        "LSG": [Dot(1.0, 80.0, "δ 7", True), Dot(2.0, 90.0, "δ 9", True)],
        "wait-k": [Dot(1.5, 70.0, "k 2 & more", False)],
    },
)


def dots(svg):
    """Give the dots of a drawing: where they are and what they are."""
    found = xml.fromstring(svg).findall(".//{*}path[@class='dot']")
    places = [re.findall(r"[\d.]+", dot.attrib["transform"]) for dot in found]
    return [((float(x), float(y)), dot.attrib) for (x, y), dot in zip(places, found, strict=True)]


def test_a_dot_stands_where_its_lag_and_figure_say():
    """Later is further right, more is further up."""
    (first, _), (second, _), (third, _) = (place for place, _ in dots(drawing(CHART)))
    assert first < third < second
    heights = [place[1] for place, _ in dots(drawing(CHART))]
    assert heights[1] < heights[0] < heights[2]


def test_a_dot_tells_what_it_is_and_differs_by_shape():
    """Not by colour alone."""
    svg = drawing(CHART)
    one, _, other = (attributes for _, attributes in dots(svg))
    assert one["data-told"] == "LSG: δ 7, 1.00 s, 80.00"
    assert other["data-told"] == "wait-k: k 2 & more, 1.50 s, 70.00"
    assert one["d"] != other["d"]
    assert one["fill"] != other["fill"]


def test_a_tag_stands_beside_its_dot():
    """In the picture too, within it at either side, and on no other tag."""
    held = [Dot(lag_s, 80.0, "", True, f"asked {lag_s} s") for lag_s in (1.0, 1.01, 3.0)]
    texts = xml.fromstring(drawing(Chart("t", "f", {"held": held}))).findall(".//{*}text")
    tags = [text.attrib for text in texts if str(text.text).startswith("asked")]
    assert [tag["text-anchor"] for tag in tags] == ["start", "start", "end"]
    heights = [float(tag["y"]) for tag in tags]
    assert heights[0] - heights[1] >= 13
    assert heights[0] == heights[2]


def test_many_curves_never_share_shape_and_colour():
    """Longer names stand below each other."""
    chart = Chart("t", "f", {f"LSG, {'long ' * 9}{n}": [Dot(1, n, "", True)] for n in range(20)})
    marks = [(one["d"], one["fill"]) for _, one in dots(drawing(chart))]
    assert len(set(marks)) == 20


@pytest.mark.parametrize("figures", [(50.0, 50.0), (0.0, 0.0), (0.001, 0.002), (-40.0, 93.5)])
def test_any_figures_fit_on_the_axes(figures):
    """Even where all of them are the same."""
    chart = Chart("t", "f", {"LSG": [Dot(1.0, value, "", True) for value in figures]})
    assert all(0 < y < 500 for (_, y), _ in dots(drawing(chart)))


def luminance(colour):
    """Give the relative luminance of a colour."""
    values = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in values]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("paper", [LIGHT, DARK])
def test_what_is_drawn_can_be_seen(paper):
    """A contrast of 4.5 with the ground, light and dark."""
    for ink in (paper.ink, *paper.inks):
        bright, dim = sorted((luminance(ink), luminance(paper.ground)), reverse=True)
        assert (bright + 0.05) / (dim + 0.05) >= 4.5


def test_a_page_needs_nothing_beside_itself():
    """No address but the name of SVG, and what was said in it is text."""
    html = page("demo <b>", [CHART, CHART], ["60 passes & more"])
    assert html.count("<svg") == 2
    assert "demo &lt;b&gt;" in html
    assert "60 passes &amp; more" in html
    assert set(re.findall(r"https?://[^\"\s]+", html)) == {"http://www.w3.org/2000/svg"}
    assert "prefers-color-scheme: dark" in html
