"""Files that are not taken: each with its own sentence beside the field, and nothing of them stays."""

import html
import time

import pytest

from evidence.models import Evidence, Upload
from evidence.refusals import SENTENCES, Refused
from tests.evidence import samples
from tests.undoing import undone


def test_bad_file_is_refused_by_the_plain_form_and_nothing_is_kept(draft, an, client_of, post_form, nothing_kept):
    client = client_of(an)
    for what, (name, make, reason) in samples.BAD.items():
        if what == "line break":  # it would end the header
            continue
        with undone():
            answer = post_form(client, draft, (name, make()))

            assert answer.status_code == 422, what
            assert Refused(reason).sentence in html.unescape(answer.content.decode()), what
            assert nothing_kept(), what


def test_bad_file_is_refused_when_it_is_sent_in_pieces_and_nothing_is_kept(draft, an, client_of, send, nothing_kept):
    client = client_of(an)
    for what, (name, make, reason) in samples.BAD.items():
        with undone():
            answer = send(client, draft, name, make())

            assert (what, answer.status_code, answer.json()) == (what, 422, {"sentence": Refused(reason).sentence})
            assert nothing_kept(), what


@pytest.mark.parametrize("what", samples.GOOD)
def test_good_file_of_every_kind_is_kept(what, draft, an, client_of, send, post_form, on_disk):
    make, kind = samples.GOOD[what]

    answers = post_form(client_of(an), draft, (what, make())), send(client_of(an), draft, what, make())

    assert [answer.status_code for answer in answers] == [302, 200]
    rows = Evidence.objects.all()
    assert [row.kind for row in rows] == [kind, kind]
    named = {name for row in rows for name in (row.stored, row.thumbnail) if name}
    left = set(Upload.objects.values_list("stored", flat=True))
    assert named <= set(on_disk()) <= named | left


def test_every_reason_has_a_sentence_of_its_own_in_both_languages(settings):
    from django.utils import translation  # noqa: PLC0415 -- only here

    told = {}
    for language in ("vi", "en"):
        with translation.override(language):
            told[language] = [Refused(reason).sentence for reason in SENTENCES]
        assert len(set(told[language])) == len(SENTENCES)
    assert not set(told["vi"]) & set(told["en"])


def test_pixel_flood_is_refused_by_its_head(draft, an, client_of, post_form):
    content = samples.flood()
    started = time.process_time()
    post_form(client_of(an), draft, ("a.png", content))
    assert time.process_time() - started < 1


def test_some_bad_files_among_good_ones_are_named_and_the_good_ones_kept(draft, an, client_of, post_form):
    answer = post_form(client_of(an), draft, ("tot.pdf", samples.pdf()), ("xau.exe", b"MZ"))

    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert f"xau.exe: {Refused('type').sentence}" in page
    assert list(Evidence.objects.values_list("name", flat=True)) == ["tot.pdf"]


def test_form_without_a_file_says_so(draft, an, client_of, post_form):
    answer = post_form(client_of(an), draft)
    assert Refused("nothing").sentence in html.unescape(answer.content.decode())


def test_form_without_a_question_says_so(draft, an, client_of, post_form, send):
    answer = post_form(client_of(an), draft, ("a.pdf", samples.pdf()), item="")
    told = send(client_of(an), draft, "a.pdf", samples.pdf(), item="").json()

    assert Refused("question").sentence in html.unescape(answer.content.decode())
    assert told == {"sentence": Refused("question").sentence}


def test_long_caption_is_refused_with_its_file(draft, an, client_of, post_form, send, nothing_kept):
    form = post_form(client_of(an), draft, ("a.pdf", samples.pdf()), caption="ă" * 121)
    script = send(client_of(an), draft, "a.pdf", samples.pdf(), caption="ă" * 121)

    assert Refused("caption_long").sentence in html.unescape(form.content.decode())
    assert script.json() == {"sentence": Refused("caption_long").sentence}
    assert nothing_kept()


def test_request_that_is_far_too_large_is_not_read(draft, an, client_of, url, settings, post_form, nothing_kept):
    settings.EVIDENCE_FILE_BYTES = 1000

    answer = post_form(client_of(an), draft, ("a.pdf", samples.pdf() + b"0" * 5000))

    assert answer.status_code == 413
    assert Refused("too_large_at_once").sentence in html.unescape(answer.content.decode())
    assert nothing_kept()


def test_assessment_takes_no_more_files_than_it_may(draft, an, client_of, settings, post_form, send):
    settings.EVIDENCE_FILES = 1
    post_form(client_of(an), draft, ("a.pdf", samples.pdf()))

    told = send(client_of(an), draft, "b.pdf", samples.pdf()).json()

    assert told == {"sentence": Refused("too_many_files").sentence}
    assert Evidence.objects.count() == 1


def test_assessment_takes_no_more_bytes_than_it_may(draft, an, client_of, settings, post_form, on_disk):
    settings.EVIDENCE_TOTAL_BYTES = len(samples.pdf()) + 10
    post_form(client_of(an), draft, ("a.pdf", samples.pdf()))

    answer = post_form(client_of(an), draft, ("b.pdf", samples.pdf()))

    assert Refused("full").sentence in html.unescape(answer.content.decode())
    assert len(on_disk()) == 1


def test_form_of_another_site_adds_nothing(draft, an, post_form, nothing_kept):
    from django.test import Client  # noqa: PLC0415 -- one that checks where forms come from

    client = Client(enforce_csrf_checks=True)
    client.force_login(an)

    assert post_form(client, draft, ("a.pdf", samples.pdf())).status_code == 403
    assert nothing_kept()
