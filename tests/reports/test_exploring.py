"""Exploring a result: who may, what the chart is drawn from, and what is there without a script."""

import json
import re
from dataclasses import replace
from fractions import Fraction
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from assessments import lifecycle, rounds
from assessments.access import CLAIMS, claim_hash
from assessments.answers import Given
from assessments.models import Scope, Submission
from reports.exploring import rounds as exploring
from tests.factories import assessments
from tests.factories.questionnaires import library_document
from tests.factories.reports import all_at, score, scored
from tests.reports.test_headline import CHECKED, ISSUED, content

pytestmark = pytest.mark.django_db


@pytest.fixture
def card(firm_a, an):
    return scored(firm_a, by=an, answers={**all_at(2), "O4.1": 5})


@pytest.fixture
def later(card, an):
    """The round after, everything at level 3."""
    following = rounds.repeat(assessment=card.submission.assessment, by=an)
    for response in following.responses.all():
        given, version = Given("answered", 3), response.version
        lifecycle.save_response(assessment=following, item=response.item, given=given, base_version=version, by=an)
    lifecycle.complete(assessment=following, by=an, language="vi")
    return score(following)


def url(submission):
    return reverse("reports:explore", args=[submission.uuid])


def page(client, submission):
    response = client.get(url(submission), {"lang": "vi"})
    assert response.status_code == 200
    return response.content.decode()


def data(html):
    return json.loads(re.search(r'<script id="figures-data" type="application/json">(.*?)</script>', html)[1])


def table(html):
    """Return the table row by row: name and cells."""
    found = re.search(r'<table class="figures explored">.*?</table>', html, re.DOTALL)[0]
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in found.split("<tr")[1:]]
    return [[re.sub(r"<[^>]+>", "", cell) for cell in row] for row in rows]


def test_exploring_works_for_each_member(client_of, an, binh, cuong, card):
    for person in (an, binh, cuong):
        assert len(table(page(client_of(person), card.submission))) == 26


def test_exploring_for_others_is_404(client_of, chi, dung, admin, card):
    assert [client_of(each).get(url(card.submission)).status_code for each in (chi, dung, admin)] == [404] * 3


def test_exploring_for_a_stranger_asks_to_sign_in(client, card):
    assert client.get(url(card.submission)).url.startswith(reverse("account_login"))


def test_exploring_an_unknown_result_is_404(client_of, an):
    assert client_of(an).get(reverse("reports:explore", args=[uuid4()])).status_code == 404


def test_exploring_refuses_other_methods(client_of, an, card):
    assert client_of(an).post(url(card.submission)).status_code == 405


def test_exploring_before_scoring_is_404(client_of, an, firm_a):
    submission = Submission.objects.get(assessment=assessments.completed(firm_a, by=an))

    assert client_of(an).get(url(submission)).status_code == 404


def test_quick_check_has_nothing_to_explore_for_the_holder_of_its_link():
    assessment, token = assessments.unclaimed(answers=all_at(1, Scope.QUICK))
    lifecycle.complete(assessment=assessment, by=None, language="vi")
    client = Client()
    session = client.session
    session[CLAIMS] = [claim_hash(token)]
    session.save()

    assert client.get(url(score(assessment).submission)).url.startswith(reverse("account_login"))


def test_framework_that_only_measures_has_nothing_to_explore(client_of, an, firm_a):
    given = {"q1.invested": ["a"], "q9": {"a": 5}}
    assessment = assessments.draft_of(library_document("eu-dmat"), firm_a, by=an, variant="", responses=given)
    lifecycle.complete(assessment=assessment, by=an, language="vi")

    assert client_of(an).get(url(score(assessment).submission)).status_code == 404


def test_ux_20_table_says_what_the_chart_is_drawn_from(client_of, an, later):
    html = page(client_of(an), later.submission)
    drawn = data(html)
    names = [name for part in drawn["parts"] for name in (part, *part["dimensions"])]

    assert [row[1:] for row in table(html)[1:]] == [
        [series["texts"][name["node"]] for series in drawn["series"]] for name in names
    ]
    assert all(
        text == f"{value:.1f}".replace(".", ",")
        for series in drawn["series"]
        for node, value in series["values"].items()
        if (text := series["texts"][node])
    )


def test_rounds_are_compared_the_newest_first(client_of, an, card, later):
    own, before = data(page(client_of(an), later.submission))["series"]

    assert (own["kind"], own["values"]["O4"]) == ("self", 3)
    assert (before["kind"], before["values"]["O4"], before["texts"]["O4"]) == ("earlier", 3, "3,0")
    assert before["name"].startswith("Lần 1, ")


def test_round_knows_nothing_of_those_after_it(client_of, an, card, later):
    assert [each["kind"] for each in data(page(client_of(an), card.submission))["series"]] == ["self"]


def test_strips_are_there_before_any_script_and_the_controls_are_not(client_of, an, card):
    html = page(client_of(an), card.submission)

    assert html.count('<li class="strip-row">') == 20
    assert re.search(r'<div id="explorer"[^>]* hidden', html)
    assert not re.search(r'<section[^>]*id="plain"[^>]* hidden', html)


def test_result_page_does_not_load_the_chart_library(client_of, an, card):
    html = client_of(an).get(reverse("reports:result", args=[card.submission.uuid])).content.decode()

    assert "plotly" not in html


def test_picture_to_be_passed_on_is_drawn_without_private_answers(client_of, an, later):
    drawn = data(page(client_of(an), later.submission))
    private = {each["node"] for part in drawn["parts"] for each in part["dimensions"] if each["private"]}

    assert private == {"T5", "G2"}
    assert all(each["told"].get(node) is None for each in drawn["series"] for node in private)
    assert [each["told"]["O4"] for each in drawn["series"]] == [3, 3]


def test_verified_values_are_explored_in_verified_reports_alone():
    assert [each.kind for each in exploring.own_series(content())] == ["self", "target"]
    assert [each.kind for each in exploring.own_series(content(ISSUED))] == ["verified", "self", "target"]
    assert [each.kind for each in exploring.own_series(content(replace(ISSUED, is_partial=True)))] == [
        "self",
        "verified",
        "target",
    ]


def test_middle_of_the_sector_is_explored_where_it_is_known():
    known = replace(CHECKED, target=None, sector_median=Fraction(2), sector_text="1–3")

    assert [each.kind for each in exploring.own_series(content(None, known))] == ["self", "sector"]
