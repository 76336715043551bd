"""What is strong in a block and what is missing, and the words that a report explains."""

from dataclasses import replace

from reports.content import compose, with_used_terms
from reports.content.glossary import times_said
from reports.content.plan_types import Term
from tests.factories.questionnaires import shipped_framework
from tests.factories.reports import all_at, source


def block(made, node):
    return next(each for each in made.blocks if each.standing.node == node)


def test_dimensions_half_a_level_apart_are_strength_and_gap_in_the_words_of_an_answer():
    made = compose(source({**all_at(2), "O2.1": 4, "O2.2": 4, "O2.3": 4, "O4.1": 0, "O4.2": 0, "O4.3": 0}), "vi")
    told = block(made, "O")
    items = {item.id: item for item in shipped_framework().items()}

    assert told.strengths == (f"Điều hành sản xuất tại xưởng (4,0 điểm; cả phần 2,0): {items['O2.1'].levels[4]['vi']}",)
    assert told.gaps == (f"Thiết bị và bảo trì (0,0 điểm; cả phần 2,0): {items['O4.1'].levels[0]['vi']}",)


def test_block_whose_dimensions_are_alike_names_its_best_and_its_lowest_answers():
    made = compose(source({**all_at(2), "O2.1": 3, "O4.1": 1}), "vi")
    told, items = block(made, "O"), {item.id: item for item in shipped_framework().items()}

    assert told.strengths[0] == f"Điều hành sản xuất tại xưởng: {items['O2.1'].levels[3]['vi']}"
    assert told.gaps == (f"Thiết bị và bảo trì: {items['O4.1'].levels[1]['vi']}",)


def test_block_at_the_lowest_level_is_told_with_dignity_and_nothing_invented():
    told = block(compose(source(all_at(0)), "vi"), "O")

    assert told.strengths == ("Cả 18 câu của phần này đều đã trả lời: doanh nghiệp biết rõ nên bắt đầu từ đâu.",)
    assert told.gaps == ()
    assert told.next_step


def test_glossary_explains_words_that_occur_and_no_others():
    (made,) = with_used_terms(compose(source(all_at(1)), "vi"))
    words = {term.term for term in made.glossary}
    everything = repr(replace(made, glossary=())).casefold()

    assert 5 <= len(words) <= 20
    assert all(any(form.strip(" )").casefold() in everything for form in word.split("(")) for word in words)


def test_abbreviation_is_not_found_in_a_common_word():
    """In Vietnamese "ai" is "who"; AI is an abbreviation."""
    term = Term("Trí tuệ nhân tạo (AI)", "…")
    assert times_said((term,), ("Ai phụ trách việc này, ai làm",)) == [0]
    assert times_said((term,), ("Phân tích và AI",)) == [1]


def test_document_in_two_languages_explains_what_either_of_them_uses():
    """English names a tool where Vietnamese describes it: both readers find it explained, in the same order."""
    said = source(all_at(1))
    alone = [with_used_terms(compose(said, language))[0] for language in ("vi", "en")]
    together = with_used_terms(*(compose(said, language) for language in ("vi", "en")))
    terms = [[term.term for term in made.glossary] for made in together]
    ids = [{each.term[made.language]: each.id for each in said.framework.glossary} for made in alone]

    assert [ids[0][term] for term in terms[0]] == [ids[1][term] for term in terms[1]]
    assert {ids[0][term] for term in terms[0]} <= {ids[0][t.term] for t in alone[0].glossary} | {
        ids[1][t.term] for t in alone[1].glossary
    }
