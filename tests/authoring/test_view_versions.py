"""What the pages of frameworks and versions show."""

import re

import pytest

from authoring import drafts
from questionnaires import publishing
from questionnaires.models import FrameworkVersion
from questionnaires.workbook.reading import read
from tests.authoring import versions
from tests.factories import assessments
from tests.factories.questionnaires import library_version, shipped_document

LIST = "/authoring/"
PUBLISHED = "/authoring/c4ir-smc/0.9.1/"
DRAFT = "/authoring/c4ir-smc/0.10.0/"


def test_list_shows_offered_frameworks_first_and_slots_last(author, draft):
    library_version("impuls")
    versions.slot()

    entries = author.get(LIST).context["entries"]

    assert [(entry.id, entry.awaits, entry.is_offered) for entry in entries] == [
        ("c4ir-smc", "", True),
        ("impuls", "", False),
        ("vipa", "chờ tài liệu chính thức", False),
    ]
    assert [(line.version.version, line.version.status, line.is_current) for line in entries[0].lines] == [
        ("0.10.0", "draft", False),
        ("0.9.1", "published", True),
    ]


def test_slot_is_shown_without_a_link(author):
    versions.slot()

    page = author.get(LIST).content.decode()

    assert "chờ tài liệu chính thức" in page
    assert "/authoring/vipa/" not in page


def test_list_counts_assessments(author, site_a, an):
    assessments.draft(site_a, by=an, answers={"S1.1": 2})

    (entry,) = author.get(LIST).context["entries"]
    assert [line.assessments for line in entry.lines] == [1]


def test_list_asks_the_database_as_often_for_many_versions(author, published, django_assert_num_queries):
    author.get(LIST)
    with django_assert_num_queries(5):
        author.get(LIST)
    for number in ("0.11.0", "0.12.0"):
        publishing.publish(document=versions.document(number=number))
    author.get(LIST)
    with django_assert_num_queries(5):
        author.get(LIST)


def test_advisor_sees_no_way_to_change_anything(client, dung, draft):
    client.force_login(dung)

    pages = "".join(client.get(url).content.decode() for url in (LIST, PUBLISHED, DRAFT, f"{DRAFT}differences/"))

    assert not re.findall(r"/(upload|replace|delete|publish|retire|seen)/", pages)


def test_staff_finds_the_room_in_the_header_and_firms_do_not(client, dung, an, site_a, published):
    client.force_login(dung)
    assert 'href="/authoring/"' in client.get("/bench/").content.decode()

    client.force_login(an)
    assert 'href="/authoring/"' not in client.get("/assessments/").content.decode()


def test_version_tells_what_it_is_and_where_it_is_used(author, site_a, an):
    assessments.completed(site_a, by=an)
    assessments.draft(site_a, by=an)

    facts = author.get(PUBLISHED).context["facts"]

    assert (facts.questions, facts.key_questions, facts.blocks, facts.dimensions) == (60, 20, 5, 20)
    assert (facts.assessments, facts.drafts, facts.completed, facts.is_current) == (2, 1, 1, True)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_workbook_is_handed_out_in_the_readers_language(language, author, published):
    author.cookies["django_language"] = language

    answer = author.get(f"{PUBLISHED}workbook.xlsx")

    assert answer["Content-Disposition"] == f'attachment; filename="c4ir-smc-0.9.1-{language}.xlsx"'
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    assert read(answer.content).document == shipped_document()


def test_workbook_of_a_draft_in_one_language_can_be_downloaded_and_uploaded_again(author):
    draft = versions.draft(lambda document: versions.item(document)["ask"].pop("en"))

    content = author.get(f"{DRAFT}workbook.xlsx").content

    assert (read(content).faults, read(content).document) == ((), draft.document)


def test_retired_version_stays_readable(author, published):
    publishing.publish(document=versions.document(number="0.11.0"))
    assert author.post(f"{PUBLISHED}retire/").status_code == 302

    assert FrameworkVersion.objects.get(version="0.9.1").status == "retired"
    for page in ("", "preview/", "preview/S1/", "workbook.xlsx"):
        assert author.get(f"{PUBLISHED}{page}").status_code == 200


def test_version_is_compared_with_the_one_before_it(author, published):
    publishing.publish(document=versions.document(versions.reworded, number="0.11.0"))

    assert author.get("/authoring/c4ir-smc/0.11.0/differences/").context["base"] == published
    assert author.get(f"{PUBLISHED}differences/").status_code == 404


def test_last_version_that_firms_can_start_offers_no_retiring(author, published):
    assert not author.get(PUBLISHED).context["may_retire"]

    author.post(f"{PUBLISHED}retire/")

    assert FrameworkVersion.objects.get().status == "published"


def test_deleted_draft_has_no_page_any_more(author, draft):
    assert author.post(f"{DRAFT}delete/").url == LIST
    assert author.get(DRAFT).status_code == 404


def test_draft_leads_to_publishing_step_by_step(author, draft):
    first = author.get(DRAFT).context["readiness"]
    step = author.post(f"{DRAFT}differences/seen/", {"content": draft.content_hash})
    after = author.get(DRAFT).context["readiness"]

    assert (first.has_seen_differences, first.is_ready) == (False, False)
    assert step.url == f"{DRAFT}effect/"
    assert (after.has_seen_differences, after.needs_effect, after.is_ready) == (True, False, True)


def test_published_draft_is_shown_as_in_force(author, draft):
    versions.seen(draft)

    answer = author.post(f"{DRAFT}publish/", {"content": draft.content_hash}, follow=True)

    assert answer.context["version"].status == "published"
    assert answer.context["facts"].is_current


def test_publishing_asks_for_the_content_that_was_shown(author, draft):
    versions.seen(draft)

    author.post(f"{DRAFT}publish/", {"content": "0" * 64})
    author.post(f"{DRAFT}publish/")

    assert FrameworkVersion.objects.get(pk=draft.pk).status == "draft"


def test_page_of_publishing_shows_what_is_left_to_do(author, draft):
    page = author.get(f"{DRAFT}publish/").content.decode()

    assert f"{DRAFT}differences/" in page
    assert 'name="content"' not in page


def test_content_that_changed_meanwhile_is_not_noted_as_seen(author, draft, admin):
    drafts.replace(version=draft, document=versions.document(), by=admin, file_name="")

    answer = author.post(f"{DRAFT}differences/seen/", {"content": draft.content_hash})

    assert answer.url == f"{DRAFT}differences/"
    assert not author.get(DRAFT).context["readiness"].has_seen_differences
