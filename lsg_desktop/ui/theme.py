"""Colours, fonts and spacing of the window, and how a person reads a reason; it knows no widget.

Colours of reasons are Okabe and Ito's, darkened or lightened until they can be read as text on the
scheme's own window and surface (contrast 4.5:1 and more), as every other colour of a text can.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication

from lsg_desktop.events import Reason
from lsg_desktop.ui.stylesheet import stylesheet

SPACE = 8
"""The grid in pixels: every gap is a multiple or a half of it."""


class Scheme(StrEnum):
    """How bright the window is."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tones:
    """The colours of a scheme, named after what they are for.

    ``window`` lies behind ``surface``, the ground of what is read; ``line`` parts them;
    ``on_accent`` is text on ``accent``, ``mark`` lies under text that was looked for.
    """

    window: QColor
    surface: QColor
    text: QColor
    dim: QColor
    accent: QColor
    on_accent: QColor
    mark: QColor
    line: QColor
    good: QColor
    warning: QColor
    fault: QColor


def _tones(colours: str) -> Tones:
    return Tones(
        **{
            name: QColor(colour)
            for name, colour in zip(Tones.__slots__, colours.split(), strict=True)
        }
    )


_TONES = {
    Scheme.LIGHT: _tones(
        "#f4f6f9 #ffffff #1a1f26 #5b6572 #0a5cb0 #ffffff #ffe08a #cfd6df #00694a #855300 #ad3b00"
    ),
    Scheme.DARK: _tones(
        "#14171b #1c2026 #e7ebf0 #98a3b0 #6bb3f0 #0b1520 #5e4a0a #343c46 #3fc79a #e6ac3c #ff8d5c"
    ),
    Scheme.CONTRAST: _tones(
        "#000000 #000000 #ffffff #c4ccd4 #ffd84a #000000 #5e4a0a #ffffff #55e0b0 #ffb733 #ff9a70"
    ),
}

# Green, blue, orange and purple: written. Vermillion, sky, grey, yellow and black: held back.
_REASONS = (
    Reason.CONFIDENCE,
    Reason.DIVERGENCE,
    Reason.RANGE_TOP,
    Reason.END,
    Reason.THRESHOLD,
    Reason.HOLD,
    Reason.END_TOKEN,
    Reason.BELOW_RANGE,
    Reason.LOOP,
)
_ON_LIGHT = "#00724f #0068a6 #8a5a00 #9b3f72 #b34700 #1c7486 #5b6572 #6b6300 #1a1f26"
_ON_DARK = "#2dbf92 #5aa9e6 #e69f00 #e08fbd #ff7f45 #9bd8fa #98a3b0 #f0e442 #e7ebf0"

# Fonts with Chinese, Japanese and Korean, on Linux, Windows and macOS, for a system font without.
_SIMPLIFIED = ("Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei UI", "PingFang SC")
_JAPANESE = ("Noto Sans CJK JP", "Source Han Sans JP", "Yu Gothic UI", "Hiragino Sans")
_KOREAN = ("Noto Sans CJK KR", "Source Han Sans KR", "Malgun Gothic", "Apple SD Gothic Neo")
_CANTONESE = ("Noto Sans CJK HK", "Noto Sans CJK TC", "Microsoft JhengHei UI", "PingFang HK")
# One code point can have a shape in each of these languages: its own fonts come first.
_FONTS = {"ja": _JAPANESE, "ko": _KOREAN, "yue": _CANTONESE}
_OTHER_FONTS = ("WenQuanYi Micro Hei", "Noto Sans", "Noto Color Emoji")


def tones(scheme: Scheme) -> Tones:
    """Give the colours of a scheme."""
    return _TONES[scheme]


def reason_colour(reason: Reason, scheme: Scheme) -> QColor:
    """Give the colour of a reason."""
    colours = _ON_LIGHT if scheme is Scheme.LIGHT else _ON_DARK
    return QColor(colours.split()[_REASONS.index(reason)])


def reason_words(reason: Reason) -> str:
    """Say what a reason means to a person."""
    translate = QCoreApplication.translate
    return {
        Reason.CONFIDENCE: translate("Reason", "the model is sure"),
        Reason.DIVERGENCE: translate("Reason", "hearing more changed its mind"),
        Reason.RANGE_TOP: translate("Reason", "it had waited long enough"),
        Reason.END: translate("Reason", "the sentence was over"),
        Reason.THRESHOLD: translate("Reason", "not sure enough yet"),
        Reason.HOLD: translate("Reason", "the word is not complete"),
        Reason.END_TOKEN: translate("Reason", "nothing more to say yet"),
        Reason.BELOW_RANGE: translate("Reason", "too early"),
        Reason.LOOP: translate("Reason", "it was repeating itself"),
    }[reason]


