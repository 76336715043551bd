"""Whatever a document is like, the validator answers with faults; what it lets through is parsed, stored and scored."""

import functools
import json
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.scoring.engine import score
from assessments.scoring.types import Answer
from questionnaires.canonical import content_hash
from questionnaires.faults import UNFIT
from questionnaires.loading import load_folder
from questionnaires.parsing import parse
from questionnaires.validation import check_slot, validate
from tests.factories.questionnaires import library_document, shipped_document
from tests.questionnaires import mutating
from tests.questionnaires.editing import EVERYTHING
from tests.scoring import any_answers
from tests.scoring.any_cases import Case
from tests.scoring.any_documents import SIZES

INDUSTRIES = ("steel", "garment", "pharma")

NAMES = ["everything", "c4ir-smc", "cmmm", "dbi-1970", "eu-dmat", "impuls", "qd-1567-sme"]


@functools.cache
def document_of(name):
    """Return a sound document; it is shared."""
    if name == "everything":
        loaded = load_folder(EVERYTHING)
        assert not loaded.faults, "\n".join(map(str, loaded.faults))
        return loaded.document
    return shipped_document() if name == "c4ir-smc" else library_document(name)


def holds(document, seed):
    """Have a document with faults be told about in single lines, and one without any be of use."""
    if faults := validate(document):
        assert all(fault.message.endswith(".") and not UNFIT.search(str(fault)) for fault in faults)
        return
    assert content_hash(json.loads(json.dumps(document)))
    framework = parse(document)
    for scope in ("full", "quick") if framework.quick else ("full",):
        scores(framework, random.Random(seed), scope)  # noqa: S311 -- repeatable on purpose


def scores(framework, chance, scope):
    """Have any answers of any firm give a result."""
    variant = chance.choice(framework.variants).id if framework.variants else None
    profile = {"size": chance.choice(SIZES), "industry": chance.choice(INDUSTRIES)}
    told = {"scope": scope, "basis": chance.choice(("self", "verified")), "variant": variant, "profile": profile}
    types = Case(framework, {}, told, chance).types()
    answers = {id_: answer for id_, of in types.items() if (answer := _answer(chance, of))}
    assert score(framework, answers, **told).overall


def _answer(chance, answer_type):
    if chance.random() < 0.8:
        return Answer("answered", any_answers.value(chance, answer_type))
    return chance.choice((None, Answer("dont_know"), Answer("not_applicable")))


def check_mutations(campaign, name):
    @settings(max_examples=campaign.n, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(mutating.mutations(document_of(name)), st.integers(0, 2**32))
    def check(changes, seed):
        holds(mutating.mutated(document_of(name), changes), seed)

    check()


@pytest.mark.soak(40, 20_000)
def test_mutated_document_with_every_part_has_faults_or_can_be_used(campaign):
    check_mutations(campaign, "everything")


@pytest.mark.parametrize("name", NAMES[1:])
@pytest.mark.soak(4, 2_000)
def test_mutated_document_of_the_library_has_faults_or_can_be_used(campaign, name):
    check_mutations(campaign, name)


@pytest.mark.parametrize("name", NAMES)
def test_sound_document_can_be_used_with_any_answers(name):
    assert validate(document_of(name)) == ()
    for seed in range(10):
        holds(document_of(name), seed)


@pytest.mark.soak(20, 2_000)
def test_arbitrary_value_is_no_framework(campaign):
    @settings(max_examples=campaign.n, deadline=None, database=None)
    @given(mutating.VALUES)
    def check(value):
        assert validate(value)
        assert list(check_slot(value))

    check()
