"""The invented firms. Any likeness to a real firm is chance; "Mẫu" in each name says so. Pure data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Firm:
    """One invented firm and its plant. ``maturity`` is about where its answers lie, 0 to 5.

    ``sent_days_ago`` is None for a firm that sent nothing.
    """

    name: str
    sector: str
    headcount_band: str
    province: str
    maturity: float
    sent_days_ago: int | None = None
    troubles: tuple[str, ...] = ()
    plant: str = "Nhà máy chính"
    old_area: str = ""
    industrial_park: str = ""


SCORED = Firm(
    "Nhựa Tân Phú Mẫu", "22", "51-100", "79", 1.9, troubles=("machine_stops", "late_delivery"), plant="Nhà máy 1"
)
ANSWERING = Firm("Cơ khí An Khánh Mẫu", "25", "11-50", "24", 1.2, troubles=("late_delivery",))

# Most small plants stand near the floor; a few, often suppliers of large buyers, stand higher.
SENT = (
    Firm("Bánh kẹo Hương Đồng Mẫu", "10", "51-100", "01", 1.3, 0, ("defects_returns", "power_cost")),
    Firm("Linh kiện Ánh Dương Mẫu", "26", "101-200", "24", 2.9, 0, ("buyer_records",)),
    Firm("Gỗ mỹ nghệ Phước Lành Mẫu", "16", "11-50", "52", 0.6, 1, ("lack_of_workers",)),
    Firm("May Thuận Phát Mẫu", "14", "over-200", "33", 1.6, 1, ("late_delivery", "lack_of_workers")),
    Firm(
        "Bao bì giấy Kim Liên Mẫu",
        "17",
        "51-100",
        "79",
        1.4,
        1,
        ("stock_materials",),
        old_area="Bình Dương",
        industrial_park="Khu công nghiệp Mẫu",
    ),
    Firm("Cơ khí chính xác Đại Lộc Mẫu", "25", "51-100", "31", 2.3, 2, ("buyer_records", "late_delivery")),
    Firm("Thủy sản Sóng Biển Mẫu", "10", "over-200", "96", 1.8, 2, ("buyer_records", "power_cost")),
    Firm("Nước mắm Làng Chài Mẫu", "10", "1-10", "56", 0.3, 2, ("profit_per_order",)),
    Firm("Dệt nhuộm Hoà Khánh Mẫu", "13", "101-200", "48", 1.1, 3, ("power_cost", "defects_returns")),
    Firm("Sơn tĩnh điện Việt Thắng Mẫu", "25", "11-50", "75", 0.9, 3, ("defects_returns",)),
    Firm("Đúc gang Trường Sơn Mẫu", "24", "51-100", "19", 0.8, 3, ("power_cost", "machine_stops")),
    Firm("Giày da Minh Khôi Mẫu", "15", "over-200", "75", 1.7, 4, ("late_delivery",)),
    Firm("Khuôn mẫu Tinh Xảo Mẫu", "25", "11-50", "79", 2.0, 4, ("late_delivery", "machine_stops"), old_area="TP.HCM"),
    Firm("Gốm sứ Bát Hương Mẫu", "23", "11-50", "01", 0.5, 4),
    Firm("Cáp điện Bắc Sơn Mẫu", "27", "101-200", "33", 2.1, 5, ("stock_materials",)),
    Firm("Phụ tùng xe máy Đông Đô Mẫu", "30", "101-200", "25", 2.8, 5, ("buyer_records",)),
    Firm("Trà Cao Nguyên Mẫu", "10", "11-50", "68", 0.7, 6, ("profit_per_order",)),
    Firm("Cà phê rang Buôn Mới Mẫu", "10", "11-50", "66", 1.0, 6, ("defects_returns",)),
    Firm("Nội thất Thanh Bình Mẫu", "31", "51-100", "75", 1.5, 6, ("late_delivery", "profit_per_order")),
    Firm("In ấn Sao Mai Mẫu", "18", "11-50", "79", 1.2, 7, ("late_delivery",), old_area="TP.HCM"),
    Firm("Dược liệu Lá Xanh Mẫu", "21", "51-100", "15", 1.3, 7, ("buyer_records",)),
    Firm("Mỹ phẩm Hoa Sen Mẫu", "20", "11-50", "79", 1.0, 7, ("defects_returns",), old_area="Bà Rịa – Vũng Tàu"),
    Firm("Thép hình Nam Định Phong Mẫu", "24", "101-200", "37", 1.4, 8, ("power_cost",)),
    Firm("Máy nông nghiệp Đồng Tâm Mẫu", "28", "51-100", "92", 1.2, 8, ("stock_materials", "lack_of_workers")),
    Firm("Gạch không nung Sông Hồng Mẫu", "23", "11-50", "33", 0.4, 8, ("machine_stops",)),
    Firm(
        "Cao su kỹ thuật Phú Gia Mẫu",
        "22",
        "51-100",
        "79",
        1.9,
        9,
        ("defects_returns", "machine_stops"),
        old_area="Bình Dương",
        industrial_park="Khu công nghiệp Mẫu",
    ),
    Firm("Điện tử Tân Cảng Mẫu", "26", "over-200", "31", 3.3, 9, ("lack_of_workers",)),
    Firm("Nước khoáng Suối Đá Mẫu", "11", "11-50", "56", 0.9, 10, ("power_cost",)),
    Firm("Mây tre Phú Vinh Xanh Mẫu", "16", "1-10", "01", 0.2, 10),
    Firm("Phụ tùng ô tô Thành Đạt Mẫu", "29", "101-200", "25", 3.1, 11, ("buyer_records", "stock_materials")),
    Firm("Chế biến điều Bình Phước Lộc Mẫu", "10", "51-100", "75", 0.8, 11, ("defects_returns",)),
    Firm("May gia đình Hạnh Nguyên Mẫu", "14", "1-10", "82", 0.3, 12, ("lack_of_workers",)),
    Firm("Nhựa bao bì Đường Sáng Mẫu", "22", "11-50", "80", 1.1, 12, ("power_cost", "stock_materials")),
    Firm("Sửa chữa cơ điện Hải Âu Mẫu", "33", "11-50", "22", 0.9, 13, ("profit_per_order",)),
    Firm("Bia thủ công Đồi Thông Mẫu", "11", "1-10", "68", 0.6, 13),
    Firm("Đồ chơi gỗ Tuổi Thơ Mẫu", "32", "11-50", "38", 0.8, 14, ("late_delivery",)),
    Firm("Hoá chất Tân Tiến Mẫu", "20", "51-100", "75", 1.7, 15, ("buyer_records",)),
    Firm("Xi măng trắng Núi Voi Mẫu", "23", "101-200", "31", 1.5, 17, ("power_cost", "machine_stops")),
    Firm("Thiết bị y tế Bình Minh Mẫu", "32", "51-100", "01", 2.2, 19, ("buyer_records",)),
    Firm("Đồ hộp rau quả Vườn Ngọt Mẫu", "10", "101-200", "86", 1.2, 21, ("stock_materials", "defects_returns")),
)

# Firms whose review is further on than the queue, one in each state that a firm or an approver meets.
RETURNED = Firm("Bao bì màng ghép Sông Tiền Mẫu", "22", "51-100", "82", 1.6, 7, ("stock_materials", "late_delivery"))
PROPOSED = Firm("Khuôn dập Phương Nam Mẫu", "25", "51-100", "79", 2.2, 9, ("machine_stops",), old_area="Bình Dương")
OBJECTED = Firm("Đông lạnh Cửu Long Mẫu", "10", "101-200", "92", 1.7, 19, ("power_cost", "buyer_records"))
VERIFIED = Firm(
    "Thiết bị điện Minh Quang Mẫu",
    "27",
    "101-200",
    "79",
    2.4,
    16,
    ("buyer_records", "defects_returns"),
    old_area="TP.HCM",
    industrial_park="Khu chế xuất Mẫu",
)
PARTLY = Firm("Dệt kim Thành Nam Mẫu", "13", "51-100", "37", 1.3, 14, ("lack_of_workers",))
WITHDRAWN = Firm("Nhựa kỹ thuật Bắc Hà Mẫu", "22", "51-100", "01", 1.8, 18, ("machine_stops", "power_cost"))
FURTHER = (RETURNED, PROPOSED, OBJECTED, VERIFIED, PARTLY, WITHDRAWN)
