"""What an entry of the audit log says, in the words of its reader."""

import pytest
from django.utils import timezone, translation

from c4ir_assess.audit import verifying
from c4ir_assess.audit.models import Act, AuditEntry
from evidence.models import Evidence
from privacy.log import page, things, words
from tests.factories import assessments

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(site_a, an, dung):
    return assessments.sent(site_a, by=an, advisor=dung, answers={"S1.1": 2}).review


def test_every_fault_has_words():
    named = {name: value for name, value in vars(verifying).items() if name.isupper() and isinstance(value, str)}
    sentences = {value for name, value in named.items() if name != "START"}

    assert sentences == set(page.FAULTS)


@pytest.mark.parametrize("act", Act.values)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_act_has_words_whatever_its_facts(act, language):
    nobody = things.Known({}, {})
    with translation.override(language):
        for facts in ({}, {"person": 7, "role": "owner", "kind": "gap", "what": "unheard_of", "by_act": "later"}):
            told = words.of(AuditEntry(act=act, facts=facts), nobody)
            assert told.startswith(str(Act(act).label))


@pytest.mark.parametrize(
    ("act", "facts", "said"),
    [
        (Act.FINDING, {"part": "S", "kind": "gap"}, "Finding of an advisor: written, S, Gap"),
        (Act.FINDING, {"is_removed": True}, "Finding of an advisor: removed"),
        (Act.FILE_ADDED, {"item": "S1.1"}, "Evidence added: S1.1"),
        (Act.FILE_CHANGED, {"what": "caption"}, "Evidence changed: its caption"),
        (Act.FILE_CHANGED, {"item": "S1.1", "is_used": True}, "Evidence changed: shown beside S1.1"),
        (Act.FILE_CHANGED, {"item": "S1.1", "is_used": False}, "Evidence changed: no longer shown beside S1.1"),
        (Act.FILE_REMOVED, {"items": ["S1.1", "S1.2"]}, "Evidence removed: S1.1, S1.2"),
    ],
)
def test_what_was_done_is_said_without_an_or(act, facts, said):
    with translation.override("en"):
        assert words.of(AuditEntry(act=act, facts=facts), things.Known({}, {})) == said


def test_evidence_is_named_by_its_questions_and_its_file(review):
    used, unused = (kept(review, name) for name in ("so-bao-tri.pdf", "b.pdf"))
    for item in ("S1.2", "S1.1"):
        used.uses.create(item=item)

    with translation.override("en"):
        known = things.read([AuditEntry(subject=each.uuid, facts={}) for each in (used, unused)])
        assert known.thing(used.uuid) == "Evidence · S1.1, S1.2 · so-bao-tri.pdf"
        assert known.thing(unused.uuid) == "Evidence · b.pdf"


def kept(review, name):
    facts = {"kind": Evidence.Kind.PDF, "stored": name, "size": 1, "scan": Evidence.Scan.CLEAN}
    return Evidence.objects.create(assessment=review.assessment, name=name, added_at=timezone.now(), **facts)


def test_an_act_of_a_later_version_is_shown_as_it_is_written():
    assert words.of(AuditEntry(act="not_yet", facts={}), things.Known({}, {})) == "not_yet"


def test_things_are_named_for_administrators(site_a, review):
    entry = AuditEntry(subject=review.assessment.sent_submission.uuid, facts={})

    assert site_a.name in things.read([entry]).thing(entry.subject)
