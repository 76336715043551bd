"""What of a quick check's result can be sent on: a marked picture and text, to nobody but who may read the result."""

from io import BytesIO

import pytest
from django.urls import reverse
from fontTools.ttLib import TTFont
from PIL import Image

from assessments import lifecycle
from assessments.models import Assessment
from reports.quick import share_card
from reports.quick.sharing import shared
from tests.factories import assessments, reports

WHERE = ["share", "share_square", "share_landscape"]
NOTHING = "11111111-1111-4111-8111-111111111111"


def card(language="vi", **options):
    return shared(reports.source(reports.all_at(1, "quick"), scope="quick"), language, **options)


@pytest.fixture
def scored(site_a, an):
    """Firm A's quick check with its result."""
    return reports.scored(site_a, by=an, scope="quick").submission


def address(name, submission):
    return reverse(f"reports:{name}", args=[getattr(submission, "uuid", submission)])


def picture(content):
    image = Image.open(BytesIO(content))
    image.load()
    return image


def test_card_is_marked_as_an_estimate_by_twenty_questions():
    assert card().card.mark == "Ước lượng nhanh, 20 câu"
    assert card("en").card.mark == "Quick estimate, 20 questions"


def test_card_names_no_firm_by_default():
    made = card()

    assert made.card.firm == ""
    assert "An Mẫu" not in made.text
    assert made.has_firm


def test_card_names_the_firm_where_it_is_asked_for():
    assert card(names_firm=True).card.firm == "Cơ khí An Mẫu"


def test_card_says_the_range_in_words_and_figures():
    made = card().card

    assert made.headline.replace("\u00a0", " ") == "Trong khoảng từ “Dựa vào kinh nghiệm” đến “Bước đầu”"
    assert made.figures == "từ 0,5 đến 1,5 trên thang 0–5"


def test_parts_hold_nothing_of_sensitive_answers():
    plain = reports.all_at(1, "quick")
    others = plain | {"G2.1": 5, "T5.1": 5}

    told = [shared(reports.source(each, scope="quick"), "vi").card for each in (plain, others)]

    assert told[0].parts == told[1].parts
    assert told[0].range != told[1].range


@pytest.mark.parametrize(("name", "said"), [("", "Bản minh hoạ – chưa phải kết quả của cơ quan nào"), ("C4IR", "C4IR")])
def test_card_has_the_operators_mark(name, said, settings):
    settings.OPERATOR_NAME = name

    assert said in card().card.operator


def test_full_assessment_and_too_few_answers_make_no_card():
    assert shared(reports.source(), "vi") is None
    assert shared(reports.source({"S1.1": 2}, scope="quick"), "vi") is None


@pytest.mark.parametrize(("shape", "size"), [("square", (1080, 1080)), ("landscape", (1200, 630))])
def test_picture_has_its_size_and_is_light_enough_to_send(shape, size):
    content = share_card.draw(card().card, shape)

    assert picture(content).size == size
    assert len(content) < 120_000


@pytest.mark.parametrize("bold", [False, True])
def test_fonts_hold_every_vietnamese_letter(bold):
    letters = "ẲẴẪỄỖỮỴạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđĐ₫“”–"

    glyphs = TTFont(share_card._font(20, bold=bold).path).getBestCmap()

    assert [letter for letter in letters if ord(letter) not in glyphs] == []


def test_long_names_are_cut_within_their_room():
    lines = share_card.wrapped("Công ty trách nhiệm hữu hạn một thành viên " * 4, 30, 400, most=2)

    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert all(share_card.length(line, 30) <= 400 for line in lines)


def test_lines_end_at_blanks_and_hyphens_and_not_within_a_name():
    assert share_card.wrapped("Experience-based", 14, 90, most=3) == ["Experience-", "based"]
    assert share_card.wrapped("giữa “Có\u00a0chuẩn”", 14, 90, most=3) == ["giữa", "“Có\u00a0chuẩn”"]


def test_page_offers_pictures_and_text_without_the_firm(scored, an, client_of):
    page = client_of(an).get(address("share", scored)).content.decode()

    assert "Ước lượng nhanh, 20 câu" in page
    assert "An Mẫu" not in page.partition("<main")[2]
    assert address("share_landscape", scored) in page


def test_page_with_the_tick_names_the_firm(scored, an, client_of):
    page = client_of(an).get(address("share", scored) + "?firm=1").content.decode()

    assert "Cơ khí An Mẫu" in page.partition("<main")[2]
    assert "square.png?firm=1" in page


@pytest.mark.parametrize("name", ["share_square", "share_landscape"])
def test_picture_is_sent_and_kept_by_nothing(name, scored, an, client_of):
    answer = client_of(an).get(address(name, scored))

    assert picture(answer.content).format == "PNG"
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("person", ["cuong", "binh"])
def test_member_may_share(person, scored, client_of, request):
    client = client_of(request.getfixturevalue(person))

    assert [client.get(address(where, scored)).status_code for where in WHERE] == [200, 200, 200]


@pytest.mark.parametrize("person", ["chi", "dung", "admin"])
def test_outsider_and_staff_find_nothing(person, scored, site_b, client_of, request):
    client = client_of(request.getfixturevalue(person))

    assert [client.get(address(where, scored)).status_code for where in WHERE] == [404, 404, 404]


def test_anonymous_is_sent_to_sign_in(scored, client_of):
    answers = [client_of(None).get(address(where, scored)) for where in WHERE]

    assert all(answer.url.startswith(reverse("account_login")) for answer in answers)


def test_uuid_of_nothing_is_404(an, site_a, client_of):
    assert [client_of(an).get(address(where, NOTHING)).status_code for where in WHERE] == [404, 404, 404]


def test_wrong_method_is_405(scored, an, client_of):
    assert [client_of(an).post(address(where, scored)).status_code for where in WHERE] == [405, 405, 405]


def test_full_result_is_not_shared(site_a, an, client_of):
    full = reports.scored(site_a, by=an).submission

    assert [client_of(an).get(address(where, full)).status_code for where in WHERE] == [404, 404, 404]


@pytest.mark.django_db
def test_holder_of_the_private_link_may_share_and_has_no_firm_to_name(client_of):
    quick, token = assessments.unclaimed(answers=assessments.all_at(2, "quick"))
    lifecycle.complete(assessment=quick, by=None, language="vi")
    submission = reports.score(Assessment.objects.get()).submission
    client = client_of(None)
    client.get(reverse("assessments:quick_claim", args=[token]))

    page = client.get(address("share", submission))

    assert page.status_code == 200
    assert 'name="firm"' not in page.content.decode()
