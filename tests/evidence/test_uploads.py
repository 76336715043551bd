"""Sending piece by piece: what has arrived stays, nothing is mixed up, and a repeated piece does no harm."""

import io
from unittest import mock

import pytest

from evidence import store, uploads
from evidence.models import Evidence, Upload
from evidence.refusals import Refused
from tests.evidence import samples
from tests.evidence.conftest import OTHER_ITEM
from tests.factories.accounts import join, make_user

LARGE = samples.pdf()[:-6] + b"\n%" + b"x" * 600_000 + b"\n%%EOF\n"


@pytest.fixture
def begun(draft, an, client_of, begin):
    return begin(client_of(an), draft, "lớn.pdf", LARGE).json()


def test_ux_43_upload_that_was_cut_goes_on_where_it_was(draft, an, client_of, begin, put):
    client = client_of(an)
    first = begin(client, draft, "lớn.pdf", LARGE).json()
    put(client, first["url"], 0, LARGE[: first["piece"]])

    again = begin(client, draft, "lớn.pdf", LARGE).json()
    assert (again["url"], again["offset"]) == (first["url"], first["piece"])
    for offset in range(again["offset"], len(LARGE), again["piece"]):
        answer = put(client, again["url"], offset, LARGE[offset : offset + again["piece"]])

    assert "lớn.pdf" in answer.json()["html"]
    assert store.read(Evidence.objects.get().stored) == LARGE


def test_get_tells_from_where_to_go_on(begun, an, client_of, put):
    client = client_of(an)
    put(client, begun["url"], 0, LARGE[:1000])
    assert client.get(begun["url"]).json() == {"offset": 1000}


@pytest.mark.parametrize("offset", [0, 999, 1001, 600_000])
def test_piece_that_does_not_come_next_changes_nothing(offset, begun, an, client_of, put):
    client = client_of(an)
    put(client, begun["url"], 0, LARGE[:1000])

    answer = put(client, begun["url"], offset, b"wrong")

    assert (answer.status_code, answer.json()) == (409, {"offset": 1000})
    assert store.read(Upload.objects.get().stored) == LARGE[:1000]


def test_more_than_was_announced_is_not_taken(draft, an, client_of, begin, put):
    client = client_of(an)
    told = begin(client, draft, "a.pdf", samples.pdf()).json()

    answer = put(client, told["url"], 0, samples.pdf() + b"more")

    assert (answer.status_code, answer.json()) == (409, {"offset": 0})


def test_last_piece_sent_twice_adds_one_file(draft, an, client_of, begin, put):
    client, content = client_of(an), samples.pdf()
    told = begin(client, draft, "a.pdf", content).json()

    answers = [put(client, told["url"], 0, content) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert [answer.json()["added"] for answer in answers] == ["Đã thêm: a.pdf"] * 2
    assert Evidence.objects.count() == 1


def test_piece_left_behind_by_a_killed_attempt_is_written_over(begun, an, client_of, put):
    """The file may be longer than the row says, never shorter."""
    store.put(Upload.objects.get().stored, 0, b"left behind" * 100)
    put(client_of(an), begun["url"], 0, LARGE[:1000])
    assert store.read(Upload.objects.get().stored) == LARGE[:1000]


def test_content_that_is_not_what_was_announced_is_refused(draft, an, client_of, begin, put, nothing_kept):
    client, content = client_of(an), samples.pdf()
    told = begin(client, draft, "a.pdf", content).json()

    answer = put(client, told["url"], 0, content[::-1])

    assert answer.json() == {"sentence": Refused("altered").sentence}
    assert nothing_kept()


def test_device_that_cannot_tell_a_digest_sends_all_the_same(draft, an, client_of, send):
    assert send(client_of(an), draft, "a.pdf", samples.pdf(), with_digest=False).status_code == 200


@pytest.mark.parametrize(
    "said", [{"size": "-1"}, {"size": "much"}, {"size": ""}, {"size": "9" * 40}, {"digest": "short"}]
)
def test_announcement_that_no_page_of_ours_makes_is_400(said, draft, an, client_of, begin):
    assert begin(client_of(an), draft, "a.pdf", b"x", **said).status_code == 400


@pytest.mark.parametrize("offset", ["", "-1", "x", "9" * 30])
def test_piece_without_a_place_is_400(offset, begun, an, client_of):
    headers = {"Upload-Offset": offset}
    answer = client_of(an).post(begun["url"], b"x", content_type="application/octet-stream", headers=headers)
    assert answer.status_code == 400


def test_piece_that_is_too_large_is_400(begun, an, client_of, put):
    assert put(client_of(an), begun["url"], 0, b"x" * (begun["piece"] + 1)).status_code == 400


def test_piece_that_was_cut_off_is_400_and_changes_nothing(begun, an, client_of):
    client = client_of(an)
    cut = {"CONTENT_LENGTH": "1000", "wsgi.input": io.BytesIO(LARGE[:400])}
    answer = client.post(begun["url"], content_type="application/octet-stream", HTTP_UPLOAD_OFFSET="0", **cut)
    assert answer.status_code == 400
    assert Upload.objects.get().offset == 0


def test_question_that_is_not_asked_is_404(draft, an, client_of, begin):
    assert begin(client_of(an), draft, "a.pdf", b"x", item="X9.9").status_code == 404


def test_colleague_does_not_reach_what_another_is_sending(begun, firm_a, client_of, put):
    mai = join(make_user("Mai"), firm_a, "owner")
    client = client_of(mai)
    assert client.get(begun["url"]).status_code == 404
    assert put(client, begun["url"], 0, b"x").status_code == 404


def test_same_file_for_another_question_is_another_upload(begun, draft, an, client_of, begin):
    assert begin(client_of(an), draft, "lớn.pdf", LARGE, item=OTHER_ITEM).json()["url"] != begun["url"]


def test_upload_that_had_to_make_room_while_it_was_looked_at_is_refused_kindly(draft, an, client_of, begin, put):
    client, content = client_of(an), samples.pdf()
    told = begin(client, draft, "a.pdf", content).json()
    read = store.read

    def evict(name):
        found = read(name)
        Upload.objects.all().delete()
        return found

    with mock.patch.object(store, "read", evict):
        answer = put(client, told["url"], 0, content)

    assert answer.status_code == 422
    assert not Evidence.objects.exists()


def test_oldest_unfinished_upload_makes_room(draft, an, client_of, begin):
    for number in range(uploads.MOST_OPEN + 2):
        begin(client_of(an), draft, f"{number}.pdf", b"x")
    names = Upload.objects.order_by("pk").values_list("name", flat=True)
    assert list(names) == [f"{number}.pdf" for number in range(2, uploads.MOST_OPEN + 2)]


def test_upload_that_nobody_goes_on_with_ends_after_a_day(
    begun, time_machine, an, client_of, put, on_disk, django_capture_on_commit_callbacks
):
    put(client_of(an), begun["url"], 0, LARGE[:1000])
    started = Upload.objects.get().started_at
    with django_capture_on_commit_callbacks(execute=True):
        time_machine.move_to(started + uploads.KEPT / 2)
        assert uploads.end_old() == 0
        time_machine.move_to(started + uploads.KEPT * 1.01)
        assert uploads.end_old() == 1
    assert on_disk() == []
