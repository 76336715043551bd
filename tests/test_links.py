"""No page leads its reader to one that is not for them: a link is a promise."""

import re
from html import unescape

import pytest
from django.http import HttpResponseBase

from tests.permissions import table
from tests.permissions.world import PEOPLE, World, shared_world
from tests.undoing import undone_if_written

__all__ = ["shared_world"]  # a fixture
pytestmark = [pytest.mark.django_db, pytest.mark.timeout(240)]

LINK = re.compile(r'<a\b[^>]*?\bhref="(/[^"#]*)')
# Pages that take one elsewhere by what they do.
ACTS = re.compile(r"/logout/|/language/")


@pytest.mark.soak(1, len(PEOPLE))
def test_no_link_leads_to_a_page_that_its_reader_does_not_get(campaign, shared_world: World):
    astray = []
    for who in campaign.random.sample(PEOPLE, campaign.n):
        client, asked = shared_world.client(who), {}
        for line in table.read():
            if line.method != "GET" or line.said[PEOPLE.index(who)] != "ok":
                continue
            with undone_if_written():
                page = _read(table.ask(shared_world, line, who))
            for href in sorted({unescape(found) for found in LINK.findall(_text(page))}):
                if href in asked or ACTS.search(href):
                    continue
                with undone_if_written():
                    asked[href] = _read(client.get(href)).status_code
                if asked[href] >= 400:
                    astray.append(f"{who}: {line.name} leads to {href}: {asked[href]}")

    assert astray == []


def _read(response: HttpResponseBase) -> HttpResponseBase:
    """Read a file to its end, which closes it."""
    if response.streaming:
        response.getvalue()
    return response


def _text(response: HttpResponseBase) -> str:
    is_page = response.status_code == 200 and "html" in response["Content-Type"]
    return response.content.decode() if is_page else ""
