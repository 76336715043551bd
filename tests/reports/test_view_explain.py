from uuid import uuid4

import pytest
from django.urls import reverse

from assessments.models import Submission
from tests.factories import assessments
from tests.factories.reports import block_at, scored

pytestmark = pytest.mark.django_db


@pytest.fixture
def card(firm_a, an):
    return scored(firm_a, by=an, answers=block_at(S=3, P=0, O=3, T=3, G=4))


def explain(client, submission, node="overall", language="vi"):
    return client.get(reverse("reports:explain", args=[submission.uuid, node]), {"lang": language})


def test_explain_works(client_of, an, card):
    html = explain(client_of(an), card.submission).content.decode()

    assert "Vì sao có kết quả này?" in html
    assert "Con người đang ở mức 0, nên mức chung giữ ở 1" in html
    assert reverse("reports:explain", args=[card.submission.uuid, "P"]) in html


def test_explain_speaks_english(client_of, an, card):
    assert (
        "People is at level 0, so it stays at level 1"
        in explain(client_of(an), card.submission, language="en").content.decode()
    )


@pytest.mark.parametrize("node", ["S", "S1", "G3"])
def test_explain_works_at_every_depth(client_of, binh, card, node):
    assert explain(client_of(binh), card.submission, node).status_code == 200


@pytest.mark.parametrize("node", ["Z1", "S1.1", "Overall", "%2e%2e"])
def test_explain_of_an_unknown_node_is_404(client_of, an, card, node):
    assert explain(client_of(an), card.submission, node).status_code == 404


def test_explain_before_scoring_is_404(client_of, an, firm_a):
    submission = Submission.objects.get(assessment=assessments.completed(firm_a, by=an))

    assert explain(client_of(an), submission).status_code == 404


def test_explain_for_an_outsider_is_404(client_of, chi, dung, card):
    assert explain(client_of(chi), card.submission).status_code == 404
    assert explain(client_of(dung), card.submission).status_code == 404


def test_explain_for_a_stranger_asks_to_sign_in(client, card):
    assert explain(client, card.submission).status_code == 302


def test_explain_of_an_unknown_submission_is_404(client_of, an):
    assert client_of(an).get(reverse("reports:explain", args=[uuid4(), "S"])).status_code == 404


def test_explain_refuses_other_methods(client_of, an, card):
    assert client_of(an).post(reverse("reports:explain", args=[card.submission.uuid, "S"])).status_code == 405