def text_font(points: float, language: str = "") -> QFont:
    """Give the font to read a language in: the system's, then those with Chinese and the like."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    own = _FONTS.get(language, _SIMPLIFIED)
    fallbacks = dict.fromkeys((*own, *_SIMPLIFIED, *_JAPANESE, *_KOREAN, *_OTHER_FONTS))
    # A family that is not there costs Qt a search, and on macOS a warning.
    there = [family for family in fallbacks if QFontDatabase.hasFamily(family)]
    font = QFont(system)
    # The system may only name an alias, which Qt would take for any of the fallbacks.
    font.setFamilies([QFontInfo(system).family(), *system.families(), *there])
    font.setPointSizeF(points)
    return font


def scheme_of(app: QApplication) -> Scheme:
    """Give the scheme in force: what was applied, before that what the system prefers."""
    follower = app.findChild(_Follower)
    return follower.scheme if follower else _preferred(app.styleHints())


def shown_tones() -> Tones:
    """Give the colours of the scheme in force."""
    app = QApplication.instance()
    return tones(scheme_of(app) if isinstance(app, QApplication) else Scheme.LIGHT)


def apply(app: QApplication, scheme: Scheme | None = None) -> None:
    """Give the whole application its look; without a scheme that of the system, wherever it goes.

    Widgets that paint themselves hear of a change as QEvent.PaletteChange and read scheme_of anew.
    """
    follower = app.findChild(_Follower) or _Follower(app)
    follower.follow(scheme)


class _Follower(QObject):
    """Keeps an application in the wanted scheme, or in the system's while none is wanted."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._wanted: Scheme | None = None
        self._hints = app.styleHints()
        # Qt deletes its wrapper with that of the hints, so both are kept.
        self._accessibility = self._hints.accessibility()
        self.scheme = _preferred(self._hints)
        self._hints.colorSchemeChanged.connect(self._refresh)
        self._accessibility.contrastPreferenceChanged.connect(self._refresh)
        app.setStyle("Fusion")
        app.setFont(text_font(app.font().pointSizeF()))

    def follow(self, scheme: Scheme | None) -> None:
        """Go to a scheme and stay there; None goes with the system."""
        self._wanted = scheme
        if scheme is None:
            self._hints.unsetColorScheme()
        else:  # for what the system draws: title bars and its own dialogs
            is_light = scheme is Scheme.LIGHT
            self._hints.setColorScheme(Qt.ColorScheme.Light if is_light else Qt.ColorScheme.Dark)
        self._refresh()

    def _refresh(self) -> None:
        self.scheme = self._wanted or _preferred(self._hints)
        shown = tones(self.scheme)
        self._app.setPalette(_palette(shown))
        self._app.setStyleSheet(stylesheet(_named(shown), self.scheme is not Scheme.LIGHT))


def _preferred(hints: QStyleHints) -> Scheme:
    # Kept in a name: Qt deletes its wrapper with that of the hints.
    accessibility = hints.accessibility()
    if accessibility.contrastPreference() is Qt.ContrastPreference.HighContrast:
        return Scheme.CONTRAST
    is_dark = hints.colorScheme() is Qt.ColorScheme.Dark
    return Scheme.DARK if is_dark else Scheme.LIGHT


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """Give a colour so far from the first (0) to the second (1)."""
    return QColor.fromRgbF(
        one.redF() + share * (other.redF() - one.redF()),
        one.greenF() + share * (other.greenF() - one.greenF()),
        one.blueF() + share * (other.blueF() - one.blueF()),
    )


def _off(shown: Tones) -> QColor:
    """Give the colour of text that cannot be used now."""
    return mixed(shown.dim, shown.surface, 0.35)


def _named(shown: Tones) -> dict[str, str]:
    derived = {
        "off": _off(shown),
        "hover": mixed(shown.surface, shown.accent, 0.08),
        "pressed": mixed(shown.surface, shown.accent, 0.22),
        "strong": mixed(shown.accent, shown.text, 0.18),
        "faint": mixed(shown.line, shown.window, 0.4),
        "handle": mixed(shown.line, shown.dim, 0.45),
    }
    plain = {name: getattr(shown, name) for name in Tones.__slots__}
    return {name: colour.name() for name, colour in (plain | derived).items()}


def _palette(shown: Tones) -> QPalette:
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette()
    for name, colour in {
        role.Window: shown.window,
        role.Base: shown.surface,
        role.AlternateBase: shown.window,
        role.Button: shown.surface,
        role.ToolTipBase: shown.surface,
        role.WindowText: shown.text,
        role.Text: shown.text,
        role.ButtonText: shown.text,
        role.ToolTipText: shown.text,
        role.PlaceholderText: shown.dim,
        role.Link: shown.accent,
        role.Highlight: shown.accent,
        role.Accent: shown.accent,
        role.HighlightedText: shown.on_accent,
    }.items():
        palette.setColor(name, colour)
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(group.Disabled, name, _off(shown))
    return palette
