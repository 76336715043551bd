"""Which questions stand on which page. No database."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments import outline
from assessments.models import Scope
from c4ir_assess.exceptions import UnknownItem
from tests.factories.questionnaires import library_framework


def test_full_assessment_has_a_page_for_each_dimension(framework):
    pages = outline.sections(framework, Scope.FULL)

    assert [page.id for page in pages] == [node.id for node in framework.dimensions()]
    assert sum(len(page.items) for page in pages) == 60
    assert (pages[9].id, pages[9].block.id, pages[9].number, pages[9].of) == ("O4", "O", 4, 6)


def test_quick_check_has_a_page_for_each_block(framework):
    pages = outline.sections(framework, Scope.QUICK)

    assert [(page.id, page.number, page.of) for page in pages] == [
        (block, number, 5) for number, block in enumerate("SPOTG", start=1)
    ]
    assert [item for page in pages for item in page.items] == list(framework.items(quick=True))
    assert all(3 <= len(page.items) <= 6 for page in pages)


@pytest.mark.parametrize(("scope", "node"), [("full", "O"), ("quick", "O4"), ("full", "X9"), ("full", "overall")])
def test_page_that_the_scope_does_not_have_is_unknown(framework, scope, node):
    with pytest.raises(UnknownItem):
        outline.get_section(framework, scope, node)


@pytest.mark.parametrize(("scope", "node"), [("full", "O"), ("full", "X9"), ("full", "S1~2"), ("quick", "O4")])
def test_part_with_a_page_that_the_scope_does_not_have_is_unknown(framework, scope, node):
    with pytest.raises(UnknownItem):
        outline.whole_part(framework, scope, node)


def test_part_of_any_page_holds_the_questions_of_all_its_pages():
    framework = library_framework("dbi-1970")
    parts = outline.parts(framework, Scope.FULL)

    assert {len(pages) for pages in parts} >= {1, 3}
    for pages in parts:
        whole = tuple(question for page in pages for question in page.questions)
        assert all(outline.whole_part(framework, Scope.FULL, page.id).questions == whole for page in pages)


def test_item_outside_the_quick_check_is_unknown_there(framework):
    with pytest.raises(UnknownItem):
        outline.get_item(framework, Scope.QUICK, "O4.2")


def test_minutes_are_those_of_the_framework_and_shared_by_items(framework):
    assert outline.minutes(framework, Scope.FULL) == framework.minutes_phone
    assert outline.minutes(framework, Scope.QUICK) == framework.quick.minutes_phone
    assert outline.minutes(framework, Scope.FULL, items=3) == 3
    assert outline.minutes(framework, Scope.QUICK, items=6) == 4


def addresses(framework):
    return {item.id: page.id for page in outline.sections(framework, Scope.FULL) for item in page.items}


def without(node, gone):
    children = tuple(kept for child in node.children if (kept := without(child, gone)).children or kept.items)
    return replace(node, children=children, items=tuple(item for item in node.items if item.id not in gone))


@given(st.data())
def test_question_keeps_its_page_whatever_else_is_not_asked(data):
    whole = library_framework("dbi-1970")
    before = addresses(whole)
    pages = data.draw(st.sets(st.sampled_from(sorted(set(before.values())))))
    items = data.draw(st.sets(st.sampled_from(sorted(before))))
    gone = items | {item for item, page in before.items() if page in pages}

    part = replace(whole, root=without(whole.root, gone))

    assert addresses(part) == {item: page for item, page in before.items() if item not in gone}
    assert [item for pages in outline.parts(part, Scope.FULL) for page in pages for item in page.items] == list(
        part.items()
    )
    for pages in outline.parts(part, Scope.FULL):
        assert [(page.page, page.pages) for page in pages] == [(n, len(pages)) for n in range(1, len(pages) + 1)]
        assert outline.get_section(part, Scope.FULL, pages[0].node.id) == pages[0]
