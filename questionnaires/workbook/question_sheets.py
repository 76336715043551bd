"""The sheets about questions: what is asked, what can be answered, what to do next. Pure."""

from typing import get_args

from questionnaires.document import Effort, LessonPlace, StepName
from questionnaires.words import Text
from questionnaires.workbook.columns import Column, Sheet, amount, ident, own, pair

ANSWER_TYPES = ("ladder", "choice", "multi", "grid", "number", "checklist", "text")
PARTS = ("option", "list", "row", "column", "attribute", "bin")

DETAILS = (
    amount("scale.to", "Thang: đến", "Scale: to"),
    amount("scale.out_of", "Thang: mẫu số", "Scale: out of"),
    amount("cap", "Điểm tối đa", "Cap"),
    Column("combine", Text("Gộp các dòng", "Rows combined by"), words=("mean", "sum")),
    *pair("unit", "Đơn vị", "Unit", 16),
    amount("low", "Nhỏ nhất", "Lowest"),
    amount("high", "Lớn nhất", "Highest"),
    amount("decimals", "Số chữ số thập phân", "Decimals"),
    amount("limit", "Số ký tự tối đa", "Characters at most"),
)

ITEMS = Sheet(
    "items",
    Text("Câu hỏi", "Questions"),
    Text(
        "Mỗi dòng một câu hỏi, theo đúng thứ tự sẽ hỏi. Cột “Kiểu trả lời” để trống là thang mức.",
        "One question a row, in the order of asking. An empty “Answer type” means a ladder of levels.",
    ),
    (
        ident("node", "Khía cạnh", "Dimension", of="nodes"),
        ident(),
        *pair("ask", "Câu hỏi", "Question"),
        *pair("why", "Vì sao hỏi", "Why it is asked"),
        *pair("help", "Giải thích và ví dụ", "Explanation and examples"),
        *pair("evidence", "Có thể cho xem", "What can be shown"),
        Column("answer", Text("Kiểu trả lời", "Answer type"), width=16),
        Column("key", Text("Trong đánh giá nhanh", "In the quick check"), "flag"),
        Column("weight", Text("Trọng số", "Weight"), "number"),
        Column("scored", Text("Tính vào kết quả", "Counts in the result"), "flag"),
        Column("rung", Text("Bậc", "Rung"), "number"),
        Column("in_variants", Text("Chỉ ở biến thể", "Only in variants"), "ids"),
        Column("applies_when", Text("Chỉ hỏi khi", "Asked only when"), "choices", 32),
        Column("maps", Text("Ứng với mô hình khác", "Counts in other models for"), "choices", 40),
        *DETAILS,
    ),
    kept=3,
)
LADDERS = Sheet(
    "ladders",
    Text("Thang mức", "Ladders"),
    Text(
        "Mỗi dòng một mức của một câu hỏi thang mức, bắt đầu từ 0.",
        "One level of a question's ladder a row, counting from 0.",
    ),
    (
        ident("item", "Câu hỏi", "Question", of="items"),
        Column("level", Text("Mức", "Level"), "number", 8),
        *own("Mô tả", "Descriptor", 70),
    ),
    kept=2,
)
SHARED = Sheet(
    "shared",
    Text("Kiểu trả lời chung", "Shared answer types"),
    Text(
        "Mỗi dòng một kiểu trả lời mà nhiều câu hỏi dùng; câu hỏi ghi tên của nó trong ngoặc vuông, ví dụ [tan_suat].",
        "One answer type that several questions use a row; they name it in square brackets, such as [how_often].",
    ),
    (
        Column("name", Text("Tên", "Name"), width=18),
        Column("type", Text("Kiểu", "Type"), words=ANSWER_TYPES[1:]),
        *DETAILS,
    ),
)
OPTIONS = Sheet(
    "options",
    Text("Lựa chọn", "Options"),
    Text(
        "Mỗi dòng một lựa chọn (option), một dòng (row) hay cột (column) của bảng, một tiêu chí (attribute), một "
        "khoảng (bin) của con số, hoặc một danh sách riêng theo hồ sơ (list).",
        "One option, row or column of a grid, attribute of a checklist, bin of a number, or list by profile a row.",
    ),
    (
        Column("owner", Text("Câu hỏi hoặc [kiểu chung]", "Question or [shared type]"), width=18),
        Column("part", Text("Loại", "Part"), words=PARTS),
        ident(width=18),
        *pair("name", "Lời", "Words", 60),
        amount("points", "Điểm", "Points"),
        Column("exclusive", Text("Chỉ chọn một mình", "Stands alone"), "flag"),
        Column("level", Text("Mức", "Level"), "number"),
        amount("from", "Khoảng: từ (kể cả)", "Bin: from (included)"),
        amount("above", "Khoảng: trên (không kể)", "Bin: above (excluded)"),
        Column("fact", Text("Theo hồ sơ", "By profile"), width=18),
        ident("case", "Khi hồ sơ là", "When the profile says"),
        amount("out_of", "Mẫu số", "Out of"),
    ),
    kept=3,
)
STEPS = Sheet(
    "steps",
    Text("Bước cải thiện", "Steps"),
    Text(
        "Ba dòng cho mỗi câu hỏi có bước cải thiện: start, build, lead.",
        "Three rows for every question with steps: start, build, lead.",
    ),
    (
        ident("item", "Câu hỏi", "Question", of="items"),
        Column("step", Text("Bước", "Step"), words=get_args(StepName.__value__)),
        *own("Việc cần làm", "What to do"),
        Column("effort", Text("Công sức", "Effort"), words=get_args(Effort.__value__)),
        Column("cost_million_vnd", Text("Chi phí (triệu đồng)", "Cost (million VND)"), "numbers", 14),
        amount("months", "Số tháng", "Months"),
        *pair("leads", "Ai phụ trách", "Who leads", 28),
        *pair("learn", "Cần học gì", "What to learn", 40),
        amount("learn.hours", "Số giờ học", "Hours to learn"),
        Column("learn.where", Text("Học ở đâu", "Where to learn"), words=get_args(LessonPlace.__value__)),
        *pair("measure", "Theo dõi con số nào", "Figure to watch", 40),
    ),
    kept=2,
)
REASONS = Sheet(
    "na",
    Text("Lý do không áp dụng", "Reasons not applicable"),
    Text(
        "Mỗi dòng một lý do mà doanh nghiệp có thể chọn cho câu hỏi đó.",
        "One reason a row that a firm may choose for the question.",
    ),
    (ident("item", "Câu hỏi", "Question", of="items"), *own("Lý do", "Reason", 70)),
)
