"""The first sheet of a workbook: how to change it. Pure."""

from collections.abc import Iterator

from questionnaires.words import Language, Text
from questionnaires.workbook import sheets

RULES = (
    Text(
        "Sửa trực tiếp trong các bảng, lưu thành tệp .xlsx rồi tải lên ở trang Bộ câu hỏi. Hệ thống kiểm "
        "tra toàn bộ và "
        "nêu rõ từng ô cần sửa; khi còn ô cần sửa thì chưa có gì được lưu.",
        "Change the sheets, save the file as .xlsx and upload it on the page Frameworks. Everything is "
        "checked, and each "
        "cell to correct is named; until then nothing is stored.",
    ),
    Text(
        "Mỗi dòng là một phần. Thêm phần thì thêm dòng, bỏ phần thì xoá cả dòng; dòng trống được bỏ qua. "
        "Thứ tự các dòng "
        "là thứ tự hỏi.",
        "A row is one part. Add a row to add a part, delete the row to take it away; empty rows are passed over. The "
        "order of the rows is the order of asking.",
    ),
    Text(
        "Mã gắn câu trả lời cũ với câu hỏi. Giữ nguyên mã khi chỉ sửa lời; ý nghĩa thay đổi thì đặt mã mới.",
        "An id ties old answers to a question. Keep it when only words change; give a new one when the meaning does.",
    ),
    Text(
        "Mỗi lời có hai cột: tiếng Việt và tiếng Anh. Bản nháp có thể thiếu một ngôn ngữ; muốn phát hành "
        "phải đủ cả hai.",
        "Every text has two columns, Vietnamese and English. A draft may lack one of them; publishing needs both.",
    ),
    Text(
        "Không dùng công thức, không xuống dòng trong ô. Ô ghi mã và ô ghi lời để ở dạng Text (Văn bản).",
        "No formulas, and no line breaks within a cell. Cells of ids and texts are of the kind Text.",
    ),
    Text(
        "Danh sách mã cách nhau bằng dấu phẩy: S1, S2. Danh sách số cách nhau bằng dấu chấm phẩy: 0.8; 1.8.",
        "Lists of ids have commas: S1, S2. Lists of numbers have semicolons: 0.8; 1.8.",
    ),
    Text(
        "Điều kiện viết như: O1.2 >=2; q1 = a, b; profile.size = small, medium. "
        "Trọng số theo biến thể viết như: discrete = 13; process = 4.",
        "Conditions are written like this: O1.2 >=2; q1 = a, b; profile.size = small, medium. "
        "Weights by variant: discrete = 13; process = 4.",
    ),
    Text(
        "Cần ghi chú riêng thì thêm một bảng có tên bắt đầu bằng “Ghi chú”; bảng đó được bỏ qua. Xin giữ "
        "nguyên tên các "
        "bảng và tên các cột.",
        "For notes of your own add a sheet whose name begins with “Notes”; it is passed over. Please keep the names of "
        "sheets and columns.",
    ),
)
RULES_TITLE = Text("Cách làm", "How to change this workbook")
SHEETS_TITLE = Text("Các bảng", "The sheets")


def lines(language: Language) -> Iterator[tuple[str, str]]:
    """Yield rows of two cells; a heading has nothing in its second."""
    yield RULES_TITLE[language], ""
    for number, rule in enumerate(RULES, start=1):
        yield str(number), rule[language]
    yield SHEETS_TITLE[language], ""
    for sheet in sheets.SHEETS:
        yield sheet.title[language], sheet.about[language]
