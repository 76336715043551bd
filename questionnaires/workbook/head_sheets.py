"""The sheets about the whole: its head, its levels, its kinds of firms, its blocks and dimensions. Pure."""

from questionnaires.words import Text
from questionnaires.workbook.columns import WORDY, Column, Sheet, aggregate, amount, ident, own, pair

HEAD = Sheet(
    "head",
    Text("Chung", "General"),
    Text(
        "Tên, nguồn, phiên bản và quy tắc chung. Mỗi dòng một mục; mục có hai ngôn ngữ thì điền cả hai cột.",
        "Title, source, version and general rules. One entry a row; where both languages are asked, fill both columns.",
    ),
    (
        Column("key", Text("Mã mục", "Entry"), width=30),
        Column("title", Text("Mục", "What it is"), width=36),
        Column("value", Text("Giá trị hoặc tiếng Việt", "Value or Vietnamese"), width=60),
        Column("value.en", Text("Tiếng Anh", "English"), width=60),
    ),
    kept=2,
)
# The rows of the head, as columns of its one record.
ENTRIES: tuple[Column, ...] = (
    ident("framework", "Mã bộ câu hỏi", "Id of the framework"),
    Column("version", Text("Phiên bản", "Version")),
    *pair("title", "Tên", "Title"),
    *pair("summary", "Tóm tắt", "Summary"),
    Column("source.publisher", Text("Đơn vị ban hành", "Publisher")),
    *pair("source.document", "Văn bản", "Document"),
    Column("source.url", Text("Địa chỉ web", "Web address")),
    Column("source.licence", Text("Giấy phép", "Licence")),
    Column(
        "source.fidelity",
        Text("Mức trung thực với nguồn", "Faithful to the source"),
        words=("own", "official", "indicative"),
    ),
    amount("minutes.phone", "Số phút trên điện thoại", "Minutes on a phone"),
    amount("minutes.computer", "Số phút trên máy tính", "Minutes on a computer"),
    amount("quick.half_width", "Đánh giá nhanh: nửa khoảng", "Quick check: half of its range"),
    amount("quick.minutes.phone", "Đánh giá nhanh: số phút trên điện thoại", "Quick check: minutes on a phone"),
    amount("quick.minutes.computer", "Đánh giá nhanh: số phút trên máy tính", "Quick check: minutes on a computer"),
    amount("valid_months", "Báo cáo đã xác nhận có hiệu lực (tháng)", "A verified report is valid for (months)"),
    *aggregate("overall.aggregate"),
    amount("rules.priorities.most", "Việc nên làm trước: nhiều nhất", "First things to do: at most"),
    Column(
        "rules.priorities.at_least_one_of",
        Text("Việc nên làm trước: ít nhất một việc thuộc", "First things to do: at least one of"),
        "ids",
    ),
    amount("rules.priorities.trouble_factor", "Hệ số của khó khăn", "Weight of a trouble"),
    Column("sensitive", Text("Câu hỏi bảo mật", "Confidential questions"), "ids"),
)
UNCONFIRMED = "source.unconfirmed"  # may stand in any number of rows, each a text of its own


def _by_name() -> dict[str, tuple[Column, ...]]:
    """Return what stands in the row of an entry: a value, or a text in both languages."""
    found: dict[str, tuple[Column, ...]] = {UNCONFIRMED: own("Điều chưa xác nhận", "What is not confirmed")}
    for column in ENTRIES:
        name = column.key.removesuffix(".vi").removesuffix(".en")
        found[name] = (*found.get(name, ()), column)
    return found


BY_NAME = _by_name()

LEVELS = Sheet(
    "levels",
    Text("Mức", "Levels"),
    Text("Mỗi dòng một mức của kết quả, từ thấp lên cao.", "One level of the result a row, from the lowest up."),
    (
        Column("value", Text("Mức", "Level"), "number", 8),
        ident(),
        *pair("name", "Tên", "Name", 24),
        *pair("meaning", "Ý nghĩa", "Meaning"),
        *pair("sentence", "Câu kết luận", "Sentence"),
        amount("from", "Từ (kể cả)", "From (included)"),
        amount("above", "Trên (không kể)", "Above (excluded)"),
        amount("and.count_at_least.level", "Cần thêm: mức", "Also needs: level"),
        amount("and.count_at_least.n", "Cần thêm: số phần", "Also needs: how many"),
    ),
    kept=2,
)
VARIANTS = Sheet(
    "variants",
    Text("Biến thể", "Variants"),
    Text(
        "Mỗi dòng một loại doanh nghiệp được hỏi hoặc tính khác đi.",
        "One kind of firm a row that is asked or weighed differently.",
    ),
    (ident(), *pair("name", "Tên", "Name")),
)
CLASSES = Sheet(
    "classes",
    Text("Nhóm mức", "Classes"),
    Text("Mỗi dòng một tên chung cho vài mức.", "One name for a few levels a row."),
    (ident(), *pair("name", "Tên", "Name"), Column("levels", Text("Các mức", "Levels"), "ids")),
)
NODES = Sheet(
    "nodes",
    Text("Khối và khía cạnh", "Blocks and dimensions"),
    Text(
        "Mỗi dòng một khối hoặc khía cạnh. Khối để trống cột “Thuộc khối”; phần nằm trong ghi mã của một dòng trên.",
        "One block or dimension a row. A block has nothing under “Part of”; what lies in it names an id further up.",
    ),
    (
        ident("parent", "Thuộc khối", "Part of", of="nodes"),
        ident(),
        *pair("name", "Tên", "Name", 32),
        *pair("about", "Nội dung", "About"),
        Column("weight", Text("Trọng số", "Weight"), "weight"),
        *aggregate("aggregate"),
        Column("levels.on", Text("Mức riêng: theo", "Own levels: on"), words=("value", "share", "none")),
        Column("levels.from", Text("Mức riêng: từ (kể cả)", "Own levels: from (included)"), "numbers", 18),
        Column("levels.above", Text("Mức riêng: trên (không kể)", "Own levels: above (excluded)"), "numbers", 18),
        Column("in_variants", Text("Chỉ ở biến thể", "Only in variants"), "ids"),
    ),
    kept=3,
)
TABLES = Sheet(
    "tables",
    Text("Bảng quyết định", "Decision tables"),
    Text(
        "Cho cách tính “lookup”: dòng đầu tiên thoả điều kiện cho giá trị.",
        "For the method “lookup”: the first row whose condition holds gives the value.",
    ),
    (
        ident("node", "Phần", "Part", of="nodes"),
        Column("when", Text("Khi", "When"), "conditions", WORDY),
        amount("value", "Giá trị", "Value"),
    ),
)
