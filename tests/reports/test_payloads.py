"""Whatever a person types is printed as typed: it adds no element, no attribute, no address, no file, no link."""

import dataclasses
import itertools
from fractions import Fraction
from html.parser import HTMLParser

import pytest

from reports.content import compose, printable
from reports.press import rendering
from tests.factories.reports import all_at, source
from tests.reports import payloads, printed

pytestmark = pytest.mark.xdist_group("payloads")  # one process prints for all of them

# What the product itself sets, from its own lists; everything else holds words that somebody wrote.
OURS = {"language", "scope", "kind", "way", "node", "item", "key", "iso_date", "verify_url"}
PIECES = {"text", "tspan"}
ADDRESSES = {"href", "src", "style", "xlink:href", "data", "action", "rel"}


class Structure(HTMLParser):
    """The elements of a page with the names of their attributes, and the values of those that lead somewhere.

    A long text in a picture is broken into pieces of its own; how many there are says nothing, what they are does.
    """

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        addresses = tuple((name, value) for name, value in attrs if name in ADDRESSES)
        names = tuple(sorted(name for name, _ in attrs))
        if tag not in PIECES or (tag, names, addresses) not in self.found:
            self.found.append((tag, names, addresses))

    def handle_comment(self, data):
        self.found.append(("comment", data))


def typed(thing, next_text):
    """Return a content with every text that is there replaced."""
    if dataclasses.is_dataclass(thing):
        changed = {
            field.name: typed(getattr(thing, field.name), next_text)
            for field in dataclasses.fields(thing)
            if field.name not in OURS
        }
        return dataclasses.replace(thing, **changed)
    if isinstance(thing, tuple) and not all(isinstance(each, Fraction) for each in thing):
        return tuple(typed(each, next_text) for each in thing)
    return next_text() if isinstance(thing, str) and thing else thing


@pytest.fixture(scope="module")
def contents(django_db_blocker):
    with django_db_blocker.block():
        given = {**all_at(2), "S1.1": "dk", "O4.3": "Không dùng khuôn", "G1.1": 0}
        made = source(given, troubles=["machine_stops"])
        return printable(compose(made, "vi")), printable(compose(made, "en"))


def html_of(contents, payload, *, both=False):
    first, second = (typed(each, lambda: payload) for each in contents)
    return rendering.render_html(first, other=second if both else None)


@pytest.mark.soak(25, 500)
@pytest.mark.parametrize("both", [False, True], ids=["alone", "side by side"])
def test_no_text_adds_to_the_structure_of_a_report(contents, campaign, both):
    plain = Structure(html_of(contents, "chữ", both=both)).found
    typed_texts = payloads.some(campaign.random, campaign.n)

    changed = [text for text in typed_texts if Structure(html_of(contents, text, both=both)).found != plain]

    assert changed == []


@pytest.fixture(scope="module")
def pdf(contents):
    """All probes in one report, each in another place."""
    probes = itertools.cycle(probe for probe in payloads.PROBES if len(probe) < 150)
    return rendering.render_pdf(typed(contents[0], lambda: next(probes))).pdf


def test_report_of_payloads_holds_no_script_no_file_and_no_address(pdf):
    document = printed.opened(pdf)
    names = document.Root.get("/Names", {})
    actions = [note.get("/A", {}) for page in document.pages for note in page.get("/Annots", [])]

    assert [name for name in ("/EmbeddedFiles", "/JavaScript") if name in names] == []
    assert [name for name in ("/OpenAction", "/AA", "/AcroForm", "/AF") if name in document.Root] == []
    assert [action for action in actions if action.get("/S", "/GoTo") != "/GoTo"] == []


def test_report_of_payloads_prints_them_as_they_are_typed(pdf, tmp_path):
    text = "".join(printed.words_of(pdf, tmp_path).split())

    for probe in ("<script>alert(1)</script>", "{{content}}", '<linkrel="attachment"href="file:///etc/passwd">'):
        assert probe in text
