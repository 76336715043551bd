"""Nothing that a person typed is missing: every field of text that the models have is in every file, or named here.

The fields are found from the models, so a new one fails until somebody has decided about it.
"""

import pytest
from django.db import models

from assessments import lifecycle, rounds
from assessments.answers import Given
from assessments.models import Response
from privacy.holdings import of_firms
from reports.content import build_report_content, compose
from reports.formats import FORMATS, made
from reports.models import InvestmentFigures
from reports.press.rendering import render_html
from tests.factories import assessments
from tests.factories.questionnaires import library_document
from tests.factories.reports import all_at, score, source
from tests.reports.formats.reading import all_text

pytestmark = pytest.mark.django_db

# Typed or chosen, and what of it a reader finds: field -> its words in the report.
PRINTED = {
    "assessments.submission.firm_name": "Cơ khí Từ Một",
    "assessments.submission.place": "Xưởng Từ Hai",
    "assessments.submission.first_trouble": "Máy hay hỏng, hay dừng giữa chừng",
    "assessments.submission.second_trouble": "Tiền điện và chi phí sản xuất cứ tăng",
    "assessments.submittedanswer.reason": "không có việc này, từ ba",
    "assessments.support.provider": "Sở Từ Bốn",
    "assessments.support.note": "lớp học từ năm",
    "reports.investmentfigures.unit": "giờ từ sáu",
    "reports.investmentfigures.today": "62,5",
    "reports.investmentfigures.goal": "22,25",
    "reports.investmentfigures.worth_per_unit": "543.000",
    "reports.investmentfigures.price": "1.512.000.000",
}
# Said by texts of the framework, or printed by an issued report alone, which other tests make.
OTHERWISE = {
    "assessments.submittedanswer.value": "the texts of what was chosen; own words: see the test of free text below",
    "assessments.submission.profile": "facts that decide what is asked; their effect is what the report shows",
    "reports.issuedreport.number": "verification.number",
    "reports.issuedreport.firm_name": "as the submission's",
    "reports.issuedreport.place": "as the submission's",
    "reports.issuedreport.how": "verification.how_text",
    "reports.issuedreport.advisor_name": "verification.advisor",
    "reports.issuedreport.approver_name": "verification.approver",
    "reports.issuedreport.level_text": "overall.standing.compared.verified_level_text",
    "reports.issuedreport.framework": "framework",
    "reviews.proposal.verified": "verified answers with their reasons, see tests/reports/test_approving_printed.py",
    "reviews.proposal.how": "verification.how_text",
    "reviews.finding.text_vi": "findings of a block, see tests/reports/test_approving_printed.py",
    "reviews.finding.text_en": "findings of a block, see tests/reports/test_approving_printed.py",
    "reviews.itemreview.value": "as it was proposed",
    "reviews.itemreview.reason": "as it was proposed",
}
# A report is made of what was frozen at completion.
FROZEN = {
    "accounts.organization.name",
    "accounts.site.name",
    "accounts.site.commune",
    "accounts.site.old_area",
    "accounts.site.industrial_park",
    "assessments.assessment.first_trouble",
    "assessments.assessment.second_trouble",
    "assessments.response.value",
    "assessments.response.reason",
}
# Typed, and no part of a report.
ELSEWHERE = {
    "accounts.organization.tax_code": "the firm's own page; a bank has it from the firm",
    "accounts.invitation.email": "a letter to a colleague",
    "accounts.opening.name": "who opened what, for the firm alone",
    "assessments.response.answered_as": "who of the firm answered, for the firm alone",
    "assessments.responsechange.value": "earlier answers",
    "assessments.responsechange.reason": "earlier answers",
    "assessments.responsechange.by_name": "who of the firm answered, for the firm alone",
    "assessments.delegation.meant_for": "how a part was given to a colleague",
    "assessments.delegation.name": "how a part was given to a colleague",
    "assessments.delegation.note": "how a part was given to a colleague",
    "assessments.event.reason": "between advisor, approver and the firm",
    "assessments.return.note": "between the advisor and the firm",
    "assessments.returneditem.question": "between the advisor and the firm",
    "assessments.returneditem.reply": "between the advisor and the firm",
    "evidence.evidence.name": "beside the answers; files are not sent on with a report",
    "evidence.evidence.caption": "beside the answers; files are not sent on with a report",
    "evidence.evidence.added_as": "who of the firm added a file, for the firm alone",
    "evidence.upload.name": "beside the answers; files are not sent on with a report",
    "evidence.upload.caption": "beside the answers; files are not sent on with a report",
    "opinions.participant.name": "an opinion round is never part of a result",
    "opinions.opinion.value": "an opinion round is never part of a result",
    "opinions.opinion.reason": "an opinion round is never part of a result",
    "privacy.datarequest.text": "between the firm and the operator",
    "privacy.datarequest.answer": "between the firm and the operator",
    "reports.issuedreport.withdrawn_reason": "the page that proves a report",
    "reports.sharelink.for_whom": "the firm's own list of links",
    "reviews.conflict.reason": "for the approver alone",
    "reviews.itemreview.note": "private to the bench",
    "reviews.itemreview.question": "a draft of what is sent back to the firm",
    "reviews.proposal.note": "private, from the advisor to the approver",
    "reviews.proposal.reason": "private, from the approver to the advisor",
    "reviews.proposal.objection": "between the firm and the advisor",
    "reviews.proposal.answer": "between the firm and the advisor",
    "reviews.sitevisit.address": "how to get to the plant, for who goes there",
    "reviews.sitevisit.met": "whom the advisor means to meet, for who goes there",
    "reviews.contradictionnote.note": "private to the bench",
    "reviews.handback.reason": "private to the bench",
    "reviews.secondopinion.reconciled_how": "how far two advisors agree",
    "reviews.secondrating.value": "how far two advisors agree",
    "reviews.secondrating.note": "how far two advisors agree",
}
# Written by the product: ids, hashes, file names, versions, worked-out figures.
OURS = {
    "accounts.organization": {"search_key", "vsic_version"},
    "accounts.invitation": {"token_hash"},
    "accounts.consent": {"wording", "wording_version", "language"},
    "programmes.participation": {"wording", "wording_version", "language"},
    "privacy.export": {"language", "file"},
    "assessments.assessment": {"claim_hash", "variant"},
    "assessments.response": {"item"},
    "assessments.responsechange": {"item"},
    "assessments.submission": {"input_hash", "variant", "language"},
    "assessments.submittedanswer": {"item"},
    "assessments.delegation": {"node", "token_hash", "code_hash"},
    "assessments.scorecard": {
        "engine",
        "framework_hash",
        "input_hash",
        "overall_exact",
        "overall_value",
        "coverage",
        "explanation",
    },
    "assessments.nodescore": {"node", "value_exact", "value", "low", "high", "coverage"},
    "evidence.evidence": {"stored", "thumbnail"},
    "evidence.upload": {"item", "digest", "stored"},
    "evidence.evidenceuse": {"item"},
    "opinions.opinionround": {"token_hash", "code_hash"},
    "opinions.opinion": {"item"},
    "assessments.returneditem": {"item"},
    "notices.notice": {"key"},
    "reviews.review": {"state"},
    "reviews.sitevisit": {"items"},
    "reviews.finding": {"node"},
    "reviews.itemreview": {"item", "seen_state", "seen_value"},
    "reviews.contradictionnote": {"contradiction"},
    "reviews.secondrating": {"item", "first_state", "first_value"},
    "reports.investmentfigures": {"item"},
    "reports.issuedreport": {"token", "content_hash"},
    "reports.sealedcontent": {"language", "text", "content_hash"},
    "reports.sharelink": {"token_hash", "language"},
    "reports.report": {"language", "input_hash", "file", "content_hash"},
    "reports.readyletter": {"language"},
    "reports.issuedfile": {"language", "file", "content_hash", "former_hashes"},
}
TEXTS = (models.CharField, models.TextField, models.JSONField, models.DecimalField)


