"""The quiet line on a question's card."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evidence import lifecycle
from tests.evidence.conftest import ITEM, OTHER_ITEM, keep
from tests.factories import assessments

NODE = ITEM.split(".", maxsplit=1)[0]
OFFER = "Có thể cho xem gì? Thêm ảnh hoặc tệp"


@pytest.fixture
def card(client_of):
    def read(who, assessment, item=ITEM):
        page = client_of(who).get(reverse("assessments:node", args=[assessment.uuid, NODE])).content.decode()
        return html.unescape(re.search(rf'<fieldset[^>]*data-item="{item}".*?</fieldset>', page, re.DOTALL)[0])

    return read


def test_card_offers_one_line_until_something_is_shown(draft, an, card):
    read = card(an, draft)
    assert read.count(OFFER) == 1
    assert f"/evidence/?item={ITEM}" in read
    assert "evidence-asked" in read


def test_card_names_what_is_shown(kept, an, card):
    read = card(an, kept.assessment)
    assert "1 minh chứng: ảnh máy.jpg" in read
    assert OFFER not in read
    assert OFFER in card(an, kept.assessment, OTHER_ITEM)


def test_card_that_is_saved_again_keeps_its_line(kept, an, client_of):
    address = reverse("assessments:node", args=[kept.assessment.uuid, NODE])
    fields = {"item": ITEM, f"{ITEM}-choice": "3", f"{ITEM}-version": 0, f"{ITEM}-seen": ""}
    client_of(an).post(address, fields, headers={"HX-Request": "true"})
    stale = client_of(an).post(address, fields | {f"{ITEM}-choice": "4"}, headers={"HX-Request": "true"})
    assert stale.status_code == 409
    assert "ảnh máy.jpg" in html.unescape(stale.content.decode())


def test_reader_sees_what_is_shown_and_is_offered_nothing(kept, binh, card):
    assert "ảnh máy.jpg" in card(binh, kept.assessment)
    assert OFFER not in card(binh, kept.assessment, OTHER_ITEM)


def test_quick_check_without_an_account_is_offered_nothing(client, db):
    quick, token = assessments.unclaimed()
    client.get(f"/quick/{token}/")
    assert "/evidence/" not in client.get(reverse("assessments:node", args=[quick.uuid, "T"])).content.decode()


def test_page_asks_for_the_files_once(draft, an, client_of):
    def count():
        with CaptureQueriesContext(connection) as seen:
            client_of(an).get(reverse("assessments:node", args=[draft.uuid, NODE]))
        return len(seen)

    first = keep(draft, by=an)
    one = count()
    keep(draft, by=an, item=OTHER_ITEM)
    lifecycle.use(evidence=first, item=OTHER_ITEM, by=None)
    assert count() == one


def test_list_of_parts_leads_to_the_files(kept, an, client_of):
    page = client_of(an).get(reverse("assessments:tasks", args=[kept.assessment.uuid])).content.decode()
    assert "1 ảnh và tệp minh chứng" in page
