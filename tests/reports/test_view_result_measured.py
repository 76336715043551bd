"""The result of a framework that measures and names no next steps: values by node, each on its own scale."""

import re

import pytest
from django.urls import reverse
from django.utils.html import escape

from assessments import lifecycle, scores
from c4ir_assess.jobs.models import Job
from questionnaires.parsing import parse
from tests.factories import assessments
from tests.factories.questionnaires import every_type_document, library_document, library_framework

pytestmark = pytest.mark.django_db

DMAT = library_framework("eu-dmat")


def result(site, by, document, given, *, variant=""):
    """The submission of some answers, scored."""
    assessment = assessments.draft_of(document, site, by=by, variant=variant, responses=given)
    submission = lifecycle.complete(assessment=assessment, by=by, language="vi")
    scores.store_self(submission=submission)
    return submission


@pytest.fixture
def measured(firm_a, an):
    """The result of a framework by which one dimension is answered in full and another in part."""
    given = {"q1.invested": ["a", "b"], "q1.planned": ["a"], "q2": [], "q9": {"a": 5, "b": 5, "c": 5}}
    return result(firm_a, an, library_document("eu-dmat"), given)


def page(client, submission, language="en"):
    client.cookies["django_language"] = language
    answer = client.get(reverse("reports:result", args=[submission.uuid]))
    assert answer.status_code == 200
    return answer.content.decode()


def line(html, node, framework=DMAT):
    """Return the text of one node's line."""
    name = next(each.name.en for each in framework.root.walk() if each.id == node)
    part = next(part for part in html.split('<li class="value-')[1:] if f">{name}<" in part)
    return " ".join(re.sub(r"<[^>]+>", " ", part.split("</li>")[0]).split())


def test_values_stand_on_the_scale_of_the_framework(client_of, an, measured):
    html = page(client_of(an), measured)

    # q1.invested 2 of 10, q1.planned 1 of 10 and q2 none of 10, as a mean on a scale of 100.
    assert "10.0 / 100" in line(html, "strategy")
    assert "Level 1 · Basic" in line(html, "strategy")


def test_line_of_an_answer_in_part_says_how_much_and_the_range(client_of, an, measured):
    """Three of five rows at 5 of 5: 100 now, 60 if the others are 0."""
    text = line(page(client_of(an), measured), "automation_ai")

    assert "100.0 / 100" in text
    assert "60.0–100.0 while questions are open" in text
    assert "60% answered" in text


def test_node_with_too_few_answers_has_no_value(client_of, an, measured):
    assert "not enough answers" in line(page(client_of(an), measured), "readiness")


def test_result_without_steps_names_no_priorities_and_offers_no_pdf(client_of, an, measured):
    html = page(client_of(an), measured)

    assert "to do first" not in html
    assert "(PDF)" not in html
    assert "there is no PDF report of it" in html


def test_result_without_steps_queues_no_report_and_makes_none(client_of, an, measured):
    client_of(an).post(reverse("reports:request_report", args=[measured.uuid]), {"language": "vi"})

    assert not Job.objects.filter(task="reports.render_report").exists()


def test_result_says_that_it_is_indicative_and_what_is_not_confirmed(client_of, an, measured):
    html = page(client_of(an), measured)

    assert "not an official result" in html
    assert all(escape(text.en) in html for text in DMAT.source.unconfirmed)


def test_answers_of_every_type_are_in_words(client_of, an, firm_a):
    given = {"has_software": "used", "machines": {"cnc": 2}, "power": "1500", "checks": ["size"], "users": "12"}
    submission = result(firm_a, an, every_type_document(), given, variant="pieces")

    html = page(client_of(an), submission, "vi")

    for words in ("Đang dùng", "Máy gia công: Điều khiển được từ xa", "1.500 kWh", "Kích thước", "12 người"):
        assert words in html
    assert "Dây chuyền dừng bao lâu" not in html  # the other variant's question


def test_framework_without_an_overall_score_says_so(client_of, an, firm_a):
    submission = result(firm_a, an, every_type_document(), {"checks": ["size"]}, variant="pieces")

    html = page(client_of(an), submission)

    assert "<h1" in html
    assert "Results part by part" in html
    assert "no score of its own" in line(html, "work", parse(every_type_document()))
    assert "not enough answers yet to name an overall level" not in html


def test_result_names_the_framework(client_of, an, measured):
    assert escape(DMAT.title.en) in page(client_of(an), measured)
