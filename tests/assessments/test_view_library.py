"""Every framework that is shipped, from the first page of questions to the stored result."""

import random

import pytest
from django.urls import reverse

from assessments import asked, lifecycle, outline, progress, scores
from questionnaires.answer_types import Checklist, Choice, FreeText, Grid, Ladder, Multi, Number
from reviews.models import Review
from tests.assessments.acts import complete
from tests.factories import assessments
from tests.factories.questionnaires import every_type_document, library_document

FRAMEWORKS = [
    ("c4ir-smc", ""),
    ("qd-1567-sme", ""),
    ("eu-dmat", ""),
    ("dbi-1970", ""),
    ("impuls", ""),
    ("cmmm", "discrete"),
    ("cmmm", "process"),
    ("every-type", "flow"),
]


def value(answer, chance):  # noqa: PLR0911 -- one line a type
    """Return some valid answer."""
    match answer:
        case Ladder(levels=levels):
            return chance.randrange(len(levels))
        case Choice(options=options):
            return chance.choice(options).id
        case Multi(options=options):
            return [option.id for option in options if not option.is_exclusive and chance.random() < 0.5]
        case Grid(rows=rows, columns=columns):
            chosen = {row.id: chance.choice(columns).id for row in rows}
            return {row: int(column) for row, column in chosen.items()} if answer.is_numbered else chosen
        case Number():
            return "12"
        case Checklist(levels=levels):
            return {str(level.level): [] for level in levels}
        case FreeText():
            return "Thêm khoá học"


@pytest.mark.parametrize(("name", "variant"), FRAMEWORKS)
def test_framework_is_answered_page_by_page_and_gives_a_result(site_a, an, client_of, url, name, variant):
    document = every_type_document() if name == "every-type" else library_document(name)
    assessment = assessments.draft_of(document, site_a, by=an, variant=variant)
    client, chance = client_of(an), random.Random(7)  # noqa: S311 -- repeatable on purpose

    def is_shown(address):
        for language in ("vi", "en"):
            client.cookies["django_language"] = language
            assert client.get(address).status_code == 200, (language, address)

    for section in outline.sections(asked.of_firm(assessment), "full"):
        assessments.answer_with(assessment, {item.id: value(item.answer, chance) for item in section.items}, by=an)
    for section in outline.sections(asked.asked(assessment, progress.responses_of(assessment)), "full"):
        is_shown(url("node", assessment, section.id))
    is_shown(url("tasks", assessment))
    is_shown(url("check", assessment))

    submission = complete(assessment, by=an)
    card = scores.stored(scores.store_self(submission=submission)).scorecard
    is_shown(reverse("reports:result", args=[submission.uuid]))
    one_of_each_method = {result.explanation.method: node for node, result in card.nodes.items()}
    for node in one_of_each_method.values():
        is_shown(reverse("reports:explain", args=[submission.uuid, node]))


@pytest.mark.parametrize(("name", "variant"), FRAMEWORKS)
def test_advisor_reads_an_assessment_by_any_framework(site_a, an, dung, client_of, name, variant):
    document = every_type_document() if name == "every-type" else library_document(name)
    assessment = assessments.draft_of(document, site_a, by=an, variant=variant)
    chance = random.Random(3)  # noqa: S311 -- repeatable on purpose
    given = {item.id: value(item.answer, chance) for item in asked.of_firm(assessment).items()}
    assessments.answer_with(assessment, given, by=an)
    submission = complete(assessment, by=an)
    scores.store_self(submission=submission)
    lifecycle.send_for_review(
        assessment=assessment, submission=submission, by=an, wording="I agree.", wording_version="1", language="en"
    )
    Review.objects.filter(assessment=assessment).update(advisor=dung)

    assert client_of(dung).get(reverse("reviews:submission", args=[submission.uuid])).status_code == 200
    assert client_of(dung).get(reverse("reviews:queue")).status_code == 200


def test_card_has_the_number_that_the_official_document_gives_its_question(site_a, an, client_of, url):
    criteria = assessments.draft_of(library_document("qd-1567-sme"), site_a, by=an)
    own = assessments.draft(site_a, by=an)

    assert '<span class="legend-more">2.1</span>' in client_of(an).get(url("node", criteria, "g2")).content.decode()
    assert '<span class="legend-more">S1.1</span>' not in client_of(an).get(url("node", own, "S1")).content.decode()
