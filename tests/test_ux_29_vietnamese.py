"""UX-29: whatever a person meets in Vietnamese is Vietnamese: every page each kind of person can reach, every e-mail.

The crawl follows the links of each page and tries every address without arguments; what it must not find are the
English sentences of our catalogue, and the small words that no Vietnamese sentence has.
"""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from datetime import datetime, timedelta
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.template.loader import render_to_string
from django.urls import Resolver404, URLPattern, get_resolver, resolve
from django.utils import translation
from django.utils.timesince import timesince

from accounts.context_processors import operator
from assessments import scores
from tests.accounts import second_step
from tests.authoring import versions
from tests.factories import assessments, programmes
from tests.factories.accounts import make_user
from tests.servers import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

pytestmark = pytest.mark.django_db

CATALOGUE = ROOT / "locale" / "vi" / "LC_MESSAGES" / "django.po"
ENTRY = re.compile(r'^msgid(?:_plural)? "(.+)"\n(?:msgid_plural ".*"\n)?msgstr(?:\[0\])? "(.+)"$', re.MULTILINE)
HOLE = re.compile(r"%\(\w+\)[sd]|%[sd]|<[^>]+>|\{[^}]*\}")
# Words that English sentences cannot do without; none is a Vietnamese syllable or a part of a name we show.
SMALL = re.compile(r"\b(the|your|please|this|that|with|from|are|was|you|and|not|has|have|which)\b", re.IGNORECASE)
UNSEEN = {"script", "style", "code", "svg", "textarea"}
ATTRIBUTES = ("aria-label", "title", "placeholder", "alt", "data-copied")
VOID = {"input", "img", "br", "hr", "link", "meta", "rect", "path", "line", "circle", "source", "col", "wbr"}
LEAST_WORDS = 3
MOST_OF_A_KIND = 3
# Not pages for people, or not ours: files, other languages on purpose, Django's admin with Django's own catalogue.
APART = re.compile(r"^/(admin|static|livez|readyz)|\.(pdf|png|svg|xlsx|json|zip|html|yaml)$|/poster/en/|[?&]lang=")


class Reader(HTMLParser):
    """Collects what a Vietnamese reader sees: texts, and what is said or shown by attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.links: list[str] = []
        self.apart: list[str] = []  # the open elements below one in another language, itself included

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        known = dict(attributes)
        if tag == "a" and known.get("href"):
            self.links.append(known["href"] or "")
        if tag not in VOID and (self.apart or tag in UNSEEN or (known.get("lang") == "en" and tag != "html")):
            self.apart.append(tag)
        if not self.apart:
            self.texts += [known[name] or "" for name in ATTRIBUTES if known.get(name)]

    def handle_endtag(self, tag: str) -> None:
        if self.apart and tag not in VOID:
            self.apart.pop()

    def handle_data(self, text: str) -> None:
        if not self.apart and text.strip():
            self.texts.append(text)


def tidy(text: str) -> str:
    return " ".join(text.split())


def english() -> tuple[set[str], list[str]]:
    """Return the catalogue's English: short texts, to be met whole, and pieces of sentences, to be met anywhere."""
    dumped = subprocess.run(["msgattrib", "--no-wrap", CATALOGUE], check=True, capture_output=True, text=True).stdout
    pairs = re.findall(
        r'^msgid(?:_plural)? "(.+)"\n(?:msgid_plural ".*"\n)?msgstr(?:\[0\])? "(.+)"$', dumped, re.MULTILINE
    )
    whole, pieces = set(), set()
    for source, vietnamese in pairs:
        if source == vietnamese:
            continue
        for piece in HOLE.split(source.replace('\\"', '"').replace("\\n", " ")):
            words = tidy(piece).strip(" .,:;·()“”")
            if len(words.split()) >= LEAST_WORDS and words not in vietnamese:
                pieces.add(words)
        if not HOLE.search(source):
            whole.add(tidy(source))
    vietnamese = {tidy(pair[1]) for pair in pairs}
    return whole - vietnamese, sorted(pieces)


