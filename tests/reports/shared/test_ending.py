"""Private links end: by time, by the owner, and with the right of whoever made them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Membership, User
from privacy import restricting
from reports.models import ShareLink
from reports.shared import links as share_links
from tests.reports.shared.links import main_of, opened, page_url, pdf_url


def end(shared, how):
    match how:
        case "expired":
            ShareLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        case "revoked":
            share_links.revoke(link=shared[0], by=shared[0].made_by)
        case "unknown":
            ShareLink.objects.all().delete()


@pytest.mark.parametrize("url", [page_url, pdf_url])
def test_expired_revoked_and_unknown_links_read_the_same(url, client, submission, an, card):
    texts = set()
    for how in ("expired", "revoked", "unknown"):
        shared = share_links.make(submission=submission, by=an, for_whom="x", language="vi", days=7)
        end(shared, how)
        answer = client.get(url(shared))
        assert answer.status_code == 404
        texts.add(main_of(answer))

    assert len(texts) == 1
    assert "Liên kết này không còn mở được" in texts.pop()
    assert opened() == []


def test_link_of_a_firm_that_keeps_its_data_to_itself_opens_nothing(client, shared, an, firm_a):
    restricting.restrict(organization=firm_a.organization, by=an)

    assert client.get(page_url(shared)).status_code == 404


@pytest.mark.parametrize("left", ["removed", "reads only", "closed"])
def test_link_ends_with_the_right_of_who_made_it(client, shared, an, left):
    acts = {
        "removed": an.memberships.all().delete,
        "reads only": lambda: an.memberships.update(role=Membership.Role.READ_ONLY),
        "closed": lambda: User.objects.filter(pk=an.pk).update(is_active=False),
    }

    acts[left]()

    assert client.get(page_url(shared)).status_code == 404
