"""Openings of a private link: counted for the firm, but not its own people, previews and machines."""

import pytest

from reports.models import ShareOpening
from reports.shared import links as share_links
from tests.reports.shared.links import links_url, opened, page_url, pdf_url


def test_openings_are_counted_page_and_pdf(client, shared, printed):
    client.get(page_url(shared))
    client.get(pdf_url(shared)).getvalue()

    assert opened() == ["page", "pdf"]


@pytest.mark.parametrize(
    "headers",
    [
        {"user-agent": "facebookexternalhit/1.1"},
        {"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"sec-purpose": "prefetch"},
        {"purpose": "prefetch"},
    ],
)
def test_previews_and_prefetching_are_not_counted(headers, client, shared):
    assert client.get(page_url(shared), headers=headers).status_code == 200
    assert opened() == []


def test_head_is_not_counted(client, shared):
    assert client.head(page_url(shared)).status_code == 200
    assert opened() == []


@pytest.mark.parametrize(("person", "counted"), [("an", []), ("binh", []), ("chi", ["page"]), ("dung", ["page"])])
def test_people_of_the_firm_are_not_counted(person, counted, client_of, shared, request):
    client_of(request.getfixturevalue(person)).get(page_url(shared))

    assert opened() == counted


def test_owner_sees_when_a_link_was_opened(client_of, an, client, shared, submission):
    client.get(page_url(shared))
    client.get(page_url(shared))

    assert "Đã mở 2 lần" in client_of(an).get(links_url(submission)).content.decode()


def test_list_takes_the_same_queries_for_one_link_and_for_three(
    client_of, an, submission, django_assert_max_num_queries
):
    client = client_of(an)
    counts = []
    for number in (1, 2):
        for _ in range(number):
            link, _ = share_links.make(submission=submission, by=an, for_whom="x", language="vi", days=7)
            share_links.note(link=link, what=ShareOpening.What.PAGE)
        with django_assert_max_num_queries(60) as found:
            client.get(links_url(submission))
        counts.append(len(found))

    assert counts[0] == counts[1]
