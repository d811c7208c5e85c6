"""Where sentences end, and where a full stop is a part of a word."""

from __future__ import annotations

import pytest

from lsg_desktop.session.text_ends import ends_sentence


def ended(text, language):
    """Give the words that a sentence ends with."""
    return [word for word in text.split() if ends_sentence(word, language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Dr. Smith met Mr. Jones at 5 p.m. in the U.S. today.", ["today."]),
        ("en", "(Prof. J. R. Doe, e.g. in Fig. 3.) No. Really?", ["No.", "Really?"]),
        ("en", "It was 3.5. In 2020. At 10:30. So...", ["3.5.", "2020.", "10:30.", "So..."]),
        ("de", "Am 3. Mai kam z. B. Frau Dr. Ott, d.h. sie (bzw. er).", ["er)."]),
        ("de", "Im 19. Jahrhundert usw. war es so. „Ja.“ »Nein!«", ["so.", "„Ja.“", "»Nein!«"]),
        ("fr", "M. Roux et Mme. Roux dorment. «Bon.»", ["dorment.", "«Bon.»"]),
        ("es", "¿Ud. es el Sr. Ruiz? ¡Sí!", ["Ruiz?", "¡Sí!"]),
        ("it", "Il sig. Rossi, ecc. dorme.", ["dorme."]),
        ("ko", "네. 그것은 책. 3. 것", ["네.", "책."]),
        ("en", "bzw. and ca. and usw.", ["bzw.", "ca.", "usw."]),
        ("en", "a ... b … c .. d …… e . f ! g", [".", "!"]),
    ],
)
def test_a_full_stop_that_ends_no_sentence(language, text, expected):
    """After what is written short, a letter or a small number; nor do three of them alone."""
    assert ended(text, language) == expected


@pytest.mark.parametrize("language", ["zh", "yue", "ja"])
def test_marks_of_languages_without_spaces(language):
    """Each is a word."""
    assert ended("好 。 吗 ？ … ” GPT-4.", language) == ["。", "？", "GPT-4."]
