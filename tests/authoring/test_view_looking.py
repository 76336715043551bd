"""Preview, differences and effect as pages."""

import copy

import pytest

from assessments.models import Assessment, Response
from authoring import effect
from c4ir_assess.jobs.models import Job
from tests.authoring import versions
from tests.authoring.test_effect import scored
from tests.factories.library import LIBRARY
from tests.factories.questionnaires import library_framework, library_version

DRAFT = "/authoring/c4ir-smc/0.10.0/"


@pytest.mark.parametrize("name", LIBRARY)
def test_preview_shows_every_part_of_every_framework(name, author):
    row = library_version(name)
    url = f"/authoring/{name}/{row.version}/preview/"

    preview = author.get(url).context["preview"]
    shown = [card.id for section in preview.sections for card in author.get(f"{url}{section.id}/").context["cards"]]

    assert shown == [item.id for item in preview.of_firm.items()]
    assert set(shown) <= {item.id for item in library_framework(name).items()}


def test_preview_of_a_draft_has_its_words_and_stores_nothing(author, draft):
    page = author.get(f"{DRAFT}preview/S1/").content.decode()

    assert "Nhà máy đặt mục tiêu ra sao?" in page
    assert "<form" not in page.split('id="S1.1"')[1].split("</fieldset>")[0]
    assert (Assessment.objects.count(), Response.objects.count()) == (0, 0)


def test_preview_is_in_the_readers_language(author, draft):
    author.cookies["django_language"] = "en"

    assert "How does the plant set its goals?" in author.get(f"{DRAFT}preview/S1/").content.decode()


def test_preview_of_a_text_in_one_language_shows_that_one(author):
    versions.draft(lambda document: versions.item(document).update(ask={"vi": "Chỉ có tiếng Việt ở đây?"}))
    author.cookies["django_language"] = "en"

    assert "Chỉ có tiếng Việt ở đây?" in author.get(f"{DRAFT}preview/S1/").content.decode()


def test_preview_shows_the_kind_of_firm_that_is_chosen(author):
    row = library_version("cmmm")
    url = f"/authoring/cmmm/{row.version}/preview/"

    shown = {
        variant: {item.id for item in author.get(url, {"variant": variant}).context["preview"].of_firm.items()}
        for variant in ("discrete", "process")
    }

    assert shown["discrete"] != shown["process"]
    assert author.get(url, {"variant": "nonsense"}).context["preview"].choices[0].chosen == "discrete"


def test_preview_offers_the_facts_that_decide_what_is_asked(author):
    row = library_version("qd-1567-sme")
    url = f"/authoring/qd-1567-sme/{row.version}/preview/"

    choice = author.get(url).context["preview"].choices[-1]
    shown = {
        value: {item.id for item in author.get(url, {"industry": value}).context["preview"].of_firm.items()}
        for value in ("steel", "-")
    }

    assert (choice.name, choice.chosen) == ("industry", "steel")
    assert shown["steel"] - shown["-"] == {"7.2"}


def test_preview_shows_the_quick_check_too(author, draft):
    preview = author.get(f"{DRAFT}preview/", {"scope": "quick"}).context["preview"]

    assert [section.id for section in preview.sections] == ["S", "P", "O", "T", "G"]
    cards = author.get(f"{DRAFT}preview/S/", {"scope": "quick"}).context["cards"]
    assert all(card.item.key for card in cards)


def test_preview_of_a_part_that_is_not_there_is_404(author, draft):
    assert author.get(f"{DRAFT}preview/nowhere/").status_code == 404


def test_differences_are_shown_with_the_words_marked(author, draft):
    answer = author.get(f"{DRAFT}differences/")

    assert [(part.topic, part.count) for part in answer.context["parts"]] == [("questions", 2)]
    assert "<ins>" in answer.content.decode()


@pytest.mark.parametrize(("page", "other"), [("vi", "en"), ("en", "vi")])
def test_differences_name_the_language_of_texts_that_are_not_in_the_pages(author, page, other):
    def reword(document):
        item = versions.item(document)
        item["ask"] = {language: f"{words} (thế nào)" for language, words in item["ask"].items()}

    versions.draft(reword)
    author.cookies["django_language"] = page

    shown = author.get(f"{DRAFT}differences/").content.decode()

    assert shown.count(f'class="difference-text" lang="{other}"') == 1
    assert f'class="difference-text" lang="{page}"' not in shown


def test_differences_are_against_the_version_in_force(author, draft, published):
    assert author.get(f"{DRAFT}differences/").context["base"] == published


def test_first_version_has_no_differences(author, published):
    assert author.get("/authoring/c4ir-smc/0.9.1/differences/").status_code == 404


def test_sixty_changes_are_one_page_by_topic(author):
    def everywhere(document):
        for block in document["blocks"]:
            for node in block["children"]:
                for item in node["items"]:
                    item["ask"] = {**item["ask"], "en": item["ask"]["en"] + " Really?"}

    versions.draft(everywhere)

    (part,) = author.get(f"{DRAFT}differences/").context["parts"]
    assert (part.count, len(part.subjects)) == (60, 60)


def test_markup_in_texts_of_a_workbook_is_text(author):
    def evil(document):
        versions.item(document)["ask"] = {"vi": "<script>ở đây</script>", "en": "<script>alert(1)</script>"}

    draft = versions.draft(evil)
    author.cookies["django_language"] = "en"

    for url in ("", "preview/S1/", "differences/"):
        assert "<script>alert" not in author.get(f"{DRAFT}{url}").content.decode()
    assert draft.document["blocks"][0]["children"][0]["items"][0]["ask"]["en"].startswith("<script>")


def test_effect_is_asked_for_and_done_by_a_worker(author, draft):
    scored(2)

    answer = author.post(f"{DRAFT}effect/")

    job = Job.objects.get(task=effect.TASK)
    assert (answer.url, job.state) == (f"{DRAFT}effect/", "queued")
    assert author.get(f"{DRAFT}effect/").context["moves"] is None


def test_effect_shows_its_progress_as_a_part_of_the_page(author, draft, admin):
    for level in (1, 2):
        scored(level)
    effect.ask(version=draft, by=admin)

    part = author.get(f"{DRAFT}effect/", headers={"HX-Request": "true"}).content.decode()

    assert "0 / 2" in part
    assert 'hx-trigger="load' in part
    assert "<html" not in part


def test_effect_with_fewer_than_five_submissions_shows_no_number(author, draft, admin):
    for level in (1, 2, 3):
        scored(level)
    effect.measure(effect_id=effect.ask(version=draft, by=admin).pk)

    page = author.get(f"{DRAFT}effect/").content.decode()

    assert "ít hơn 5" in page
    assert "<table" not in page


def test_effect_that_was_seen_opens_the_way(author, draft, admin):
    for level in (0, 1, 2, 2, 3):
        scored(level)
    versions.seen(draft)
    effect.measure(effect_id=effect.ask(version=draft, by=admin).pk)

    assert "<table" in author.get(f"{DRAFT}effect/").content.decode()
    answer = author.post(f"{DRAFT}effect/seen/", {"content": draft.content_hash})

    assert answer.url == f"{DRAFT}publish/"
    assert author.get(f"{DRAFT}publish/").context["readiness"].is_ready


def test_document_of_a_preview_is_not_changed(author, draft):
    before = copy.deepcopy(draft.document)

    author.get(f"{DRAFT}preview/S1/")

    draft.refresh_from_db()
    assert draft.document == before
