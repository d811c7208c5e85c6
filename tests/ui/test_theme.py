"""Colours that everybody can read, and a look that follows the system."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QWidget

from lsg_desktop.events import Reason
from lsg_desktop.ui import theme
from lsg_desktop.ui.theme import Scheme

READABLE = 4.5
"""The contrast that WCAG 2 asks of text."""


@pytest.fixture
def app(qapp):
    yield qapp
    theme.apply(qapp, Scheme.LIGHT)


def luminance(colour):
    parts = [colour.redF(), colour.greenF(), colour.blueF()]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize("name", ["text", "dim", "accent", "good", "warning", "fault"])
def test_text_can_be_read_on_window_and_surface(scheme, name):
    """By whoever sees badly, too."""
    tones = theme.tones(scheme)
    for ground in (tones.window, tones.surface):
        assert contrast(getattr(tones, name), ground) >= READABLE


@pytest.mark.parametrize("scheme", Scheme)
def test_text_can_be_read_on_colours(scheme):
    """On a pressed button, a mark and a selected row."""
    tones = theme.tones(scheme)
    assert contrast(tones.on_accent, tones.accent) >= READABLE
    assert contrast(tones.text, tones.mark) >= READABLE
    selected = theme.mixed(tones.surface, tones.accent, 0.16)
    for colour in (tones.text, tones.dim, tones.accent, tones.good):
        assert contrast(colour, selected) >= READABLE


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_colour_to_read_and_words(reason, scheme):
    """A dot and a word in the same colour."""
    tones = theme.tones(scheme)
    for ground in (tones.window, tones.surface):
        assert contrast(theme.reason_colour(reason, scheme), ground) >= READABLE
    assert theme.reason_words(reason)


def test_reasons_are_told_apart():
    """By words and by colours."""
    assert len({theme.reason_words(reason) for reason in Reason}) == len(Reason)
    for scheme in Scheme:
        colours = [theme.reason_colour(reason, scheme) for reason in Reason]
        assert all(one != other for one, other in combinations(colours, 2))


@pytest.mark.parametrize("scheme", Scheme)
def test_a_scheme_is_applied_to_the_whole_application(app, qtbot, scheme):
    """Widgets that are there already hear of it."""

    class Listening(QWidget):
        heard = 0

        def changeEvent(self, event):
            self.heard += event.type() == QEvent.Type.PaletteChange

    theme.apply(app, Scheme.LIGHT if scheme is Scheme.DARK else Scheme.DARK)
    widget = Listening()
    qtbot.addWidget(widget)
    widget.show()
    heard = widget.heard
    theme.apply(app, scheme)
    tones = theme.tones(scheme)
    assert theme.scheme_of(app) is scheme
    assert theme.shown_tones() == tones
    assert app.palette().color(QPalette.ColorRole.Window) == tones.window
    assert app.palette().color(QPalette.ColorRole.Text) == tones.text
    assert widget.heard > heard


def test_without_a_scheme_the_look_is_that_of_the_system(app):
    """Whatever was applied before."""
    theme.apply(app)
    system = theme.scheme_of(app)
    theme.apply(app, Scheme.DARK if system is Scheme.LIGHT else Scheme.LIGHT)
    theme.apply(app)
    assert theme.scheme_of(app) is system


def test_what_cannot_be_used_looks_so(app):
    """Text of a disabled widget is neither plain nor invisible."""
    for scheme in Scheme:
        theme.apply(app, scheme)
        off = app.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
        assert off != theme.tones(scheme).text
        assert contrast(off, theme.tones(scheme).surface) > 2


def test_text_is_set_in_the_systems_font(qapp):
    """With the fonts behind it that are there, and no others."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font = theme.text_font(17.5, "ja")
    own = [QFontInfo(system).family(), *system.families()]
    assert font.families()[: len(own)] == own
    assert font.pointSizeF() == 17.5
    added = font.families()[len(own) :]
    assert all(QFontDatabase.hasFamily(family) for family in added)
