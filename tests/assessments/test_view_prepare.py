"""What a person reads before starting: honest minutes, people and papers, what becomes of the answers."""

import re

import pytest
from django.test import Client

from assessments.preparing import to_prepare
from tests.factories.questionnaires import library_framework, shipped_framework

ZALO = "Mozilla/5.0 (Linux; Android 13; SM-A245F; wv) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36 Zalo android"
CHROME = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/126.0.0.0 Mobile Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15"
SAFARI = f"{IPHONE} Version/17.5 Mobile/15E148 Safari/604.1"
WEBVIEW = f"{IPHONE} (KHTML, like Gecko) Mobile/15E148"


def words(answer):
    return " ".join(re.sub("<[^>]+>", " ", answer.content.decode()).split())


def minutes():
    framework = shipped_framework()
    quick, full = framework.quick, framework
    return (quick.minutes_phone, quick.minutes_computer), (full.minutes_phone, full.minutes_computer)


@pytest.mark.django_db
def test_ux_48_front_door_promises_the_frameworks_own_minutes():
    page = words(Client().get("/?lang=en"))
    (quick_phone, quick_computer), (phone, computer) = minutes()

    assert f"About {quick_phone} minutes on a phone, {quick_computer} on a computer" in page
    assert f"about {phone} minutes on a phone, {computer} on a computer" in page


@pytest.mark.usefixtures("framework_version")
def test_ux_48_start_page_names_minutes_people_papers_and_what_becomes_of_the_answers():
    page = words(Client().get("/prepare/?lang=en"))
    (quick_phone, quick_computer), (phone, computer) = minutes()

    assert f"About {quick_phone} minutes on a phone, {quick_computer} on a computer" in page
    assert f"About {phone} minutes on a phone, {computer} on a computer" in page
    assert "Chief accountant" in page or "Owner" in page
    assert next(iter(shipped_framework().items())).evidence.en in page
    assert "We do not give the answers of a single firm to tax authorities" in page


def test_ux_48_start_page_of_a_framework_says_the_same(an, site_a, english, framework_version, url):
    page = words(english(an).get(url("start"), {"framework": "c4ir-smc"}))

    assert "55 minutes on a phone, 40 on a computer" in page
    assert "Whom and what to have beside you" in page


def test_every_part_names_at_most_three_people_and_its_key_papers():
    parts = to_prepare(shipped_framework())

    assert [part.name.en for part in parts] == [block.name.en for block in shipped_framework().blocks]
    assert all(1 <= len(part.people) <= 3 for part in parts)
    assert sum(len(part.papers) for part in parts) == 20


def test_framework_without_steps_and_evidence_prepares_nothing():
    assert [part.people for part in to_prepare(library_framework("eu-dmat")) if part.people] == []


@pytest.mark.usefixtures("framework_version")
def test_prepare_refuses_other_methods():
    assert Client().post("/prepare/").status_code == 405


@pytest.mark.parametrize(("agent", "is_hinted"), [(ZALO, True), (WEBVIEW, True), (CHROME, False), (SAFARI, False)])
@pytest.mark.django_db
def test_ux_41_browser_inside_another_app_is_told_how_to_open_the_phones_own(agent, is_hinted):
    page = Client().get("/", headers={"User-Agent": agent})

    assert ("Mở bằng trình duyệt" in page.content.decode()) == is_hinted


@pytest.mark.usefixtures("framework_version")
def test_ux_41_private_link_is_what_the_hint_points_to(url):
    client = Client(headers={"User-Agent": ZALO, "Accept-Language": "vi"})
    tasks = client.post(url("quick_start")).url.removesuffix("troubles/")

    first, later = client.get(tasks).content.decode(), client.get(tasks).content.decode()

    assert "sao chép đường dẫn riêng bên dưới" in first
    assert "tạo đường dẫn mới ở cuối trang này" in later
