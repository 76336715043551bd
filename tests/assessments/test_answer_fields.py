"""An answer of each type as a card's fields hold it, and back. No database."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments import answer_fields
from assessments.answers import Given, canonical, checked
from c4ir_assess.exceptions import InvalidAnswer
from questionnaires.answer_types import Checklist, Choice, FreeText, Grid, Ladder, Multi, Number
from questionnaires.parsing import parse
from tests.factories.questionnaires import every_type_document

ITEMS = {item.id: item for item in parse(every_type_document()).items() if item.id != "tools"}


def values(answer):  # noqa: PLR0911 -- one line a type
    """Return a strategy of all valid values of a type of answer."""
    match answer:
        case Ladder(levels=levels):
            return st.integers(0, len(levels) - 1)
        case Choice(options=options):
            return st.sampled_from([option.id for option in options])
        case Multi(options=options):
            free = [option.id for option in options if not option.is_exclusive]
            alone = [[option.id] for option in options if option.is_exclusive]
            return st.one_of(st.lists(st.sampled_from(free), unique=True), *map(st.just, alone))
        case Grid(rows=rows, columns=columns):
            chosen = [int(column.id) if answer.is_numbered else column.id for column in columns]
            return st.dictionaries(st.sampled_from([row.id for row in rows]), st.sampled_from(chosen), min_size=1)
        case Number(low=low, high=high, decimals=decimals):
            return st.decimals(int(low), int(high), places=decimals).map(lambda value: format(value, "f"))
        case Checklist(levels=levels):
            return st.fixed_dictionaries(
                {
                    str(level.level): st.lists(st.sampled_from([one.id for one in level.attributes]), unique=True)
                    for level in levels
                }
            )
        case FreeText(limit=limit):
            return st.text(alphabet="aăâ ọ\n.", min_size=1, max_size=limit).filter(str.strip)


def posted(fields):
    return lambda name: fields.get(name, [])


@pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS)
@pytest.mark.parametrize("language", ["vi", "en"])
@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_every_answer_that_a_card_shows_is_read_back(item, language, data):
    value = checked(item, Given("answered", data.draw(values(item.answer)))).value

    with translation.override(language):
        fields = answer_fields.written(item.answer, value, language)
        assert canonical(item.answer, answer_fields.read(item.answer, posted(fields))) == value
    assert set(fields) <= {"choice", *answer_fields.names(item.answer)}


@pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS)
def test_empty_fields_are_no_answer(item):
    assert answer_fields.read(item.answer, posted({})) is None


@pytest.mark.parametrize(
    ("item", "fields"),
    [
        ("has_software", {"choice": ["used"]}),
        ("has_software", {"choice": ["3"]}),
        ("checks", {"option": ["weight"]}),
        ("checks", {"option": ["size", "\x00"]}),
        ("machines", {"row.cnc": ["9"]}),
        ("machines", {"row.cnc": ["٢"]}),
        ("steps_done", {"level.1": ["online"]}),
        ("flow_only", {"choice": ["1.0"]}),
    ],
)
def test_what_no_page_posts_is_invalid(item, fields):
    with pytest.raises(InvalidAnswer):
        answer_fields.read(ITEMS[item].answer, posted(fields))


@pytest.mark.parametrize(
    ("item", "fields"),
    [
        ("checks", {"option": ["nothing", "size"]}),
        ("which_software", {"option": ["-", "plan"]}),
        ("steps_done", {"level.1": ["meter"], "none": ["-"]}),
        ("power", {"number": ["much"]}),
        ("power", {"number": ["20000,01"]}),
        ("wishes", {"text": ["x" * 201]}),
    ],
)
def test_what_cannot_be_one_answer_is_said_in_words(item, fields):
    with pytest.raises(ValidationError):
        answer_fields.read(ITEMS[item].answer, posted(fields))


def test_bounds_are_named_as_people_write_them():
    with translation.override("vi"), pytest.raises(ValidationError, match=r"20\.000"):
        answer_fields.read(ITEMS["power"].answer, posted({"number": ["abc"]}))


def test_number_with_two_meanings_names_both():
    number = ITEMS["power"].answer.__class__(**{**_slots(ITEMS["power"].answer), "decimals": 3})

    with translation.override("vi"), pytest.raises(ValidationError, match=r"1,5 .* 1500"):
        answer_fields.read(number, posted({"number": ["1.500"]}))


def test_ticks_of_one_level_leave_the_others_unmet():
    read = answer_fields.read(ITEMS["steps_done"].answer, posted({"level.1": ["log"]}))

    assert read == {"1": ["log"], "2": []}


def test_text_loses_what_nothing_can_print():
    assert answer_fields.read(ITEMS["wishes"].answer, posted({"text": [" a\x00b\r\n\tc\x07 "]})) == "ab\n c"


def test_seen_tells_two_answers_apart_and_the_same_one_not():
    item = ITEMS["machines"]
    first = answer_fields.seen(item, Given("answered", {"cnc": 1, "energy": 2}))

    assert first == answer_fields.seen(item, Given("answered", {"energy": 2, "cnc": 1}))
    assert first != answer_fields.seen(item, Given("answered", {"cnc": 1}))


@pytest.mark.parametrize("seen", ["", "?", "[1]", "{", "null", "dont_know"])
def test_rows_of_a_spoilt_field_are_none(seen):
    assert answer_fields.seen_rows(seen) == {}


def test_rows_of_the_field_are_read():
    assert answer_fields.seen_rows(json.dumps({"cnc": 1})) == {"cnc": 1}


def _slots(value):
    return {name: getattr(value, name) for name in value.__slots__}
