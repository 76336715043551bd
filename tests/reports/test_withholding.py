"""What is passed on: nothing in it can be solved for the answer to a sensitive question."""

import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given as any_of
from hypothesis import settings
from hypothesis import strategies as st

from assessments import wording
from assessments.answers import Given
from assessments.scoring.levels import level_for
from reports.content import compose, printable
from reports.content.withholding import outward
from reports.formats import made as file_of
from reports.press import rendering
from tests.factories import library
from tests.factories.questionnaires import library_framework, shipped_framework
from tests.factories.reports import all_at, source
from tests.reports.formats.reading import parts

SENSITIVE = [item.id for item in shipped_framework().items() if item.sensitive]
OTHERS = [item.id for item in shipped_framework().items() if not item.sensitive]
HELD = [name for name in library.LIBRARY if any(item.sensitive for item in library_framework(name).items())]
LEVEL = st.integers(0, 5)
ANSWER = LEVEL | st.just("dk") | st.just("Không có") | st.none()


def answers(items, kind=ANSWER):
    said = st.lists(kind, min_size=len(items), max_size=len(items))
    return said.map(lambda found: {item: each for item, each in zip(items, found, strict=True) if each is not None})


def told(said, **options):
    """Return all that a report says is made from, but for the whole."""
    return replace(outward(source(said, **options)), whole=None)


def printed(said, language="vi", **options):
    return printable(compose(source(said, **options), language))


def dimension(made, node):
    return next(each for block in made.blocks for each in block.dimensions if each.standing.node == node)


@settings(max_examples=60, deadline=None)
@any_of(answers(OTHERS), answers(SENSITIVE), answers(SENSITIVE), st.sampled_from([(), ("machine_stops",)]))
def test_all_but_the_whole_is_said_without_knowing_a_sensitive_answer(open_ones, secret, other, troubles):
    """What is said is made from this and from nothing else, so that whatever is printed of it tells nothing."""
    assert told({**open_ones, **secret}, troubles=troubles) == told({**open_ones, **other}, troubles=troubles)


@settings(max_examples=20, deadline=None)
@any_of(answers(OTHERS, LEVEL), answers(SENSITIVE), answers(SENSITIVE))
def test_earlier_round_is_said_without_knowing_them_either(open_ones, secret, other):
    now = source(all_at(2))
    before = [source({**open_ones, **each}) for each in (secret, other)]
    first, second = (outward(replace(now, before=each)) for each in before)

    assert replace(first.before, whole=None) == replace(second.before, whole=None)


@pytest.mark.parametrize("name", HELD)
def test_other_frameworks_are_passed_on_without_knowing_them(name):
    framework = library_framework(name)
    drawn = random.Random(7)  # noqa: S311
    for _ in range(5):
        first, second = (library.random_answers(drawn, library.firm_framework(framework)) for _ in range(2))
        secret = {item.id for item in framework.items() if item.sensitive}
        mixed = {k: v for k, v in first.items() if k not in secret} | {k: v for k, v in second.items() if k in secret}
        sources = [outward(library.source(name, each)) for each in (first, mixed)]

        assert replace(sources[0], whole=None) == replace(sources[1], whole=None)


@pytest.mark.parametrize("name", [name for name in HELD if name != "c4ir-smc"])
def test_whole_that_would_tell_an_answer_does_not_count_it(name):
    """There an answer moves the whole by more than its last decimal hides."""
    said = library.random_answers(random.Random(1), library.firm_framework(library_framework(name)), answered=1)  # noqa: S311

    assert outward(library.source(name, said)).whole is None


@settings(max_examples=40, deadline=None)
@any_of(answers(OTHERS, LEVEL), answers(SENSITIVE, LEVEL))
def test_whole_is_that_of_the_result_page_and_parts_lie_in_their_printed_range(open_ones, secret):
    screen = compose(source({**open_ones, **secret}), "vi")
    paper = printable(screen)

    for word in ("headline", "sentence", "disc_value", "disc_caption"):
        assert getattr(paper.overall, word) == getattr(screen.overall, word)
    assert paper.overall.standing.value_text == screen.overall.standing.value_text
    for shown, hidden in zip(screen.blocks, paper.blocks, strict=True):
        assert hidden.standing.low <= shown.standing.value <= hidden.standing.high


WEIGHTS = {"S": 20, "P": 20, "O": 25, "T": 25, "G": 10}
CAPPING = "SPOT"
UNKNOWN = {"S": 1, "P": 1, "O": 0, "T": 3, "G": 2}  # confidential questions


