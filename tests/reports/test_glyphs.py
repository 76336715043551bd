"""What can be put on paper: marks join their letters, and nothing else."""

import pytest

from reports.press import glyphs


def test_mark_joins_its_letter():
    assert glyphs.printable("<p>Ha\u0300 No\u0323\u0302i</p>") == "<p>Hà Nội</p>"


@pytest.mark.parametrize("mark", ["\u0338", "\u0301", "\u0302"])
def test_mark_that_begins_a_text_leaves_the_tag_before_it_whole(mark):
    assert glyphs.printable(f'<p class="firm">{mark} style=display:none x</p>').startswith('<p class="firm">')