@pytest.fixture(scope="module")
def foreign():
    """Return a function that names the English in a list of texts."""
    whole, pieces = english()
    assert len(whole) > 100 < len(pieces)
    any_piece = re.compile("|".join(map(re.escape, sorted(pieces, key=len, reverse=True))))

    def find(texts: list[str]) -> list[str]:
        seen = [tidy(text) for text in texts]
        return [text for text in seen if text in whole or any_piece.search(text) or SMALL.search(text)]

    return find


def plain_addresses() -> Iterator[str]:
    """Return every address of ours that takes no arguments."""

    def walk(patterns, before: str = "") -> Iterator[str]:
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                yield before + str(pattern.pattern)
            else:
                yield from walk(pattern.url_patterns, before + str(pattern.pattern))

    found = {f"/{address}" for address in walk(get_resolver().url_patterns) if not re.search(r"[<\\^(]", address)}
    return iter(sorted(address for address in found if not APART.search(address) and "logout" not in address))


def view_name(address: str) -> str:
    try:
        return resolve(address.split("?", maxsplit=1)[0]).view_name
    except Resolver404:
        return ""


def crawl(client: Client, *more: str) -> dict[str, list[str]]:
    """Return the texts of every page that this client can open, by address; a few of a kind stand for all of it."""
    waiting, pages, kinds = ["/", *plain_addresses(), *more], {}, Counter()
    while waiting:
        address = waiting.pop(0).split("#")[0]
        kind = view_name(address)
        if not address.startswith("/") or address in pages or APART.search(address) or kinds[kind] >= MOST_OF_A_KIND:
            continue
        answer, reader = client.get(address), Reader()
        kinds[kind] += 1
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            reader.feed(answer.content.decode())
        pages[address] = reader.texts
        waiting += [*reader.links, answer.headers.get("Location", "")]
    return pages


def reworded_in_vietnamese(document) -> None:
    versions.item(document)["ask"]["vi"] = "Nhà máy đặt mục tiêu ra sao?"


@pytest.fixture
def world(site_a, an, binh, cuong, site_b, chi, dung, admin):
    """A firm with work in every state, in a programme; another one with nothing; people of every kind."""
    versions.draft(reworded_in_vietnamese, by=admin)
    scores.store_self(submission=assessments.sent(site_a, by=an, advisor=dung).submissions.get())
    scores.store_self(submission=assessments.completed(site_a, by=an).submissions.get())
    assessments.draft(site_a, by=an, answers={"S1.1": 2})
    programmes.make(by=admin, first=2)
    programme = programmes.make(by=admin)
    programmes.join(programme, site_a.organization, by=an)
    return {
        "an": an,
        "binh": binh,
        "cuong": cuong,
        "chi": chi,
        "dung": dung,
        "admin": admin,
        "new": make_user("Người Mới"),
        "anybody": None,
        "programme": programme,
    }


@pytest.mark.parametrize("person", ["anybody", "new", "an", "binh", "cuong", "chi", "dung", "admin"])
def test_ux_29_no_page_shows_english_to(person, world, client_of, foreign):
    client = client_of(world[person])

    pages = crawl(
        client, f"/join/{world['programme'].token}/", f"/p/{world['programme'].code}/", "/p/AAAAAA/", "/nowhere/"
    )

    assert len([texts for texts in pages.values() if texts]) > 10
    found = {address: foreign(texts) for address, texts in pages.items() if foreign(texts)}
    assert found == {}


def test_english_would_be_found(client, foreign):
    reader = Reader()
    reader.feed(client.get("/?lang=en").content.decode())

    assert len(foreign(reader.texts)) > len(reader.texts) / 2


@pytest.mark.parametrize("person", ["anybody", "new", "an", "admin"])
def test_ux_29_no_refusal_shows_english_to(person, world, client_of, foreign):
    """Every form that takes no argument, posted empty."""
    client = client_of(world[person])
    found = {}
    for address in plain_addresses():
        reader = Reader()
        answer = client.post(address, {"login": "@", "email": "@", "name": " "})
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            reader.feed(answer.content.decode())
        if english_texts := foreign(reader.texts):
            found[address] = english_texts

    assert found == {}


class Anything(int):
    """Stands for whatever a mail is made with: it has every part, counts two, and iterates over itself once."""

    def __getitem__(self, name: object) -> Anything:
        return self

    def __iter__(self) -> Iterator[Anything]:
        return iter([self])

    def __str__(self) -> str:
        return "0000"


