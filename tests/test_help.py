"""The help pages: the same in every language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

HELP = Path(__file__).parent.parent / "resources" / "help"
ENGLISH = sorted(path.name for path in (HELP / "en").iterdir())
LANGUAGES = ("en", "de", "zh")
PAGES = sorted(HELP.glob("*/*.md"))

LINK = re.compile(r"\[[^\]]*\]\(([^)]*)\)")


def name_of(page: Path) -> str:
    return f"{page.parent.name}/{page.name}"


def titles(page: Path) -> list[int]:
    """Give the levels of a page's headings, in order."""
    lines = page.read_text("utf-8").splitlines()
    return [len(line) - len(line.lstrip("#")) for line in lines if line.startswith("#")]


def test_every_language_has_the_same_pages():
    """Nobody finds less because of the language of the window."""
    found = {
        folder.name: sorted(page.name for page in folder.iterdir()) for folder in HELP.iterdir()
    }
    assert found == dict.fromkeys(LANGUAGES, ENGLISH)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_begins_with_its_only_title(page):
    """The list of pages shows it."""
    lines = page.read_text("utf-8").splitlines()
    assert re.fullmatch(r"# \S.*", lines[0])
    assert titles(page).count(1) == 1


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_has_the_parts_that_the_english_one_has(page):
    """A translation that lags behind is noticed."""
    assert titles(page) == titles(HELP / "en" / page.name)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_to_pages(page):
    """A link that leads nowhere does nothing when it is pressed."""
    targets = LINK.findall(page.read_text("utf-8"))
    assert [target for target in targets if not (page.parent / target).is_file()] == []
