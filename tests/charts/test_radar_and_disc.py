import pytest

from charts import Spoke, level_disc, radar
from tests.charts.pictures import all_of, parsed, texts


def drawn(*values):
    spokes = tuple(Spoke(f"Phần {place}", "1,0", value) for place, value in enumerate(values))
    return parsed(radar(spokes, highest=5, title="Mạng nhện"))


def test_radar_has_one_mark_a_rated_spoke():
    assert len(all_of(drawn(1, 2, 3, 4, 5), "circle")) == 5


def test_radar_of_an_unrated_spoke_has_no_closed_outline():
    whole, broken = drawn(1, 2, 3, 4, 5), drawn(1, None, 3, 4, 5)

    assert len(all_of(broken, "circle")) == 4
    assert len(all_of(broken, "polygon")) < len(all_of(whole, "polygon"))


def test_radar_marks_lie_at_their_values():
    top = all_of(drawn(5, 0, 0, 0, 0), "circle")[0]

    assert (float(top.get("cx")), float(top.get("cy"))) == pytest.approx((230, 190 - 118))


def test_radar_escapes_its_labels():
    root = parsed(radar((Spoke("<b>&", "1", 1), Spoke("b", "1", 1), Spoke("c", "1", 1)), highest=5, title="<t>"))

    assert root[0].text == "<t>"
    assert "<b>&" in texts(root)


@pytest.mark.parametrize("level", [0, 1, 2, 3, 4, 5, None])
def test_disc_shows_value_and_caption(level):
    root = parsed(level_disc(level=level, value_text="1,7", caption="Mức 1 / 5", title="Mức 1"))

    assert texts(root) == ["1,7", "Mức 1 / 5"]


def test_disc_sets_a_long_caption_smaller():
    root = parsed(level_disc(level=None, value_text="–", caption="chưa đủ dữ liệu", title="t"))
    caption = all_of(root, "text")[1]

    assert float(caption.get("font-size")) < 14
