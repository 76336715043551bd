"""Posts that nobody thought of: never a fault of ours, and never an answer stored that the question does not allow."""

import pytest

from assessments.models import Response
from assessments.scoring.answer_values import fault
from questionnaires.parsing import parse
from tests.factories.questionnaires import every_type_document

NODES = ("basics", "later", "energy_block", "more", "work", "overall", "no-such")
ITEMS = [item.id for item in parse(every_type_document()).items()]
FIELDS = ("choice", "option", "none", "number", "text", "reason", "listed", "version", "seen")
SUFFIXES = (*FIELDS, "row.cnc", "row.press-line", "row.x", "level.1", "level.2", "level.9")
WORDS = (
    "|0|1|5|99|-1|-|?|on|option-used|option-no|option-|dont_know|not_applicable|other|plan|size|nothing|meter|online|{}|"
    '{"cnc":1}|{"cnc":[]}|[1]|null|12,5|1.500|1.2.3|1e9|٣|\x00|a\x00b|xxx|Anh/chị|\ud7ff|\U0001f600|' + "9" * 400
).split("|")
KEYS = (
    "item",
    "clear",
    "keep",
    "mine",
    "confirm",
    "action",
    "from",
    "csrfmiddlewaretoken",
    "-choice",
    "x-row.",
    "power-",
)


def post(random):
    """Return the fields of some post."""
    named = {
        f"{random.choice(ITEMS)}-{random.choice(SUFFIXES)}": [random.choice(WORDS) for _ in range(random.randint(1, 3))]
        for _ in range(random.randint(0, 6))
    }
    more = {random.choice(KEYS): random.choice([*ITEMS, *WORDS, "confirm", "continue", "list", "check"]) for _ in "12"}
    return named | (more if random.random() < 0.7 else {})


@pytest.mark.soak(60, 5_000)
def test_no_post_is_a_fault_and_none_stores_what_is_not_allowed(campaign, every_type, an, client_of, url):
    client = client_of(an)
    items = {item.id: item for item in parse(every_type_document()).items()}

    for _ in range(campaign.n):
        fields, node = post(campaign.random), campaign.random.choice(NODES)
        headers = {"HX-Request": "true"} if campaign.random.random() < 0.5 else {}
        answer = client.post(url("node", every_type, node), fields, headers=headers)
        assert answer.status_code in {200, 302, 400, 404, 409, 422}, fields

    for response in Response.objects.all():
        if response.state == "answered":
            assert fault(items[response.item].answer, response.value) is None
