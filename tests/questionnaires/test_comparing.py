"""What changed between two versions, in an expert's terms, and nothing of it unseen."""

import copy
import random

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from c4ir_assess.exceptions import FrameworkRefused
from questionnaires.comparing import changes, marked
from tests.factories.questionnaires import library_document
from tests.questionnaires.workbooks import everything
from tests.scoring.any_documents import Author

SMC = library_document("c4ir-smc")


def of(change, *, document=SMC):
    """Return what is told about a change to a document, in short."""
    old = document
    new = copy.deepcopy(old)
    change(new)
    with override("en"):
        found = changes(old, new, "en")
    return [
        (each.topic, each.kind, each.owner, each.what.en if each.what else "", each.old, each.new) for each in found
    ]


def item(document, block=0, node=0, place=0):
    return document["blocks"][block]["children"][node]["items"][place]


def test_equal_documents_have_no_changes():
    assert of(dict) == []


def test_number_of_the_version_is_no_change():
    assert of(lambda document: document.update(version="2.0.0")) == []


def test_reworded_question_shows_both_texts():
    assert of(lambda document: item(document)["ask"].update(en="How are goals set?")) == [
        ("questions", "reworded", "S1.1", "Question (English)", item(SMC)["ask"]["en"], "How are goals set?")
    ]  # fmt: skip


def test_removed_question_is_one_change_with_all_that_goes_with_it():
    def remove(document):
        del document["blocks"][4]["children"][2]["items"][2]
        document["rules"]["contradictions"] = [
            each for each in document["rules"]["contradictions"] if "G3.3" not in each["when"]
        ]

    found = of(remove)

    assert [(topic, kind, owner) for topic, kind, owner, *_ in found if topic == "questions"] == [
        ("questions", "removed", "G3.3")
    ]
    assert not [each for each in found if each[0] in {"answers", "steps"}]


def test_added_question_shows_what_it_asks():
    new = {**copy.deepcopy(item(SMC)), "id": "S1.4"}

    assert of(lambda document: document["blocks"][0]["children"][0]["items"].append(new)) == [
        ("questions", "added", "S1.4", "", "", new["ask"]["en"])
    ]


CASES = {
    "weight": (
        lambda document: document["blocks"][0].update(weight="30"),
        ("weights", "changed", "S", "Weight", "20", "30"),
    ),
    "threshold": (
        lambda document: document["levels"][2].update({"from": "2.25"}),
        ("thresholds", "changed", "2", "From (included)", "1.8", "2.25"),
    ),
    "least coverage": (
        lambda document: document["blocks"][0].update(aggregate={"method": "weighted_mean", "min_coverage": "0.75"}),
        ("thresholds", "changed", "S", "Least coverage", "0.6", "0.75"),
    ),
    "level of a ladder": (
        lambda document: item(document)["levels"][3].update(en="Something else."),
        (
            "answers",
            "reworded",
            "S1.1",
            "Descriptor (English)",
            item(SMC)["levels"][3]["en"],
            "Something else.",
        ),
    ),
    "key question": (
        lambda document: item(document, 0, 0, 1).update(key=True),
        ("rules", "changed", "S1.2", "In the quick check", "", "yes"),
    ),
    "cap": (
        lambda document: document["rules"]["caps"][0].update(plus="2"),
        ("rules", "changed", "overall", "Plus", "1", "2"),
    ),
    "confidential questions": (
        lambda document: document.update(sensitive=["G2.1"]),
        ("rules", "changed", "", "Confidential questions", "G2.1, G2.3, P3.3, T5.1, T5.2, T5.3, S2.2", "G2.1"),
    ),
    "step": (
        lambda document: item(document)["improve"]["start"].update(effort="project"),
        (
            "steps",
            "changed",
            "S1.1",
            "Effort",
            item(SMC)["improve"]["start"]["effort"],
            "project",
        ),
    ),
    "term": (
        lambda document: document["glossary"][0]["term"].update(en="Another"),
        (
            "words",
            "reworded",
            SMC["glossary"][0]["id"],
            "Term (English)",
            SMC["glossary"][0]["term"]["en"],
            "Another",
        ),
    ),
    "licence": (
        lambda document: document["source"].update(licence="CC0-1.0"),
        ("about", "changed", "", "Licence", "CC-BY-4.0", "CC0-1.0"),
    ),
}


