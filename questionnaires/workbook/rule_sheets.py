"""The sheets about rules, words and other models. Pure."""

from questionnaires.words import Text
from questionnaires.workbook.columns import Column, Sheet, amount, ident, pair

CAPS = Sheet(
    "caps",
    Text("Giới hạn mức", "Caps"),
    Text(
        "Mức của một phần không vượt quá mức thấp nhất trong các phần nêu tên cộng thêm số ở cột cuối.",
        "The level of a part is at most the lowest level of the named parts plus the last column.",
    ),
    (
        ident("node", "Phần", "Part"),
        Column("lowest_of", Text("Thấp nhất trong", "Lowest of"), "ids", 32),
        amount("plus", "Cộng thêm", "Plus"),
    ),
)
REQUIRES = Sheet(
    "requires",
    Text("Cần có trước", "What comes first"),
    Text(
        "Khía cạnh ở cột đầu chỉ nên làm khi khía cạnh ở cột hai đã tới giá trị nêu ra.",
        "The first dimension should wait until the second has reached the value.",
    ),
    (
        ident("dimension", "Khía cạnh", "Dimension", of="nodes"),
        ident("node", "Cần có trước", "Comes first", of="nodes"),
        amount("from", "Từ giá trị", "From"),
        *pair("reason", "Vì sao", "Why", 60),
    ),
)
TROUBLES = Sheet(
    "troubles",
    Text("Khó khăn", "Troubles"),
    Text(
        "Mỗi dòng một khó khăn mà chủ doanh nghiệp có thể chọn trước khi trả lời.",
        "One trouble a row that an owner may name before answering.",
    ),
    (
        ident(width=24),
        *pair("name", "Khó khăn", "Trouble"),
        Column("nodes", Text("Khía cạnh liên quan", "Dimensions"), "ids", 32),
    ),
)
CONTRADICTIONS = Sheet(
    "contradictions",
    Text("Câu trả lời mâu thuẫn", "Contradictions"),
    Text(
        "Những câu trả lời hiếm khi đi cùng nhau, và câu chuyên gia nên hỏi lại.",
        "Answers that rarely go together, and what an advisor may ask.",
    ),
    (
        ident(width=24),
        Column("when", Text("Khi", "When"), "conditions", 32),
        *pair("ask", "Câu hỏi lại", "What to ask", 60),
    ),
)
GLOSSARY = Sheet(
    "glossary",
    Text("Thuật ngữ", "Glossary"),
    Text("Mỗi dòng một từ và nghĩa của nó.", "One term and its meaning a row."),
    (ident(width=24), *pair("term", "Từ", "Term", 28), *pair("meaning", "Nghĩa", "Meaning", 60)),
)
CROSSWALKS = Sheet(
    "crosswalks",
    Text("Mô hình khác", "Other models"),
    Text(
        "Mỗi dòng một khía cạnh của một mô hình khác, trên thang điểm của mô hình đó.",
        "One dimension of another model a row, on that model's own scale.",
    ),
    (
        ident("crosswalk", "Mô hình", "Model key"),
        ident(width=20),
        *pair("name", "Tên", "Name"),
        Column("scale", Text("Thang điểm", "Scale"), "numbers"),
        ident("model", "Mã bộ câu hỏi", "Id of its framework"),
    ),
    kept=2,
)
DRAFTS = Sheet(
    "drafts",
    Text("Điền sẵn", "Pre-filled answers"),
    Text(
        "Câu trả lời của bộ câu hỏi khác được điền sẵn từ những câu hỏi nêu ở cột ba.",
        "How answers to another framework are pre-filled from the questions in the third column.",
    ),
    (
        ident("framework", "Bộ câu hỏi", "Framework", width=18),
        ident(vi="Câu hỏi của bộ đó", en="Its question"),
        Column("items", Text("Từ các câu hỏi", "From questions"), "ids", 24),
        Column("open", Text("Để trống cho chủ doanh nghiệp", "Left open for the owner"), "flag"),
        *pair("note", "Ghi chú", "Note", 60),
    ),
    kept=2,
)
DRAFT_RULES = Sheet(
    "draft_rules",
    Text("Quy tắc điền sẵn", "Pre-fill rules"),
    Text(
        "Khi các điều kiện thoả: chọn lựa chọn có số điểm này, hoặc đánh dấu lựa chọn có tên này.",
        "When the conditions hold: the option with these points, or a tick at the option of this name.",
    ),
    (
        ident("framework", "Bộ câu hỏi", "Framework", width=18),
        ident(vi="Câu hỏi của bộ đó", en="Its question"),
        Column("when", Text("Khi", "When"), "conditions", 32),
        amount("points", "Điểm", "Points"),
        *pair("tick", "Đánh dấu", "Tick"),
    ),
    kept=2,
)
OTHER = Sheet(
    "other",
    Text("Phần khác", "Other parts"),
    Text(
        "Những phần hiếm gặp chưa có bảng riêng, viết bằng JSON. Thường để trống; xin đừng sửa nếu không rõ.",
        "Rare parts without a table of their own, in JSON. Usually empty; best left alone.",
    ),
    (
        Column("place", Text("Vị trí", "Place"), width=60),
        Column("value", Text("Giá trị (JSON)", "Value (JSON)"), "json", 60),
    ),
)