TEMPLATES = ROOT / "templates"
TEXTS = (path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.txt"))
MAILS = sorted(set(TEXTS) - {"privacy/copy_readme.txt"})  # which is about real rows, and has tests of its own


def names_in_mails() -> set[str]:
    """Return every variable of any of them: one includes another."""
    tags = [tag for mail in MAILS for tag in re.findall(r"\{[{%](.*?)[%}]\}", (TEMPLATES / mail).read_text("utf-8"))]
    return {name for tag in tags for name in re.findall(r"(?<![.\w|\"])[a-z_]+\b", tag)} - {"and", "or", "not", "in"}


@pytest.mark.parametrize("template", MAILS)
def test_ux_29_mail_and_message_are_vietnamese(template, foreign):
    context = dict.fromkeys(names_in_mails(), Anything(2))
    with translation.override("vi"):
        lines = render_to_string(template, context).splitlines()

    assert foreign(lines) == []


def test_ux_29_pages_of_codes_and_links_are_vietnamese(client, an, foreign, settings):
    settings.SMS_SENDER = "tests.accounts.texts.Keeping"
    an.phone = "+84912345678"
    an.save()
    client.post("/accounts/login/code/", {"login": an.email})
    link = re.search(r"(/accounts/login/link/\S+)", mail.outbox[-1].body)[1]
    addresses = ["/accounts/login/code/confirm/", link, "/accounts/login/link/spent/"]
    answers = [client.get(address) for address in addresses]
    answers.append(client.post(addresses[0], {"code": "1"}))
    client.force_login(an)
    answers.append(client.post("/person/number/", follow=True))
    answers.append(client.post("/person/number/confirm/", {"code": "1"}))

    for answer in answers:
        reader = Reader()
        reader.feed(answer.content.decode())
        assert len(reader.texts) > 5
        assert foreign(reader.texts) == []


def test_ux_29_pages_of_the_second_factor_are_vietnamese(foreign):
    owner = second_step.person("Lan")
    client = second_step.sign_in(owner)
    second_step.enrol(client)
    base = "/accounts/2fa/"
    pages = [
        "recovery-codes/",
        "recovery-codes/",
        "recovery-codes/generate/",
        "",
        "totp/deactivate/",
        "reauthenticate/",
    ]
    answers = [client.get(base + page) for page in pages]
    answers.append(client.post(second_step.REMOVE, follow=True))
    second_step.enrol(client)
    again = second_step.sign_in(owner)
    answers += [again.get(second_step.STEP_TWO), again.post(second_step.STEP_TWO, {"code": "1"})]

    for answer in answers:
        reader = Reader()
        reader.feed(answer.content.decode())
        assert len(reader.texts) > 5
        assert foreign(reader.texts) == []


def test_ux_29_mails_sent_by_signing_in_are_vietnamese(client, an, foreign):
    client.post("/accounts/login/code/", {"login": an.email})
    client.post("/accounts/password/reset/", {"email": an.email})
    client.post("/accounts/password/reset/", {"email": "nobody@example.org"})

    assert len(mail.outbox) == 3
    assert [foreign([sent.subject, *sent.body.splitlines()]) for sent in mail.outbox] == [[], [], []]


@pytest.mark.parametrize(
    ("days", "words"), [(1, "1 ngày"), (4, "4 ngày"), (14, "2 tuần"), (60, "2 tháng"), (800, "2 năm")]
)
def test_ux_29_spans_of_time_are_vietnamese(days, words):

    then = datetime(2024, 1, 1)  # noqa: DTZ001 -- spans alone
    with translation.override("vi"):
        assert timesince(then, then + timedelta(days=days)).replace("\xa0", " ").startswith(words)


@pytest.mark.parametrize("template", ["400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"])
def test_ux_29_error_page_is_vietnamese(template, rf, an, foreign):
    request = rf.get("/")
    request.user = an
    with translation.override("vi"):
        page = render_to_string(template, operator(request) | {"user": an, "request": request})
    reader = Reader()
    reader.feed(page)

    assert foreign(reader.texts) == []
