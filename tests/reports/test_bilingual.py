"""The edition in two languages: whatever was answered, both languages can be laid beside each other."""

import pytest

from reports.content import compose
from reports.press import rendering
from tests.factories import library
from tests.factories.questionnaires import library_framework
from tests.factories.reports import all_at, source

LANGUAGES = ("vi", "en")


@pytest.mark.parametrize("level", range(6))
def test_result_of_any_level_is_laid_out_in_both_languages(level):
    html = both(source(all_at(level)))

    assert html.count('lang="en"') > 100


@pytest.mark.soak(2, 100)
@pytest.mark.parametrize("framework", ["c4ir-smc", "impuls", "cmmm", "eu-dmat", "dbi-1970", "qd-1567-sme"])
@pytest.mark.parametrize("with_private", [False, True])
def test_result_of_any_answers_is_laid_out_in_both_languages(framework, with_private, campaign):
    asked = library.firm_framework(library_framework(framework))
    for _ in range(campaign.n):
        given = library.random_answers(campaign.random, asked, answered=campaign.random.random())
        html = both(library.source(framework, given), with_private=with_private)

        assert 'lang="en"' in html


def both(said, *, with_private=False):
    """Return the document in both languages."""
    vi, en = (compose(said, language) for language in LANGUAGES)
    return rendering.render_html(vi, other=en, with_private=with_private)
