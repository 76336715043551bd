"""What was sealed is read back exactly, also by later versions; what is not understood is refused."""

import json
from pathlib import Path
from types import NoneType
from typing import Literal, get_args, get_origin

import pytest

from c4ir_assess.exceptions import UnreadableReport
from reports.content import compose, printable
from reports.formats import json_export, json_reading
from tests.factories.reports import all_at, source
from tests.reports.formats.conftest import verification
from tests.reports.formats.filling import Filler

# As version 1 wrote it. A new field has a default; for one that is renamed or taken away the version is raised, and
# this form is read for as long as reports stand that were sealed in it.
SEALED = Path(__file__).with_name("sealed-1.json")
PIECES = ("ộ", "o\u0323\u0302", "🏭", "\u202e", "\u0000", "\n", '"', "\\", "</script>", " ", "1,5", "null", "Ω")


class Anything(Filler):
    """Fills dataclasses by chance: with what a person may type, lists of any length, and nothing where that may be."""

    def __init__(self, random):
        super().__init__()
        self.random = random

    def _fill(self, kind, way):
        origin, parts = get_origin(kind), get_args(kind)
        if origin is Literal:
            return self.random.choice(parts)
        if origin is tuple and parts[-1] is Ellipsis:
            return tuple(self._fill(parts[0], way) for _ in range(self.random.randrange(3)))
        if NoneType in parts and self.random.random() < 0.3:
            return None
        return super()._fill(kind, way)

    def _single(self, kind, way):
        if kind is bool:
            return self.random.random() < 0.5
        if kind is int:
            return self.random.randrange(-(10**6), 10**6)
        if kind is str:
            return "".join(self.random.choices(PIECES, k=self.random.randrange(6)))
        return super()._single(kind, way) * self.random.randrange(-7, 7)


def text_of(content):
    return json_export.written(content).decode()


@pytest.mark.soak(30, 5000)
def test_any_content_is_read_back_as_it_was_written(campaign):
    for _ in range(campaign.n):
        content = Anything(campaign.random).content()
        text = text_of(content)
        read = json_reading.read(text)

        assert read == content
        assert text_of(read) == text


@pytest.mark.parametrize("language", ["vi", "en"])
def test_result_is_read_back_as_it_was_written(language):
    content = printable(compose(source({**all_at(2), "S1.1": "dk"}), language))

    assert json_reading.read(text_of(content)) == content


def test_what_version_1_wrote_is_still_read():
    content = json_reading.read(SEALED.read_text(encoding="utf-8"))

    assert content.verification is not None
    assert content.blocks[0].dimensions[0].answers[0].verified_text


def test_field_that_came_later_takes_its_default():
    data = json.loads(text_of(Filler().content()))
    del data["report"]["glossary"]

    assert json_reading.read(json.dumps(data)).glossary == ()


def wrong(change):
    data = json.loads(text_of(Filler().content(verification=verification())))
    change(data)
    return json.dumps(data)


WRONG = {
    "another format": (lambda data: data.update(format="other"), "not a report"),
    "a newer version": (lambda data: data.update(version=2), "version 2 of c4ir-report"),
    "a field not known": (lambda data: data["report"].update(mood="good"), "ReportContent: mood not known"),
    "a field inside not known": (lambda data: data["report"]["overall"].update(mood=1), "Overall: mood not known"),
    "a field missing": (lambda data: data["report"].pop("firm"), "ReportContent: firm missing"),
    "a number as a text": (lambda data: data["report"].update(firm=1), "int in place of str"),
    "a flag as a number": (lambda data: data["report"]["verification"].update(is_partial=0), "int in place of bool"),
    "a text as a list": (lambda data: data["report"].update(counts="abc"), "str in place of list"),
    "a list as an object": (lambda data: data["report"].update(overall=[]), "list in place of Overall"),
    "a decimal as a fraction": (
        lambda data: data["report"]["overall"]["standing"].update(value={"exact": "0.5"}),
        "in place of Fraction",
    ),
    "a pair of one": (lambda data: data["report"]["overall"]["range"].pop(), "1 entries in place of 2"),
    "a word of no list": (
        lambda data: data["report"]["blocks"][0]["dimensions"][0]["answers"][0].update(kind="lied"),
        "in place of answered or",
    ),
    "no report": (lambda data: data.pop("report"), "NoneType in place of ReportContent"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_not_understood_is_refused_and_named(case):
    change, said = WRONG[case]

    with pytest.raises(UnreadableReport, match=said):
        json_reading.read(wrong(change))


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"c4ir-report"'])
def test_what_is_no_report_is_refused(text):
    with pytest.raises(UnreadableReport):
        json_reading.read(text)
