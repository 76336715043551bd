"""A file of 10 MB passes through in little more memory than it has itself."""

import gc
import tracemalloc

import pytest

from tests.evidence import samples

MEGABYTE = 1024 * 1024
LARGE = samples.pdf()[:-6] + b"\n%" + b"x" * (10 * MEGABYTE - 2000) + b"\n%%EOF\n"


@pytest.fixture
def most_megabytes():
    """Return a function that tells the most that an act held beside what there was."""

    def measure(act):
        tracemalloc.start()
        before, _ = tracemalloc.get_traced_memory()
        try:
            answer = act()
            return answer, (tracemalloc.get_traced_memory()[1] - before) / MEGABYTE
        finally:
            tracemalloc.stop()

    return measure


def test_large_file_by_the_plain_form(draft, an, client_of, post_form, most_megabytes):
    client = client_of(an)
    body_alone = 3 * len(LARGE) / MEGABYTE  # the test itself holds it: written, joined, and as what is read
    answer, most = most_megabytes(lambda: post_form(client, draft, ("a.pdf", LARGE)))
    assert answer.status_code == 302
    assert most - body_alone < 25


def test_large_file_in_pieces(draft, an, client_of, begin, put, most_megabytes):
    client = client_of(an)
    told = begin(client, draft, "a.pdf", LARGE).json()
    last = (len(LARGE) - 1) // told["piece"] * told["piece"]

    def pieces():
        gc.freeze()  # what is there by now is not looked at for each piece; the tests stay frozen anyway
        for offset in range(0, last, told["piece"]):
            put(client, told["url"], offset, LARGE[offset : offset + told["piece"]])
            gc.collect()  # a test's request and answer hold each other

    _, arriving = most_megabytes(pieces)
    answer, taking_in = most_megabytes(lambda: put(client, told["url"], last, LARGE[last:]))

    assert answer.status_code == 200
    assert arriving < 4
    assert taking_in < 25
