"""The help pages, to read and to go through."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QUrl

from lsg_desktop import paths
from lsg_desktop.ui.help_window import HelpWindow

HELP = paths.resources() / "help"


@pytest.fixture
def opened(qtbot):
    """Give a function from a language to a window."""

    def give(language):
        window = HelpWindow(HELP, language)
        qtbot.addWidget(window)
        window.show()
        return window

    return give


def titles(window):
    return [window.titles.item(row).text() for row in range(window.titles.count())]


@pytest.mark.parametrize("language", ["en", "de", "zh"])
def test_every_page_opens_under_its_title(opened, language):
    """By its row, and each begins with what the list calls it."""
    window = opened(language)
    assert len(titles(window)) == len(list((HELP / language).glob("*.md")))
    for row, title in enumerate(titles(window)):
        window.titles.setCurrentRow(row)
        assert window.page.toPlainText().startswith(title)


def test_the_first_page_is_open(opened):
    window = opened("en")
    assert window.page.toPlainText().startswith(titles(window)[0])


def test_a_link_leads_to_another_page(opened):
    """The list goes along."""
    window = opened("en")
    window.page.anchorClicked.emit(QUrl("4-models.md"))
    assert window.titles.currentRow() == 3
    assert window.page.toPlainText().startswith(titles(window)[3])


def test_a_page_that_is_not_there_changes_nothing(opened):
    window = opened("en")
    window.open_page("9-nothing.md")
    assert window.titles.currentRow() == 0


def test_a_language_without_pages_has_the_english_ones(opened):
    assert titles(opened("fr")) == titles(opened("en"))


def test_every_link_of_a_page_leads_somewhere(opened):
    """To a page that there is, or out into the world."""
    for language in ("en", "de", "zh"):
        window = opened(language)
        for row in range(window.titles.count()):
            window.titles.setCurrentRow(row)
            for link in links(window.page.document()):
                url = QUrl(link)
                assert not url.isRelative() or (HELP / language / url.fileName()).is_file()


def links(document):
    """Give where the links of a document lead to."""
    found = []
    block = document.begin()
    while block.isValid():
        found += [piece.charFormat().anchorHref() for piece in pieces(block)]
        block = block.next()
    return [link for link in found if link]


def pieces(block):
    at = block.begin()
    while not at.atEnd():
        yield at.fragment()
        at += 1


def test_escape_closes_it(opened, qtbot):
    window = opened("en")
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.keyClick(window.titles, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.isVisible())
