"""Any answers to any framework, written into a workbook and read back, are the same answers."""

from datetime import date

import pytest

from assessments.answers import Given, checked
from assessments.models import Response
from assessments.paper.comparing import says_the_same
from assessments.paper.guide import Cover
from assessments.paper.marks import Marks
from assessments.paper.reading import read
from assessments.paper.writing import Paper, write
from questionnaires.answer_types import Checklist
from questionnaires.parsing import parse
from tests.factories.library import LIBRARY, firm_framework, random_answers
from tests.factories.questionnaires import every_type_document, library_framework
from tests.scoring import any_answers

MARKS = Marks("11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222", "a" * 64)


def frameworks():
    yield from (firm_framework(library_framework(name)) for name in LIBRARY)
    yield firm_framework(parse(every_type_document()))


def as_rows(answers):
    return {
        item: Response(item=item, state=given.state, value=given.value, reason=given.reason)
        for item, given in answers.items()
    }


def written(framework, answers, language, *, is_filled=True):
    paper = Paper(
        framework=framework,
        items={item.id for item in framework.items()},
        recorded=as_rows(answers),
        versions=dict.fromkeys(answers, 7),
        marks=MARKS,
        cover=Cover(framework.title[language], framework.version, "Cơ khí An Mẫu · Nhà máy 1"),
        day=date(2026, 11, 22),
        is_filled=is_filled,
    )
    return write(paper, language)


def whole(random, item, given):
    """A workbook, like a page, asks a checklist as a whole: what is not ticked is not met."""
    if given.state != "answered" or not isinstance(item.answer, Checklist):
        return given
    return checked(item, Given("answered", any_answers.completed(random, item.answer, given.value)))


@pytest.mark.soak(3, 300)
def test_any_answers_come_back_from_a_workbook_as_they_were(campaign):
    for framework in frameworks():
        items = {item.id: item for item in framework.items()}
        for _ in range(campaign.n):
            answers = random_answers(campaign.random, framework)
            answers = {id_: whole(campaign.random, items[id_], given) for id_, given in answers.items()}
            language = campaign.random.choice(["vi", "en"])

            found = read(written(framework, answers, language), items, MARKS)

            assert found.faults == ()
            assert found.answers.keys() == answers.keys()
            rows = as_rows(answers)
            assert [id_ for id_ in rows if not says_the_same(items[id_], rows[id_], found.answers[id_])] == []
            assert found.versions == {id_: 7 if id_ in answers else 0 for id_ in items}


def test_workbook_that_is_not_filled_holds_no_answer():
    framework = library_framework("c4ir-smc")
    items = {item.id: item for item in framework.items()}

    found = read(written(framework, {"O4.1": Given("answered", 3)}, "vi", is_filled=False), items, MARKS)

    assert (found.answers, found.faults, found.versions["O4.1"]) == ({}, (), 7)