def told_of_whole(sums):
    """Return what a report tells of the whole by the sums of the answers of each part, by the rules alone."""
    levels = shipped_framework().levels
    parts = {part: Fraction(sums[part], COUNTS[part]) for part in WEIGHTS}
    value = sum(WEIGHTS[part] * parts[part] for part in WEIGHTS) / 100
    most = min(level_for(levels, parts[part]) for part in CAPPING) + 1
    level = level_for(levels, value)
    return wording.score(value, levels), min(level, most), level > most


COUNTS = Counter(item[0] for item in SENSITIVE + OTHERS)


def left_over(said):
    """Return for each confidential question the levels that a reader cannot rule out who tries all answers to all."""
    known = Counter({part: sum(said[item] for item in OTHERS if item[0] == part) for part in WEIGHTS})
    real = told_of_whole(Counter({part: sum(said[item] for item in said if item[0] == part) for part in WEIGHTS}))
    sums = [range(5 * UNKNOWN[part] + 1) for part in WEIGHTS]
    fitting = [
        each for each in product(*sums) if told_of_whole(known + Counter(dict(zip(WEIGHTS, each, strict=True)))) == real
    ]
    return real, {
        part: {level for each in fitting for level in range(6) if 0 <= each[place] - level <= 5 * (UNKNOWN[part] - 1)}
        for place, part in enumerate(WEIGHTS)
        if UNKNOWN[part]
    }


@pytest.mark.soak(4, 200)
def test_reader_who_tries_all_answers_cannot_tell_any(campaign):
    """Of the whole alone something follows: the reader knows the rules and every printed answer, and rules out what
    does not fit. Seldom is it more than one or two levels of six."""
    left = []
    for _ in range(campaign.n):
        said = {item: campaign.random.randint(0, 5) for item in OTHERS + SENSITIVE}
        real, levels = left_over(said)
        whole = compose(source(said), "en").overall
        assert (whole.disc_value, whole.standing.level) == (real[0].replace(",", "."), real[1])
        left += [len(each) for each in levels.values()]

    assert left.count(1) <= len(left) / 100
    assert sum(left) / len(left) > 5


NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SWAPPED = [{**all_at(3), "T5.1": 0, "T5.2": 5, "G2.1": 1}, {**all_at(3), "T5.1": 5, "T5.2": 0, "G2.3": 1}]


@pytest.mark.parametrize("ending", ["xlsx", "json", "pptx", "docx"])
def test_files_of_the_same_whole_are_the_same(ending, time_machine):
    """Swapped within a dimension, the answers come to the same whole. A workbook knows the second it was made in."""
    time_machine.move_to(NOON, tick=False)
    contents = [compose(source(each), "vi") for each in SWAPPED]

    assert contents[0] != contents[1]
    assert repr(printable(contents[0])) == repr(printable(contents[1]))
    assert said_in(contents[0], ending) == said_in(contents[1], ending)


def said_in(content, ending):
    """Return the parts of a file but those that know when they were made: the workbooks in a slide's charts."""
    file = file_of(content, ending)
    return file if ending == "json" else {name: part for name, part in parts(file).items() if "embeddings" not in name}


def test_pages_of_the_same_whole_are_the_same():
    contents = [compose(source(each), "en") for each in SWAPPED]

    assert rendering.render_html(contents[0]) == rendering.render_html(contents[1])


def test_sensitive_answers_are_left_out_and_counted():
    made = printed(all_at(4))

    assert [each.item for each in made.answers if each.kind == "withheld"] == SENSITIVE
    assert {(each.level, each.level_text, each.text) for each in made.answers if each.kind == "withheld"} == {
        (None, "", "Không in: thông tin bảo mật của doanh nghiệp")
    }
    assert made.counts == ("53 / 60 câu đã trả lời", "7 câu bảo mật không in")


def test_reader_is_told_that_parts_may_differ_from_the_result_page():
    assert printed(all_at(2)).withheld_note == (
        "Câu trả lời của 7 câu bảo mật không in ở đây và được tính như chưa trả lời, nên điểm của các phần và việc nên "
        "làm trước có thể khác trang kết quả; doanh nghiệp xem đầy đủ trên trang kết quả. "
        "Kết quả chung vẫn tính đủ mọi câu."
    )


