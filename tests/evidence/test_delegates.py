"""A colleague without an account, asked for one part: adds files there, sees those of the part, and nothing else."""

import pytest
from django.urls import reverse

from assessments import delegating
from evidence.models import Evidence, Upload
from tests.evidence import samples
from tests.evidence.conftest import ITEM, keep
from tests.evidence.test_permissions import NOTHING

OUTSIDE = "S1.1"
HERE = f"?item={ITEM}"


@pytest.fixture
def given(draft, an):
    """The part of the file's question, given to a colleague."""
    return delegating.delegate(assessment=draft, part="T3", by=an)


@pytest.fixture
def enter(client_of, given):
    """Return the client of a colleague who has opened the link, and said a name if one is given."""

    def open_link(name="Chị Hoa", given=given):
        client, (made, keys) = client_of(None), given
        client.get(reverse("assessments:delegation_link", args=[keys.token]))
        if name:
            client.post(reverse("assessments:delegated", args=[made.uuid]), {"name": name})
        return client

    return open_link


@pytest.fixture
def colleague(enter):
    return enter()


@pytest.fixture
def photo(colleague, draft, send):
    """What the colleague has sent."""
    assert send(colleague, draft, "máy.jpg", samples.photo()).status_code == 200
    return Evidence.objects.get(added_as="Chị Hoa")


@pytest.fixture
def owner(client_of, an):
    return client_of(an)


@pytest.fixture
def elsewhere(draft, an):
    """The owner's file beside a question outside the part."""
    return keep(draft, "sổ.pdf", samples.pdf(), by=an, item=OUTSIDE)


def status(client, address):
    """Return how a page or a file is answered; the end of a file closes it."""
    answer = client.get(address)
    _ = b"".join(answer)
    return answer.status_code


def change(client, url, file, act, **fields):
    return client.post(url("change", file.assessment, file.uuid), {"act": act, **fields}).status_code


def test_delegate_adds_a_file_in_pieces_under_the_name_given(photo, given, draft, an, client_of, url):
    assert (photo.added_by, photo.delegation) == (None, given[0])

    assert "Chị Hoa" in client_of(an).get(url("files", draft)).content.decode()


def test_delegate_adds_a_file_by_the_plain_form(colleague, draft, post_form, url):
    answer = post_form(colleague, draft, ("a.pdf", samples.pdf()), QUERY_STRING=HERE[1:])

    assert answer.status_code == 302
    assert Evidence.objects.get().added_as == "Chị Hoa"


def test_delegates_page_asks_to_cover_names_drawings_and_faces(colleague, draft, url):
    page = colleague.get(url("files", draft) + HERE).content.decode()

    assert "Che tên khách hàng, bản vẽ và khuôn mặt" in page
    assert url("files", draft) + '"' not in page  # the list of all files is not theirs


def test_delegates_card_offers_to_show_something(colleague, draft, url):
    page = colleague.get(reverse("assessments:node", args=[draft.uuid, "T3"])).content.decode()

    assert f"{url('files', draft)}{HERE}" in page


def test_delegate_sees_the_files_of_the_part_alone(colleague, draft, kept, elsewhere, url):
    page = colleague.get(url("files", draft) + HERE).content.decode()

    assert kept.name in page
    assert elsewhere.name not in page
    assert status(colleague, url("download", draft, kept.uuid)) == 200
    for name in ("download", "thumbnail"):
        assert status(colleague, url(name, draft, elsewhere.uuid)) == 404


@pytest.mark.parametrize("query", ["", "?item=", f"?item={OUTSIDE}", "?item=Z9.9"])
def test_delegate_finds_no_page_outside_the_part(colleague, draft, elsewhere, url, query, post_form):
    assert colleague.get(url("files", draft) + query).status_code == 404
    sent = post_form(colleague, draft, ("a.pdf", samples.pdf()), QUERY_STRING=query[1:])
    assert sent.status_code == 404
    assert Evidence.objects.get() == elsewhere


def test_delegate_adds_nothing_to_a_question_outside_the_part(colleague, draft, begin, post_form):
    assert begin(colleague, draft, "a.pdf", samples.pdf(), item=OUTSIDE).status_code == 404
    sent = post_form(colleague, draft, ("a.pdf", samples.pdf()), item=OUTSIDE, QUERY_STRING=HERE[1:])
    assert sent.status_code == 404
    assert not Evidence.objects.exists()
    assert not Upload.objects.exists()


def test_delegate_describes_and_removes_their_own_file(colleague, photo, url):
    assert change(colleague, url, photo, "describe", caption="Máy ép", here=ITEM) == 302
    assert Evidence.objects.get().caption == "Máy ép"
    assert change(colleague, url, photo, "remove", here=ITEM) == 302
    assert not Evidence.objects.exists()


def test_delegate_leaves_their_file_once_the_firm_relies_on_it_elsewhere(colleague, photo, url):
    photo.uses.create(item=OUTSIDE)

    assert change(colleague, url, photo, "remove", here=ITEM) == 403
    assert Evidence.objects.filter(pk=photo.pk).exists()


@pytest.mark.parametrize("act", ["remove", "describe", "set_aside"])
def test_delegate_leaves_others_files_as_they_are(act, colleague, kept, elsewhere, url):
    assert change(colleague, url, kept, act, item=ITEM, caption="x") == 403
    assert change(colleague, url, elsewhere, act, item=ITEM, caption="x") == 404
    assert kept.uses.get().item == ITEM


def test_delegate_lets_a_file_support_no_question_outside_the_part(colleague, photo, url):
    assert change(colleague, url, photo, "use", item=OUTSIDE) == 404
    assert photo.uses.count() == 1


def test_another_colleague_neither_changes_nor_goes_on_with_it(photo, draft, an, enter, begin, put, colleague, url):
    other = enter("Anh Bảo", given=delegating.delegate(assessment=draft, part="T3", by=an))
    told = begin(colleague, draft, "b.pdf", samples.pdf()).json()

    assert change(other, url, photo, "remove") == 403
    assert put(other, told["url"], 0, b"x").status_code == 404


def test_colleague_who_said_no_name_finds_no_files(enter, draft, kept, url, begin):
    nobody = enter(name="")

    assert nobody.get(url("files", draft) + HERE).status_code == 404
    assert status(nobody, url("download", draft, kept.uuid)) == 404
    assert begin(nobody, draft, "a.pdf", samples.pdf()).status_code == 404


def test_revoked_delegate_is_shut_out_at_once(colleague, photo, given, begin, put, url, owner):
    draft = photo.assessment
    told = begin(colleague, draft, "b.pdf", samples.pdf()).json()
    delegating.revoke(delegation=given[0], by=given[0].created_by)

    assert put(colleague, told["url"], 0, samples.pdf()).status_code == 404
    assert colleague.get(url("files", draft) + HERE).status_code == 404
    assert status(colleague, url("download", draft, photo.uuid)) == 404
    assert change(colleague, url, photo, "remove") == 404
    assert begin(colleague, draft, "c.pdf", samples.pdf()).status_code == 404
    assert status(owner, url("download", draft, photo.uuid)) == 200


def test_delegate_of_another_assessment_finds_nothing(colleague, draft, kept, url):
    for name, more in (("download", [kept.uuid]), ("files", [])):
        assert colleague.get(reverse(f"evidence:{name}", args=[NOTHING, *more]) + HERE).status_code == 302
