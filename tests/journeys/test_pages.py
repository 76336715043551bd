"""What every page owes its reader: no sideways scrolling on a small phone, little to load, nothing from elsewhere."""

import pytest

from tests.journeys.conftest import sign_in

pytestmark = pytest.mark.journey

NARROW = {"width": 320, "height": 640}
KILOBYTE = 1000


def paths_of_owner(page) -> list[str]:
    page.goto("/assessments/")
    result = page.locator("a[href^='/results/']").first.get_attribute("href")
    work = page.locator("a[href^='/assessments/'][href*='-']").first.get_attribute("href")
    assessment = "/".join(work.split("/")[:3]) + "/"
    of_assessment = ["", "check/", "O4/", "send/", "delegate/", "opinions/"]
    of_result = ["", "explain/overall/", "explain/O4/", "what-if/?node=O4"]
    return [
        *("/assessments/", "/firm/", "/firm/edit/", "/firm/members/"),
        *("/my-data/", "/my-data/openings/", "/my-data/correct/", "/my-data/erase/"),
        *(assessment + path for path in of_assessment),
        *(result + path for path in of_result),
    ]


PUBLIC = [
    "/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/sample-report/",
    "/privacy/",
    "/go/",
    "/opinions/",
    "/no-such-page/",
]
STAFF = ["/bench/", "/bench/jobs/"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_ux_11_no_page_scrolls_sideways_on_a_small_phone(visit, passwords, language):
    anonymous = visit(size=NARROW, language=language)
    owner = visit(size=NARROW, language=language)
    sign_in(owner, "chu.nha.may@demo.example", passwords["chu.nha.may@demo.example"])
    advisor = visit(size=NARROW, language=language)
    sign_in(advisor, "chuyen.gia@demo.example", passwords["chuyen.gia@demo.example"])
    advisor.goto("/bench/")
    opened = advisor.locator("a[href^='/bench/'][href*='-']").first.get_attribute("href")
    too_wide = []

    for page, paths in ((anonymous, PUBLIC), (owner, paths_of_owner(owner)), (advisor, [*STAFF, opened])):
        for path in paths:
            page.goto(path)
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > NARROW["width"]:
                too_wide.append((path, width))

    assert too_wide == []


def test_ux_14_first_view_of_a_question_page_is_light_and_all_ours(visit, passwords, product):
    page = visit()
    sign_in(page, "dang.tra.loi@demo.example", passwords["dang.tra.loi@demo.example"])
    page.goto("/assessments/")
    work = page.locator("a[href^='/assessments/'][href*='-']").first.get_attribute("href")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.clearBrowserCache")
    kinds, sizes, origins = {}, {}, set()

    def responded(event):
        kinds[event["requestId"]] = event["type"]
        origins.add("/".join(event["response"]["url"].split("/")[:3]))

    session.on("Network.responseReceived", responded)
    session.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto("/".join(work.split("/")[:3]) + "/O4/")
    page.wait_for_load_state("networkidle")

    scripts = sum(size for request, size in sizes.items() if kinds.get(request) == "Script")
    assert origins == {product.base_url}
    assert sum(sizes.values()) <= 190 * KILOBYTE
    assert scripts <= 50 * KILOBYTE
    assert len(sizes) <= 15
