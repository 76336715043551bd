"""What the page of questions owes its reader: little to load, nothing from elsewhere."""

import pytest

from tests.journeys.conftest import ANSWERING, sign_in

pytestmark = pytest.mark.journey

KILOBYTE = 1000


def test_ux_14_first_view_of_a_question_page_is_light_and_all_ours(visit, people, product):
    page = visit()
    sign_in(page, people[ANSWERING])
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.clearBrowserCache")
    kinds, sizes, origins = {}, {}, set()

    def responded(event):
        kinds[event["requestId"]] = event["type"]
        origins.add("/".join(event["response"]["url"].split("/")[:3]))

    session.on("Network.responseReceived", responded)
    session.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto(f"{people[ANSWERING].work}O4/")
    page.wait_for_load_state("networkidle")

    scripts = sum(size for request, size in sizes.items() if kinds.get(request) == "Script")
    assert origins == {product.base_url}
    assert sum(sizes.values()) <= 190 * KILOBYTE
    assert scripts <= 50 * KILOBYTE
    assert len(sizes) <= 15