def test_dimension_with_one_sensitive_answer_rests_on_the_others():
    shown = dimension(printed({**all_at(2), "P3.3": 5}), "P3")

    assert (shown.withheld, shown.standing.value_text, shown.standing.band_text) == ("", "2,0", "1,3–3,0")
    assert shown.standing.coverage_text == "2 / 2 câu đã trả lời, không tính 1 câu bảo mật"
    assert shown.next_step == dimension(compose(source(all_at(2)), "vi"), "P3").next_step


@pytest.mark.parametrize("node", ["T5", "G2"])
def test_dimension_of_which_too_little_is_left_is_not_told(node):
    shown = dimension(printed(all_at(4)), node)

    assert shown.withheld == "Nội dung bảo mật: không in ở đây; xem trên trang kết quả."
    assert shown.next_step is None
    assert (shown.standing.value_text, shown.standing.level_text, shown.standing.band_text) == ("không in", "", "")


def test_part_says_what_its_value_does_not_count():
    part = next(block for block in printed(all_at(2)).blocks if block.standing.node == "T")

    assert part.withheld == (
        "Không tính các câu bảo mật ở: An toàn thông tin. Nếu tính đủ, điểm nằm trong khoảng 1,6–2,6; xem trên trang "
        "kết quả."
    )


def test_part_without_sensitive_questions_is_as_on_the_result_page():
    screen = compose(source({**all_at(2), "O1.1": 5}), "vi")

    assert printable(screen).blocks[2] == screen.blocks[2]


def test_level_that_is_held_down_does_not_name_the_part_that_holds_it():
    given = {**all_at(3), **{f"P{n}.{m}": 0 for n in (1, 2, 3) for m in (1, 2, 3)}}
    screen = compose(source(given), "vi")

    assert "Con người" in screen.overall.value_line
    assert printable(screen).overall.value_line == "2,4 điểm; giữ ở mức 1 vì còn phần ở mức thấp hơn"


def test_whole_is_no_more_exact_than_it_is_printed():
    made = printed({**all_at(2), "P3.3": 5, "S1.1": 1})

    assert made.overall.standing.value == Fraction(2)
    assert (made.overall.standing.low, made.overall.standing.high) == (None, None)


def test_open_questions_that_are_printed_keep_their_range():
    made = printed({item: level for item, level in all_at(2).items() if item != "O1.1"})

    assert made.overall.standing.low < 2 < made.overall.standing.high
    assert made.overall.certainty.startswith("Khi trả lời hết các câu, kết quả sẽ nằm trong khoảng từ 1,7 đến 2,4.")


def test_change_of_the_whole_is_no_more_exact_than_it_is_printed():
    """One level of a confidential answer is 0.02 points of the whole: said with two decimals, it would be told."""
    now = replace(source({**all_at(2), "P3.3": 3}), before=source(all_at(2)))
    screen = compose(now, "vi")

    assert (screen.since_last.overall.change_text, screen.since_last.overall.way) == ("+0,02", "up")
    paper = printable(screen).since_last
    assert (paper.overall.change_text, paper.overall.way) == ("0,0", "same")
    assert {"T5", "G2"}.isdisjoint(line.node for line in paper.lines)


def test_quick_check_is_passed_on_with_the_range_of_the_result_page():
    screen = compose(source({**all_at(2, "quick"), "T5.1": 5}, scope="quick"), "vi")
    paper = printable(screen)

    assert paper.overall.headline == screen.overall.headline
    assert all(10 % end.denominator == 0 for end in paper.overall.range)
    assert {d.standing.node for block in paper.blocks for d in block.dimensions if d.withheld} == {"T5", "G2"}


def test_framework_without_sensitive_questions_is_passed_on_as_it_is():
    framework = library_framework("cmmm")
    said = library.random_answers(random.Random(1), library.firm_framework(framework))  # noqa: S311
    made = compose(library.source("cmmm", said), "vi")

    assert printable(made) is made


def test_content_that_does_not_know_what_to_leave_out_is_not_passed_on():
    made = replace(compose(source(), "vi"), outward=None)

    with pytest.raises(ValueError, match="does not know what to leave out"):
        printable(made)


def test_what_may_be_passed_on_stays_as_it_is():
    once = printed(all_at(2))

    assert printable(once) is once


def test_answer_that_does_not_count_is_left_out_too():
    made = compose(library.source("qd-1567-sme", {"1.2": Given("answered", _first_option("qd-1567-sme", "1.2"))}), "vi")

    assert next(each for each in printable(made).answers if each.item == "1.2").kind == "withheld"


def _first_option(name, item):
    return next(each for each in library_framework(name).items() if each.id == item).answer.options[0].id