def text_fields():
    """Yield every field in which a text or a figure of a firm is kept."""
    for table in of_firms():
        for field in table.model._meta.concrete_fields:
            if isinstance(field, TEXTS) and not field.choices:
                yield f"{table.label}.{field.name}"


def test_every_field_of_text_is_decided_about():
    ours = {f"{table}.{name}" for table, names in OURS.items() for name in names}
    decided = [set(PRINTED), set(OTHERWISE), FROZEN, set(ELSEWHERE), ours]

    assert set(text_fields()) == set().union(*decided)
    assert sum(map(len, decided)) == len(set().union(*decided))


@pytest.fixture
def content(firm_a, an):
    """The second round of a firm that typed something wherever it could."""
    firm_a.organization.name, firm_a.name = PRINTED["assessments.submission.firm_name"], "Xưởng Từ Hai"
    firm_a.organization.save()
    firm_a.save()
    first = assessments.completed(firm_a, by=an)
    score(first)
    second = rounds.repeat(assessment=first, by=an)
    helped = rounds.Helped("grant", PRINTED["assessments.support.provider"], PRINTED["assessments.support.note"])
    rounds.keep_supports(assessment=second, helped=[helped])
    lifecycle.save_troubles(assessment=second, troubles=["machine_stops", "power_cost"])
    Response.objects.filter(assessment=second).update(is_confirmed=True)
    answers = {"O4.3": Given("not_applicable", reason=PRINTED["assessments.submittedanswer.reason"])}
    assessments.fill(second, answers, by=an)
    submission = lifecycle.complete(assessment=second, by=an, language="vi")
    card = score(second)
    figures = {"today": "62.5", "goal": "22.25", "worth_per_unit": "543000", "price": "1512000000"}
    unit = PRINTED["reports.investmentfigures.unit"]
    for sheet in build_report_content(card, "vi").investments:
        InvestmentFigures.objects.create(submission=submission, item=sheet.item, unit=unit, **figures)
    return build_report_content(card, "vi")


def test_what_a_firm_typed_is_in_every_file_and_in_the_printed_report(content):
    texts = {ending: all_text(made(content, ending), ending) for ending in FORMATS if ending != "pptx"}
    texts["pdf"] = render_html(content)

    assert {
        (ending, field) for ending, text in texts.items() for field, words in PRINTED.items() if words not in text
    } == set()


def test_own_words_as_an_answer_are_in_the_files_of_a_framework_without_steps(firm_a, an):
    draft = assessments.draft_of(library_document("qd-1567-sme"), firm_a, by=an, responses={"6.1": "mong từ bảy"})
    lifecycle.complete(assessment=draft, by=an, language="vi")
    content = build_report_content(score(draft), "vi")

    assert all("mong từ bảy" in all_text(made(content, ending), ending) for ending in ("xlsx", "json"))


def test_every_answer_is_in_the_files_in_words():
    content = compose(source(all_at(3)), "vi")
    texts = [all_text(made(content, ending), ending) for ending in ("xlsx", "docx")]

    assert {
        each.item for each in content.answers if not each.sensitive for text in texts if each.text not in text
    } == set()
