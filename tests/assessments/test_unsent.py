"""Keys to what waits on a device: the same for the same person, another for everybody else, gone with the session."""

import base64
import html
import json
import re

import pytest

from tests.factories import assessments


def holders(answer):
    """Return the names and keys that a page carries."""
    found = re.search(r'data-holders="([^"]*)"', answer.content.decode())
    return [tuple(each) for each in json.loads(html.unescape(found[1]))] if found else []


@pytest.fixture
def keys_of(client_of, url):
    """Return what a person's page of questions carries."""
    return lambda person, assessment: holders(client_of(person).get(url("node", assessment, "S1")))


def test_key_has_256_bits_and_its_name_does_not_tell_the_person(draft, an, keys_of):
    [(name, key)] = keys_of(an, draft)

    assert len(base64.b64decode(key)) == 32
    assert key not in name
    assert str(an.pk) != name


def test_same_person_gets_the_same_key_after_signing_in_again(draft, an, keys_of):
    assert keys_of(an, draft) == keys_of(an, draft)


def test_colleague_gets_another_key(draft, an, cuong, keys_of):
    assert not set(keys_of(an, draft)[0]) & set(keys_of(cuong, draft)[0])


def test_other_assessment_has_another_key(draft, quick, an, keys_of, client_of, url):
    other = holders(client_of(an).get(url("tasks", quick)))

    assert not set(keys_of(an, draft)[0]) & set(other[0])


def test_key_follows_from_the_servers_secret(draft, an, keys_of, settings):
    before = keys_of(an, draft)

    settings.SECRET_KEY = "another-secret-of-the-same-length-as-the-one-of-the-tests"

    assert not set(before[0]) & set(keys_of(an, draft)[0])


def test_outsider_gets_no_key(draft, chi, client_of, url):
    answer = client_of(chi).get(url("node", draft, "S1"))

    assert answer.status_code == 404
    assert holders(answer) == []


def test_holder_of_a_link_gets_the_links_key_in_every_session(client_of, url, db):
    quick, token = assessments.unclaimed()

    def key():
        client = client_of(None)
        client.get(f"/quick/{token}/")
        return holders(client.get(url("tasks", quick)))

    assert key() == key()
    assert len(key()) == 1


def test_holder_of_a_link_who_signs_in_reads_what_waited_before(an, client_of, url):
    quick, token = assessments.unclaimed()
    client = client_of(None)
    client.get(f"/quick/{token}/")
    before = holders(client.get(url("tasks", quick)))

    signed_in = client_of(an)
    signed_in.get(f"/quick/{token}/")

    assert holders(signed_in.get(url("tasks", quick)))[1:] == before


@pytest.mark.parametrize("page", ["tasks", "check"])
def test_pages_with_keys_are_stored_nowhere(draft, an, client_of, url, page):
    answer = client_of(an).get(url(page, draft))

    assert holders(answer)
    assert "no-store" in answer.headers["Cache-Control"]


def test_key_to_what_was_left_is_given_though_the_assessment_is_out_of_reach(draft, cuong, keys_of, client_of, url):
    before = keys_of(cuong, draft)
    cuong.memberships.all().delete()

    answer = client_of(cuong).get(url("unsent_keys", draft))

    assert [tuple(each) for each in answer.json()["holders"]] == before
    assert "no-store" in answer.headers["Cache-Control"]


def test_outsider_is_given_a_key_of_their_own_whether_there_is_such_an_assessment_or_not(
    draft, an, chi, client_of, url
):
    client = client_of(chi)
    nothing = client.get("/assessments/11111111-1111-4111-8111-111111111111/unsent/")

    theirs = client.get(url("unsent_keys", draft))

    assert theirs.status_code == nothing.status_code == 200
    assert theirs.json() != client_of(an).get(url("unsent_keys", draft)).json()


def test_keys_asked_for_anonymously_are_401_and_posted_for_405(draft, client_of, an, url):
    assert client_of(None).get(url("unsent_keys", draft)).status_code == 401
    assert client_of(an).post(url("unsent_keys", draft)).status_code == 405