@pytest.mark.parametrize("what", CASES)
def test_change_stands_under_its_topic(what):
    change, wanted = CASES[what]

    assert wanted in of(change)


def test_question_that_moves_to_another_dimension_is_moved():
    def move(document):
        first, second = document["blocks"][0]["children"][:2]
        second["items"].append(first["items"].pop())

    assert [each[:4] for each in of(move)] == [("questions", "moved", "S1.3", "Dimension")]


def test_another_order_of_questions_is_told_with_their_dimension():
    assert of(lambda document: document["blocks"][0]["children"][0]["items"].reverse()) == [
        ("questions", "moved", "S1", "", "S1.1, S1.2, S1.3", "S1.3, S1.2, S1.1")
    ]


def test_points_options_and_rows_of_other_answers_are_told():
    def change(document):
        clause = document["answers"]["clause"]["options"]
        clause[1]["points"] = "0.25"
        clause.append({"id": "half", "name": {"vi": "Một nửa", "en": "Half"}, "points": "0.75"})

    assert of(change, document=everything()) == [
        ("answers", "changed", "[clause]", "Points", "0.5", "0.25"),
        ("answers", "added", "[clause]", "", "", "Half"),
    ]


def test_numbers_have_the_separators_of_the_language():
    old = SMC
    new = copy.deepcopy(old)
    new["levels"][2]["from"] = "2.25"

    with override("vi"):
        (change,) = changes(old, new, "vi")

    assert (change.old, change.new, change.name.vi) == ("1,8", "2,25", "Có chuẩn chung")


def test_part_that_no_sheet_knows_is_told():
    assert of(lambda document: document.update(later="x")) == [
        ("rules", "added", "later", "", "", 'Place: later; Value (JSON): "x"')
    ]


@given(st.integers(0, 2**32))
@settings(max_examples=40, deadline=None, database=None, suppress_health_check=list(HealthCheck))
def test_no_change_of_any_document_is_unseen(seed):
    """Whatever is taken away, put in or put elsewhere is told, as long as it can be written at all."""
    chance = random.Random(seed)  # noqa: S311 -- repeatable on purpose
    old = Author(chance).document()
    new = copy.deepcopy(old)
    disturbed(chance, new)

    try:
        told = changes(old, new, "en")
    except FrameworkRefused:
        return
    assert bool(told) == (old != new)


def disturbed(chance, document):
    """Change one place: a text, the order of a list, or a part that goes."""
    places = list(_places(document))
    holder, key = chance.choice(places)
    value = holder[key]
    if isinstance(value, list) and len(value) > 1 and value != value[::-1]:
        value.reverse()
    elif isinstance(holder, list) and len(holder) > 1:
        del holder[key]
    elif isinstance(value, str) and key in {"vi", "en", "points", "weight", "from", "above"}:
        holder[key] = "7" if key not in {"vi", "en"} else value + " x"


def _places(value):
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield value, key
        yield from _places(part)


def test_changed_words_are_marked_within_the_text():
    assert marked("Các máy chính được bảo dưỡng đều", "Các máy chính được bảo trì rất đều") == [
        ("same", "Các máy chính được bảo "),
        ("gone", "dưỡng "),
        ("come", "trì rất "),
        ("same", "đều"),
    ]


def test_texts_with_little_in_common_are_shown_one_after_the_other():
    assert marked("one two three", "completely different words here") == [
        ("gone", "one two three"),
        ("come", "completely different words here"),
    ]


@given(st.text(), st.text())
def test_marked_pieces_are_both_texts(old, new):
    pieces = marked(old, new)

    assert "".join(words for what, words in pieces if what != "come") == old
    assert "".join(words for what, words in pieces if what != "gone") == new
