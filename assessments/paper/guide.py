"""What the first sheet of the workbook tells the person who fills it in. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from questionnaires.words import Language, Text


@dataclass(frozen=True, slots=True)
class Cover:
    """Whose workbook this is: the framework's title with its version, the plant, the parts of it to be filled in."""

    title: str
    version: str
    place: str


OF = Text("Của", "Of")
VERSION = Text("Phiên bản", "Version")
MADE = Text("Tải về ngày", "Downloaded on")
RULES = (
    Text(
        "Mỗi phần là một bảng (xem các thẻ ở cuối màn hình). In ra giấy khổ A4 hoặc điền ngay trong tệp.",
        "Each part is a sheet (see the tabs below). Print it on A4 paper, or fill it in here.",
    ),
    Text(
        "Chỉ ghi vào cột Trả lời. Dòng có ô vuông thì đánh dấu x; dòng cần số hoặc chữ thì ghi vào ô.",
        "Write in the column Answer alone: an x in a box, a number or words where they are asked for.",
    ),
    Text(
        "Không biết thì đánh dấu “Không biết, cần hỏi thêm”. Câu không liên quan đến nhà máy thì đánh dấu "
        "“Không áp dụng cho nhà máy” và ghi lý do.",
        "If you do not know, mark “Do not know, need to ask”. If a question has nothing to do with the plant, mark "
        "“Does not apply to the plant” and write why.",
    ),
    Text(
        "Ô để trống không xoá câu trả lời đã có trên hệ thống.",
        "A cell left empty takes no stored answer away.",
    ),
    Text(
        "Khi xong, lưu tệp dạng .xlsx rồi tải lên ở trang đã tải tệp này về. Hệ thống cho xem trước những gì sẽ thay "
        "đổi; anh/chị đồng ý thì mới lưu.",
        "When done, save the file as .xlsx and upload it on the page where you got it. You see first what would "
        "change; it is stored only when you agree.",
    ),
    Text(
        "Không dùng công thức, không thêm hay xoá dòng, không đổi tên các bảng.",
        "No formulas; no lines added or deleted; the sheets keep their names.",
    ),
    Text(
        "Tệp này là tài liệu nội bộ của doanh nghiệp; xin cân nhắc trước khi gửi cho người khác.",
        "This file is internal to the firm; please think before passing it on.",
    ),
)


def rules(cover: Cover, day: date, language: Language) -> Iterator[tuple[str, str]]:
    """Yield rows of two cells."""
    yield "", f"{OF[language]}: {cover.place}"
    yield "", f"{VERSION[language]}: {cover.version}"
    yield "", f"{MADE[language]}: {day:%d/%m/%Y}"
    yield "", ""
    for number, rule in enumerate(RULES, start=1):
        yield str(number), rule[language]
